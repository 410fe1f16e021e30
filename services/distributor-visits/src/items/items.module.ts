import { Module } from '@nestjs/common';
import { StockModule } from '@luyue/stock';
import { CustomerRecordModule } from '../customers/customer-record.ts';
import { ItemBudgetsModule } from '../item-budgets/item-budgets.module.ts';
import { VisitSeamsModule } from '../visit-seams.ts';
import { HandOuts } from './hand-outs.ts';
import { ItemsHttp } from './items.http.ts';
import { Items } from './items.service.ts';
import { VisitHandOuts } from './visit-hand-outs.ts';

@Module({ imports: [CustomerRecordModule, VisitSeamsModule, ItemBudgetsModule, StockModule], controllers: [ItemsHttp], providers: [Items, HandOuts, VisitHandOuts], exports: [Items, HandOuts] })
export class ItemsModule {}
