import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, IntersectionType } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsIn, IsISO8601, IsOptional, IsString, IsUUID, Length, Matches } from 'class-validator';
import { Caller, Nested, OptionalIfMatch, OrNull, PageQuery, pageOf, pageSize, type Context } from '@luyue/platform';
import { DealRow, DealView } from '../views.ts';
import { DealFilter } from '../deal-filter.ts';
import { Deals } from './deals.service.ts';

const LINES = ['status', 'call', 'message', 'document', 'money', 'change', 'note', 'access'] as const;

export class DealQuery extends IntersectionType(PageQuery, DealFilter) {}
export class DealTimelineQuery extends PageQuery {
  @IsOptional() @IsIn(LINES) kind?: string;
  /** Only what stands under these: PB-4.3b,PB-4.5. */
  @IsOptional() @Matches(/^PB-[\d.]+[a-c]?(,PB-[\d.]+[a-c]?)*$/) clauses?: string;
}
export class WriteDealNote {
  @IsString() @Length(1, 4000) text: string;
  @IsOptional() @IsArray() @ArrayMaxSize(10) @IsUUID('all', { each: true }) attachmentIds?: string[];
}
export class RevealParty {
  @IsUUID() partyId: string;
  @IsString() @Length(2, 200) reason: string;
}
export class CancelDeal {
  @IsString() @Length(2, 500) reason: string;
}

export class RevealedRepresentative {
  @IsString() phone: string;
  @IsString() idNumber: string;
}
export class RevealedParty {
  @IsUUID() id: string;
  @IsString() phone: string;
  @IsString() idNumber: string;
  @OrNull() @Nested(() => RevealedRepresentative) representative: RevealedRepresentative | null;
}
export class DealLine {
  @IsUUID() id: string;
  @IsISO8601() at: string;
  @IsIn(LINES) kind: (typeof LINES)[number];
  @IsString() by: string;
  @IsString() title: string;
  @IsString() text: string;
  @OrNull() @IsString() clauseId: string | null;
  @IsArray() @IsUUID('all', { each: true }) attachmentIds: string[];
}

@Controller('v1/property-brokerage/deals')
export class DealsHttp {
  constructor(private readonly deals: Deals) {}

  @Get() @ApiOkResponse({ type: pageOf(DealRow) }) list(@Caller() ctx: Context, @Query() query: DealQuery) { return this.deals.list(ctx, { ...query, limit: pageSize(query) }); }

  @Get(':id') @ApiOkResponse({ type: DealView }) get(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string) { return this.deals.get(ctx, id); }

  @Get(':id/timeline') @ApiOkResponse({ type: pageOf(DealLine) }) timeline(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Query() query: DealTimelineQuery) { return this.deals.timeline(ctx, id, { ...query, limit: pageSize(query) }); }

  @Post(':id/notes') @ApiCreatedResponse({ type: DealView }) note(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: WriteDealNote) { return this.deals.note(ctx, id, body.text, body.attachmentIds ?? []); }

  /** The full numbers of a party; the look is kept. */
  @Post(':id/reveal') @HttpCode(200) @ApiOkResponse({ type: RevealedParty }) reveal(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: RevealParty) { return this.deals.reveal(ctx, id, body.partyId, body.reason); }

  @Post(':id/cancel') @HttpCode(200) @ApiOkResponse({ type: DealView }) cancel(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: CancelDeal, @OptionalIfMatch() version: number | null) { return this.deals.cancel(ctx, id, body.reason, version); }
}
