import { ApiProperty } from '@nestjs/swagger';
import { IsArray, IsBoolean, IsIn, IsInt, IsISO8601, IsNumber, IsOptional, IsString, IsUUID } from 'class-validator';
import { Nested, NestedList, OrNull, Text } from '@luyue/platform';
import { CLAUSE_KINDS } from '@luyue/regulations';
import { ExplanationView } from './explanation-view.ts';

export const OBLIGATION_STATUSES = ['open', 'met', 'met_late', 'waived', 'cancelled'] as const;
export const CLOCK_STATES = ['open', 'risk', 'overdue', 'met', 'met_late', 'paused', 'waived', 'cancelled'] as const;
export type ClockState = (typeof CLOCK_STATES)[number];
const STRENGTHS = ['strict', 'in_principle'] as const;
const EVIDENCE_KINDS = ['fact', 'photo', 'note'] as const;

export class ObligationSubject {
  @IsString() type: string;
  @IsUUID() id: string;
  @IsString() number: string;
  @IsString() title: string;
}

export class ObligationOwner {
  @IsUUID() unitId: string;
  @IsString() unitName: string;
  @OrNull() @IsUUID() userId: string | null;
  @OrNull() @IsString() userName: string | null;
}

export class ObligationOutcome {
  @OrNull() @IsString() by: string | null;
  @OrNull() @IsString() note: string | null;
  @OrNull() @IsString() approver: string | null;
}

/** One promise as lists and clocks show it. */
export class ObligationView {
  @IsUUID() id: string;
  @IsString() clauseId: string;
  @Nested(() => Text) label: Text;
  @Nested(() => ObligationSubject) subject: ObligationSubject;
  @Nested(() => ObligationOwner) owner: ObligationOwner;
  @IsIn(OBLIGATION_STATUSES) status: (typeof OBLIGATION_STATUSES)[number];
  @IsIn(CLOCK_STATES) clock: ClockState;
  @IsISO8601() startedAt: string;
  @OrNull() @IsISO8601() dueAt: string | null;
  @IsBoolean() provisional: boolean;
  @OrNull() @IsISO8601() breachedAt: string | null;
  @OrNull() @IsISO8601() settledAt: string | null;
  @OrNull() @IsISO8601() pausedAt: string | null;
  @OrNull() @IsString() pauseReason: string | null;
  /** 0 to 1, and past 1 when overdue. */
  @IsNumber() usedShare: number;
  @OrNull() @IsISO8601() riskAt: string | null;
  @OrNull() @IsString() parameterKey: string | null;
  @OrNull() @IsInt() policyVersion: number | null;
  @OrNull() @Nested(() => ObligationOutcome) outcome: ObligationOutcome | null;
  @IsBoolean() voidedByCalendar: boolean;
  @IsIn(['live', 'import']) origin: 'live' | 'import';
  @IsInt() version: number;
}

export class LadderStep {
  @IsIn(['default', 'headquarters', 'own']) origin: 'default' | 'headquarters' | 'own';
  @ApiProperty({ nullable: true, oneOf: [{ type: 'number' }, { type: 'string' }, { type: 'boolean' }, { type: 'array', items: { oneOf: [{ type: 'number' }, { type: 'string' }] } }] }) value: unknown;
  @IsInt() version: number;
  @OrNull() @IsISO8601() effectiveFrom: string | null;
  @OrNull() @IsString() setBy: string | null;
  /** The one step whose value was in force at opening. */
  @IsBoolean() rules: boolean;
}

export class ClauseView {
  @IsString() id: string;
  @Nested(() => Text) text: Text;
  @IsIn(STRENGTHS) strength: (typeof STRENGTHS)[number];
  @IsArray() @IsIn(CLAUSE_KINDS, { each: true }) kinds: (typeof CLAUSE_KINDS)[number][];
}

export class EvidenceView {
  @IsIn(EVIDENCE_KINDS) kind: (typeof EVIDENCE_KINDS)[number];
  @IsISO8601() at: string;
  @IsString() by: string;
  @IsString() text: string;
  @IsOptional() @IsUUID() attachmentId?: string;
}

export class HistoryView {
  @IsISO8601() at: string;
  @IsString() what: string;
  @IsString() by: string;
  @Nested(() => Text) text: Text;
}

/** "Why this date?" */
export class ObligationDetail extends ObligationView {
  @Nested(() => ExplanationView) explanation: ExplanationView;
  @NestedList(() => LadderStep) ladder: LadderStep[];
  @Nested(() => ClauseView) clause: ClauseView;
  @NestedList(() => EvidenceView) evidence: EvidenceView[];
  @NestedList(() => HistoryView) history: HistoryView[];
}

/** What another calendar year would do to an open deadline (R18). */
export class MovedDeadline {
  @IsUUID() id: string;
  @IsString() clauseId: string;
  @IsString() subjectNumber: string;
  @IsString() subjectTitle: string;
  @OrNull() @IsISO8601() from: string | null;
  @OrNull() @IsISO8601() to: string | null;
  @IsBoolean() voidsBreach: boolean;
}
