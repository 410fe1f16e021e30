import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsIn, IsInt, IsISO8601, IsNumber, IsOptional, IsString, IsUUID, Length, Max, Min } from 'class-validator';
import { Caller, type Context, IsDay, Nested, NestedList, OrNull, pageOf, PageQuery, pageSize } from '@luyue/platform';
import { CONDUCT_KINDS, CONDUCT_STATUSES, type ConductKind, type ConductStatus } from './conduct.rules.ts';
import { Conduct } from './conduct.service.ts';


export class ConductEvidenceBody {
  /** What it shows: a message, a recording, a witness. */
  @IsString() @Length(1, 500) what: string;
  /** Where it is kept. */
  @IsString() @Length(1, 200) where: string;
}
export class RecordConduct {
  @IsUUID() staffId: string;
  @IsIn(CONDUCT_KINDS) kind: ConductKind;
  @IsDay() occurredOn: string;
  @IsString() @Length(1, 2000) text: string;
  /** In words, or in files: at least one (OC-3.1.1). */
  @IsOptional() @NestedList(() => ConductEvidenceBody) @ArrayMaxSize(20) evidence?: ConductEvidenceBody[];
  @IsOptional() @IsArray() @ArrayMaxSize(10) @IsUUID('all', { each: true }) attachmentIds?: string[];
}
export class AnswerConduct {
  @IsString() @Length(1, 2000) text: string;
}
export class DecideConduct {
  @IsIn(['upheld', 'dismissed']) outcome: 'upheld' | 'dismissed';
  @IsString() @Length(1, 1000) text: string;
  /** Points off the score of the month in which it happened. */
  @IsOptional() @IsNumber({ maxDecimalPlaces: 2 }) @Min(0) @Max(100) deduction?: number;
  /** Why it is upheld before the person has answered. */
  @IsOptional() @IsString() @Length(1, 500) withoutAnswer?: string;
}
export class ConductQuery extends PageQuery {
  @IsOptional() @IsUUID() staffId?: string;
  @IsOptional() @IsIn(CONDUCT_STATUSES) status?: ConductStatus;
  /** Those about the reader. */
  @IsOptional() @IsIn(['true']) mine?: 'true';
}

export class ConductEvidenceView {
  @IsString() what: string;
  @IsString() where: string;
}
export class ConductDecisionView {
  @IsString() text: string;
  @IsNumber() deduction: number;
  @OrNull() @IsString() withoutAnswer: string | null;
  @IsString() by: string;
  @IsISO8601() at: string;
}
export class ConductRecordView {
  @IsUUID() id: string;
  @IsInt() version: number;
  @IsString() number: string;
  @IsUUID() staffId: string;
  @IsString() staffName: string;
  @IsIn(CONDUCT_KINDS) kind: ConductKind;
  @IsString() occurredOn: string;
  @IsString() text: string;
  @NestedList(() => ConductEvidenceView) evidence: ConductEvidenceView[];
  @IsArray() @IsUUID('all', { each: true }) attachmentIds: string[];
  @IsIn(CONDUCT_STATUSES) status: ConductStatus;
  @IsISO8601() recordedAt: string;
  @IsString() recordedBy: string;
  @OrNull() @IsString() answer: string | null;
  @OrNull() @IsISO8601() answeredAt: string | null;
  @OrNull() @Nested(() => ConductDecisionView) decision: ConductDecisionView | null;
}

@Controller('v1/outstation-channel/conduct-records')
export class ConductHttp {
  constructor(private readonly conduct: Conduct) {}

  /** OC-3.1.1: the latest first; an empty list says that nothing was reported. */
  @Get() @ApiOkResponse({ type: pageOf(ConductRecordView) }) list(@Caller() ctx: Context, @Query() query: ConductQuery) { return this.conduct.list(ctx, { ...query, mine: query.mine === 'true', limit: pageSize(query) }); }

  @Post() @ApiCreatedResponse({ type: ConductRecordView }) record(@Caller() ctx: Context, @Body() body: RecordConduct) { return this.conduct.record(ctx, body); }

  @Get(':id') @ApiOkResponse({ type: ConductRecordView }) get(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string) { return this.conduct.get(ctx, id); }

  @Post(':id/answer') @HttpCode(200) @ApiOkResponse({ type: ConductRecordView }) answer(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: AnswerConduct) { return this.conduct.answer(ctx, id, body); }

  @Post(':id/decide') @HttpCode(200) @ApiOkResponse({ type: ConductRecordView }) decide(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: DecideConduct) { return this.conduct.decide(ctx, id, body); }
}
