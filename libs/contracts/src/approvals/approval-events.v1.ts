import { IsArray, IsIn, IsInt, IsISO8601, IsObject, IsOptional, IsString, IsUUID } from 'class-validator';
import { DomainEvent, Event } from '../event.ts';

/** What every event of an approval carries: enough to tell people what waits for whom, about what and for how much. */
export abstract class ApprovalState extends DomainEvent {
  @IsUUID() requestId: string;
  @IsInt() version: number;
  /** Bounded context that asked for it, e.g. `property-brokerage`. */
  @IsString() context: string;
  /** What is approved, e.g. `payment_slip`, and its name in both languages. */
  @IsString() matter: string;
  @IsObject() matterTitle: { zh: string; en: string };
  @IsString() subjectType: string;
  @IsUUID() subjectId: string;
  @IsString() subjectNumber: string;
  @IsString() subjectTitle: string;
  @IsUUID() unitId: string;
  /** Yuan; null for a matter without an amount. */
  @IsOptional() @IsString() amount: string | null;
  @IsUUID() makerId: string;
  @IsString() makerName: string;
  @IsInt() round: number;
  /** The step that is on, from 1, of so many. */
  @IsInt() step: number;
  @IsInt() steps: number;
  @IsIn(['pending', 'approved', 'returned', 'withdrawn']) status: 'pending' | 'approved' | 'returned' | 'withdrawn';
  /** Who may decide the step, delegates included. */
  @IsArray() @IsUUID('all', { each: true }) approverIds: string[];
  @IsISO8601() at: string;
}

@Event('approvals.request.requested.v1', { key: 'requestId', summary: 'A step of an approval waits for those who may decide it (PF-12)' })
export class ApprovalRequested extends ApprovalState {
  /** Above 0: the role was vacant and the step went so many levels up (R16). */
  @IsInt() levelsUp: number;
  /** When it passes to the superior. */
  @IsOptional() @IsISO8601() timeoutAt: string | null;
}

@Event('approvals.request.decided.v1', { key: 'requestId', summary: 'Somebody approved a step or returned the request; the status says whether that ended it' })
export class ApprovalDecided extends ApprovalState {
  @IsIn(['approved', 'returned']) decision: 'approved' | 'returned';
  @IsUUID() byId: string;
  @IsString() byName: string;
  /** The approver for whom a delegate decided. */
  @IsOptional() @IsUUID() onBehalfOf: string | null;
  @IsOptional() @IsString() reason: string | null;
}

@Event('approvals.request.reminded.v1', { key: 'requestId', summary: 'The maker reminds those who may decide' })
export class ApprovalReminded extends ApprovalState {
  @IsInt() reminders: number;
}

@Event('approvals.request.passed-on.v1', { key: 'requestId', summary: 'A step went on to the superior: its time was over, or nobody is left to decide it' })
export class ApprovalPassedOn extends ApprovalState {
  @IsIn(['timeout', 'vacant']) because: 'timeout' | 'vacant';
  /** Who could have decided until then. */
  @IsArray() @IsUUID('all', { each: true }) fromIds: string[];
  @IsOptional() @IsISO8601() timeoutAt: string | null;
}

@Event('approvals.request.withdrawn.v1', { key: 'requestId', summary: 'The maker took the request back; `approverIds` are those who need not decide any more' })
export class ApprovalWithdrawn extends ApprovalState {}
