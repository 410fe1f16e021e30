import { Module } from '@nestjs/common';
import { StockModule } from '@luyue/stock';
import { CustomerRecordModule } from '../customers/customer-record.ts';
import { ItemBudgetsModule } from '../item-budgets/item-budgets.module.ts';
import { HandOuts } from './hand-outs.ts';
import { ItemsHttp } from './items.http.ts';
import { Items } from './items.service.ts';

@Module({ imports: [CustomerRecordModule, ItemBudgetsModule, StockModule], controllers: [ItemsHttp], providers: [Items, HandOuts], exports: [Items, HandOuts] })
export class ItemsModule {}
