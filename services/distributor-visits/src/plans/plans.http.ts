import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsIn, IsInt, IsISO8601, IsNumber, IsOptional, IsString, IsUUID, Length, Matches, Max, MaxLength, Min } from 'class-validator';
import { Caller, type Context, IfMatch, IsDay, IsMonth, Nested, OrNull, pageOf, PageQuery, pageSize, WhenGiven } from '@luyue/platform';
import { PlannedVisits } from './planned-visits.ts';
import { PERIOD_KINDS, type PeriodKind, PLAN_STATUSES, PLANNED_STATUSES, type PlannedStatus, type PlanStatus } from './plans.rules.ts';
import { Plans } from './plans.service.ts';
import { GRADES } from '../customer-kinds.ts';


export class PlanQuery extends PageQuery {
  @IsOptional() @IsUUID() unitId?: string;
  @IsOptional() @IsIn(PERIOD_KINDS) periodKind?: string;
  @IsOptional() @Matches(/^\d{4}$/) year?: string;
  @IsOptional() @IsIn(PLAN_STATUSES) status?: string;
}
export class PlannedVisitQuery extends PageQuery {
  @IsOptional() @IsUUID() unitId?: string;
  @IsOptional() @Matches(/^(me|[0-9a-f-]{36})$/) visitor?: string;
  @IsOptional() @IsUUID() customerId?: string;
  @IsOptional() @IsDay() from?: string;
  @IsOptional() @IsDay() to?: string;
}
export class ChangePlan {
  /** 重点推销商品. */
  @WhenGiven() @IsArray() @ArrayMaxSize(50) @IsString({ each: true }) @Length(1, 80, { each: true }) keyProducts?: string[];
  /** 重点调查项目. */
  @WhenGiven() @IsArray() @ArrayMaxSize(50) @IsString({ each: true }) @Length(1, 80, { each: true }) keySurveyItems?: string[];
  /** 特别调查项目. */
  @WhenGiven() @IsArray() @ArrayMaxSize(50) @IsString({ each: true }) @Length(1, 80, { each: true }) specialSurveyItems?: string[];
  @WhenGiven() @IsString() @MaxLength(2000) note?: string;
}
export class CreatePlan extends ChangePlan {
  @IsUUID() unitId: string;
  /** "2026", "2026-Q4" or "2026-10". */
  @IsString() @Length(4, 7) period: string;
}
export class DecidePlan {
  @IsIn(['approve', 'return']) decision: 'approve' | 'return';
  /** Needed for a return. */
  @IsOptional() @IsString() @Length(2, 500) reason?: string;
  @IsOptional() @IsString() @MaxLength(500) note?: string;
}
export class AddPlannedVisit {
  @IsUUID() customerId: string;
  @IsUUID() visitorUserId: string;
  /** Of a month plan. */
  @IsOptional() @IsDay() day?: string;
  /** Of a wider plan. */
  @IsOptional() @IsMonth() month?: string;
  /** Needed for the region's own salesperson, and once the plan is issued. */
  @IsOptional() @IsString() @Length(2, 500) reason?: string;
}
export class ChangePlannedVisit {
  @IsOptional() @IsUUID() visitorUserId?: string;
  @IsOptional() @IsDay() day?: string;
  @IsOptional() @IsInt() @Min(1) @Max(200) position?: number;
  @IsOptional() @IsIn(['planned', 'cancelled']) status?: 'planned' | 'cancelled';
  @IsOptional() @IsString() @Length(2, 500) reason?: string;
}

export class PlanCounts {
  @IsInt() planned: number;
  @IsInt() done: number;
  @IsInt() customers: number;
  @IsInt() visitors: number;
}
export class VisitPlanView {
  @IsUUID() id: string;
  @IsInt() version: number;
  @IsUUID() unitId: string;
  @IsString() unitName: string;
  @IsIn(PERIOD_KINDS) periodKind: PeriodKind;
  @IsString() period: string;
  @IsString() fromDay: string;
  @IsString() toDay: string;
  @IsIn(PLAN_STATUSES) status: PlanStatus;
  /** The wider plan that it rolls down from. */
  @OrNull() @IsUUID() parentPlanId: string | null;
  /** The basic policy that it cites. */
  @OrNull() @IsUUID() policyId: string | null;
  @OrNull() @IsString() policyTitle: string | null;
  @IsArray() @IsString({ each: true }) keyProducts: string[];
  @IsArray() @IsString({ each: true }) keySurveyItems: string[];
  @IsArray() @IsString({ each: true }) specialSurveyItems: string[];
  @IsString() note: string;
  @OrNull() @IsISO8601() issuedAt: string | null;
  @OrNull() @IsString() issuedBy: string | null;
  /** The approval that it waits for or went through, where the company asks for one. */
  @OrNull() @IsUUID() requestId: string | null;
  /** Why it came back last. */
  @OrNull() @IsString() returnReason: string | null;
  @Nested(() => PlanCounts) counts: PlanCounts;
}
export class PlannedVisitView {
  @IsUUID() id: string;
  @IsInt() version: number;
  @IsUUID() planId: string;
  @IsUUID() customerId: string;
  @IsString() customerName: string;
  @OrNull() @IsIn(GRADES) grade: (typeof GRADES)[number] | null;
  @IsString() address: string;
  @OrNull() @IsNumber() latitude: number | null;
  @OrNull() @IsNumber() longitude: number | null;
  @IsUUID() visitorUserId: string;
  @IsString() visitorName: string;
  @IsString() month: string;
  /** Null in a plan for a quarter or a year. */
  @OrNull() @IsString() day: string | null;
  @IsInt() position: number;
  @IsIn(PLANNED_STATUSES) status: PlannedStatus;
  @IsIn(['proposed', 'manual']) source: 'proposed' | 'manual';
  @OrNull() @IsString() reason: string | null;
  @OrNull() @IsUUID() visitId: string | null;
}

@Controller('v1/distributor-visits')
export class PlansHttp {
  constructor(private readonly plans: Plans, private readonly visits: PlannedVisits) {}

  @Get('plans') @ApiOkResponse({ type: pageOf(VisitPlanView) }) list(@Caller() ctx: Context, @Query() query: PlanQuery) { return this.plans.list(ctx, { ...query, limit: pageSize(query) }); }

  @Get('plans/:id') @ApiOkResponse({ type: VisitPlanView }) get(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string) { return this.plans.get(ctx, id); }

  /** A draft; it takes over what the wider plan says. */
  @Post('plans') @ApiCreatedResponse({ type: VisitPlanView }) create(@Caller() ctx: Context, @Body() body: CreatePlan) { return this.plans.create(ctx, body); }

  @Patch('plans/:id') @ApiOkResponse({ type: VisitPlanView }) change(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: ChangePlan, @IfMatch() version: number) { return this.plans.change(ctx, id, version, body); }

  /** DV-5: hands it to the named persons (下达), or submits it where the company has published a chain for plans. */
  @Post('plans/:id/issue') @HttpCode(200) @ApiOkResponse({ type: VisitPlanView }) issue(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string) { return this.plans.issue(ctx, id); }

  /** Where the company has published a chain for plans: an approver approves it, or returns it with the reason. */
  @Post('plans/:id/decide') @HttpCode(200) @ApiOkResponse({ type: VisitPlanView }) decide(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: DecidePlan) {
    return this.plans.decide(ctx, id, body.decision === 'return' ? { return: body.reason ?? '' } : { approve: true, ...(body.note && { note: body.note }) });
  }

  /** By day and place in the itinerary. */
  @Get('plans/:id/visits') @ApiOkResponse({ type: pageOf(PlannedVisitView) }) visitsOf(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Query() query: PlannedVisitQuery) { return this.visits.list(ctx, { ...query, planId: id, limit: pageSize(query) }); }

  @Post('plans/:id/visits') @ApiCreatedResponse({ type: PlannedVisitView }) add(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: AddPlannedVisit) { return this.visits.add(ctx, id, body); }

  /** Of all month plans, for a calendar: whose days these are, drafts among them. */
  @Get('planned-visits') @ApiOkResponse({ type: pageOf(PlannedVisitView) }) planned(@Caller() ctx: Context, @Query() query: PlannedVisitQuery) { return this.visits.list(ctx, { ...query, limit: pageSize(query) }); }

  @Post('planned-visits/:id/change') @HttpCode(200) @ApiOkResponse({ type: PlannedVisitView }) changeVisit(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: ChangePlannedVisit) { return this.visits.change(ctx, id, body); }
}
