import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module.ts';
import { CaseRecordModule } from '../cases/case-record.ts';
import { QualificationsModule } from '../qualifications/qualifications.module.ts';
import { WorkOrdersModule } from '../work-orders/work-orders.module.ts';
import { CasePreview } from './case-preview.ts';
import { IntakeHttp } from './intake.http.ts';
import { Intakes } from './intake.service.ts';
import { OpenCase } from './open-case.ts';

@Module({
  imports: [AccountsModule, CaseRecordModule, QualificationsModule, WorkOrdersModule],
  controllers: [IntakeHttp], providers: [Intakes, OpenCase, CasePreview], exports: [OpenCase, CasePreview],
})
export class IntakeModule {}
