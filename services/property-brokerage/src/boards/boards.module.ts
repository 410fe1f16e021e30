import { Module } from '@nestjs/common';
import { DealsModule } from '../deals/deals.module.ts';
import { BoardsHttp } from './boards.http.ts';
import { Boards } from './boards.service.ts';

@Module({ imports: [DealsModule], controllers: [BoardsHttp], providers: [Boards] })
export class BoardsModule {}
