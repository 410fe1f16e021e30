import multipart from '@fastify/multipart';
import { Module } from '@nestjs/common';
import { ApprovalChain, ApprovalDelegation, ApprovalRequest, Approvals1700000000006, ApprovalSeat, ApprovalsModule } from '@luyue/approvals';
import { Agreements1700000000008, Directory1700000000002, DirectoryModule } from '@luyue/directory';
import { Attachment, Attachments1700000000004, AttachmentsModule, MAX_BYTES } from '@luyue/files';
import { Ledger1700000000005 } from '@luyue/ledger';
import { CalendarChanges, Obligation, Obligations1700000000003, ObligationsModule } from '@luyue/obligations';
import { type RunningService, startService, type ServiceDefinition } from '@luyue/platform';
import { systemRoles } from '@luyue/regulations';
import { ExportJob, Exports1700000000007, ExportsModule } from '@luyue/reports';
import { Appointment } from './appointments/appointment.entity.ts';
import { AppointmentsModule } from './appointments/appointments.module.ts';
import { ArchiveFile, ArchiveLoan } from './archive-files/archive-file.entity.ts';
import { ArchiveFilesModule } from './archive-files/archive-files.module.ts';
import { ArchiveHanding, ArchiveItem } from './archives/archive.entity.ts';
import { ArchivesModule } from './archives/archives.module.ts';
import { AssignmentsModule } from './assignments/assignments.module.ts';
import { DealCallback } from './callbacks/callback.entity.ts';
import { CallbacksModule } from './callbacks/callbacks.module.ts';
import { ClientLink, ClientWord } from './client-links/client-link.entity.ts';
import { ClientLinksModule } from './client-links/client-links.module.ts';
import { ClientPageModule } from './client-page/client-page.module.ts';
import { BoardsModule } from './boards/boards.module.ts';
import { DealRegister } from './boards/deal-register.ts';
import { CommissionStatements } from './commissions/commission-statements.ts';
import { CommissionConfirmation } from './commissions/commission.entity.ts';
import { CommissionsModule } from './commissions/commissions.module.ts';
import { PropertyBrokerageEnvironment } from './config.ts';
import { ContractCopiesModule } from './contract-copies/contract-copies.module.ts';
import { ContractCopy } from './contract-copies/contract-copy.entity.ts';
import { Deal, DealEntry, DealParty } from './deals/deal.entity.ts';
import { DealsModule } from './deals/deals.module.ts';
import { Deals } from './deals/deals.service.ts';
import { DocumentTransfersModule } from './document-transfers/document-transfers.module.ts';
import { DocumentTransfer, TransferItem } from './document-transfers/transfer.entity.ts';
import { EvidencePack } from './evidence-packs/evidence-pack.entity.ts';
import { EvidencePacksModule } from './evidence-packs/evidence-packs.module.ts';
import { Handover } from './handovers/handover.entity.ts';
import { HandoversModule } from './handovers/handovers.module.ts';
import { FormCompletion, FormNumber } from './forms/forms.entity.ts';
import { FormsModule } from './forms/forms.module.ts';
import { HeldFundsModule } from './held-funds/held-funds.module.ts';
import { Receipt } from './held-funds/receipt.entity.ts';
import { Introduction } from './introductions/introduction.entity.ts';
import { IntroductionsModule } from './introductions/introductions.module.ts';
import { DealMessage } from './messages/message.entity.ts';
import { MessagesModule } from './messages/messages.module.ts';
import { migrations } from './migrations/migrations.ts';
import { PaymentSlipsModule, SLIP_MATTERS } from './payment-slips/payment-slips.module.ts';
import { PaymentSlips } from './payment-slips/payment-slips.service.ts';
import { PaymentSlip, SlipForm } from './payment-slips/slip.entity.ts';
import { PayoutCondition } from './payout-conditions/payout-condition.entity.ts';
import { PayoutConditionsModule } from './payout-conditions/payout-conditions.module.ts';
import { ProgressCall } from './progress/progress-call.entity.ts';
import { ProgressModule } from './progress/progress.module.ts';
import { Receivable } from './receivables/receivable.entity.ts';
import { ReceivablesModule } from './receivables/receivables.module.ts';
import { Reconciliation, ReconciliationLine } from './reconciliations/reconciliation.entity.ts';
import { ReconciliationsModule } from './reconciliations/reconciliations.module.ts';
import { SigningModule } from './signing/signing.module.ts';
import { DealStep } from './steps/step.entity.ts';
import { StepsModule } from './steps/steps.module.ts';
import { DealTemplate } from './templates/template.entity.ts';
import { TemplatesModule } from './templates/templates.module.ts';
import { UtilityApplication } from './utilities/application.entity.ts';
import { PartnerRequests } from './utilities/partner-requests.ts';
import { UtilitiesModule } from './utilities/utilities.module.ts';

const obligations = ObligationsModule.forRoot('property-brokerage');

@Module({
  imports: [
    obligations, DirectoryModule.forRoot({ consume: true, imports: [obligations, UtilitiesModule], listeners: [CalendarChanges, PartnerRequests] }),
    DealsModule, TemplatesModule, SigningModule, AssignmentsModule, DocumentTransfersModule, IntroductionsModule, ContractCopiesModule, MessagesModule, StepsModule, AppointmentsModule, ProgressModule, HeldFundsModule, PayoutConditionsModule, PaymentSlipsModule, ReconciliationsModule, HandoversModule, UtilitiesModule, ClientLinksModule, ClientPageModule, ReceivablesModule, FormsModule,
    ArchivesModule, ArchiveFilesModule, BoardsModule, CallbacksModule, EvidencePacksModule, CommissionsModule,
    ApprovalsModule.forRoot('property-brokerage', { matters: SLIP_MATTERS, roles: systemRoles(['property-brokerage']).map((role) => role.code), imports: [PaymentSlipsModule], listeners: [PaymentSlips] }),
    ExportsModule.forRoot('property-brokerage', { imports: [BoardsModule, CommissionsModule], exports: { 'commission-statement': CommissionStatements, deals: DealRegister } }),
    AttachmentsModule.forRoot('property-brokerage', { imports: [DealsModule], guard: Deals }),
  ],
})
export class AppModule {}

export const definition: ServiceDefinition = {
  name: 'property-brokerage', module: AppModule, entities: [Obligation, Attachment, Deal, DealParty, DealEntry, DealTemplate, DealMessage, DocumentTransfer, TransferItem, Introduction, ContractCopy, DealStep, ProgressCall, Appointment, Receipt, PayoutCondition, PaymentSlip, SlipForm, Reconciliation, ReconciliationLine, Handover, UtilityApplication, Receivable, FormCompletion, FormNumber, ClientLink, ClientWord, ArchiveHanding, ArchiveItem, ArchiveFile, ArchiveLoan, DealCallback, EvidencePack, CommissionConfirmation, ExportJob, ApprovalRequest, ApprovalSeat, ApprovalChain, ApprovalDelegation],
  migrations: [Directory1700000000002, Obligations1700000000003, Attachments1700000000004, Agreements1700000000008, Ledger1700000000005, Approvals1700000000006, Exports1700000000007, ...migrations],
  configure: async (fastify) => fastify.register(multipart, { limits: { files: 1, fileSize: MAX_BYTES + 1 } }),
};

export const Environment = PropertyBrokerageEnvironment;
export const createApp = (config: PropertyBrokerageEnvironment): Promise<RunningService> => startService(definition, config);
