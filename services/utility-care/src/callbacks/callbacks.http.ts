import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsIn, IsInt, IsISO8601, IsOptional, IsString, IsUUID, Length, Max, Min } from 'class-validator';
import { ObligationView } from '@luyue/obligations';
import { Caller, Nested, NestedList, OrNull, PageQuery, pageOf, pageSize, type Context } from '@luyue/platform';
import { Callbacks } from './callbacks.service.ts';

export class CallbackQuery extends PageQuery {
  @IsOptional() @IsIn(['due', 'done']) status?: 'due' | 'done';
}
export class RecordAttempt {
  @IsIn(['reached', 'no_answer']) outcome: 'reached' | 'no_answer';
  @IsOptional() @IsInt() @Min(1) @Max(5) score?: number;
  @IsOptional() @IsString() @Length(1, 1000) opinion?: string;
  @IsOptional() @IsArray() @ArrayMaxSize(10) @IsString({ each: true }) topics?: string[];
}

export class AttemptView {
  @IsISO8601() at: string;
  @IsIn(['reached', 'no_answer']) outcome: 'reached' | 'no_answer';
  @IsString() by: string;
}
export class CallbackView {
  @IsUUID() id: string;
  @IsUUID() caseId: string;
  @IsString() caseNumber: string;
  @IsIn(['repair', 'alarm', 'complaint']) kind: 'repair' | 'alarm' | 'complaint';
  @IsString() title: string;
  @IsString() callerName: string;
  @IsString() phoneMasked: string;
  @IsISO8601() closedAt: string;
  @NestedList(() => AttemptView) attempts: AttemptView[];
  @IsIn(['due', 'done', 'unreachable']) status: 'due' | 'done' | 'unreachable';
  @OrNull() @IsInt() score: number | null;
  @OrNull() @IsString() opinion: string | null;
  @IsArray() @IsString({ each: true }) topics: string[];
  @IsInt() neededAttempts: number;
  @IsInt() neededDays: number;
  @IsInt() version: number;
}
export class CallbackItem extends CallbackView {
  @OrNull() @Nested(() => ObligationView) obligation: ObligationView | null;
}

@Controller('v1/utility-care/callbacks')
export class CallbacksHttp {
  constructor(private readonly callbacks: Callbacks) {}

  @Get() @ApiOkResponse({ type: pageOf(CallbackItem) }) list(@Caller() ctx: Context, @Query() query: CallbackQuery) { return this.callbacks.list(ctx, { status: query.status ?? 'due', limit: pageSize(query), cursor: query.cursor }); }

  @Post(':id/attempts') @HttpCode(200) @ApiOkResponse({ type: CallbackView }) attempt(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: RecordAttempt) { return this.callbacks.attempt(ctx, id, body); }
}
