import { Module } from '@nestjs/common';
import { FilesModule } from '@luyue/files';
import { AppointmentsModule } from '../appointments/appointments.module.ts';
import { ArchivesModule } from '../archives/archives.module.ts';
import { CallbacksModule } from '../callbacks/callbacks.module.ts';
import { DealsModule } from '../deals/deals.module.ts';
import { DocumentTransfersModule } from '../document-transfers/document-transfers.module.ts';
import { HandoversModule } from '../handovers/handovers.module.ts';
import { HeldFundsModule } from '../held-funds/held-funds.module.ts';
import { MessagesModule } from '../messages/messages.module.ts';
import { PaymentSlipsModule } from '../payment-slips/payment-slips.module.ts';
import { PayoutConditionsModule } from '../payout-conditions/payout-conditions.module.ts';
import { ProgressModule } from '../progress/progress.module.ts';
import { ReceivablesModule } from '../receivables/receivables.module.ts';
import { StepsModule } from '../steps/steps.module.ts';
import { EvidenceContents } from './evidence-contents.ts';
import { EvidencePacksHttp } from './evidence-packs.http.ts';
import { EvidencePacks } from './evidence-packs.service.ts';

@Module({
  imports: [DealsModule, DocumentTransfersModule, StepsModule, AppointmentsModule, ProgressModule, HandoversModule, ReceivablesModule, HeldFundsModule, PayoutConditionsModule, PaymentSlipsModule, MessagesModule, ArchivesModule, CallbacksModule, FilesModule], controllers: [EvidencePacksHttp],
  providers: [EvidencePacks, EvidenceContents],
})
export class EvidencePacksModule {}
