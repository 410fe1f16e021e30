import { IsArray, IsIn, IsInt, IsISO8601, IsString, IsUUID } from 'class-validator';
import { ObligationView } from '@luyue/obligations';
import { Nested, NestedList, OrNull } from '@luyue/platform';
import { COUNTERPARTS, type Counterpart, MATTER_KINDS, MATTER_STATUSES, type MatterKind, type MatterStatus } from './operators.rules.ts';

export class OperatorContactView {
  @IsString() name: string;
  @IsString() title: string;
  @IsString() phone: string;
}

export class OperatorTalkView {
  @IsUUID() id: string;
  @IsString() heldOn: string;
  @IsString() talkedWith: string;
  @IsString() judgement: string;
  @OrNull() @IsInt() score: number | null;
  @IsISO8601() recordedAt: string;
  @IsString() byName: string;
}

export class OperatorView {
  @IsUUID() id: string;
  @IsInt() version: number;
  @IsUUID() departmentUnitId: string;
  @IsString() name: string;
  @NestedList(() => OperatorContactView) contacts: OperatorContactView[];
  @IsUUID() ownerUserId: string;
  @IsString() ownerName: string;
  @IsString() since: string;
  @OrNull() @IsString() endedOn: string | null;
  @OrNull() @Nested(() => OperatorTalkView) lastTalk: OperatorTalkView | null;
  /** Wishes and complaints without a reply. */
  @IsInt() openMatters: number;
  /** Review talks that are owed. */
  @NestedList(() => ObligationView) obligations: ObligationView[];
}

export class OperatorMatterView {
  @IsUUID() id: string;
  @IsInt() version: number;
  @IsString() number: string;
  @IsUUID() operatorId: string;
  @IsString() operatorName: string;
  @IsIn(MATTER_KINDS) kind: MatterKind;
  @IsString() text: string;
  @IsISO8601() receivedAt: string;
  @IsIn(MATTER_STATUSES) status: MatterStatus;
  @OrNull() @IsString() countermeasure: string | null;
  @OrNull() @IsString() reply: string | null;
  @OrNull() @IsISO8601() repliedAt: string | null;
  @NestedList(() => ObligationView) obligations: ObligationView[];
}

export class ChannelContactView {
  @IsUUID() id: string;
  @IsIn(COUNTERPARTS) counterpart: Counterpart;
  @IsString() counterpartName: string;
  @OrNull() @IsUUID() operatorId: string | null;
  @OrNull() @IsUUID() stationUnitId: string | null;
  @IsISO8601() occurredAt: string;
  @IsString() text: string;
  @IsString() byName: string;
}

/** How often somebody spoke with counterparts of a kind in a month (OC-2.2). */
export class ContactMonth {
  @IsString() month: string;
  @IsIn(COUNTERPARTS) counterpart: Counterpart;
  @IsInt() contacts: number;
}

export class OperatorTalkRecorded {
  @Nested(() => OperatorTalkView) talk: OperatorTalkView;
  /** The review that it met; empty where that was met before. */
  @NestedList(() => ObligationView) met: ObligationView[];
  @IsArray() @IsString({ each: true }) matterNumbers: string[];
}
