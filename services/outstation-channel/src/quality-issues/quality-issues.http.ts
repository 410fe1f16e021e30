import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import { IsIn, IsInt, IsISO8601, IsOptional, IsString, IsUUID, Length, Max, Min } from 'class-validator';
import { Caller, type Context, IsMonth, listOf, pageOf, PageQuery, pageSize } from '@luyue/platform';
import { MarketItems } from './market-items.ts';
import { MarketItemView, MarketMonth, QualityIssueView, QualityTrend } from './quality-issue-views.ts';
import { ISSUE_STATUSES, type IssueStatus, MARKET_KINDS, type MarketKind } from './quality-issues.rules.ts';
import { QualityIssues } from './quality-issues.service.ts';


export class QualityIssueQuery extends PageQuery {
  @IsOptional() @IsIn(ISSUE_STATUSES) status?: IssueStatus;
  @IsOptional() @IsString() @Length(1, 60) model?: string;
}

export class ReportQualityIssue {
  @IsUUID() departmentUnitId: string;
  @IsOptional() @IsUUID() stationUnitId?: string;
  @IsString() @Length(1, 60) model: string;
  @IsString() @Length(1, 60) fault: string;
  @IsString() @Length(1, 4000) text: string;
  @IsInt() @Min(1) @Max(1_000_000) units: number;
  @IsISO8601() discoveredAt: string;
}

export class MoveQualityIssue {
  @IsIn(['in_work', 'closed']) to: 'in_work' | 'closed';
  /** Needed to close it. */
  @IsOptional() @IsString() @Length(1, 4000) outcome?: string;
}

export class QualityTrendQuery {
  /** Months of discovery in the tenant's zone, both included. */
  @IsMonth() from: string;
  @IsMonth() to: string;
  @IsOptional() @IsString() @Length(1, 60) model?: string;
}

export class MarketMonthsQuery {
  /** Months in the tenant's zone, both included. */
  @IsMonth() from: string;
  @IsMonth() to: string;
}

export class MarketItemQuery extends PageQuery {
  @IsOptional() @IsIn(MARKET_KINDS) kind?: MarketKind;
}

export class ReportMarketItem {
  @IsUUID() departmentUnitId: string;
  @IsIn(MARKET_KINDS) kind: MarketKind;
  /** Needed of a competitor. */
  @IsOptional() @IsString() @Length(1, 60) maker?: string;
  @IsOptional() @IsString() @Length(1, 60) model?: string;
  @IsString() @Length(1, 4000) text: string;
}

@Controller('v1/outstation-channel')
export class QualityIssuesHttp {
  constructor(private readonly issues: QualityIssues, private readonly market: MarketItems) {}

  /** OC-3.5.1: the latest found first. */
  @Get('quality-issues') @ApiOkResponse({ type: pageOf(QualityIssueView) }) list(@Caller() ctx: Context, @Query() query: QualityIssueQuery) { return this.issues.list(ctx, { ...query, limit: pageSize(query) }); }

  @Post('quality-issues') @ApiCreatedResponse({ type: QualityIssueView }) report(@Caller() ctx: Context, @Body() body: ReportQualityIssue) { return this.issues.report(ctx, body); }

  /** By month, model and fault, the latest month and the most units first. */
  @Get('quality-issues/trend') @ApiOkResponse({ type: listOf(QualityTrend) }) trend(@Caller() ctx: Context, @Query() query: QualityTrendQuery) { return this.issues.trend(ctx, query); }

  @Post('quality-issues/:id/move') @HttpCode(200) @ApiOkResponse({ type: QualityIssueView }) move(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: MoveQualityIssue) { return this.issues.move(ctx, id, body); }

  /** OC-2.3: the latest first. */
  @Get('market-items') @ApiOkResponse({ type: pageOf(MarketItemView) }) items(@Caller() ctx: Context, @Query() query: MarketItemQuery) { return this.market.list(ctx, { ...query, limit: pageSize(query) }); }

  /** By month and kind, the oldest first. */
  @Get('market-items/months') @ApiOkResponse({ type: listOf(MarketMonth) }) marketMonths(@Caller() ctx: Context, @Query() query: MarketMonthsQuery) { return this.market.months(ctx, query.from, query.to); }

  @Post('market-items') @ApiCreatedResponse({ type: MarketItemView }) reportItem(@Caller() ctx: Context, @Body() body: ReportMarketItem) { return this.market.report(ctx, body); }
}
