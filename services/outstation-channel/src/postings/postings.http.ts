import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import { IsOptional } from 'class-validator';
import { Caller, type Context, IsDay, listOf, pageOf, pageSize } from '@luyue/platform';
import { Handovers } from './handovers.ts';
import { PostingPages } from './posting-pages.ts';
import { AddRegions, EndPosting, KeepHandover, OpenPosting, PostingQuery, PostingView, RecordMistake, SignHandover, StaffingLine } from './posting-views.ts';
import { Postings } from './postings.service.ts';

export class StaffingQuery {
  /** Today when left out. */
  @IsOptional() @IsDay() on?: string;
}

@Controller('v1/outstation-channel')
export class PostingsHttp {
  constructor(private readonly postings: Postings, private readonly handovers: Handovers, private readonly pages: PostingPages) {}

  @Get('postings') @ApiOkResponse({ type: pageOf(PostingView) }) list(@Caller() ctx: Context, @Query() query: PostingQuery) { return this.pages.list(ctx, { ...query, limit: pageSize(query) }); }

  /** OC-4.5: one person, a set of regions, from a day on. */
  @Post('postings') @ApiCreatedResponse({ type: PostingView }) open(@Caller() ctx: Context, @Body() body: OpenPosting) { return this.postings.open(ctx, body); }

  @Get('postings/:id') @ApiOkResponse({ type: PostingView }) get(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string) { return this.pages.get(ctx, id); }

  @Post('postings/:id/regions') @HttpCode(200) @ApiOkResponse({ type: PostingView }) add(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: AddRegions) { return this.postings.add(ctx, id, body); }

  /** Headquarters move somebody: the handover begins (OC-4.6). */
  @Post('postings/:id/end') @HttpCode(200) @ApiOkResponse({ type: PostingView }) end(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: EndPosting) { return this.handovers.end(ctx, id, body); }

  /** OC-4.1: takes the protection away. */
  @Post('postings/:id/major-mistake') @HttpCode(200) @ApiOkResponse({ type: PostingView }) mistake(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: RecordMistake) { return this.postings.mistake(ctx, id, body); }

  @Put('postings/:id/handover') @ApiOkResponse({ type: PostingView }) keep(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: KeepHandover) { return this.handovers.keep(ctx, id, body); }

  @Post('postings/:id/handover/sign') @HttpCode(200) @ApiOkResponse({ type: PostingView }) sign(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: SignHandover) { return this.handovers.sign(ctx, id, body); }

  /** Regions against the rules of staffing, with their deviations. */
  @Get('staffing') @ApiOkResponse({ type: listOf(StaffingLine) }) staffing(@Caller() ctx: Context, @Query() query: StaffingQuery) { return this.pages.staffing(ctx, query.on); }
}
