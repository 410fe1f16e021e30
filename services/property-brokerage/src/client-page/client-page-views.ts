import { IsBoolean, IsIn, IsInt, IsISO8601, IsString, IsUUID } from 'class-validator';
import { Nested, NestedList, OrNull, Text } from '@luyue/platform';
import { WAITS_FOR } from '../templates/template-views.ts';
import type { WaitsFor } from '../templates/templates.rules.ts';
import { DEAL_STATUSES } from '../views.ts';

export class ClientSpecialist {
  @IsString() name: string;
  /** Null where another specialist has taken over since the link was sent. */
  @OrNull() @IsString() phone: string | null;
}
export class ClientStep {
  @IsUUID() id: string;
  @Nested(() => Text) name: Text;
  @IsIn(['pending', 'in_progress', 'done', 'rejected']) state: 'pending' | 'in_progress' | 'done' | 'rejected';
  @IsIn(WAITS_FOR) waitsFor: WaitsFor;
  /** The client comes for it. */
  @IsBoolean() clientPresent: boolean;
  @OrNull() @IsString() expectedOn: string | null;
  @OrNull() @IsISO8601() finishedAt: string | null;
  /** What this party said of it; null until it did. */
  @OrNull() @IsBoolean() accompanied: boolean | null;
  /** It may say now whether it was accompanied. */
  @IsBoolean() asked: boolean;
}
export class ClientAppointment {
  @IsUUID() id: string;
  @Nested(() => Text) step: Text;
  @IsISO8601() startsAt: string;
  @IsISO8601() endsAt: string;
  @IsString() place: string;
  @IsString() bring: string;
  @IsIn(['none', 'confirmed', 'another_time']) answer: 'none' | 'confirmed' | 'another_time';
  @IsString() note: string;
}
export class ClientMessage {
  @IsUUID() id: string;
  @IsISO8601() at: string;
  @IsIn(['party_introduced', 'step_progress', 'appointment_made']) kind: 'party_introduced' | 'step_progress' | 'appointment_made';
  /** The step that it was about. */
  @OrNull() @Nested(() => Text) about: Text | null;
}
export class ClientPayment {
  @IsUUID() id: string;
  @IsIn(['paid', 'received']) direction: 'paid' | 'received';
  @Nested(() => Text) what: Text;
  /** Yuan. */
  @IsString() amount: string;
  @IsISO8601() at: string;
  @IsString() number: string;
}
export class ClientQuestionView {
  @IsUUID() id: string;
  @IsString() text: string;
  @IsISO8601() at: string;
  @OrNull() @IsString() answer: string | null;
  @OrNull() @IsString() answeredBy: string | null;
  @OrNull() @IsISO8601() answeredAt: string | null;
}

/** A deal as one of its parties sees it: the way it goes, and of the money its own alone. */
export class ClientPageView {
  @IsString() company: string;
  /** IANA zone in which all times are meant. */
  @IsString() zone: string;
  @IsIn(['zh', 'en']) language: 'zh' | 'en';
  @IsString() number: string;
  @IsString() title: string;
  @IsString() address: string;
  @IsIn(DEAL_STATUSES) status: (typeof DEAL_STATUSES)[number];
  @IsISO8601() signedAt: string;
  @IsString() name: string;
  @Nested(() => Text) sideName: Text;
  @OrNull() @Nested(() => ClientSpecialist) specialist: ClientSpecialist | null;
  @IsInt() stepsDone: number;
  /** In the order of the deal, without those that do not apply. */
  @NestedList(() => ClientStep) steps: ClientStep[];
  /** Still to come, the nearest first. */
  @NestedList(() => ClientAppointment) appointments: ClientAppointment[];
  /** What the party was texted, the latest first. */
  @NestedList(() => ClientMessage) messages: ClientMessage[];
  @NestedList(() => ClientPayment) payments: ClientPayment[];
  /** The latest first. */
  @NestedList(() => ClientQuestionView) questions: ClientQuestionView[];
  /** When this link ends. */
  @IsISO8601() until: string;
}
