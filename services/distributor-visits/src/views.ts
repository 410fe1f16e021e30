import { IsArray, IsBoolean, IsIn, IsInt, IsISO8601, IsNumber, IsString, IsUUID } from 'class-validator';
import { Nested, NestedList, OrNull, Text } from '@luyue/platform';
import { CUSTOMER_STATUSES, CUSTOMER_TYPES, type Grade, GRADES } from './customer-kinds.ts';

// What several rooms answer with.

type CustomerType = (typeof CUSTOMER_TYPES)[number];

export class CustomerContactView {
  @IsString() name: string;
  @IsString() post: string;
  @IsString() phone: string;
}
export class CarriedCompetitorView {
  @IsString() maker: string;
  @IsString() product: string;
  @IsString() note: string;
}
export class GradeFromView {
  @IsIn(GRADES) grade: Grade;
  /** The month from which it counts, YYYY-MM. */
  @IsString() from: string;
}
export class VisitCustomerView {
  @IsUUID() id: string;
  @IsInt() version: number;
  @IsString() number: string;
  @IsIn(CUSTOMER_TYPES) type: CustomerType;
  @Nested(() => Text) typeName: Text;
  @IsString() name: string;
  @IsIn(CUSTOMER_STATUSES) status: 'active' | 'closed';
  @IsUUID() unitId: string;
  @IsString() unitName: string;
  @OrNull() @IsUUID() regionId: string | null;
  @OrNull() @IsString() regionName: string | null;
  @IsString() city: string;
  @IsString() address: string;
  @OrNull() @IsNumber() latitude: number | null;
  @OrNull() @IsNumber() longitude: number | null;
  @NestedList(() => CustomerContactView) contacts: CustomerContactView[];
  @NestedList(() => CarriedCompetitorView) competitors: CarriedCompetitorView[];
  @OrNull() @IsString() specialReason: string | null;
  @OrNull() @IsIn(GRADES) grade: Grade | null;
  @NestedList(() => GradeFromView) grades: GradeFromView[];
  @OrNull() @IsUUID() visitorUserId: string | null;
  @OrNull() @IsString() visitorName: string | null;
  /** Why the visitor is the region's own salesperson. */
  @OrNull() @IsString() visitorReason: string | null;
  @IsISO8601() registeredAt: string;
  @IsIn(['live', 'import']) origin: 'live' | 'import';
  @OrNull() @IsString() lastVisitOn: string | null;
}

export class CardContact {
  @IsString() name: string;
  @IsString() post: string;
  @IsString() phoneMasked: string;
}
export class CardCompetitor {
  @IsString() maker: string;
  @IsString() product: string;
  @IsString() note: string;
}
/** The customer's record when the card was written. */
export class CardFactsView {
  @IsString() name: string;
  @IsString() type: string;
  @IsString() address: string;
  @OrNull() @IsString() grade: string | null;
  @NestedList(() => CardContact) contacts: CardContact[];
  @NestedList(() => CardCompetitor) competitors: CardCompetitor[];
}
export class CustomerCardView {
  @IsUUID() id: string;
  @IsInt() version: number;
  @IsUUID() customerId: string;
  @IsUUID() visitId: string;
  /** 1 for the customer's first. */
  @IsInt() number: number;
  @IsString() day: string;
  @IsString() situation: string;
  @IsString() requests: string;
  @IsString() next: string;
  @Nested(() => CardFactsView) facts: CardFactsView;
  @IsISO8601() writtenAt: string;
  @IsString() by: string;
  /** Since it went to the supervisor with a daily report. */
  @OrNull() @IsISO8601() sealedAt: string | null;
}

/** Something about a customer that waits for an answer: an opinion, an appeal, a problem, an inquiry card. */
export class OpenMatterView {
  @IsString() kind: string;
  @IsUUID() id: string;
  @IsString() title: string;
  @IsISO8601() since: string;
  @OrNull() @IsISO8601() dueAt: string | null;
}

export const SURVEY_FIELD_TYPES = ['text', 'number', 'choice', 'choices', 'yes_no'] as const;
export const SURVEY_KINDS = ['business', 'products'] as const;
export const SURVEY_MEASURES = ['stock', 'purchases', 'sales'] as const;

export class SurveyFieldView {
  @IsString() key: string;
  @Nested(() => Text) label: Text;
  @IsIn(SURVEY_FIELD_TYPES) type: (typeof SURVEY_FIELD_TYPES)[number];
  @IsArray() @IsString({ each: true }) choices: string[];
  @IsBoolean() required: boolean;
}
/** A form of a survey in one edition. */
export class SurveyTemplateView {
  @IsUUID() id: string;
  @IsString() key: string;
  @IsNumber() edition: number;
  /** `business`: fields (DV-3.1a). `products`: stock, purchases and sales of each product (DV-3.1b), and fields beside. */
  @IsIn(SURVEY_KINDS) kind: (typeof SURVEY_KINDS)[number];
  @Nested(() => Text) title: Text;
  @NestedList(() => SurveyFieldView) fields: SurveyFieldView[];
  @IsArray() @IsString({ each: true }) products: string[];
  @IsString() effectiveFrom: string;
}
/** A figure of a product: how many, and yuan. */
export class SurveyLineView {
  @IsString() product: string;
  @IsIn(SURVEY_MEASURES) measure: (typeof SURVEY_MEASURES)[number];
  @IsNumber() quantity: number;
  @OrNull() @IsString() amount: string | null;
}
export class SurveyValueView {
  @IsString() field: string;
  /** Text, number, or several choices joined by "、". */
  @IsString() value: string;
}
/** What was answered last at a customer on a form. */
export class SurveyAnswerView {
  @IsUUID() id: string;
  @IsUUID() visitId: string;
  @IsUUID() customerId: string;
  @IsString() customerName: string;
  @IsUUID() templateId: string;
  @IsString() templateKey: string;
  @IsString() day: string;
  @IsString() by: string;
  @NestedList(() => SurveyValueView) values: SurveyValueView[];
  @NestedList(() => SurveyLineView) lines: SurveyLineView[];
}
