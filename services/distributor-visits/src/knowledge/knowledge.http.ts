import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import { IsIn, IsInt, IsISO8601, IsOptional, IsString, IsUUID, Length, MaxLength } from 'class-validator';
import { Caller, type Context, IfMatch, OrNull, PageQuery, pageOf, pageSize, WhenGiven } from '@luyue/platform';
import { ENTRY_STATUSES, type EntryStatus } from './knowledge.rules.ts';
import { Knowledge } from './knowledge.service.ts';

export class KnowledgeQuery extends PageQuery {
  /** Words of the title or the text, or a model; all of them must be there. */
  @IsOptional() @IsString() @Length(2, 100) q?: string;
  /** What is published when left out. */
  @IsOptional() @IsIn(ENTRY_STATUSES) status?: EntryStatus;
}
export class WriteKnowledge {
  /** The solved problem that it is learned from; cause and solution are taken from it where they are left out. */
  @IsUUID() problemId: string;
  @IsString() @Length(2, 100) title: string;
  @IsOptional() @IsString() @Length(2, 4000) symptom?: string;
  @IsOptional() @IsString() @Length(2, 2000) cause?: string;
  @IsOptional() @IsString() @Length(2, 4000) solution?: string;
}
export class ChangeKnowledge {
  @WhenGiven() @IsString() @Length(2, 100) title?: string;
  @WhenGiven() @IsString() @MaxLength(100) product?: string;
  @WhenGiven() @IsString() @Length(2, 4000) symptom?: string;
  @WhenGiven() @IsString() @Length(2, 2000) cause?: string;
  @WhenGiven() @IsString() @Length(2, 4000) solution?: string;
}
export class MoveKnowledge {
  @IsIn(['published', 'retired']) to: 'published' | 'retired';
}

export class KnowledgeView {
  @IsUUID() id: string;
  @IsInt() version: number;
  @IsUUID() problemId: string;
  @IsString() problemNumber: string;
  @IsString() title: string;
  @OrNull() @IsString() product: string | null;
  @IsString() symptom: string;
  @IsString() cause: string;
  @IsString() solution: string;
  @IsIn(ENTRY_STATUSES) status: EntryStatus;
  @IsString() writtenBy: string;
  @IsISO8601() writtenAt: string;
  @IsISO8601() changedAt: string;
}

@Controller('v1/distributor-visits/knowledge')
export class KnowledgeHttp {
  constructor(private readonly knowledge: Knowledge) {}

  /** Capability 7: what was learned, found by words; the latest first. */
  @Get() @ApiOkResponse({ type: pageOf(KnowledgeView) }) list(@Caller() ctx: Context, @Query() query: KnowledgeQuery) { return this.knowledge.list(ctx, { ...query, status: query.status ?? 'published', limit: pageSize(query) }); }

  @Get(':id') @ApiOkResponse({ type: KnowledgeView }) get(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string) { return this.knowledge.get(ctx, id); }

  /** A draft from a solved problem. */
  @Post() @ApiCreatedResponse({ type: KnowledgeView }) write(@Caller() ctx: Context, @Body() body: WriteKnowledge) { return this.knowledge.write(ctx, body); }

  @Patch(':id') @ApiOkResponse({ type: KnowledgeView }) change(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: ChangeKnowledge, @IfMatch() version: number) { return this.knowledge.change(ctx, id, body, version); }

  @Post(':id/move') @HttpCode(200) @ApiOkResponse({ type: KnowledgeView }) move(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: MoveKnowledge) { return this.knowledge.move(ctx, id, body.to); }
}
