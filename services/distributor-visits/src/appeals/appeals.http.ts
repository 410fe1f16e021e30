import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import { IsIn, IsInt, IsISO8601, IsOptional, IsString, IsUUID, Length, MaxLength } from 'class-validator';
import { ObligationView } from '@luyue/obligations';
import { Caller, type Context, NestedList, OrNull, PageQuery, pageOf, pageSize } from '@luyue/platform';
import { ANSWER_CHANNELS, AnswerCustomer, FollowNote, FollowStep, HandOn, WithReason } from '../follow-steps.ts';
import { APPEAL_STATUSES, type AppealStatus } from './appeals.rules.ts';
import { Appeals } from './appeals.service.ts';

export class AppealQuery extends PageQuery {
  /** What is still to be answered when left out. */
  @IsOptional() @IsIn(APPEAL_STATUSES) status?: AppealStatus;
  @IsOptional() @IsUUID() customerId?: string;
  @IsOptional() @IsIn(['me']) owner?: 'me';
}
export class EnterAppeal {
  @IsUUID() customerId: string;
  @IsString() @Length(2, 100) subject: string;
  @IsString() @Length(2, 4000) content: string;
  /** Who appeals, at the customer. */
  @IsOptional() @IsString() @MaxLength(100) raisedBy?: string;
  /** Who answers for it; whoever enters it when left out. */
  @IsOptional() @IsUUID() ownerUserId?: string;
}

export class AppealView {
  @IsUUID() id: string;
  @IsInt() version: number;
  @IsString() number: string;
  @IsUUID() unitId: string;
  @IsUUID() customerId: string;
  @IsString() customerName: string;
  @IsString() subject: string;
  @IsString() content: string;
  @IsString() raisedBy: string;
  @IsISO8601() enteredAt: string;
  @IsString() enteredBy: string;
  @IsUUID() ownerUserId: string;
  @IsString() ownerName: string;
  @IsIn(APPEAL_STATUSES) status: AppealStatus;
  @NestedList(() => FollowStep) steps: FollowStep[];
  @OrNull() @IsString() answer: string | null;
  @OrNull() @IsIn(ANSWER_CHANNELS) answerChannel: (typeof ANSWER_CHANNELS)[number] | null;
  @OrNull() @IsString() toldTo: string | null;
  @OrNull() @IsISO8601() answeredAt: string | null;
  @OrNull() @IsString() answeredBy: string | null;
  /** DV-3.3a, one for each time that it was open. */
  @NestedList(() => ObligationView) obligations: ObligationView[];
}

@Controller('v1/distributor-visits/appeals')
export class AppealsHttp {
  constructor(private readonly appeals: Appeals) {}

  /** DV-3.3a: open ones, the one that waits longest first; what is done, the latest first. */
  @Get() @ApiOkResponse({ type: pageOf(AppealView) }) list(@Caller() ctx: Context, @Query() query: AppealQuery) { return this.appeals.list(ctx, { ...query, status: query.status ?? 'open', limit: pageSize(query) }); }

  @Get(':id') @ApiOkResponse({ type: AppealView }) get(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string) { return this.appeals.get(ctx, id); }

  /** DV-3.3a: the clock of the answer runs from here. */
  @Post() @ApiCreatedResponse({ type: AppealView }) enter(@Caller() ctx: Context, @Body() body: EnterAppeal) { return this.appeals.enter(ctx, body); }

  @Post(':id/notes') @HttpCode(200) @ApiOkResponse({ type: AppealView }) note(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: FollowNote) { return this.appeals.note(ctx, id, body.text); }

  /** The customer was told that an answer is coming: kept, and no answer (reading 10). */
  @Post(':id/holding-reply') @HttpCode(200) @ApiOkResponse({ type: AppealView }) hold(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: FollowNote) { return this.appeals.hold(ctx, id, body.text); }

  @Post(':id/answer') @HttpCode(200) @ApiOkResponse({ type: AppealView }) answer(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: AnswerCustomer) { return this.appeals.answer(ctx, id, body); }

  /** Another owner; the clock runs on (R15). */
  @Post(':id/hand-on') @HttpCode(200) @ApiOkResponse({ type: AppealView }) handOn(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: HandOn) { return this.appeals.handOn(ctx, id, body); }

  /** The customer does not accept the answer (R13). */
  @Post(':id/reopen') @HttpCode(200) @ApiOkResponse({ type: AppealView }) reopen(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: WithReason) { return this.appeals.reopen(ctx, id, body.reason); }

  /** The customer takes it back. */
  @Post(':id/withdraw') @HttpCode(200) @ApiOkResponse({ type: AppealView }) withdraw(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: WithReason) { return this.appeals.withdraw(ctx, id, body.reason); }
}
