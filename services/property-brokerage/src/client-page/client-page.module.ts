import { Module } from '@nestjs/common';
import { AppointmentsModule } from '../appointments/appointments.module.ts';
import { ClientLinksModule } from '../client-links/client-links.module.ts';
import { HeldFundsModule } from '../held-funds/held-funds.module.ts';
import { MessagesModule } from '../messages/messages.module.ts';
import { PaymentSlipsModule } from '../payment-slips/payment-slips.module.ts';
import { StepRecordModule } from '../steps/step-record.ts';
import { ClientPageHttp } from './client-page.http.ts';
import { ClientPage } from './client-page.service.ts';

@Module({ imports: [StepRecordModule, ClientLinksModule, AppointmentsModule, MessagesModule, HeldFundsModule, PaymentSlipsModule], controllers: [ClientPageHttp], providers: [ClientPage] })
export class ClientPageModule {}
