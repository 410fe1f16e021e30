import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import { IsIn, IsInt, IsISO8601, IsOptional, IsString, IsUUID, Length, MaxLength } from 'class-validator';
import { Caller, type Context, IsMonth, listOf, Nested, NestedList, OrNull, pageOf, PageQuery, pageSize, Text } from '@luyue/platform';
import { ANSWER_CHANNELS, AnswerCustomer, FollowNote, FollowStep, HandOn, WithReason } from '../follow-steps.ts';
import { MAKERS, type Maker, OPINION_KINDS, type OpinionKind, OPINION_STATUSES, type OpinionStatus } from './opinions.rules.ts';
import { Opinions } from './opinions.service.ts';


export class OpinionQuery extends PageQuery {
  /** What is still to be answered when left out. */
  @IsOptional() @IsIn(OPINION_STATUSES) status?: OpinionStatus;
  @IsOptional() @IsIn(OPINION_KINDS) kind?: OpinionKind;
  @IsOptional() @IsUUID() customerId?: string;
  @IsOptional() @IsIn(MAKERS) maker?: Maker;
  @IsOptional() @IsString() @Length(1, 100) product?: string;
  @IsOptional() @IsIn(['me']) owner?: 'me';
}
/** What the customer said, without whom and when it was said: the phone's record of a visit names those itself. */
export class OpinionWords {
  @IsIn(OPINION_KINDS) kind: OpinionKind;
  /** About our own product, or another maker's. */
  @IsIn(MAKERS) maker: Maker;
  /** Needed for another's. */
  @IsOptional() @IsString() @Length(1, 100) makerName?: string;
  @IsOptional() @IsString() @Length(1, 100) product?: string;
  @IsString() @Length(2, 2000) content: string;
  @IsOptional() @IsString() @MaxLength(100) voicedBy?: string;
  /** Who follows it to an answer; the recorder when left out. */
  @IsOptional() @IsUUID() ownerUserId?: string;
}
export class RecordOpinion extends OpinionWords {
  @IsUUID() customerId: string;
  /** Now when left out. */
  @IsOptional() @IsISO8601({ strict: true }) raisedAt?: string;
}
export class OpinionMonthsQuery {
  /** Months in which opinions were raised, in the tenant's zone; both included. */
  @IsMonth() from: string;
  @IsMonth() to: string;
  @IsOptional() @IsString() @Length(1, 100) product?: string;
  /** All units of the reader's when left out. */
  @IsOptional() @IsUUID() unitId?: string;
}

export class OpinionView {
  @IsUUID() id: string;
  @IsInt() version: number;
  @IsString() number: string;
  @IsUUID() unitId: string;
  @IsUUID() customerId: string;
  @IsString() customerName: string;
  @OrNull() @IsUUID() visitId: string | null;
  @IsIn(OPINION_KINDS) kind: OpinionKind;
  @Nested(() => Text) kindName: Text;
  @IsIn(MAKERS) maker: Maker;
  @OrNull() @IsString() makerName: string | null;
  @OrNull() @IsString() product: string | null;
  @IsString() content: string;
  @IsString() voicedBy: string;
  @IsISO8601() raisedAt: string;
  @IsISO8601() recordedAt: string;
  @IsString() recordedBy: string;
  @IsUUID() ownerUserId: string;
  @IsString() ownerName: string;
  @IsIn(OPINION_STATUSES) status: OpinionStatus;
  /** Whole days since it was raised, until it was answered. */
  @IsInt() ageDays: number;
  @NestedList(() => FollowStep) steps: FollowStep[];
  @OrNull() @IsString() answer: string | null;
  @OrNull() @IsIn(ANSWER_CHANNELS) answerChannel: (typeof ANSWER_CHANNELS)[number] | null;
  @OrNull() @IsString() toldTo: string | null;
  @OrNull() @IsISO8601() answeredAt: string | null;
  @OrNull() @IsString() answeredBy: string | null;
}
/** Opinions of one kind about a product that were raised in a month. */
export class OpinionMonth {
  @IsString() month: string;
  @IsIn(MAKERS) maker: Maker;
  @OrNull() @IsString() makerName: string | null;
  @OrNull() @IsString() product: string | null;
  @IsIn(OPINION_KINDS) kind: OpinionKind;
  @IsInt() raised: number;
  /** Of those, how many have their answer. */
  @IsInt() answered: number;
}

@Controller('v1/distributor-visits/opinions')
export class OpinionsHttp {
  constructor(private readonly opinions: Opinions) {}

  /** DV-3.1c: open ones, the one that waits longest first; what is done, the latest first. */
  @Get() @ApiOkResponse({ type: pageOf(OpinionView) }) list(@Caller() ctx: Context, @Query() query: OpinionQuery) { return this.opinions.list(ctx, { ...query, status: query.status ?? 'open', limit: pageSize(query) }); }

  /** DV-3.1c: by month, product and kind; the latest month first. */
  @Get('months') @ApiOkResponse({ type: listOf(OpinionMonth) }) months(@Caller() ctx: Context, @Query() query: OpinionMonthsQuery) { return this.opinions.months(ctx, query); }

  @Get(':id') @ApiOkResponse({ type: OpinionView }) get(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string) { return this.opinions.get(ctx, id); }

  @Post() @ApiCreatedResponse({ type: OpinionView }) record(@Caller() ctx: Context, @Body() body: RecordOpinion) { return this.opinions.record(ctx, body); }

  @Post(':id/notes') @HttpCode(200) @ApiOkResponse({ type: OpinionView }) note(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: FollowNote) { return this.opinions.note(ctx, id, body.text); }

  @Post(':id/answer') @HttpCode(200) @ApiOkResponse({ type: OpinionView }) answer(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: AnswerCustomer) { return this.opinions.answer(ctx, id, body); }

  @Post(':id/hand-on') @HttpCode(200) @ApiOkResponse({ type: OpinionView }) handOn(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: HandOn) { return this.opinions.handOn(ctx, id, body); }

  /** The answer did not help. */
  @Post(':id/reopen') @HttpCode(200) @ApiOkResponse({ type: OpinionView }) reopen(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: WithReason) { return this.opinions.reopen(ctx, id, body.reason); }

  /** Entered by mistake, or taken back by the customer. */
  @Post(':id/withdraw') @HttpCode(200) @ApiOkResponse({ type: OpinionView }) withdraw(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: WithReason) { return this.opinions.withdraw(ctx, id, body.reason); }
}
