import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import { ArrayMaxSize, IsIn, IsInt, IsISO8601, IsOptional, IsString, IsUUID, Length, Max, MaxLength, Min } from 'class-validator';
import { Caller, type Context, IsDay, IsMonth, listOf, NestedList, pageOf, PageQuery, pageSize } from '@luyue/platform';
import { ChannelContacts } from './channel-contacts.ts';
import { ChannelContactView, ContactMonth, OperatorMatterView, OperatorTalkRecorded, OperatorTalkView, OperatorView } from './operator-views.ts';
import { OperatorMatters } from './operator-matters.ts';
import { COUNTERPARTS, type Counterpart, MATTER_KINDS, MATTER_STATUSES, type MatterKind, type MatterStatus } from './operators.rules.ts';
import { Operators } from './operators.service.ts';


export class OperatorContactBody {
  @IsString() @Length(1, 60) name: string;
  @IsString() @MaxLength(60) title: string;
  @IsString() @Length(3, 30) phone: string;
}

export class RegisterOperator {
  @IsUUID() departmentUnitId: string;
  @IsString() @Length(1, 120) name: string;
  @NestedList(() => OperatorContactBody) @ArrayMaxSize(20) contacts: OperatorContactBody[];
  @IsUUID() ownerUserId: string;
  @IsDay() since: string;
}

export class HandOperatorOn {
  @IsUUID() ownerUserId: string;
}

export class EndOperator {
  @IsDay() on: string;
  @IsString() @Length(1, 300) reason: string;
}

export class MatterBody {
  @IsIn(MATTER_KINDS) kind: MatterKind;
  @IsString() @Length(1, 2000) text: string;
}

export class RecordOperatorTalk {
  @IsDay() heldOn: string;
  @IsString() @Length(1, 120) talkedWith: string;
  @IsString() @Length(1, 4000) judgement: string;
  @IsOptional() @IsInt() @Min(1) @Max(5) score?: number;
  /** Wishes and complaints that came up in it. */
  @IsOptional() @NestedList(() => MatterBody) @ArrayMaxSize(20) matters?: MatterBody[];
}

export class RaiseMatter extends MatterBody {
  /** Now where left out. */
  @IsOptional() @IsISO8601() receivedAt?: string;
}

export class MatterQuery extends PageQuery {
  @IsOptional() @IsUUID() operatorId?: string;
  @IsOptional() @IsIn(MATTER_STATUSES) status?: MatterStatus;
}

export class CounterMatter {
  @IsString() @Length(1, 2000) countermeasure: string;
}

export class ReplyToMatter {
  /** Needed where none was entered before. */
  @IsOptional() @IsString() @Length(1, 2000) countermeasure?: string;
  @IsString() @Length(1, 2000) reply: string;
}

export class ContactQuery extends PageQuery {
  @IsOptional() @IsIn(COUNTERPARTS) counterpart?: Counterpart;
  @IsOptional() @IsUUID() operatorId?: string;
  @IsOptional() @IsUUID() stationUnitId?: string;
}

export class ContactMonthsQuery {
  /** Months in the tenant's zone, both included. */
  @IsMonth() from: string;
  @IsMonth() to: string;
}

export class LogContact {
  @IsUUID() departmentUnitId: string;
  @IsIn(COUNTERPARTS) counterpart: Counterpart;
  /** Whom; of an operator or station that is known its own name is taken. */
  @IsOptional() @IsString() @Length(1, 120) counterpartName?: string;
  @IsOptional() @IsUUID() operatorId?: string;
  @IsOptional() @IsUUID() stationUnitId?: string;
  @IsOptional() @IsISO8601() occurredAt?: string;
  @IsString() @Length(1, 2000) text: string;
}

@Controller('v1/outstation-channel')
export class OperatorsHttp {
  constructor(private readonly operators: Operators, private readonly matters: OperatorMatters, private readonly contacts: ChannelContacts) {}

  /** OC-3.3.1: operators with the review talks that are owed. */
  @Get('operators') @ApiOkResponse({ type: pageOf(OperatorView) }) list(@Caller() ctx: Context, @Query() query: PageQuery) { return this.operators.list(ctx, { limit: pageSize(query), cursor: query.cursor }); }

  @Post('operators') @ApiCreatedResponse({ type: OperatorView }) register(@Caller() ctx: Context, @Body() body: RegisterOperator) { return this.operators.register(ctx, body); }

  @Get('operators/:id') @ApiOkResponse({ type: OperatorView }) get(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string) { return this.operators.get(ctx, id); }

  @Post('operators/:id/owner') @HttpCode(200) @ApiOkResponse({ type: OperatorView }) handOn(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: HandOperatorOn) { return this.operators.handOn(ctx, id, body.ownerUserId); }

  @Post('operators/:id/end') @HttpCode(200) @ApiOkResponse({ type: OperatorView }) end(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: EndOperator) { return this.operators.end(ctx, id, body); }

  @Get('operators/:id/talks') @ApiOkResponse({ type: pageOf(OperatorTalkView) }) talks(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Query() query: PageQuery) { return this.operators.talks(ctx, id, { limit: pageSize(query), cursor: query.cursor }); }

  /** Meets the review of the period in which its day lies. */
  @Post('operators/:id/talks') @ApiCreatedResponse({ type: OperatorTalkRecorded }) talk(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: RecordOperatorTalk) { return this.matters.talk(ctx, id, body); }

  /** A wish or complaint that came otherwise. */
  @Post('operators/:id/matters') @ApiCreatedResponse({ type: OperatorMatterView }) raise(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: RaiseMatter) { return this.matters.raise(ctx, id, body); }

  @Get('operator-matters') @ApiOkResponse({ type: pageOf(OperatorMatterView) }) listMatters(@Caller() ctx: Context, @Query() query: MatterQuery) { return this.matters.list(ctx, { ...query, limit: pageSize(query) }); }

  @Post('operator-matters/:id/counter') @HttpCode(200) @ApiOkResponse({ type: OperatorMatterView }) counter(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: CounterMatter) { return this.matters.counter(ctx, id, body.countermeasure); }

  @Post('operator-matters/:id/reply') @HttpCode(200) @ApiOkResponse({ type: OperatorMatterView }) reply(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: ReplyToMatter) { return this.matters.reply(ctx, id, body); }

  /** OC-2.2: whom somebody spoke with, the latest first. */
  @Get('channel-contacts') @ApiOkResponse({ type: pageOf(ChannelContactView) }) log(@Caller() ctx: Context, @Query() query: ContactQuery) { return this.contacts.list(ctx, { ...query, limit: pageSize(query) }); }

  /** By month and kind of counterpart, the oldest first. */
  @Get('channel-contacts/months') @ApiOkResponse({ type: listOf(ContactMonth) }) contactMonths(@Caller() ctx: Context, @Query() query: ContactMonthsQuery) { return this.contacts.months(ctx, query.from, query.to); }

  @Post('channel-contacts') @ApiCreatedResponse({ type: ChannelContactView }) logContact(@Caller() ctx: Context, @Body() body: LogContact) { return this.contacts.log(ctx, body); }
}
