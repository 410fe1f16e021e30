import { Module } from '@nestjs/common';
import { FilesModule } from '@luyue/files';
import { ArchiveFilesModule } from '../archive-files/archive-files.module.ts';
import { ContractCopiesModule } from '../contract-copies/contract-copies.module.ts';
import { DealsModule } from '../deals/deals.module.ts';
import { DocumentTransfersModule } from '../document-transfers/document-transfers.module.ts';
import { HandoverRecordModule } from '../handovers/handover-record.ts';
import { HeldFundsModule } from '../held-funds/held-funds.module.ts';
import { MessagesModule } from '../messages/messages.module.ts';
import { PaymentSlipsModule } from '../payment-slips/payment-slips.module.ts';
import { StepRecordModule } from '../steps/step-record.ts';
import { ArchivesHttp } from './archives.http.ts';
import { Archives } from './archives.service.ts';
import { Catalogue } from './catalogue.ts';

@Module({
  imports: [DealsModule, StepRecordModule, MessagesModule, FilesModule, ContractCopiesModule, DocumentTransfersModule, HandoverRecordModule, HeldFundsModule, PaymentSlipsModule, ArchiveFilesModule], controllers: [ArchivesHttp], providers: [Archives, Catalogue], exports: [Archives, Catalogue],
})
export class ArchivesModule {}
