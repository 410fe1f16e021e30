import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module.ts';
import { CallbacksModule } from '../callbacks/callbacks.module.ts';
import { IntakeModule } from '../intake/intake.module.ts';
import { QualificationsModule } from '../qualifications/qualifications.module.ts';
import { WorkOrdersModule } from '../work-orders/work-orders.module.ts';
import { CasePreview } from './case-preview.ts';
import { CaseRecordModule } from './case-record.module.ts';
import { CasesHttp } from './cases.http.ts';
import { Cases } from './cases.service.ts';
import { CloseCase } from './close-case.ts';
import { OpenCase } from './open-case.ts';

@Module({
  imports: [AccountsModule, CallbacksModule, CaseRecordModule, IntakeModule, QualificationsModule, WorkOrdersModule],
  controllers: [CasesHttp], providers: [Cases, OpenCase, CloseCase, CasePreview], exports: [Cases, OpenCase, CaseRecordModule],
})
export class CasesModule {}
