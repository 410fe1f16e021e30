import { Module } from '@nestjs/common';
import { DealsModule } from '../deals/deals.module.ts';
import { BoardsHttp } from './boards.http.ts';
import { DealRegister } from './deal-register.ts';
import { Boards } from './boards.service.ts';

@Module({ imports: [DealsModule], controllers: [BoardsHttp], providers: [Boards, DealRegister], exports: [DealRegister] })
export class BoardsModule {}
