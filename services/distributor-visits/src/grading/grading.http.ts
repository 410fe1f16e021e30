import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsInt, IsISO8601, IsNumber, IsOptional, IsString, IsUUID, Length, Matches, Max, Min } from 'class-validator';
import { Caller, type Context, listOf, Nested, NestedList, OrNull, PageQuery, pageOf, pageSize } from '@luyue/platform';
import { CARD_STATUSES, type CardStatus, PublishScoreScheme, ScoreCardRow, ScoreCardView, ScoreManually, ScoreSchemeItemView } from '@luyue/scorecards';
import { GradeSchemes } from './grade-schemes.ts';
import { type Grade, GRADES } from '../customer-kinds.ts';
import { Grades } from './grading.service.ts';

export class GradeThresholds {
  /** From this total on. */
  @IsNumber({ maxDecimalPlaces: 2 }) @Min(0) @Max(100) A: number;
  @IsNumber({ maxDecimalPlaces: 2 }) @Min(0) @Max(100) B: number;
  @IsNumber({ maxDecimalPlaces: 2 }) @Min(0) @Max(100) C: number;
}
/** Figures of an item of the kind `fact`: `sales` (place in the region) and `trend` (half-year on half-year). */
export class PublishGradeScheme extends PublishScoreScheme {
  /** The company's own scheme, for regions without one, when left out. */
  @IsOptional() @IsUUID() regionId?: string;
  /** The unit of the region. */
  @IsOptional() @IsUUID() unitId?: string;
  @Nested(() => GradeThresholds) thresholds: GradeThresholds;
}
export class GradeRegion {
  @IsUUID() regionId: string;
  @IsUUID() unitId: string;
}
export class GradeCardQuery extends PageQuery {
  @IsOptional() @IsUUID() regionId?: string;
  @IsOptional() @IsUUID() customerId?: string;
  /** E.g. `2026-H2`. */
  @IsOptional() @Matches(/^\d{4}(-(H[12]|Q[1-4]|\d{2}))?$/) period?: string;
  @IsOptional() @IsIn(CARD_STATUSES) status?: CardStatus;
}
export class OverrideGrade {
  @IsIn(GRADES) grade: Grade;
  @IsString() @Length(2, 500) reason: string;
}

export class GradeSchemeView {
  @IsString() kind: string;
  /** Null: for every region without a scheme of its own. */
  @OrNull() @IsUUID() regionId: string | null;
  @OrNull() @IsString() regionName: string | null;
  @IsInt() version: number;
  @IsISO8601() effectiveFrom: string;
  @IsBoolean() inForce: boolean;
  @NestedList(() => ScoreSchemeItemView) items: ScoreSchemeItemView[];
  @Nested(() => GradeThresholds) thresholds: GradeThresholds;
  @IsString() setBy: string;
  @IsISO8601() setAt: string;
  @IsString() reason: string;
}
/** The cards of a region's customers for the period that runs. */
export class GradingRound {
  @IsUUID() regionId: string;
  @IsString() regionName: string;
  @IsString() period: string;
  @IsInt() cards: number;
  @IsInt() graded: number;
}
export class CustomerGradingView {
  @IsUUID() id: string;
  @IsUUID() cardId: string;
  @IsString() period: string;
  @IsIn(GRADES) computed: Grade;
  @IsIn(GRADES) grade: Grade;
  @IsNumber() total: number;
  /** Why it is not the computed one. */
  @OrNull() @IsString() reason: string | null;
  /** The month plan from which it counts, YYYY-MM. */
  @IsString() countsFrom: string;
  @IsISO8601() gradedAt: string;
  @IsString() gradedBy: string;
}
export class GradeCardView extends ScoreCardView {
  @Nested(() => GradeThresholds) thresholds: GradeThresholds;
  /** By the thresholds, as the total stands; null without a total. */
  @OrNull() @IsIn(GRADES) computed: Grade | null;
  /** Once it is closed: the computed one, or what the supervisor made of it. */
  @OrNull() @IsIn(GRADES) grade: Grade | null;
  @NestedList(() => CustomerGradingView) gradings: CustomerGradingView[];
}

@Controller('v1/distributor-visits')
export class GradesHttp {
  constructor(private readonly schemes: GradeSchemes, private readonly grades: Grades) {}

  @Get('grade-schemes') @ApiOkResponse({ type: listOf(GradeSchemeView) }) listSchemes(@Caller() ctx: Context) { return this.schemes.list(ctx); }

  /** DV-4.1: weights that do not sum to exactly 100 are refused. */
  @Post('grade-schemes') @ApiCreatedResponse({ type: listOf(GradeSchemeView) }) publish(@Caller() ctx: Context, @Body() body: PublishGradeScheme) { return this.schemes.publish(ctx, body); }

  /** Opens the cards of a region's customers for the period that runs, or brings them up to date. */
  @Post('grade-cards') @HttpCode(200) @ApiOkResponse({ type: GradingRound }) open(@Caller() ctx: Context, @Body() body: GradeRegion) { return this.grades.grade(ctx, body.regionId, body.unitId); }

  /** The latest period first. */
  @Get('grade-cards') @ApiOkResponse({ type: pageOf(ScoreCardRow) }) list(@Caller() ctx: Context, @Query() { customerId, ...query }: GradeCardQuery) { return this.grades.list(ctx, { ...query, ...(customerId && { subjectId: customerId }), limit: pageSize(query) }); }

  @Get('grade-cards/:id') @ApiOkResponse({ type: GradeCardView }) get(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string) { return this.grades.get(ctx, id); }

  /** What a person judges, with the reason. */
  @Put('grade-cards/:id/items/:key') @ApiOkResponse({ type: GradeCardView }) score(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Param('key') key: string, @Body() body: ScoreManually) { return this.grades.score(ctx, id, key, body.score, body.reason); }

  /** The grade, by the thresholds; it counts from the next month plan. */
  @Post('grade-cards/:id/close') @HttpCode(200) @ApiOkResponse({ type: GradeCardView }) close(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string) { return this.grades.close(ctx, id); }

  /** Another grade, with the reason. */
  @Post('grade-cards/:id/override') @HttpCode(200) @ApiOkResponse({ type: GradeCardView }) override(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: OverrideGrade) { return this.grades.override(ctx, id, body.grade, body.reason); }

  @Get('customers/:id/grades') @ApiOkResponse({ type: listOf(CustomerGradingView) }) history(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string) { return this.grades.history(ctx, id); }
}
