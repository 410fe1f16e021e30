import { Module } from '@nestjs/common';
import { CasesModule } from '../cases/cases.module.ts';
import { WorkOrdersModule } from '../work-orders/work-orders.module.ts';
import { Appointments } from './appointments.ts';
import { FaultsHttp } from './faults.http.ts';
import { Grading } from './grading.ts';
import { Referral } from './referral.ts';

@Module({ imports: [CasesModule, WorkOrdersModule], controllers: [FaultsHttp], providers: [Grading, Referral, Appointments] })
export class FaultsModule {}
