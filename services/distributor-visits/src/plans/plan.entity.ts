import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { PeriodKind, PlannedStatus, PlanStatus } from './plans.rules.ts';

/** A visit plan (巡访计划) of a unit for a year, a quarter or a month (DV-5). */
@Entity('visit_plan')
export class VisitPlan {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('uuid', { name: 'unit_id' }) unitId: string;
  @Column('text', { name: 'period_kind' }) periodKind: PeriodKind;
  /** "2026", "2026-Q4", "2026-10". */
  @Column('text') period: string;
  @Column('date', { name: 'from_day' }) fromDay: string;
  @Column('date', { name: 'to_day' }) toDay: string;
  @Column('text') status: PlanStatus;
  /** The wider plan that it rolls down from; null without one. */
  @Column('uuid', { name: 'parent_plan_id', nullable: true }) parentPlanId: string | null;
  /** The basic policy in force when it was issued; until then the one of today. */
  @Column('uuid', { name: 'policy_id', nullable: true }) policyId: string | null;
  @Column('text', { name: 'key_products', array: true }) keyProducts: string[];
  @Column('text', { name: 'key_survey_items', array: true }) keySurveyItems: string[];
  @Column('text', { name: 'special_survey_items', array: true }) specialSurveyItems: string[];
  @Column('text') note: string;
  @Column('timestamptz', { name: 'issued_at', nullable: true }) issuedAt: Date | null;
  @Column('text', { name: 'issued_by', nullable: true }) issuedBy: string | null;
  /** The approval that it waits for or went through, where the company asks for one. */
  @Column('uuid', { name: 'request_id', nullable: true }) requestId: string | null;
  /** Why it came back last. */
  @Column('text', { name: 'return_reason', nullable: true }) returnReason: string | null;
}

/** One visit of a plan, handed to a named person. */
@Entity('planned_visit')
export class PlannedVisit {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('uuid', { name: 'plan_id' }) planId: string;
  @Column('uuid', { name: 'unit_id' }) unitId: string;
  @Column('uuid', { name: 'customer_id' }) customerId: string;
  @Column('uuid', { name: 'visitor_user_id' }) visitorUserId: string;
  /** YYYY-MM. */
  @Column('text') month: string;
  /** Of a month plan alone: wider plans name the month. */
  @Column('date', { nullable: true }) day: string | null;
  /** Place in the day's itinerary, from 1. */
  @Column('int') position: number;
  @Column('text') status: PlannedStatus;
  @Column('text') source: 'proposed' | 'manual';
  /** Why it is the region's own salesperson (DV-4.2), or why it was changed after the plan was issued. */
  @Column('text', { nullable: true }) reason: string | null;
  @Column('uuid', { name: 'visit_id', nullable: true }) visitId: string | null;
}
