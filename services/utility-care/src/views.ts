import { IsArray, IsBoolean, IsIn, IsInt, IsISO8601, IsObject, IsOptional, IsString, IsUUID } from 'class-validator';
import { ObligationView } from '@luyue/obligations';
import { Nested, NestedList, OrNull, Text } from '@luyue/platform';

// What several rooms answer with: cases and work orders as people see them.

const CASE_KINDS = ['consultation', 'repair', 'alarm', 'complaint'] as const;
export const CASE_STATUSES = ['open', 'in_progress', 'handled', 'repaired', 'referred', 'closed', 'linked'] as const;
const ORDER_STATUSES = ['queued', 'assigned', 'accepted', 'on_the_way', 'on_site', 'handled', 'repaired', 'no_access', 'closed', 'cancelled'] as const;
const CHANNELS = ['phone', 'counter', 'web', 'partner'] as const;
const REFERRALS = ['out_of_scope', 'no_part', 'other'] as const;
const NEEDS = ['note', 'photo'] as const;

/** A milestone at the time it happened, and when it was recorded (R5). */
export class MilestoneView {
  @IsString() name: string;
  @IsISO8601() at: string;
  @IsString() by: string;
  @IsISO8601() recordedAt: string;
}

export class AgreedWindowView {
  @IsISO8601() from: string;
  @IsISO8601() to: string;
  @IsString() agreedBy: string;
  @IsString() channel: string;
}

/** What may be done next; what is not allowed is there too, with the reason. */
export class Action {
  @IsString() action: string;
  @IsBoolean() allowed: boolean;
  /** What a field step asks for. */
  @IsOptional() @IsArray() @IsIn(NEEDS, { each: true }) needs?: readonly (typeof NEEDS)[number][];
  @IsOptional() @Nested(() => Text) reason?: Text;
  @IsOptional() @IsString() clause?: string;
}

export class Assignee {
  @IsUUID() id: string;
  @IsString() name: string;
}

export class WorkOrderView {
  @IsUUID() id: string;
  @IsString() number: string;
  @IsUUID() caseId: string;
  @IsString() caseNumber: string;
  /** Qualification that the work asks for (UC-10a). */
  @IsString() kind: string;
  @IsIn(ORDER_STATUSES) status: (typeof ORDER_STATUSES)[number];
  @IsUUID() unitId: string;
  @IsString() unitName: string;
  @OrNull() @Nested(() => Assignee) assignee: Assignee | null;
  @IsString() title: string;
  @IsString() address: string;
  @IsString() phoneMasked: string;
  @OrNull() @IsString() specialCare: string | null;
  /** 3 alarm, 2 major, 1 special care, 0 ordinary. */
  @IsInt() urgency: number;
  @OrNull() @Nested(() => AgreedWindowView) agreedWindow: AgreedWindowView | null;
  @OrNull() @Nested(() => ObligationView) clock: ObligationView | null;
  @NestedList(() => MilestoneView) milestones: MilestoneView[];
  @IsISO8601() createdAt: string;
  @IsInt() version: number;
  @NestedList(() => Action) actions: Action[];
}

export class CaseRow {
  @IsUUID() id: string;
  @IsString() number: string;
  @IsIn(CASE_KINDS) kind: (typeof CASE_KINDS)[number];
  @OrNull() @IsIn(['network', 'equipment']) faultScope: 'network' | 'equipment' | null;
  @IsIn(['general', 'major']) severity: 'general' | 'major';
  @IsIn(CASE_STATUSES) status: (typeof CASE_STATUSES)[number];
  @IsString() title: string;
  @IsString() address: string;
  @IsISO8601() receivedAt: string;
  @IsUUID() unitId: string;
  @IsString() unitName: string;
  @OrNull() @IsString() ownerName: string | null;
  @OrNull() @IsIn(ORDER_STATUSES) workOrderStatus: (typeof ORDER_STATUSES)[number] | null;
  @OrNull() @IsString() assigneeName: string | null;
  @OrNull() @IsString() specialCare: string | null;
  @IsIn(['live', 'import']) origin: 'live' | 'import';
  /** The open obligation that is due first. */
  @OrNull() @Nested(() => ObligationView) nextClock: ObligationView | null;
  @IsInt() version: number;
}

export class CaseAccount {
  @IsUUID() id: string;
  @IsString() number: string;
  @IsString() holderName: string;
}

export class CaseCallerView {
  @IsString() name: string;
  @IsString() phoneMasked: string;
  @OrNull() @IsString() relation: string | null;
}

export class MasterCase {
  @IsUUID() id: string;
  @IsString() number: string;
}

export class LinkedCase extends MasterCase {
  @IsString() callerName: string;
}

/** A transfer that waits for its answer (UC-16a). */
export class PendingTransfer {
  @IsUUID() id: string;
  @IsUUID() toUserId: string;
  @IsString() toUserName: string;
  @IsString() toUnitName: string;
  @IsString() reason: string;
  @IsString() status: string;
}

export class CaseView extends CaseRow {
  @OrNull() @Nested(() => CaseAccount) account: CaseAccount | null;
  @Nested(() => CaseCallerView) caller: CaseCallerView;
  @IsString() description: string;
  @OrNull() @IsString() symptom: string | null;
  @IsObject() answers: Record<string, string>;
  @IsIn(CHANNELS) channel: (typeof CHANNELS)[number];
  @NestedList(() => MilestoneView) milestones: MilestoneView[];
  @OrNull() @Nested(() => MasterCase) master: MasterCase | null;
  @NestedList(() => LinkedCase) linked: LinkedCase[];
  @OrNull() @Nested(() => AgreedWindowView) agreedWindow: AgreedWindowView | null;
  @OrNull() @IsIn(REFERRALS) referralReason: (typeof REFERRALS)[number] | null;
  @OrNull() @IsISO8601() informedAt: string | null;
  @OrNull() @IsISO8601() repliedAt: string | null;
  @OrNull() @IsISO8601() closedAt: string | null;
  @NestedList(() => ObligationView) obligations: ObligationView[];
  @OrNull() @Nested(() => WorkOrderView) workOrder: WorkOrderView | null;
  @NestedList(() => Action) actions: Action[];
  @OrNull() @Nested(() => PendingTransfer) transfer: PendingTransfer | null;
}
