import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsInt, IsISO8601, IsOptional, IsString, IsUUID, Length, ValidateIf } from 'class-validator';
import { Caller, type Context, IsMonth, listOf, Nested, NestedList, OrNull, pageOf, PageQuery, pageSize, Text } from '@luyue/platform';
import { DealAction } from '../views.ts';
import { StatementFilter } from './commission-filter.ts';
import { CommissionStatements } from './commission-statements.ts';
import { CONFIRMATION_STATUSES, type ConfirmationStatus, SIDES, type Side } from './commissions.rules.ts';
import { Commissions } from './commissions.service.ts';

export class ConfirmCommission {
  /** Needed where the side did not pay what was agreed. */
  @IsOptional() @IsString() @Length(2, 500) reasonSeller?: string;
  @IsOptional() @IsString() @Length(2, 500) reasonBuyer?: string;
}
export class CheckCommission {
  @IsIn(['check', 'return']) decision: 'check' | 'return';
  /** Of a return. */
  @ValidateIf((body: CheckCommission) => body.decision === 'return') @IsString() @Length(2, 500) reason?: string;
}
export class CommissionQuery extends PageQuery {
  /** What waits for its check when left out. */
  @IsOptional() @IsIn(CONFIRMATION_STATUSES) status?: ConfirmationStatus;
}
export class StatementQuery extends PageQuery {
  /** In which it was checked, in the tenant's zone. */
  @IsMonth() month: string;
  @IsOptional() @IsUUID() shopUnitId?: string;
  @IsOptional() @IsUUID() agentUserId?: string;
}

export class CommissionSide {
  @IsIn(SIDES) side: Side;
  @Nested(() => Text) sideName: Text;
  /** Yuan, by the contract. */
  @IsString() agreed: string;
  @IsString() received: string;
  /** Received less agreed. */
  @IsString() difference: string;
  /** Why they differ. */
  @IsString() reason: string;
}
export class CommissionConfirmationView {
  @IsUUID() id: string;
  @IsInt() version: number;
  @IsInt() round: number;
  @IsIn(CONFIRMATION_STATUSES) status: ConfirmationStatus;
  @IsUUID() dealId: string;
  @IsString() dealNumber: string;
  @IsString() dealTitle: string;
  @IsUUID() shopUnitId: string;
  @IsString() shopName: string;
  @IsString() agentName: string;
  @NestedList(() => CommissionSide) sides: CommissionSide[];
  @IsString() confirmedBy: string;
  @IsISO8601() confirmedAt: string;
  @OrNull() @IsString() settledBy: string | null;
  @OrNull() @IsISO8601() settledAt: string | null;
  @OrNull() @IsString() returnReason: string | null;
}
/** The commission of a deal as it is now, and who has confirmed what. */
export class CommissionView {
  @IsUUID() dealId: string;
  @IsIn(['open', 'confirmed', 'checked', 'returned']) state: 'open' | 'confirmed' | 'checked' | 'returned';
  @NestedList(() => CommissionSide) sides: CommissionSide[];
  /** Money has moved since the last confirmation. */
  @IsBoolean() changedSince: boolean;
  /** The latest first. */
  @NestedList(() => CommissionConfirmationView) confirmations: CommissionConfirmationView[];
  @NestedList(() => DealAction) actions: DealAction[];
}
/** What a shop's agent brought in a month. */
export class CommissionTotal {
  @IsUUID() shopUnitId: string;
  @IsString() shopName: string;
  @IsUUID() agentUserId: string;
  @IsString() agentName: string;
  @IsInt() deals: number;
  @IsString() agreed: string;
  @IsString() received: string;
  @IsString() difference: string;
}

@Controller('v1/property-brokerage')
export class CommissionsHttp {
  constructor(private readonly commissions: Commissions, private readonly statements: CommissionStatements) {}

  @Get('deals/:id/commission') @ApiOkResponse({ type: CommissionView }) get(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string) { return this.commissions.get(ctx, id); }

  /** PB-3.2: the specialist confirms the commission. */
  @Post('deals/:id/commission/confirm') @ApiCreatedResponse({ type: CommissionView }) confirm(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: ConfirmCommission) { return this.commissions.confirm(ctx, id, body); }

  /** By somebody else: supervisor or manager. */
  @Post('deals/:id/commission/check') @HttpCode(200) @ApiOkResponse({ type: CommissionView }) check(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: CheckCommission) { return this.commissions.check(ctx, id, body); }

  /** The one that waits longest first; what is settled, the latest first. */
  @Get('commission-confirmations') @ApiOkResponse({ type: pageOf(CommissionConfirmationView) }) list(@Caller() ctx: Context, @Query() query: CommissionQuery) { return this.commissions.list(ctx, query.status ?? 'confirmed', pageSize(query), query.cursor); }

  /** The statement of a month: what was checked in it, deal by deal; as a file by the export `commission-statement`. */
  @Get('commission-statement') @ApiOkResponse({ type: pageOf(CommissionConfirmationView) }) statement(@Caller() ctx: Context, @Query() query: StatementQuery) { return this.statements.page(ctx, query, pageSize(query), query.cursor); }

  /** The same by shop and agent. */
  @Get('commission-statement/totals') @ApiOkResponse({ type: listOf(CommissionTotal) }) totals(@Caller() ctx: Context, @Query() query: StatementFilter) { return this.statements.totals(ctx, query); }
}
