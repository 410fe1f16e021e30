import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsISO8601, IsNumber, IsOptional, IsString, IsUUID, Length, Max, MaxLength, Min } from 'class-validator';
import { Caller, type Context, IsMonth, listOf, Nested, NestedList, OrNull, pageOf, PageQuery, pageSize, Text } from '@luyue/platform';
import { CALLBACK_STATUSES, type CallbackStatus } from './callbacks.rules.ts';
import { Callbacks } from './callbacks.service.ts';

const OUTCOMES = ['reached', 'no_answer'] as const;

export class DealCallbackQuery extends PageQuery {
  /** What is still to be done when left out. */
  @IsOptional() @IsIn(CALLBACK_STATUSES) status?: CallbackStatus;
  @IsOptional() @IsUUID() specialistUserId?: string;
  /** At most this score: who was not content. */
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(5) maxScore?: number;
}
export class DealCallbackAttempt {
  @IsIn(OUTCOMES) outcome: (typeof OUTCOMES)[number];
  /** Needed of whoever was reached: 1 to 5. */
  @IsOptional() @IsInt() @Min(1) @Max(5) score?: number;
  @IsOptional() @IsString() @Length(1, 1000) comment?: string;
  @IsOptional() @IsString() @MaxLength(200) note?: string;
}
export class CallbackStatisticsQuery {
  /** Months in which deals were archived, in the tenant's zone; both included. */
  @IsMonth() from: string;
  @IsMonth() to: string;
}

export class DealCallbackAttemptView {
  @IsISO8601() at: string;
  @IsIn(OUTCOMES) outcome: (typeof OUTCOMES)[number];
  @IsString() by: string;
  @IsString() note: string;
}
export class DealCallbackView {
  @IsUUID() id: string;
  @IsInt() version: number;
  @IsUUID() dealId: string;
  @IsString() dealNumber: string;
  @IsString() dealTitle: string;
  @IsUUID() partyId: string;
  @Nested(() => Text) sideName: Text;
  @IsString() contactName: string;
  /** The full one is revealed on the deal, with a reason. */
  @IsString() phoneMasked: string;
  @OrNull() @IsUUID() specialistUserId: string | null;
  @OrNull() @IsString() specialistName: string | null;
  @IsISO8601() archivedAt: string;
  @IsIn(CALLBACK_STATUSES) status: CallbackStatus;
  @NestedList(() => DealCallbackAttemptView) attempts: DealCallbackAttemptView[];
  @OrNull() @IsInt() score: number | null;
  @OrNull() @IsString() comment: string | null;
  @OrNull() @IsISO8601() finishedAt: string | null;
}
/** Callbacks of the deals of a specialist that were archived in a month. */
export class CallbackStatistics {
  @IsString() month: string;
  @OrNull() @IsUUID() specialistUserId: string | null;
  @OrNull() @IsString() specialistName: string | null;
  @IsInt() planned: number;
  @IsInt() reached: number;
  @IsInt() unreachable: number;
  /** Calls made, answered or not. */
  @IsInt() calls: number;
  /** Of those who were reached, two decimals; null for none. */
  @OrNull() @IsNumber() averageScore: number | null;
  /** How many gave 1 or 2. */
  @IsInt() discontent: number;
}

@Controller('v1/property-brokerage')
export class CallbacksHttp {
  constructor(private readonly callbacks: Callbacks) {}

  /** PB-3.3: archived deals whose parties are still to be called, the one that waits longest first; what is done, the latest first. */
  @Get('deal-callbacks') @ApiOkResponse({ type: pageOf(DealCallbackView) }) list(@Caller() ctx: Context, @Query() query: DealCallbackQuery) { return this.callbacks.list(ctx, { ...query, status: query.status ?? 'planned', limit: pageSize(query) }); }

  @Get('deal-callbacks/statistics') @ApiOkResponse({ type: listOf(CallbackStatistics) }) statistics(@Caller() ctx: Context, @Query() query: CallbackStatisticsQuery) { return this.callbacks.statistics(ctx, query.from, query.to); }

  /** One call. */
  @Post('deal-callbacks/:id/attempts') @HttpCode(200) @ApiOkResponse({ type: DealCallbackView }) attempt(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: DealCallbackAttempt) { return this.callbacks.attempt(ctx, id, body); }

  @Get('deals/:id/callbacks') @ApiOkResponse({ type: listOf(DealCallbackView) }) ofDeal(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string) { return this.callbacks.ofDeal(ctx, id); }
}
