import { Body, Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe, Post, Put, Query, type Type } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsBoolean, IsIn, IsInt, IsISO8601, IsOptional, IsString, IsUUID, Length, Matches, Max, Min } from 'class-validator';
import { Caller, type Context, IfMatch, listOf, NestedList, PageQuery, pageOf, pageSize } from '@luyue/platform';
import { ApprovalDesk } from './approval-desk.ts';
import { ApprovalList } from './approval-list.ts';
import { ApprovalChainView, ApprovalView, DelegationView } from './approval-views.ts';
import { Chains } from './chains.ts';
import { Delegations } from './delegations.ts';

const CODE = /^[a-z][a-z0-9_]{1,59}$/;

export class ApprovalQuery extends PageQuery {
  /** What waits for the caller, or what they submitted. */
  @IsOptional() @IsIn(['waiting', 'mine']) list?: 'waiting' | 'mine';
}

export class ApprovalStep {
  @IsArray() @ArrayMinSize(1) @ArrayMaxSize(5) @ArrayUnique() @Matches(CODE, { each: true }) roles: string[];
  @IsIn(['all', 'any']) mode: 'all' | 'any';
  /** The holders for this unit and upwards; for the requester's when left out. */
  @IsOptional() @IsUUID() unitId?: string;
  /** Those of the unit above that one: the superior in charge. */
  @IsOptional() @IsBoolean() above?: boolean;
  /** Yuan: the step applies from this amount on. */
  @IsOptional() @Matches(/^\d{1,12}(\.\d{1,2})?$/) fromAmount?: string;
  @IsOptional() @IsInt() @Min(1) @Max(720) timeoutHours?: number;
  @IsOptional() @IsInt() @Min(1) @Max(240) timeoutWorkingHours?: number;
}

export class PublishApprovalChain {
  @ArrayMinSize(1) @ArrayMaxSize(6) @NestedList(() => ApprovalStep) steps: ApprovalStep[];
  /** Now when left out. What is submitted already keeps its chain. */
  @IsOptional() @IsISO8601({ strict: true }) effectiveFrom?: string;
  @IsString() @Length(2, 500) reason: string;
}

export class DelegationQuery {
  @IsOptional() @IsUUID() userId?: string;
}

export class AddDelegation {
  /** In whose place; the caller when left out. */
  @IsOptional() @IsUUID() userId?: string;
  @IsUUID() delegateId: string;
  /** Now when left out. */
  @IsOptional() @IsISO8601({ strict: true }) from?: string;
  @IsISO8601({ strict: true }) to: string;
  /** All when left out. */
  @IsOptional() @IsArray() @ArrayMinSize(1) @ArrayMaxSize(20) @ArrayUnique() @Matches(CODE, { each: true }) matters?: string[];
}

/** The approval routes of one bounded context: the same in each, under its own path. Deciding has none: the room acts on it, so the route is the room's. */
export function approvalsHttp(context: string): Type[] {
  @Controller(`v1/${context}/approvals`)
  class ApprovalsHttp {
    constructor(private readonly list: ApprovalList, private readonly desk: ApprovalDesk) {}

    @Get() @ApiOkResponse({ type: pageOf(ApprovalView) }) find(@Caller() ctx: Context, @Query() query: ApprovalQuery) {
      const range = { limit: pageSize(query), cursor: query.cursor };
      return query.list === 'mine' ? this.list.madeBy(ctx, range) : this.list.pendingFor(ctx, range);
    }

    @Post(':id/withdraw') @HttpCode(200) @ApiOkResponse({ type: ApprovalView }) withdraw(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string) { return this.desk.withdraw(ctx, id); }

    @Post(':id/remind') @HttpCode(200) @ApiOkResponse({ type: ApprovalView }) remind(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string) { return this.desk.remind(ctx, id); }
  }

  @Controller(`v1/${context}/approval-chains`)
  class ApprovalChainsHttp {
    constructor(private readonly chains: Chains) {}

    @Get() @ApiOkResponse({ type: listOf(ApprovalChainView) }) find(@Caller() ctx: Context) { return this.chains.list(ctx); }

    @Get(':matter') @ApiOkResponse({ type: ApprovalChainView }) get(@Caller() ctx: Context, @Param('matter') matter: string) { return this.chains.get(ctx, matter); }

    /** The next version. What is submitted already keeps the one it was submitted under. */
    @Put(':matter') @ApiOkResponse({ type: ApprovalChainView }) publish(@Caller() ctx: Context, @Param('matter') matter: string, @Body() body: PublishApprovalChain, @IfMatch() version: number) { return this.chains.publish(ctx, matter, body, version); }
  }

  @Controller(`v1/${context}/approval-delegates`)
  class ApprovalDelegatesHttp {
    constructor(private readonly delegations: Delegations) {}

    @Get() @ApiOkResponse({ type: listOf(DelegationView) }) find(@Caller() ctx: Context, @Query() query: DelegationQuery) { return this.delegations.list(ctx, query.userId); }

    @Post() @ApiCreatedResponse({ type: DelegationView }) add(@Caller() ctx: Context, @Body() body: AddDelegation) { return this.delegations.add(ctx, body); }

    /** Ends it now; what was decided meanwhile stays. */
    @Delete(':id') @ApiOkResponse({ type: DelegationView }) end(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string) { return this.delegations.end(ctx, id); }
  }

  return [ApprovalsHttp, ApprovalChainsHttp, ApprovalDelegatesHttp];
}
