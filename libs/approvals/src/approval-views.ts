import { IsArray, IsBoolean, IsIn, IsInt, IsISO8601, IsString, IsUUID } from 'class-validator';
import { Nested, NestedList, OrNull, Text } from '@luyue/platform';

const STATUSES = ['pending', 'approved', 'returned', 'withdrawn'] as const;
const MODES = ['all', 'any'] as const;
const DEEDS = ['submitted', 'approved', 'returned', 'withdrawn', 'reminded', 'passed_on', 'nobody_above'] as const;

export class ApprovalPerson {
  @IsUUID() id: string;
  @IsString() name: string;
}

export class ApprovalUnit {
  @IsUUID() id: string;
  @IsString() name: string;
}

export class ApprovalSubject {
  @IsString() type: string;
  @IsUUID() id: string;
  @IsString() number: string;
  @IsString() title: string;
}

export class ApprovalStepView {
  @IsArray() @IsString({ each: true }) roles: string[];
  /** Each of the roles, or one of them. */
  @IsIn(MODES) mode: (typeof MODES)[number];
  /** Null: for the requester's unit. */
  @OrNull() @IsUUID() unitId: string | null;
  /** For the unit above that one: the superior in charge. */
  @IsBoolean() above: boolean;
  /** Yuan; null: for every amount. */
  @OrNull() @IsString() fromAmount: string | null;
  @OrNull() @IsInt() timeoutHours: number | null;
  @OrNull() @IsInt() timeoutWorkingHours: number | null;
}

/** A role that the step still waits for, and those who may decide for it. */
export class ApprovalWaiting {
  @IsString() forRole: string;
  /** Another than `forRole` after a time-out with nobody of that role further up. */
  @IsString() role: string;
  @Nested(() => ApprovalUnit) unit: ApprovalUnit;
  /** Above 0: the role was vacant below (R16), or its time was over. */
  @IsInt() levelsUp: number;
  @NestedList(() => ApprovalPerson) people: ApprovalPerson[];
}

export class ApprovalDeed {
  @IsISO8601() at: string;
  @IsIn(DEEDS) what: (typeof DEEDS)[number];
  @IsInt() step: number;
  @IsString() by: string;
  @OrNull() @IsString() onBehalfOf: string | null;
  @Nested(() => Text) text: Text;
}

/** A request for approval as its lists and the page of its subject show it. */
export class ApprovalView {
  @IsUUID() id: string;
  @IsString() matter: string;
  @Nested(() => Text) title: Text;
  @Nested(() => ApprovalSubject) subject: ApprovalSubject;
  @Nested(() => ApprovalUnit) unit: ApprovalUnit;
  @Nested(() => ApprovalPerson) maker: ApprovalPerson;
  /** Yuan. */
  @OrNull() @IsString() amount: string | null;
  @IsIn(STATUSES) status: (typeof STATUSES)[number];
  @IsInt() round: number;
  @OrNull() @IsUUID() previousId: string | null;
  @IsInt() step: number;
  @NestedList(() => ApprovalStepView) steps: ApprovalStepView[];
  /** Empty once it has ended. */
  @NestedList(() => ApprovalWaiting) waitingFor: ApprovalWaiting[];
  @OrNull() @IsISO8601() timeoutAt: string | null;
  @IsISO8601() submittedAt: string;
  @OrNull() @IsISO8601() endedAt: string | null;
  @OrNull() @IsString() reason: string | null;
  @NestedList(() => ApprovalDeed) history: ApprovalDeed[];
  @IsInt() version: number;
}

export class ChainVersionView {
  /** 0 is the chain in code. */
  @IsInt() version: number;
  @OrNull() @IsISO8601() effectiveFrom: string | null;
  @NestedList(() => ApprovalStepView) steps: ApprovalStepView[];
  @OrNull() @IsString() setBy: string | null;
  @OrNull() @IsString() reason: string | null;
}

export class ApprovalChainView {
  @IsString() matter: string;
  @Nested(() => Text) title: Text;
  @Nested(() => ChainVersionView) inForce: ChainVersionView;
  /** Published, and in force later. */
  @NestedList(() => ChainVersionView) pending: ChainVersionView[];
  /** Roles that a step may name. */
  @IsArray() @IsString({ each: true }) roles: string[];
  /** Of the newest version, for `If-Match`. */
  @IsInt() version: number;
}

export class DelegationView {
  @IsUUID() id: string;
  /** In whose place. */
  @Nested(() => ApprovalPerson) user: ApprovalPerson;
  @Nested(() => ApprovalPerson) delegate: ApprovalPerson;
  @IsISO8601() from: string;
  @IsISO8601() to: string;
  /** Null: all matters. */
  @OrNull() @IsArray() @IsString({ each: true }) matters: string[] | null;
  @IsString() setBy: string;
  @IsInt() version: number;
}
