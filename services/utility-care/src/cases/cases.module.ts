import { Module } from '@nestjs/common';
import { FilesModule } from '@luyue/files';
import { AccountsModule } from '../accounts/accounts.module.ts';
import { CallbacksModule } from '../callbacks/callbacks.module.ts';
import { IntakeModule } from '../intake/intake.module.ts';
import { WorkOrdersModule } from '../work-orders/work-orders.module.ts';
import { CaseRecordModule } from './case-record.ts';
import { CasesHttp } from './cases.http.ts';
import { Cases } from './cases.service.ts';
import { CloseCase } from './close-case.ts';

@Module({
  imports: [AccountsModule, CallbacksModule, CaseRecordModule, FilesModule, IntakeModule, WorkOrdersModule],
  controllers: [CasesHttp], providers: [Cases, CloseCase], exports: [Cases, CaseRecordModule, IntakeModule],
})
export class CasesModule {}
