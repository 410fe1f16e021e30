import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsInt, IsISO8601, IsNumber, IsOptional, IsString, IsUUID, Length } from 'class-validator';
import { ApprovalView } from '@luyue/approvals';
import { Caller, type Context, IsMonth, listOf, NestedList, OrNull, pageOf, PageQuery, pageSize } from '@luyue/platform';
import { REPLACEMENT_CAUSES, REPLACEMENT_STATUSES, type ReplacementCause, type ReplacementStatus } from './replacements.rules.ts';
import { Replacements } from './replacements.service.ts';


export class ReplacementQuery extends PageQuery {
  @IsOptional() @IsUUID() stationId?: string;
  @IsOptional() @IsIn(REPLACEMENT_STATUSES) status?: ReplacementStatus;
  @IsOptional() @IsIn(REPLACEMENT_CAUSES) cause?: ReplacementCause;
}
export class AskReplacement {
  @IsUUID() stationId: string;
  @IsString() @Length(1, 60) model: string;
  @IsString() @Length(1, 60) serial: string;
  @IsString() @Length(2, 1000) reason: string;
  @IsIn(REPLACEMENT_CAUSES) cause: ReplacementCause;
}
export class DecideReplacement {
  @IsIn(['approved', 'refused']) decision: 'approved' | 'refused';
  /** As found, where it is another than the station said. */
  @IsOptional() @IsIn(REPLACEMENT_CAUSES) cause?: ReplacementCause;
  @IsOptional() @IsString() @Length(2, 500) note?: string;
}
export class HandOverReplacement {
  @IsString() @Length(1, 60) newSerial: string;
}
export class ReplacementRateQuery {
  /** Months, both included. */
  @IsMonth() from: string;
  @IsMonth() to: string;
}

export class ReplacementView {
  @IsUUID() id: string;
  @IsInt() version: number;
  @IsString() number: string;
  @IsUUID() stationId: string;
  @IsString() stationName: string;
  @IsString() month: string;
  @IsString() model: string;
  @IsString() serial: string;
  @IsString() reason: string;
  @IsIn(REPLACEMENT_CAUSES) cause: ReplacementCause;
  @IsIn(REPLACEMENT_STATUSES) status: ReplacementStatus;
  @IsISO8601() askedAt: string;
  @IsString() askedByName: string;
  @OrNull() @IsISO8601() decidedAt: string | null;
  @OrNull() @IsString() decidedBy: string | null;
  @OrNull() @IsString() decisionNote: string | null;
  @OrNull() @IsString() newSerial: string | null;
  @OrNull() @IsISO8601() replacedAt: string | null;
  /** Its way through the chain, the latest round first. */
  @NestedList(() => ApprovalView) approvals: ApprovalView[];
}
export class ReplacementRate {
  @IsUUID() regionId: string;
  @IsString() regionName: string;
  @IsString() model: string;
  @IsIn(REPLACEMENT_CAUSES) cause: ReplacementCause;
  @IsInt() replacements: number;
  /** Repair orders of the same region, model and months. */
  @IsInt() repairs: number;
  /** Replacements for each hundred repairs; null where there were none. */
  @OrNull() @IsNumber() ratePercent: number | null;
  /** By irregular operation or late service of a station. */
  @IsBoolean() avoidable: boolean;
}
/** Replacements of a month against the repairs of the same month. */
export class ReplacementMonth {
  @IsString() month: string;
  @IsInt() replacements: number;
  /** By irregular operation or late service of a station. */
  @IsInt() avoidable: number;
  @IsInt() repairs: number;
  @OrNull() @IsNumber() ratePercent: number | null;
}

@Controller('v1/outstation-channel/replacements')
export class ReplacementsHttp {
  constructor(private readonly replacements: Replacements) {}

  @Get() @ApiOkResponse({ type: pageOf(ReplacementView) }) list(@Caller() ctx: Context, @Query() query: ReplacementQuery) { return this.replacements.list(ctx, { ...query, limit: pageSize(query) }); }

  /** OC-3.7b: with its cause. */
  @Post() @ApiCreatedResponse({ type: ReplacementView }) ask(@Caller() ctx: Context, @Body() body: AskReplacement) { return this.replacements.ask(ctx, body); }

  /** OC-3.7b: by region, model and cause. */
  @Get('rates') @ApiOkResponse({ type: listOf(ReplacementRate) }) rates(@Caller() ctx: Context, @Query() query: ReplacementRateQuery) { return this.replacements.rates(ctx, query); }

  /** OC-3.7b: by month, the oldest first. */
  @Get('months') @ApiOkResponse({ type: listOf(ReplacementMonth) }) months(@Caller() ctx: Context, @Query() query: ReplacementRateQuery) { return this.replacements.months(ctx, query); }

  @Post(':id/decide') @HttpCode(200) @ApiOkResponse({ type: ReplacementView }) decide(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: DecideReplacement) { return this.replacements.decide(ctx, id, body); }

  @Post(':id/replace') @HttpCode(200) @ApiOkResponse({ type: ReplacementView }) replace(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: HandOverReplacement) { return this.replacements.replace(ctx, id, body.newSerial); }
}
