import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsBoolean, IsIn, IsInt, IsISO8601, IsObject, IsOptional, IsString, IsUUID, Length, Matches, ValidateNested } from 'class-validator';
import { Caller, OptionalIfMatch, OrNull, PageQuery, pageOf, pageSize, type Context } from '@luyue/platform';
import { CaseRow, CaseView } from '../views.ts';
import { CloseCase } from './close-case.ts';
import { Cases } from './cases.service.ts';

export class CaseCaller {
  @IsString() @Length(1, 60) name: string;
  /** Left out where the household's own number is meant: the desk sees it masked (UC-15c). */
  @IsOptional() @IsString() @Length(1, 40) phone?: string;
  @IsOptional() @IsString() @Length(1, 30) relation?: string;
}
export class NewWindow {
  @IsISO8601() from: string;
  @IsISO8601() to: string;
  @IsString() @Length(1, 60) agreedBy: string;
}
export class OpenCaseBody {
  @IsUUID() intakeId: string;
  @IsIn(['consultation', 'repair', 'alarm', 'complaint']) kind: 'consultation' | 'repair' | 'alarm' | 'complaint';
  @IsOptional() @IsIn(['network', 'equipment']) faultScope?: 'network' | 'equipment';
  @IsOptional() @IsUUID() accountId?: string;
  @IsOptional() @IsUUID() unitId?: string;
  @ValidateNested() @Type(() => CaseCaller) caller: CaseCaller;
  @IsOptional() @IsString() @Length(2, 200) address?: string;
  @IsOptional() @IsString() @Length(2, 10) symptom?: string;
  @IsString() @Length(2, 2000) description: string;
  @IsOptional() @IsObject() answers?: Record<string, string>;
  @IsOptional() @ValidateNested() @Type(() => NewWindow) agreedWindow?: NewWindow;
  @IsOptional() @IsUUID() linkTo?: string;
  @IsOptional() @IsBoolean() duplicateAcknowledged?: boolean;
}
export class CaseQuery extends PageQuery {
  @IsOptional() @Matches(/^[a-z_]+(,[a-z_]+)*$/) status?: string;
  @IsOptional() @Matches(/^[a-z]+(,[a-z]+)*$/) kind?: string;
  @IsOptional() @IsUUID() unitId?: string;
  @IsOptional() @IsUUID() accountId?: string;
  @IsOptional() @Matches(/^(me|none|[0-9a-f-]{36})$/) assignee?: string;
  @IsOptional() @IsIn(['overdue', 'risk', 'open']) clock?: 'overdue' | 'risk' | 'open';
  @IsOptional() @IsString() @Length(1, 60) q?: string;
  @IsOptional() @IsIn(['dueAt', '-receivedAt']) sort?: 'dueAt' | '-receivedAt';
}
export class TimelineQuery extends PageQuery {
  @IsOptional() @IsIn(['call', 'status', 'message', 'photo', 'change', 'note']) kind?: string;
}
export class WriteNote {
  @IsString() @Length(1, 4000) text: string;
  @IsOptional() @IsArray() @ArrayMaxSize(10) @IsUUID('all', { each: true }) attachmentIds?: string[];
}
export class CloseCaseBody {
  @IsString() @Length(2, 1000) note: string;
}
export class ReopenCaseBody {
  @IsString() @Length(2, 1000) reason: string;
}

/** Counts of the usual views; each stops at 1000. */
export class CaseCounts {
  @IsInt() open: number;
  @IsInt() overdue: number;
  @IsInt() risk: number;
  @IsInt() unassigned: number;
  @IsInt() mine: number;
  @IsInt() repaired: number;
  @IsInt() complaint: number;
}

export class TimelineEntry {
  @IsUUID() id: string;
  @IsISO8601() at: string;
  @IsIn(['call', 'status', 'message', 'photo', 'change', 'note']) kind: 'call' | 'status' | 'message' | 'photo' | 'change' | 'note';
  @IsString() by: string;
  @IsString() title: string;
  @IsString() text: string;
  @OrNull() @IsString() clauseId: string | null;
  @IsArray() @IsUUID('all', { each: true }) attachmentIds: string[];
}

@Controller('v1/utility-care/cases')
export class CasesHttp {
  constructor(private readonly cases: Cases, private readonly closeCase: CloseCase) {}

  @Get() @ApiOkResponse({ type: pageOf(CaseRow) }) list(@Caller() ctx: Context, @Query() query: CaseQuery) { return this.cases.list(ctx, { ...query, limit: pageSize(query) }); }

  @Get('counts') @ApiOkResponse({ type: CaseCounts }) counts(@Caller() ctx: Context) { return this.cases.counts(ctx); }

  @Post() @ApiCreatedResponse({ type: CaseView }) open(@Caller() ctx: Context, @Body() body: OpenCaseBody) { return this.cases.open(ctx, body); }

  @Get(':id') @ApiOkResponse({ type: CaseView }) get(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string) { return this.cases.get(ctx, id); }

  @Get(':id/timeline') @ApiOkResponse({ type: pageOf(TimelineEntry) }) timeline(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Query() query: TimelineQuery) { return this.cases.timeline(ctx, id, query.kind, pageSize(query), query.cursor); }

  @Post(':id/notes') @ApiCreatedResponse({ type: CaseView }) note(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: WriteNote) { return this.cases.note(ctx, id, body.text, body.attachmentIds ?? []); }

  @Post(':id/close') @HttpCode(200) @ApiOkResponse({ type: CaseView }) close(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: CloseCaseBody, @OptionalIfMatch() version: number | null) { return this.closeCase.close(ctx, id, body.note, version); }

  @Post(':id/reopen') @HttpCode(200) @ApiOkResponse({ type: CaseView }) reopen(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: ReopenCaseBody) { return this.closeCase.reopen(ctx, id, body.reason); }
}
