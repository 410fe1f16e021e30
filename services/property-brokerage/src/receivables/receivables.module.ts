import { Module } from '@nestjs/common';
import { DealsModule } from '../deals/deals.module.ts';
import { HeldFundsModule } from '../held-funds/held-funds.module.ts';
import { ReceivablesHttp } from './receivables.http.ts';
import { Receivables } from './receivables.service.ts';

@Module({ imports: [DealsModule, HeldFundsModule], controllers: [ReceivablesHttp], providers: [Receivables], exports: [Receivables] })
export class ReceivablesModule {}
