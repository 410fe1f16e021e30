import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import { IsIn, IsNumber, IsOptional, IsString, IsUUID } from 'class-validator';
import { Caller, type Context, IsMonth, listOf, NestedList, pageOf, PageQuery, pageSize } from '@luyue/platform';
import { AppealCard, CARD_STATUSES, type CardStatus, DecideCardAppeal, DeductPoints, PublishScoreScheme, ScoreCardRow, ScoreCardView, ScoreManually, ScoreSchemeView } from '@luyue/scorecards';
import type { StaffKind } from '../staff/staff.rules.ts';
import { SCORED_KINDS } from './scores.rules.ts';
import { Scores } from './scores.service.ts';


export class PublishStaffScheme extends PublishScoreScheme {
  /** One kind of staff; everybody when left out. */
  @IsOptional() @IsIn(SCORED_KINDS) staffKind?: StaffKind;
}
export class OpenScores {
  @IsUUID() departmentUnitId: string;
  /** A month of the period that is scored. */
  @IsMonth() month: string;
}
export class StaffScoreQuery extends PageQuery {
  @IsOptional() @IsUUID() userId?: string;
  /** `2026-02`, as the cards show it. */
  @IsOptional() @IsString() period?: string;
  @IsOptional() @IsIn(CARD_STATUSES) status?: CardStatus;
}

export class PendingDeduction {
  @IsNumber() points: number;
  @IsString() reason: string;
}
export class StaffScoreView extends ScoreCardView {
  /** What conduct and falsified vouchers will take off when the card is closed. */
  @NestedList(() => PendingDeduction) pending: PendingDeduction[];
}

@Controller('v1/outstation-channel')
export class ScoresHttp {
  constructor(private readonly scores: Scores) {}

  /** OC-1.3: the performance regime in its versions. */
  @Get('staff-score-schemes') @ApiOkResponse({ type: listOf(ScoreSchemeView) }) schemes(@Caller() ctx: Context) { return this.scores.schemes(ctx); }

  @Post('staff-score-schemes') @ApiCreatedResponse({ type: listOf(ScoreSchemeView) }) publish(@Caller() ctx: Context, @Body() body: PublishStaffScheme) { return this.scores.publishScheme(ctx, body); }

  @Get('staff-scores') @ApiOkResponse({ type: pageOf(ScoreCardRow) }) list(@Caller() ctx: Context, @Query() query: StaffScoreQuery) { return this.scores.list(ctx, { ...query, limit: pageSize(query) }); }

  /** A card for everybody who was posted, with what the ledger says; asked again, it brings the drafts up to date. */
  @Post('staff-scores/open') @HttpCode(200) @ApiOkResponse({ type: listOf(ScoreCardRow) }) open(@Caller() ctx: Context, @Body() body: OpenScores) { return this.scores.open(ctx, body); }

  @Get('staff-scores/:id') @ApiOkResponse({ type: StaffScoreView }) get(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string) { return this.scores.get(ctx, id); }

  @Post('staff-scores/:id/items/:item/score') @HttpCode(200) @ApiOkResponse({ type: StaffScoreView })
  score(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Param('item') item: string, @Body() body: ScoreManually) { return this.scores.score(ctx, id, item, body); }

  @Post('staff-scores/:id/deduct') @HttpCode(200) @ApiOkResponse({ type: StaffScoreView }) deduct(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: DeductPoints) { return this.scores.deduct(ctx, id, body); }

  /** The total is fixed and told to the person. */
  @Post('staff-scores/:id/close') @HttpCode(200) @ApiOkResponse({ type: StaffScoreView }) close(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string) { return this.scores.close(ctx, id); }

  @Post('staff-scores/:id/appeal') @HttpCode(200) @ApiOkResponse({ type: StaffScoreView }) appeal(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: AppealCard) { return this.scores.appeal(ctx, id, body); }

  @Post('staff-scores/:id/decide') @HttpCode(200) @ApiOkResponse({ type: StaffScoreView }) decide(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: DecideCardAppeal) { return this.scores.decide(ctx, id, body); }
}
