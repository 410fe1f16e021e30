import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsBoolean, IsIn, IsInt, IsISO8601, IsOptional, IsString, IsUUID, Length } from 'class-validator';
import { ObligationView } from '@luyue/obligations';
import { Caller, type Context, NestedList, OrNull, PageQuery, pageOf, pageSize } from '@luyue/platform';
import { REQUEST_STATUSES, type RequestStatus } from './technical-support.rules.ts';
import { TechnicalSupport } from './technical-support.service.ts';

export class TechnicalRequestQuery extends PageQuery {
  @IsOptional() @IsIn(REQUEST_STATUSES) status?: RequestStatus;
  @IsOptional() @IsString() @Length(1, 60) model?: string;
  /** Those that the reader asked. */
  @IsOptional() @IsIn(['true']) mine?: 'true';
}

export class AskTechnicalSupport {
  @IsString() @Length(1, 120) title: string;
  @IsString() @Length(1, 4000) text: string;
  @IsOptional() @IsUUID() stationUnitId?: string;
  @IsOptional() @IsString() @Length(1, 60) model?: string;
  @IsOptional() @IsArray() @ArrayMaxSize(10) @IsUUID('all', { each: true }) attachmentIds?: string[];
}
export class AnswerTechnicalSupport {
  @IsString() @Length(1, 4000) text: string;
  /** The document of the library that holds the answer. */
  @IsOptional() @IsUUID() documentId?: string;
  @IsOptional() @IsArray() @ArrayMaxSize(10) @IsUUID('all', { each: true }) attachmentIds?: string[];
}
export class AskTechnicalFurther {
  @IsString() @Length(1, 4000) text: string;
}
export class WithdrawTechnicalRequest {
  @IsString() @Length(1, 500) reason: string;
}

export class TechnicalEntryView {
  @IsUUID() id: string;
  @IsIn(['question', 'answer', 'further', 'withdrawal']) kind: 'question' | 'answer' | 'further' | 'withdrawal';
  @IsISO8601() at: string;
  @IsString() byName: string;
  @IsString() text: string;
  @OrNull() @IsUUID() documentId: string | null;
  @OrNull() @IsString() documentTitle: string | null;
  @IsArray() @IsUUID('all', { each: true }) attachmentIds: string[];
}
export class TechnicalRequestLine {
  @IsUUID() id: string;
  @IsInt() version: number;
  @IsString() number: string;
  @IsUUID() departmentUnitId: string;
  @OrNull() @IsUUID() stationUnitId: string | null;
  @OrNull() @IsString() stationName: string | null;
  @OrNull() @IsString() model: string | null;
  @IsString() title: string;
  @IsString() askedBy: string;
  @IsISO8601() askedAt: string;
  @IsIn(REQUEST_STATUSES) status: RequestStatus;
  @OrNull() @IsISO8601() answeredAt: string | null;
  /** When the answer is due; null where none is awaited. */
  @OrNull() @IsISO8601() answerDueAt: string | null;
  @IsBoolean() overdue: boolean;
}
export class TechnicalRequestView extends TechnicalRequestLine {
  /** The oldest first. */
  @NestedList(() => TechnicalEntryView) entries: TechnicalEntryView[];
  @NestedList(() => ObligationView) obligations: ObligationView[];
  @IsBoolean() mayAnswer: boolean;
  @IsBoolean() mine: boolean;
}

@Controller('v1/outstation-channel/technical-requests')
export class TechnicalSupportHttp {
  constructor(private readonly support: TechnicalSupport) {}

  /** OC-3.4a: the latest first. */
  @Get() @ApiOkResponse({ type: pageOf(TechnicalRequestLine) }) list(@Caller() ctx: Context, @Query() query: TechnicalRequestQuery) { return this.support.list(ctx, { ...query, limit: pageSize(query) }); }

  /** By outstation staff, for themselves or a station. */
  @Post() @ApiCreatedResponse({ type: TechnicalRequestView }) ask(@Caller() ctx: Context, @Body() body: AskTechnicalSupport) { return this.support.ask(ctx, body); }

  @Get(':id') @ApiOkResponse({ type: TechnicalRequestView }) get(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string) { return this.support.get(ctx, id); }

  @Post(':id/answer') @HttpCode(200) @ApiOkResponse({ type: TechnicalRequestView }) answer(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: AnswerTechnicalSupport) { return this.support.answer(ctx, id, body); }

  /** The answer did not help: the asker asks on, and the days run anew. */
  @Post(':id/ask-further') @HttpCode(200) @ApiOkResponse({ type: TechnicalRequestView }) askFurther(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: AskTechnicalFurther) { return this.support.askFurther(ctx, id, body.text); }

  /** By the asker, while no answer has come. */
  @Post(':id/withdraw') @HttpCode(200) @ApiOkResponse({ type: TechnicalRequestView }) withdraw(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: WithdrawTechnicalRequest) { return this.support.withdraw(ctx, id, body.reason); }
}
