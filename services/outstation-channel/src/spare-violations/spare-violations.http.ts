import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsIn, IsInt, IsISO8601, IsOptional, IsString, IsUUID, Length } from 'class-validator';
import { ObligationView } from '@luyue/obligations';
import { Caller, type Context, Nested, NestedList, OrNull, PageQuery, pageOf, pageSize, Text } from '@luyue/platform';
import { VIOLATION_KINDS, VIOLATION_STATUSES, type ViolationKind, type ViolationStatus } from './spare-violations.rules.ts';
import { SpareViolations } from './spare-violations.service.ts';

export class ViolationQuery extends PageQuery {
  @IsOptional() @IsUUID() stationId?: string;
  @IsOptional() @IsIn(VIOLATION_STATUSES) status?: ViolationStatus;
}
export class ReportViolation {
  @IsUUID() stationId: string;
  @IsIn(VIOLATION_KINDS) kind: ViolationKind;
  @IsString() @Length(2, 2000) facts: string;
  @IsOptional() @IsArray() @ArrayMaxSize(100) @IsString({ each: true }) @Length(1, 60, { each: true }) serials?: string[];
  @IsISO8601({ strict: true }) discoveredAt: string;
}
export class DecideViolation {
  /** `consented`: the company had agreed; `confirmed`: it stands. */
  @IsIn(['consented', 'confirmed']) status: 'consented' | 'confirmed';
  @IsString() @Length(2, 1000) decision: string;
}

export class SpareViolationView {
  @IsUUID() id: string;
  @IsInt() version: number;
  @IsString() number: string;
  @IsUUID() stationId: string;
  @IsString() stationName: string;
  @IsIn(VIOLATION_KINDS) kind: ViolationKind;
  @Nested(() => Text) kindName: Text;
  @IsString() facts: string;
  @IsArray() @IsString({ each: true }) serials: string[];
  @IsISO8601() discoveredAt: string;
  @IsISO8601() reportedAt: string;
  @IsString() reportedBy: string;
  /** The channel engineers who were told. */
  @IsArray() @IsString({ each: true }) told: string[];
  @IsIn(VIOLATION_STATUSES) status: ViolationStatus;
  @OrNull() @IsISO8601() decidedAt: string | null;
  @OrNull() @IsString() decidedBy: string | null;
  @OrNull() @IsString() decision: string | null;
  @NestedList(() => ObligationView) obligations: ObligationView[];
}

@Controller('v1/outstation-channel/spare-violations')
export class SpareViolationsHttp {
  constructor(private readonly violations: SpareViolations) {}

  @Get() @ApiOkResponse({ type: pageOf(SpareViolationView) }) list(@Caller() ctx: Context, @Query() query: ViolationQuery) { return this.violations.list(ctx, { ...query, limit: pageSize(query) }); }

  /** OC-3.2.3a: to the channel engineer, within the hours from its discovery. */
  @Post() @ApiCreatedResponse({ type: SpareViolationView }) report(@Caller() ctx: Context, @Body() body: ReportViolation) { return this.violations.report(ctx, body); }

  @Post(':id/decide') @HttpCode(200) @ApiOkResponse({ type: SpareViolationView }) decide(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: DecideViolation) { return this.violations.decide(ctx, id, body); }
}
