import multipart from '@fastify/multipart';
import { Global, Module } from '@nestjs/common';
import { Agreements1700000000008, Directory1700000000002, DirectoryModule } from '@luyue/directory';
import { Attachment, Attachments1700000000004, AttachmentsModule, MAX_BYTES } from '@luyue/files';
import { CalendarChanges, Obligation, Obligations1700000000003, ObligationsModule } from '@luyue/obligations';
import { type RunningService, startService, type ServiceDefinition } from '@luyue/platform';
import { ACCOUNT_HISTORY } from './accounts/account-archive.ts';
import { Account, AccountAccess, AccountHolder } from './accounts/account.entity.ts';
import { AccountsModule } from './accounts/accounts.module.ts';
import { Callback } from './callbacks/callback.entity.ts';
import { CallbacksModule } from './callbacks/callbacks.module.ts';
import { CaseEntry, ServiceCase } from './cases/case.entity.ts';
import { CasesModule } from './cases/cases.module.ts';
import { Cases } from './cases/cases.service.ts';
import { CaseTransfer } from './complaints/case-transfer.entity.ts';
import { ComplaintsModule } from './complaints/complaints.module.ts';
import { UtilityCareEnvironment } from './config.ts';
import { FaultsModule } from './faults/faults.module.ts';
import { CallImport, CallImportReject } from './imports/call-import.entity.ts';
import { ImportsModule } from './imports/imports.module.ts';
import { Intake } from './intake/intake.entity.ts';
import { IntakeModule } from './intake/intake.module.ts';
import { migrations } from './migrations/migrations.ts';
import { Qualification } from './qualifications/qualification.entity.ts';
import { QualificationsModule } from './qualifications/qualifications.module.ts';
import { RecordGuard } from './transfers/record-guard.ts';
import { AccountTransfer } from './transfers/transfer.entity.ts';
import { TransfersModule } from './transfers/transfers.module.ts';
import { Transfers } from './transfers/transfers.service.ts';
import { WorkOrder } from './work-orders/work-order.entity.ts';
import { WorkOrdersModule } from './work-orders/work-orders.module.ts';

const obligations = ObligationsModule.forRoot('utility-care');

/** A household's page shows its cases, which the room `accounts` knows nothing of. */
@Global()
@Module({ imports: [CasesModule], providers: [{ provide: ACCOUNT_HISTORY, useExisting: Cases }], exports: [ACCOUNT_HISTORY] })
class HistoryModule {}

@Module({
  imports: [
    obligations, DirectoryModule.forRoot({ consume: true, imports: [obligations, TransfersModule], listeners: [CalendarChanges, Transfers] }),
    AccountsModule, QualificationsModule, IntakeModule, CasesModule, WorkOrdersModule, FaultsModule, ComplaintsModule, CallbacksModule, ImportsModule, TransfersModule,
    HistoryModule, AttachmentsModule.forRoot('utility-care', { imports: [TransfersModule], guard: RecordGuard }),
  ],
})
export class AppModule {}

export const definition: ServiceDefinition = {
  name: 'utility-care', module: AppModule,
  entities: [Obligation, Attachment, Account, AccountAccess, AccountHolder, AccountTransfer, Qualification, Intake, ServiceCase, CaseEntry, WorkOrder, CaseTransfer, Callback, CallImport, CallImportReject],
  migrations: [Directory1700000000002, Obligations1700000000003, Attachments1700000000004, Agreements1700000000008, ...migrations],
  configure: async (fastify) => fastify.register(multipart, { limits: { files: 1, fileSize: MAX_BYTES + 1 } }),
};

export const Environment = UtilityCareEnvironment;
export const createApp = (config: UtilityCareEnvironment): Promise<RunningService> => startService(definition, config);
