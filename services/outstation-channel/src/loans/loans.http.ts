import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsInt, IsISO8601, IsNumber, IsOptional, IsString, IsUUID, Length } from 'class-validator';
import { ApprovalView } from '@luyue/approvals';
import { Caller, type Context, IsDay, IsMonth, listOf, NestedList, OrNull, pageOf, PageQuery, pageSize } from '@luyue/platform';
import { LOAN_STATUSES, type LoanStatus } from './loans.rules.ts';
import { Loans } from './loans.service.ts';


export class LoanQuery extends PageQuery {
  @IsOptional() @IsUUID() stationId?: string;
  @IsOptional() @IsIn(LOAN_STATUSES) status?: LoanStatus;
  /** Out past their due day, the longest first. */
  @IsOptional() @IsIn(['true', 'false']) overdue?: 'true' | 'false';
}
export class AskLoan {
  @IsUUID() stationId: string;
  @IsUUID() itemId: string;
  @IsString() @Length(2, 500) purpose: string;
}
export class DecideLoan {
  @IsIn(['approved', 'refused']) decision: 'approved' | 'refused';
  @IsOptional() @IsString() @Length(2, 500) note?: string;
  /** Instead of the tenant's days from issue. */
  @IsOptional() @IsDay() dueOn?: string;
}
export class LoanMonthsQuery {
  /** Months of issue in the tenant's zone, both included. */
  @IsMonth() from: string;
  @IsMonth() to: string;
}
export class IssueLoan {
  @IsString() @Length(1, 60) serial: string;
}

export class SpareLoanView {
  @IsUUID() id: string;
  @IsInt() version: number;
  @IsString() number: string;
  @IsUUID() stationId: string;
  @IsString() stationName: string;
  @IsUUID() itemId: string;
  @IsString() itemNumber: string;
  @IsString() itemName: string;
  @OrNull() @IsString() serial: string | null;
  @IsString() purpose: string;
  @IsIn(LOAN_STATUSES) status: LoanStatus;
  @IsISO8601() askedAt: string;
  @IsString() askedByName: string;
  @OrNull() @IsString() decidedBy: string | null;
  @OrNull() @IsString() decisionNote: string | null;
  @OrNull() @IsString() setDueOn: string | null;
  @OrNull() @IsISO8601() issuedAt: string | null;
  @OrNull() @IsISO8601() dueAt: string | null;
  @OrNull() @IsISO8601() returnedAt: string | null;
  @IsBoolean() overdue: boolean;
  /** Its way through the chain, the latest round first. */
  @NestedList(() => ApprovalView) approvals: ApprovalView[];
}
/** Loans of the last year of a region. */
export class LoanTurnover {
  @IsUUID() regionId: string;
  @IsString() regionName: string;
  @IsInt() loans: number;
  @IsInt() out: number;
  @IsInt() overdue: number;
  @IsInt() returnedLate: number;
  /** From issue to return, or until now. */
  @IsNumber() averageDays: number;
}
/** Loans that went out in a month. */
export class LoanMonth {
  @IsString() month: string;
  @IsInt() loans: number;
  @IsInt() returnedLate: number;
  /** From issue to return, or until now. */
  @IsNumber() averageDays: number;
}

@Controller('v1/outstation-channel/spare-loans')
export class LoansHttp {
  constructor(private readonly loans: Loans) {}

  @Get() @ApiOkResponse({ type: pageOf(SpareLoanView) }) list(@Caller() ctx: Context, @Query() query: LoanQuery) { return this.loans.list(ctx, { ...query, overdue: query.overdue === 'true', limit: pageSize(query) }); }

  @Post() @ApiCreatedResponse({ type: SpareLoanView }) ask(@Caller() ctx: Context, @Body() body: AskLoan) { return this.loans.ask(ctx, body); }

  /** OC-3.7a: by region, those with the most overdue first. */
  @Get('turnover') @ApiOkResponse({ type: listOf(LoanTurnover) }) turnover(@Caller() ctx: Context) { return this.loans.turnover(ctx); }

  /** OC-3.7a: by month, the oldest first. */
  @Get('months') @ApiOkResponse({ type: listOf(LoanMonth) }) months(@Caller() ctx: Context, @Query() query: LoanMonthsQuery) { return this.loans.months(ctx, query.from, query.to); }

  @Post(':id/decide') @HttpCode(200) @ApiOkResponse({ type: SpareLoanView }) decide(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: DecideLoan) { return this.loans.decide(ctx, id, body); }

  @Post(':id/issue') @HttpCode(200) @ApiOkResponse({ type: SpareLoanView }) issue(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: IssueLoan) { return this.loans.issue(ctx, id, body.serial); }

  @Post(':id/return') @HttpCode(200) @ApiOkResponse({ type: SpareLoanView }) giveBack(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string) { return this.loans.giveBack(ctx, id); }
}
