import { IsArray, IsBoolean, IsIn, IsInt, IsISO8601, IsObject, IsOptional, IsString, IsUUID } from 'class-validator';
import { DomainEvent, Event } from '../event.ts';

/** The whole obligation after the change: a reader keeps the highest `version` and needs no history of its own. */
export abstract class ObligationState extends DomainEvent {
  @IsUUID() obligationId: string;
  @IsInt() version: number;
  /** Bounded context that owns it, e.g. `utility-care`. */
  @IsString() context: string;
  @IsString() clauseId: string;
  @IsString() subjectType: string;
  @IsString() subjectId: string;
  @IsString() subjectNumber: string;
  @IsString() subjectTitle: string;
  @IsOptional() @IsString() place: string | null;
  @IsString() ownerUnitId: string;
  @IsOptional() @IsString() ownerUserId: string | null;
  @IsIn(['open', 'met', 'met_late', 'waived', 'cancelled']) status: 'open' | 'met' | 'met_late' | 'waived' | 'cancelled';
  @IsISO8601() startedAt: string;
  /** Null while paused (R9): the rest is kept and runs on from the resume. */
  @IsOptional() @IsISO8601() dueAt: string | null;
  @IsBoolean() provisional: boolean;
  @IsOptional() @IsISO8601() pausedAt: string | null;
  @IsOptional() @IsString() pauseReason: string | null;
  @IsOptional() @IsISO8601() riskAt: string | null;
  @IsOptional() @IsISO8601() breachedAt: string | null;
  @IsBoolean() voidedByCalendar: boolean;
  @IsOptional() @IsISO8601() settledAt: string | null;
  @IsOptional() @IsString() settledBy: string | null;
  @IsOptional() @IsString() outcomeNote: string | null;
  @IsOptional() @IsString() approver: string | null;
  @IsOptional() @IsString() parameterKey: string | null;
  @IsOptional() @IsInt() policyVersion: number | null;
  @IsIn(['live', 'import']) origin: 'live' | 'import';
  /** "Why this date?" as the kernel computed it (Explanation), with the policy ladder at opening. */
  @IsObject() explanation: object;
  @IsArray() evidence: object[];
  @IsISO8601() at: string;
  @IsOptional() @IsString() byName: string | null;
}

@Event('obligations.obligation.opened.v1', { key: 'obligationId', summary: 'A clause began to bind: an obligation opened with its due time' })
export class ObligationOpened extends ObligationState {}

@Event('obligations.obligation.rescheduled.v1', { key: 'obligationId', summary: 'An appointment or a calendar replaced the due time' })
export class ObligationRescheduled extends ObligationState {
  @IsOptional() @IsISO8601() previousDueAt: string | null;
}

@Event('obligations.obligation.paused.v1', { key: 'obligationId', summary: 'The clock stopped (only UC-7.4 after a failed visit, R8)' })
export class ObligationPaused extends ObligationState {}

@Event('obligations.obligation.resumed.v1', { key: 'obligationId', summary: 'The clock runs on with the rest that was kept (R9)' })
export class ObligationResumed extends ObligationState {}

@Event('obligations.obligation.met.v1', { key: 'obligationId', summary: 'The fact that satisfies the clause happened, in time or late' })
export class ObligationMet extends ObligationState {}

@Event('obligations.obligation.breached.v1', { key: 'obligationId', summary: 'The due time passed unmet; recorded once, dated at the due time' })
export class ObligationBreached extends ObligationState {}

@Event('obligations.obligation.escalated.v1', { key: 'obligationId', summary: 'A share of the time was used; the next level is told (R10)' })
export class ObligationEscalated extends ObligationState {
  @IsInt() percent: number;
  @IsIn(['owner', 'supervisor', 'headquarters']) recipient: 'owner' | 'supervisor' | 'headquarters';
}

@Event('obligations.obligation.waived.v1', { key: 'obligationId', summary: 'An approver released the owner from it, with a reason' })
export class ObligationWaived extends ObligationState {}

@Event('obligations.obligation.cancelled.v1', { key: 'obligationId', summary: 'Its cause went away' })
export class ObligationCancelled extends ObligationState {}

@Event('obligations.obligation.reassigned.v1', { key: 'obligationId', summary: 'Another owner took it over; start and due time stay (R15)' })
export class ObligationReassigned extends ObligationState {}
