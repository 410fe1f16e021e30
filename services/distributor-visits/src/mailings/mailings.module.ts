import { Module } from '@nestjs/common';
import { CustomerRecordModule } from '../customers/customer-record.ts';
import { MailingReceipts } from './mailing-receipts.ts';
import { MailingsHttp } from './mailings.http.ts';
import { Mailings } from './mailings.service.ts';

@Module({ imports: [CustomerRecordModule], controllers: [MailingsHttp], providers: [Mailings, MailingReceipts], exports: [Mailings] })
export class MailingsModule {}
