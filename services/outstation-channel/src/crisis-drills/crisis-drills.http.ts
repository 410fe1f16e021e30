import { Body, Controller, Get, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsBoolean, IsIn, IsInt, IsISO8601, IsNumber, IsOptional, IsString, IsUUID, Length, Max, Min } from 'class-validator';
import { Caller, type Context, IsDay, IsMonth, listOf, NestedList, OrNull, pageOf, PageQuery, pageSize } from '@luyue/platform';
import { DRILL_KINDS, type DrillKind } from './crisis-drills.rules.ts';
import { CrisisDrills } from './crisis-drills.service.ts';


export class DrillResultBody {
  @IsUUID() staffId: string;
  @IsBoolean() passed: boolean;
  /** Of a quiz. */
  @IsOptional() @IsInt() @Min(0) @Max(100) score?: number;
  @IsOptional() @IsString() @Length(1, 500) note?: string;
}
export class RecordCrisisDrill {
  @IsUUID() departmentUnitId: string;
  @IsIn(DRILL_KINDS) kind: DrillKind;
  @IsString() @Length(1, 120) title: string;
  @IsDay() heldOn: string;
  /** What was played or asked, and what it showed. */
  @IsString() @Length(1, 4000) text: string;
  @IsArray() @NestedList(() => DrillResultBody) @ArrayMinSize(1) @ArrayMaxSize(500) results: DrillResultBody[];
}
export class CrisisDrillQuery extends PageQuery {
  @IsOptional() @IsIn(DRILL_KINDS) kind?: DrillKind;
}
export class CrisisDrillFiguresQuery {
  /** Months in which they were held, both included. */
  @IsMonth() from: string;
  @IsMonth() to: string;
}

export class DrillResultView {
  @IsUUID() staffId: string;
  @IsString() staffName: string;
  @IsBoolean() passed: boolean;
  @OrNull() @IsInt() score: number | null;
  @OrNull() @IsString() note: string | null;
}
export class CrisisDrillLine {
  @IsUUID() id: string;
  @IsUUID() departmentUnitId: string;
  @IsIn(DRILL_KINDS) kind: DrillKind;
  @IsString() title: string;
  @IsString() heldOn: string;
  @IsString() text: string;
  @IsISO8601() recordedAt: string;
  @IsString() recordedBy: string;
  @IsInt() participants: number;
  @IsInt() passed: number;
}
export class CrisisDrillView extends CrisisDrillLine {
  @NestedList(() => DrillResultView) results: DrillResultView[];
}
/** Drills and quizzes held in a month (OC-2.5). */
export class CrisisDrillFigures {
  @IsString() month: string;
  @IsInt() drills: number;
  @IsInt() quizzes: number;
  @IsInt() participants: number;
  @IsInt() passed: number;
  /** Of the quizzes, two decimals; null for none. */
  @OrNull() @IsNumber() averageScore: number | null;
}

@Controller('v1/outstation-channel/crisis-drills')
export class CrisisDrillsHttp {
  constructor(private readonly drills: CrisisDrills) {}

  /** OC-2.5: the latest first. */
  @Get() @ApiOkResponse({ type: pageOf(CrisisDrillLine) }) list(@Caller() ctx: Context, @Query() query: CrisisDrillQuery) { return this.drills.list(ctx, { ...query, limit: pageSize(query) }); }

  @Post() @ApiCreatedResponse({ type: CrisisDrillView }) record(@Caller() ctx: Context, @Body() body: RecordCrisisDrill) { return this.drills.record(ctx, body); }

  /** By month, the latest first. */
  @Get('figures') @ApiOkResponse({ type: listOf(CrisisDrillFigures) }) figures(@Caller() ctx: Context, @Query() query: CrisisDrillFiguresQuery) { return this.drills.figures(ctx, query.from, query.to); }

  @Get(':id') @ApiOkResponse({ type: CrisisDrillView }) get(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string) { return this.drills.get(ctx, id); }
}
