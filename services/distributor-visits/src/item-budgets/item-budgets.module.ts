import { Module } from '@nestjs/common';
import { ItemBudgetsHttp } from './item-budgets.http.ts';
import { ItemBudgets } from './item-budgets.service.ts';

@Module({ controllers: [ItemBudgetsHttp], providers: [ItemBudgets], exports: [ItemBudgets] })
export class ItemBudgetsModule {}
