import { Module } from '@nestjs/common';
import { DealsModule } from '../deals/deals.module.ts';
import { HeldFundsModule } from '../held-funds/held-funds.module.ts';
import { MessagesModule } from '../messages/messages.module.ts';
import { PayoutConditionsModule } from '../payout-conditions/payout-conditions.module.ts';
import { PaymentSlipsHttp } from './payment-slips.http.ts';
import { PaymentSlips } from './payment-slips.service.ts';
import { SlipDesk } from './slip-desk.ts';
import { SlipForms } from './slip-forms.ts';
import { SlipList } from './slip-list.ts';

/** What is approved here, and by whom unless the tenant publishes a chain of its own (reading 7). */
export const SLIP_MATTERS = {
  payment_slip: { title: { zh: '付款单', en: 'Payment slip' }, chain: [{ roles: ['supervisor'], mode: 'any' as const }] },
  payment_slip_of_supervisor: { title: { zh: '主管的付款单', en: "Supervisor's payment slip" }, chain: [{ roles: ['department_head', 'department_manager'], mode: 'any' as const }] },
};

@Module({ imports: [DealsModule, HeldFundsModule, MessagesModule, PayoutConditionsModule], controllers: [PaymentSlipsHttp], providers: [PaymentSlips, SlipDesk, SlipForms, SlipList], exports: [PaymentSlips, SlipList] })
export class PaymentSlipsModule {}
