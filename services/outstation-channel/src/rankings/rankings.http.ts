import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import { IsArray, IsInt, IsISO8601, IsNumber, IsString, IsUUID } from 'class-validator';
import { Caller, type Context, IsMonth, NestedList, OrNull, pageOf, PageQuery, pageSize } from '@luyue/platform';
import { Rankings } from './rankings.service.ts';

export class PublishRanking {
  @IsUUID() departmentUnitId: string;
  /** A month of the quarter. */
  @IsMonth() month: string;
}
export class RankedPersonView {
  @IsUUID() userId: string;
  @IsString() name: string;
  @IsString() kind: string;
  /** Two decimals; null with fewer scored months than the least. */
  @OrNull() @IsNumber() average: number | null;
  /** Ties share one; null without an average. */
  @OrNull() @IsInt() rank: number | null;
  @IsArray() @IsString({ each: true }) scored: string[];
  /** A missing month is no zero (reading 5). */
  @IsArray() @IsString({ each: true }) missing: string[];
}
export class StaffRankingView {
  @IsUUID() id: string;
  @IsInt() version: number;
  @IsUUID() departmentUnitId: string;
  @IsString() period: string;
  @NestedList(() => RankedPersonView) lines: RankedPersonView[];
  @IsISO8601() publishedAt: string;
  @IsString() publishedBy: string;
}
export class StaffRankingQuery extends PageQuery {}

@Controller('v1/outstation-channel/staff-rankings')
export class RankingsHttp {
  constructor(private readonly rankings: Rankings) {}

  /** OC-4.2: the latest first. */
  @Get() @ApiOkResponse({ type: pageOf(StaffRankingView) }) list(@Caller() ctx: Context, @Query() query: StaffRankingQuery) { return this.rankings.list(ctx, { ...query, limit: pageSize(query) }); }

  @Post() @ApiCreatedResponse({ type: StaffRankingView }) publish(@Caller() ctx: Context, @Body() body: PublishRanking) { return this.rankings.publish(ctx, body); }
}
