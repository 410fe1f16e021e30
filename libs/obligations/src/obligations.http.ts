import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query, type Type } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsIn, IsInt, IsOptional, IsString, IsUUID, Length, Max, Min } from 'class-validator';
import { Caller, type Context, IsDay, listOf, pageOf, PageQuery, pageSize } from '@luyue/platform';
import { CalendarChanges } from './calendar-changes.ts';
import { ObligationList } from './obligation-list.ts';
import { MovedDeadline, ObligationDetail, ObligationView } from './obligation-view.ts';

export class ObligationQuery extends PageQuery {
  @IsOptional() @IsUUID() subjectId?: string;
  @IsOptional() @IsString() clauseId?: string;
  @IsOptional() @IsIn(['open', 'met', 'met_late', 'waived', 'cancelled']) status?: string;
  @IsOptional() @IsIn(['overdue', 'risk', 'open', 'paused']) clock?: 'overdue' | 'risk' | 'open' | 'paused';
  /** What the reader owes in person. */
  @IsOptional() @IsIn(['me']) owner?: 'me';
  /** What somebody owes in person. */
  @IsOptional() @IsUUID() ownerUserId?: string;
}

export class WaiveObligation {
  @IsString() @Length(2, 500) reason: string;
}

export class ProposedYear {
  @IsInt() @Min(2000) @Max(2100) year: number;
  @IsArray() @ArrayMaxSize(366) @IsDay({ each: true }) restDays: string[];
  @IsArray() @ArrayMaxSize(366) @IsDay({ each: true }) workDays: string[];
}

/** The obligation routes of one bounded context: the same in each, under its own path. */
export function obligationsHttp(context: string): Type {
  @Controller(`v1/${context}/obligations`)
  class ObligationsHttp {
    constructor(private readonly list: ObligationList, private readonly changes: CalendarChanges) {}

    @Get() @ApiOkResponse({ type: pageOf(ObligationView) }) find(@Caller() ctx: Context, @Query() query: ObligationQuery) { return this.list.list(ctx, { ...query, limit: pageSize(query) }); }

    /** Open deadlines that loading this year would move, before it takes effect (R18). */
    @Post('calendar-preview') @HttpCode(200) @ApiOkResponse({ type: listOf(MovedDeadline) }) async preview(@Caller() ctx: Context, @Body() body: ProposedYear) { return { items: await this.changes.preview(ctx, body) }; }

    @Get(':id') @ApiOkResponse({ type: ObligationDetail }) detail(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string) { return this.list.detail(ctx, id); }

    @Post(':id/waive') @HttpCode(200) @ApiOkResponse({ type: ObligationDetail }) waive(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: WaiveObligation) { return this.list.waive(ctx, id, body.reason); }
  }
  return ObligationsHttp;
}
