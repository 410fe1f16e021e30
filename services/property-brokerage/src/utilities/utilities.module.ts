import { Module } from '@nestjs/common';
import { FilesModule } from '@luyue/files';
import { DealsModule } from '../deals/deals.module.ts';
import { HandoverRecordModule } from '../handovers/handover-record.ts';
import { MessagesModule } from '../messages/messages.module.ts';
import { StepsModule } from '../steps/steps.module.ts';
import { ApplicationRecord } from './application-record.ts';
import { PartnerRequests } from './partner-requests.ts';
import { UtilitiesConsumer } from './utilities.consumer.ts';
import { UtilitiesHttp } from './utilities.http.ts';
import { Utilities } from './utilities.service.ts';

@Module({ imports: [DealsModule, StepsModule, HandoverRecordModule, MessagesModule, FilesModule], controllers: [UtilitiesHttp, UtilitiesConsumer], providers: [ApplicationRecord, PartnerRequests, Utilities], exports: [PartnerRequests] })
export class UtilitiesModule {}
