import { Module } from '@nestjs/common';
import { BasicPoliciesModule } from '../basic-policies/basic-policies.module.ts';
import { CustomersModule } from '../customers/customers.module.ts';
import { PlannedVisits } from './planned-visits.ts';
import { PlansHttp } from './plans.http.ts';
import { Plans } from './plans.service.ts';

@Module({ imports: [BasicPoliciesModule, CustomersModule], controllers: [PlansHttp], providers: [Plans, PlannedVisits], exports: [Plans, PlannedVisits, CustomersModule] })
export class PlansModule {}
