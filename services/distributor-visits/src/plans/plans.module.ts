import { Module } from '@nestjs/common';
import { BasicPoliciesModule } from '../basic-policies/basic-policies.module.ts';
import { CustomersModule } from '../customers/customers.module.ts';
import { PlannedVisits } from './planned-visits.ts';
import { PlansHttp } from './plans.http.ts';
import { Plans } from './plans.service.ts';

/** DV-5: needed where the company has published a chain of its own; the superior in charge decides unless it names others. */
export const VISIT_PLAN_MATTERS = { visit_plan: { title: { zh: '巡访计划', en: 'Visit plan' }, chain: [{ roles: ['unit_manager'], mode: 'any' as const, above: true }] } };

@Module({ imports: [BasicPoliciesModule, CustomersModule], controllers: [PlansHttp], providers: [Plans, PlannedVisits], exports: [Plans, PlannedVisits, CustomersModule] })
export class PlansModule {}
