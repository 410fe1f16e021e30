import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsInt, IsISO8601, IsOptional, IsString, IsUUID, Length, MaxLength } from 'class-validator';
import { ObligationView } from '@luyue/obligations';
import { Caller, type Context, IsMonth, listOf, NestedList, OrNull, pageOf, PageQuery, pageSize } from '@luyue/platform';
import { CALL_KINDS, CALL_STATUSES, type CallKind, type CallStatus } from './reachability.rules.ts';
import { Reachability } from './reachability.service.ts';

export class MakeCall {
  @IsUUID() staffId: string;
  @IsIn(CALL_KINDS) kind: CallKind;
  @IsString() @Length(1, 500) message: string;
  /** Of a phone call: somebody answered it at once. */
  @IsOptional() @IsBoolean() answered?: boolean;
}
export class AnswerCall {
  @IsOptional() @IsString() @MaxLength(500) text?: string;
}
export class ReachCallQuery extends PageQuery {
  @IsOptional() @IsUUID() staffId?: string;
  /** Those that wait for the reader. */
  @IsOptional() @IsIn(['true']) mine?: 'true';
  /** Those that nobody has answered yet. */
  @IsOptional() @IsIn(['true']) unanswered?: 'true';
}
export class ReachFiguresQuery {
  @IsMonth() month: string;
}

export class ReachCallView {
  @IsUUID() id: string;
  @IsInt() version: number;
  @IsUUID() staffId: string;
  @IsString() staffName: string;
  @IsIn(CALL_KINDS) kind: CallKind;
  @IsString() message: string;
  @IsISO8601() sentAt: string;
  @IsString() sentBy: string;
  @IsUUID() toUserId: string;
  @IsString() toName: string;
  @IsBoolean() toDeputy: boolean;
  /** Null outside the reach hours: nothing is owed. */
  @OrNull() @IsISO8601() dueAt: string | null;
  /** What waits past its time is unreachable, too. */
  @IsIn(CALL_STATUSES) status: CallStatus;
  @OrNull() @IsISO8601() answeredAt: string | null;
  @OrNull() @IsString() answer: string | null;
  @NestedList(() => ObligationView) obligations: ObligationView[];
}
/** Calls of a month inside the reach hours. */
export class ReachFigures {
  @IsUUID() staffId: string;
  @IsString() staffName: string;
  @IsInt() calls: number;
  @IsInt() inTime: number;
  @IsInt() unreachable: number;
}

@Controller('v1/outstation-channel/reach-calls')
export class ReachabilityHttp {
  constructor(private readonly reachability: Reachability) {}

  @Get() @ApiOkResponse({ type: pageOf(ReachCallView) }) list(@Caller() ctx: Context, @Query() query: ReachCallQuery) { return this.reachability.list(ctx, { ...query, mine: query.mine === 'true', unanswered: query.unanswered === 'true', limit: pageSize(query) }); }

  /** OC-3.1.2a: a ping, or a phone call that was made. */
  @Post() @ApiCreatedResponse({ type: ReachCallView }) call(@Caller() ctx: Context, @Body() body: MakeCall) { return this.reachability.call(ctx, body); }

  @Get('figures') @ApiOkResponse({ type: listOf(ReachFigures) }) figures(@Caller() ctx: Context, @Query() query: ReachFiguresQuery) { return this.reachability.figures(ctx, query.month); }

  @Post(':id/answer') @HttpCode(200) @ApiOkResponse({ type: ReachCallView }) answer(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: AnswerCall) { return this.reachability.answer(ctx, id, body); }
}
