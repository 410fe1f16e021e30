import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Patch, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsIn, IsInt, IsISO8601, IsOptional, IsString, IsUUID, Length, MaxLength } from 'class-validator';
import { Caller, type Context, IfMatch, IsMonth, listOf, Nested, NestedList, pageOf, PageQuery, pageSize, Text, WhenGiven } from '@luyue/platform';
import { WithReason } from '../follow-steps.ts';
import { EVENT_KINDS, EVENT_STATUSES, type EventKind, type EventStatus } from './events.rules.ts';
import { Events } from './events.service.ts';


export class CustomerEventQuery extends PageQuery {
  @IsOptional() @IsIn(EVENT_KINDS) kind?: EventKind;
  @IsOptional() @IsIn(EVENT_STATUSES) status?: EventStatus;
  /** Those that somebody of this customer came to. */
  @IsOptional() @IsUUID() customerId?: string;
}
export class PlanCustomerEvent {
  @IsUUID() unitId: string;
  @IsIn(EVENT_KINDS) kind: EventKind;
  @IsString() @Length(2, 100) topic: string;
  @IsString() @Length(1, 200) place: string;
  @IsISO8601({ strict: true }) startsAt: string;
  @IsISO8601({ strict: true }) endsAt: string;
  @IsArray() @ArrayMinSize(1) @ArrayMaxSize(20) @ArrayUnique() @IsUUID('all', { each: true }) staffUserIds: string[];
}
export class ChangeCustomerEvent {
  @WhenGiven() @IsString() @Length(2, 100) topic?: string;
  @WhenGiven() @IsString() @Length(1, 200) place?: string;
  @WhenGiven() @IsISO8601({ strict: true }) startsAt?: string;
  @WhenGiven() @IsISO8601({ strict: true }) endsAt?: string;
  @WhenGiven() @IsArray() @ArrayMinSize(1) @ArrayMaxSize(20) @ArrayUnique() @IsUUID('all', { each: true }) staffUserIds?: string[];
}
export class AttendanceLine {
  @IsUUID() customerId: string;
  @IsArray() @ArrayMinSize(1) @ArrayMaxSize(100) @IsString({ each: true }) @Length(1, 50, { each: true }) names: string[];
}
export class HoldCustomerEvent {
  @IsString() @Length(2, 2000) outcome: string;
  @ArrayMinSize(1) @ArrayMaxSize(500) @NestedList(() => AttendanceLine) attendance: AttendanceLine[];
}
export class SetAttendance {
  @ArrayMinSize(1) @ArrayMaxSize(500) @NestedList(() => AttendanceLine) attendance: AttendanceLine[];
}
export class EventFiguresQuery {
  /** Months in which events were held, in the tenant's zone; both included. */
  @IsMonth() from: string;
  @IsMonth() to: string;
}

export class EventStaff {
  @IsUUID() userId: string;
  @IsString() name: string;
}
export class EventAttendanceView {
  @IsUUID() customerId: string;
  @IsString() customerName: string;
  @IsArray() @IsString({ each: true }) names: string[];
}
export class CustomerEventView {
  @IsUUID() id: string;
  @IsInt() version: number;
  @IsString() number: string;
  @IsUUID() unitId: string;
  @IsString() unitName: string;
  @IsIn(EVENT_KINDS) kind: EventKind;
  @Nested(() => Text) kindName: Text;
  /** DV-3.3b, DV-3.3e or DV-3.3g. */
  @IsString() clauseId: string;
  @IsString() topic: string;
  @IsString() place: string;
  @IsISO8601() startsAt: string;
  @IsISO8601() endsAt: string;
  @NestedList(() => EventStaff) staff: EventStaff[];
  @IsIn(EVENT_STATUSES) status: EventStatus;
  @IsString() @MaxLength(2000) outcome: string;
  @IsString() madeBy: string;
  /** How many customers sent somebody, and how many people came. */
  @IsInt() customers: number;
  @IsInt() people: number;
}
export class CustomerEventDetail extends CustomerEventView {
  @NestedList(() => EventAttendanceView) attendance: EventAttendanceView[];
}
/** Events of a kind that were held in a month. */
export class EventFigures {
  @IsString() month: string;
  @IsIn(EVENT_KINDS) kind: EventKind;
  @IsInt() events: number;
  @IsInt() customers: number;
  @IsInt() people: number;
}
@Controller('v1/distributor-visits/events')
export class EventsHttp {
  constructor(private readonly events: Events) {}

  /** DV-3.3b, DV-3.3e, DV-3.3g: the latest first. */
  @Get() @ApiOkResponse({ type: pageOf(CustomerEventView) }) list(@Caller() ctx: Context, @Query() query: CustomerEventQuery) { return this.events.list(ctx, { ...query, limit: pageSize(query) }); }

  @Get('figures') @ApiOkResponse({ type: listOf(EventFigures) }) figures(@Caller() ctx: Context, @Query() query: EventFiguresQuery) { return this.events.figures(ctx, query.from, query.to); }

  @Get(':id') @ApiOkResponse({ type: CustomerEventDetail }) get(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string) { return this.events.get(ctx, id); }

  @Post() @ApiCreatedResponse({ type: CustomerEventDetail }) plan(@Caller() ctx: Context, @Body() body: PlanCustomerEvent) { return this.events.plan(ctx, body); }

  /** While it is planned. */
  @Patch(':id') @ApiOkResponse({ type: CustomerEventDetail }) change(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: ChangeCustomerEvent, @IfMatch() version: number) { return this.events.change(ctx, id, body, version); }

  /** It has begun or is over: what came of it, and who came. */
  @Post(':id/hold') @HttpCode(200) @ApiOkResponse({ type: CustomerEventDetail }) hold(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: HoldCustomerEvent) { return this.events.hold(ctx, id, body); }

  /** Corrected after it was held. */
  @Put(':id/attendance') @ApiOkResponse({ type: CustomerEventDetail }) attendance(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: SetAttendance, @IfMatch() version: number) { return this.events.setAttendance(ctx, id, body.attendance, version); }

  @Post(':id/cancel') @HttpCode(200) @ApiOkResponse({ type: CustomerEventDetail }) cancel(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: WithReason) { return this.events.cancel(ctx, id, body.reason); }
}
