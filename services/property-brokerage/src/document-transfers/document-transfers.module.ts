import { Module } from '@nestjs/common';
import { FilesModule } from '@luyue/files';
import { ContractCopiesModule } from '../contract-copies/contract-copies.module.ts';
import { DealsModule } from '../deals/deals.module.ts';
import { IntroductionsModule } from '../introductions/introductions.module.ts';
import { MessagesModule } from '../messages/messages.module.ts';
import { StepRecordModule } from '../steps/step-record.ts';
import { TemplatesModule } from '../templates/templates.module.ts';
import { Checklist } from './checklist.ts';
import { DocumentTransfersHttp } from './document-transfers.http.ts';
import { DocumentTransfers } from './document-transfers.service.ts';

@Module({
  imports: [DealsModule, TemplatesModule, StepRecordModule, MessagesModule, FilesModule, IntroductionsModule, ContractCopiesModule], controllers: [DocumentTransfersHttp], providers: [DocumentTransfers, Checklist], exports: [DocumentTransfers, Checklist],
})
export class DocumentTransfersModule {}
