import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsIn, IsInt, IsISO8601, IsNumber, IsObject, IsOptional, IsString, IsUUID, Length, Matches } from 'class-validator';
import { Caller, type Context, FieldProblem, IsDay, listOf, Nested, NestedList, OrNull, pageOf, PageQuery, pageSize } from '@luyue/platform';
import { CustomerCardView, OpenMatterView, SurveyAnswerView, SurveyTemplateView, VisitCustomerView } from '../views.ts';
import { VisitSync } from './visit-sync.ts';
import { VisitToday } from './visit-today.ts';
import { RECORD_KINDS, RECORD_STATUSES, type RecordKind, type RecordStatus, VISIT_STATUSES, type VisitStatus } from './visits.rules.ts';
import { Visits } from './visits.service.ts';

const OUTCOMES = ['applied', 'known', 'conflict', 'refused'] as const;

export class VisitQuery extends PageQuery {
  @IsOptional() @IsUUID() unitId?: string;
  @IsOptional() @Matches(/^(me|[0-9a-f-]{36})$/) visitor?: string;
  @IsOptional() @IsUUID() customerId?: string;
  @IsOptional() @IsDay() from?: string;
  @IsOptional() @IsDay() to?: string;
  /** `1`: only those where two devices filled the same slot. */
  @IsOptional() @IsIn(['1']) conflicts?: '1';
  @IsOptional() @IsIn(['1']) unplanned?: '1';
}
export class ExplainedQuery {
  @IsUUID() unitId: string;
  @IsDay() from: string;
  @IsDay() to: string;
}
export class SyncRecord {
  /** Made by the device: the same one again is known. */
  @IsUUID() id: string;
  /** Made by the device with the check-in. */
  @IsUUID() visitId: string;
  @IsIn(RECORD_KINDS) kind: RecordKind;
  /** By the device's clock (R5). */
  @IsISO8601({ strict: true }) occurredAt: string;
  /** By its kind: see the README of the service. */
  @ApiProperty({ type: 'object', additionalProperties: true }) @IsObject() body: Record<string, unknown>;
  @IsOptional() @IsArray() @ArrayMaxSize(20) @IsUUID('all', { each: true }) attachmentIds?: string[];
}
export class SyncVisits {
  @IsString() @Length(1, 100) deviceId: string;
  @NestedList(() => SyncRecord) @ArrayMinSize(1) @ArrayMaxSize(200) records: SyncRecord[];
}
export class SettleRecord {
  /** `this`: the record named in the path; `other`: the one that it is in conflict with. */
  @IsIn(['this', 'other']) keep: 'this' | 'other';
}

export class SyncProblem {
  @IsString() code: string;
  @IsString() title: string;
  @IsOptional() @IsString() clause?: string;
  @IsOptional() @NestedList(() => FieldProblem) errors?: FieldProblem[];
}
export class SyncResult {
  @IsUUID() id: string;
  @IsIn(OUTCOMES) outcome: (typeof OUTCOMES)[number];
  @IsOptional() @Nested(() => SyncProblem) problem?: SyncProblem;
  /** The record that has the slot. */
  @IsOptional() @IsUUID() conflictWith?: string;
}
export class SyncResults {
  /** In the order of the records. */
  @NestedList(() => SyncResult) results: SyncResult[];
}
export class VisitRow {
  @IsUUID() id: string;
  @IsInt() version: number;
  @IsUUID() customerId: string;
  @IsString() customerName: string;
  @IsString() customerNumber: string;
  @IsUUID() unitId: string;
  @IsString() unitName: string;
  @IsUUID() visitorUserId: string;
  @IsString() visitorName: string;
  @IsUUID() visitDayId: string;
  /** The date of the check-in. */
  @IsString() day: string;
  @OrNull() @IsUUID() plannedVisitId: string | null;
  @OrNull() @IsString() unplannedReason: string | null;
  @IsIn(VISIT_STATUSES) status: VisitStatus;
  @IsISO8601() checkedInAt: string;
  @OrNull() @IsISO8601() checkedOutAt: string | null;
  /** Metres between check-in and the customer's place; null where one is unknown. */
  @OrNull() @IsInt() distance: number | null;
  @OrNull() @IsString() effect: string | null;
  @IsInt() conflicts: number;
}
export class VisitMilestone {
  @IsISO8601() occurredAt: string;
  @IsISO8601() recordedAt: string;
  /** Which of the two counts (R5). */
  @IsIn(['occurred', 'recorded']) source: 'occurred' | 'recorded';
  @OrNull() @IsIn(['late', 'future', 'backwards']) because: 'late' | 'future' | 'backwards' | null;
  @OrNull() @IsNumber() latitude: number | null;
  @OrNull() @IsNumber() longitude: number | null;
  @OrNull() @IsNumber() accuracyM: number | null;
  @OrNull() @IsInt() distance: number | null;
}
export class VisitRecordView {
  @IsUUID() id: string;
  @IsIn(RECORD_KINDS) kind: RecordKind;
  @IsString() deviceId: string;
  @IsISO8601() occurredAt: string;
  @IsISO8601() recordedAt: string;
  @IsISO8601() countedAt: string;
  @ApiProperty({ type: 'object', additionalProperties: true }) body: Record<string, unknown>;
  @IsArray() @IsUUID('all', { each: true }) attachmentIds: string[];
  @IsIn(RECORD_STATUSES) status: RecordStatus;
  @OrNull() @IsUUID() conflictWith: string | null;
  @IsString() by: string;
}
export class VisitAttachment {
  @IsUUID() id: string;
  @IsString() name: string;
  @IsString() mime: string;
  @IsString() sha256: string;
  @IsISO8601() uploadedAt: string;
  /** The record where the same picture was used before. */
  @OrNull() @IsUUID() reusedFrom: string | null;
}
export class VisitDetail extends VisitRow {
  @Nested(() => VisitMilestone) checkIn: VisitMilestone;
  @OrNull() @Nested(() => VisitMilestone) checkOut: VisitMilestone | null;
  @OrNull() @Nested(() => CustomerCardView) card: CustomerCardView | null;
  /** In the order in which they count; those of two devices side by side. */
  @NestedList(() => VisitRecordView) records: VisitRecordView[];
  @NestedList(() => VisitAttachment) attachments: VisitAttachment[];
}
export class LastVisit {
  @IsString() day: string;
  @OrNull() @IsString() effect: string | null;
  /** What was to come next, by its customer card. */
  @OrNull() @IsString() next: string | null;
  @IsString() by: string;
}
export class TodayVisit {
  @OrNull() @IsUUID() plannedVisitId: string | null;
  @OrNull() @IsUUID() visitId: string | null;
  @IsIn(['planned', ...VISIT_STATUSES]) status: 'planned' | VisitStatus;
  @OrNull() @IsInt() position: number | null;
  /** From the one before, as the crow flies. */
  @OrNull() @IsNumber() kilometres: number | null;
  @OrNull() @IsISO8601() checkedInAt: string | null;
  @OrNull() @IsISO8601() checkedOutAt: string | null;
  @IsInt() conflicts: number;
  @Nested(() => VisitCustomerView) customer: VisitCustomerView;
  /** The oldest first. */
  @NestedList(() => OpenMatterView) openMatters: OpenMatterView[];
  @OrNull() @Nested(() => LastVisit) lastVisit: LastVisit | null;
  /** What was answered last on each form. */
  @NestedList(() => SurveyAnswerView) answers: SurveyAnswerView[];
}
/** What the month's plan asks for. */
export class TodayPlan {
  @IsArray() @IsString({ each: true }) keyProducts: string[];
  @IsArray() @IsString({ each: true }) keySurveyItems: string[];
  @IsArray() @IsString({ each: true }) specialSurveyItems: string[];
}
export class VisitsToday {
  @IsString() day: string;
  @IsISO8601() now: string;
  /** By which the day's report is owed; null before the first check-in. */
  @OrNull() @IsUUID() visitDayId: string | null;
  @OrNull() @Nested(() => TodayPlan) plan: TodayPlan | null;
  @NestedList(() => TodayVisit) visits: TodayVisit[];
  /** The forms in force. */
  @NestedList(() => SurveyTemplateView) templates: SurveyTemplateView[];
}
export class ExplainedProduct {
  @IsString() product: string;
  @IsInt() explanations: number;
  /** Performance, features and precautions, all three. */
  @IsInt() complete: number;
  @IsInt() customers: number;
}

@Controller('v1/distributor-visits/visits')
export class VisitsHttp {
  constructor(private readonly visits: Visits, private readonly syncing: VisitSync, private readonly days: VisitToday) {}

  @Get() @ApiOkResponse({ type: pageOf(VisitRow) }) list(@Caller() ctx: Context, @Query() query: VisitQuery) { return this.visits.list(ctx, { ...query, conflicts: query.conflicts === '1', unplanned: query.unplanned === '1', limit: pageSize(query) }); }

  /** The caller's own day: all that the phone needs, with or without a connection. */
  @Get('today') @ApiOkResponse({ type: VisitsToday }) today(@Caller() ctx: Context) { return this.days.today(ctx); }

  /** DV-3.2a: products explained in a period. */
  @Get('explained') @ApiOkResponse({ type: listOf(ExplainedProduct) }) explained(@Caller() ctx: Context, @Query() query: ExplainedQuery) { return this.visits.explained(ctx, query.unitId, query.from, query.to); }

  /** What the phone recorded, 200 records at most; it can be sent again at any point (R5). */
  @Post('sync') @HttpCode(200) @ApiOkResponse({ type: SyncResults }) sync(@Caller() ctx: Context, @Body() body: SyncVisits) { return this.syncing.sync(ctx, body.deviceId, body.records); }

  @Get(':id') @ApiOkResponse({ type: VisitDetail }) get(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string) { return this.visits.get(ctx, id); }

  /** The visitor says which of two devices' records stands. */
  @Post(':id/records/:recordId/settle') @HttpCode(200) @ApiOkResponse({ type: VisitDetail }) async settle(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Param('recordId', ParseUUIDPipe) recordId: string, @Body() body: SettleRecord) {
    await this.syncing.settle(ctx, id, recordId, body.keep);
    return this.visits.get(ctx, id);
  }
}
