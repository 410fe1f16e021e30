import { Module } from '@nestjs/common';
import { ReportsModule } from '@luyue/reports';
import { DealsModule } from '../deals/deals.module.ts';
import { HandoverRecordModule } from '../handovers/handover-record.ts';
import { PaymentSlipsModule } from '../payment-slips/payment-slips.module.ts';
import { ReceivablesModule } from '../receivables/receivables.module.ts';
import { StepRecordModule } from '../steps/step-record.ts';
import { FormData } from './form-data.ts';
import { FormNumbers } from './form-numbers.ts';
import { FormsHttp } from './forms.http.ts';
import { DealForms } from './forms.service.ts';

@Module({ imports: [DealsModule, StepRecordModule, ReceivablesModule, PaymentSlipsModule, HandoverRecordModule, ReportsModule], controllers: [FormsHttp], providers: [DealForms, FormData, FormNumbers], exports: [DealForms, FormData, FormNumbers] })
export class FormsModule {}
