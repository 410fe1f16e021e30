import { Module } from '@nestjs/common';
import { ReportsModule } from '@luyue/reports';
import { CustomerRecordModule } from '../customers/customer-record.ts';
import { ItemBudgetsModule } from '../item-budgets/item-budgets.module.ts';
import { ItemsModule } from '../items/items.module.ts';
import { GiftDesk } from './gift-desk.ts';
import { GiftForm } from './gift-form.ts';
import { GiftsHttp } from './gifts.http.ts';
import { Gifts } from './gifts.service.ts';

/** DV-6: the superior in charge approves, whoever manages the unit above (reading 12); a tenant may let the supervisor look first. */
export const GIFT_MATTERS = {
  gift_application: { title: { zh: '赠送礼品预算申请表', en: 'Application for gifts' }, chain: [{ roles: ['unit_manager'], mode: 'any' as const, above: true }], kept: true },
};

@Module({ imports: [CustomerRecordModule, ItemsModule, ItemBudgetsModule, ReportsModule], controllers: [GiftsHttp], providers: [Gifts, GiftDesk, GiftForm], exports: [Gifts] })
export class GiftsModule {}
