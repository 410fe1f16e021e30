import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ArrayMaxSize, IsArray, IsIn, IsInt, IsOptional, IsString, Length, Max, Min } from 'class-validator';
import { Caller, PageQuery, pageSize, type Context } from '@luyue/platform';
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

@Controller('v1/utility-care/callbacks')
export class CallbacksHttp {
  constructor(private readonly callbacks: Callbacks) {}

  @Get() list(@Caller() ctx: Context, @Query() query: CallbackQuery) { return this.callbacks.list(ctx, { status: query.status ?? 'due', limit: pageSize(query), cursor: query.cursor }); }

  @Post(':id/attempts') @HttpCode(200) attempt(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: RecordAttempt) { return this.callbacks.attempt(ctx, id, body); }
}
