import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsIn, IsInt, IsISO8601, IsOptional, IsString, IsUUID, Length, Matches, MaxLength } from 'class-validator';
import { Caller, type Context, listOf, Nested, OrNull, PageQuery, pageOf, pageSize, Text } from '@luyue/platform';
import { ANSWER_CHANNELS, type AnswerChannel } from '../follow-steps.ts';
import { CompetitorTimelines } from './competitor-timelines.ts';
import { INTELLIGENCE_KINDS, INTELLIGENCE_STATUSES, type IntelligenceKind, type IntelligenceStatus } from './intelligence.rules.ts';
import { Intelligence } from './intelligence.service.ts';

const YUAN = /^\d{1,10}(\.\d{1,2})?$/;

export class IntelligenceQuery extends PageQuery {
  @IsOptional() @IsIn(INTELLIGENCE_KINDS) kind?: IntelligenceKind;
  @IsOptional() @IsIn(INTELLIGENCE_STATUSES) status?: IntelligenceStatus;
  @IsOptional() @IsUUID() customerId?: string;
  @IsOptional() @IsString() @Length(1, 100) product?: string;
  /** What may be told to customers. */
  @IsOptional() @IsIn(['yes']) forCustomers?: 'yes';
}
/** What was heard or seen, without where and when: the phone's record of a visit names those itself. */
export class IntelligenceWords {
  @IsIn(INTELLIGENCE_KINDS) kind: IntelligenceKind;
  /** Needed for a competitor's move, policy or new product. */
  @IsOptional() @IsString() @Length(1, 100) competitor?: string;
  /** Needed for a price and for a new product. */
  @IsOptional() @IsString() @Length(1, 100) product?: string;
  /** Yuan; needed for a price. */
  @IsOptional() @Matches(YUAN) price?: string;
  /** What the price is for, e.g. 箱. */
  @IsOptional() @IsString() @Length(1, 20) pricePer?: string;
  @IsString() @Length(2, 2000) content: string;
}
export class RecordIntelligence extends IntelligenceWords {
  /** Where it was heard, or instead the unit that learned it elsewhere. */
  @IsOptional() @IsUUID() customerId?: string;
  @IsOptional() @IsUUID() unitId?: string;
  /** When it happened, or was seen; now when left out. */
  @IsOptional() @IsISO8601({ strict: true }) occurredAt?: string;
}
export class CheckIntelligence {
  @IsIn(['confirmed', 'refuted']) result: 'confirmed' | 'refuted';
  /** Needed where it is refuted. */
  @IsOptional() @IsString() @MaxLength(500) note?: string;
  /** Of what is confirmed: what customers may read of it, without its source. Left out, it stays in the company. */
  @IsOptional() @IsString() @Length(2, 1000) forCustomers?: string;
}
export class ShareIntelligence {
  @IsArray() @ArrayMinSize(1) @ArrayMaxSize(200) @ArrayUnique() @IsUUID('all', { each: true }) customerIds: string[];
  @IsIn(ANSWER_CHANNELS) channel: AnswerChannel;
}

export class IntelligenceView {
  @IsUUID() id: string;
  @IsInt() version: number;
  @IsString() number: string;
  @IsUUID() unitId: string;
  @OrNull() @IsUUID() customerId: string | null;
  @OrNull() @IsString() customerName: string | null;
  @OrNull() @IsUUID() visitId: string | null;
  @IsIn(INTELLIGENCE_KINDS) kind: IntelligenceKind;
  @Nested(() => Text) kindName: Text;
  @OrNull() @IsUUID() competitorId: string | null;
  @OrNull() @IsString() competitorName: string | null;
  @OrNull() @IsString() product: string | null;
  /** Yuan. */
  @OrNull() @IsString() price: string | null;
  @OrNull() @IsString() pricePer: string | null;
  @IsString() content: string;
  @IsISO8601() occurredAt: string;
  @IsISO8601() recordedAt: string;
  @IsString() recordedBy: string;
  @IsIn(INTELLIGENCE_STATUSES) status: IntelligenceStatus;
  @OrNull() @IsISO8601() checkedAt: string | null;
  @OrNull() @IsString() checkedBy: string | null;
  @IsString() checkNote: string;
  @OrNull() @IsString() forCustomers: string | null;
  /** How many customers were told. */
  @IsInt() sharedWith: number;
}
export class IntelligenceShareView {
  @IsUUID() customerId: string;
  @IsString() customerName: string;
  @IsISO8601() sharedAt: string;
  @IsString() sharedBy: string;
  @IsIn(ANSWER_CHANNELS) channel: AnswerChannel;
}
export class CompetitorView {
  @IsUUID() id: string;
  @IsString() name: string;
  @IsInt() items: number;
  @IsISO8601() lastAt: string;
}

@Controller('v1/distributor-visits')
export class IntelligenceHttp {
  constructor(private readonly intelligence: Intelligence, private readonly timelines: CompetitorTimelines) {}

  /** DV-3.1d: the latest first. */
  @Get('intelligence') @ApiOkResponse({ type: pageOf(IntelligenceView) }) list(@Caller() ctx: Context, @Query() query: IntelligenceQuery) { return this.intelligence.list(ctx, { ...query, limit: pageSize(query) }); }

  @Post('intelligence') @ApiCreatedResponse({ type: IntelligenceView }) record(@Caller() ctx: Context, @Body() body: RecordIntelligence) { return this.intelligence.record(ctx, body); }

  @Get('intelligence/:id') @ApiOkResponse({ type: IntelligenceView }) get(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string) { return this.intelligence.get(ctx, id); }

  /** The supervisor has it confirmed or refuted, and says what customers may read of it. */
  @Post('intelligence/:id/check') @HttpCode(200) @ApiOkResponse({ type: IntelligenceView }) check(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: CheckIntelligence) { return this.intelligence.check(ctx, id, body); }

  @Get('intelligence/:id/shares') @ApiOkResponse({ type: listOf(IntelligenceShareView) }) shares(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string) { return this.intelligence.shares(ctx, id); }

  /** DV-3.1d: these customers were told; whoever knows already is not told twice. */
  @Post('intelligence/:id/shares') @HttpCode(200) @ApiOkResponse({ type: IntelligenceView }) share(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: ShareIntelligence) { return this.intelligence.share(ctx, id, body); }

  /** Whoever was heard of last, first. */
  @Get('competitors') @ApiOkResponse({ type: pageOf(CompetitorView) }) competitors(@Caller() ctx: Context, @Query() query: PageQuery) { return this.timelines.competitors(ctx, { limit: pageSize(query), cursor: query.cursor }); }

  /** Capability 8: all that is known of a competitor, the latest first. */
  @Get('competitors/:id/timeline') @ApiOkResponse({ type: pageOf(IntelligenceView) }) timeline(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Query() query: PageQuery) { return this.timelines.timeline(ctx, id, { limit: pageSize(query), cursor: query.cursor }); }
}
