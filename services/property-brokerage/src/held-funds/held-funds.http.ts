import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsBoolean, IsIn, IsISO8601, IsOptional, IsString, IsUUID, Length, MaxLength } from 'class-validator';
import { Caller, type Context, IsDay, listOf, Nested, NestedList, OrNull, pageOf, PageQuery, pageSize, Text } from '@luyue/platform';
import { StatementEntry } from '@luyue/ledger';
import { ObligationView } from '@luyue/obligations';
import { MONEY_KINDS, type MoneyKind, type Side } from '../deal-kinds.ts';
import { METHODS, type Method, type ReportState } from './held-funds.rules.ts';
import { HeldFunds } from './held-funds.service.ts';
import { ReceiptReports } from './receipt-reports.ts';
import { Receipts } from './receipts.service.ts';

const SIDES = ['seller', 'buyer'] as const;

export class RecordReceipt {
  @IsIn(MONEY_KINDS) kind: MoneyKind;
  /** A party of the deal, for whom it is then held. */
  @IsOptional() @IsUUID() payerPartyId?: string;
  /** Somebody else who pays for a side, e.g. the bank that grants the loan; then `side` says for whom. */
  @IsOptional() @IsString() @Length(1, 100) payerName?: string;
  @IsOptional() @IsIn(SIDES) side?: Side;
  /** Yuan, above zero, two decimals at most. */
  @IsString() @MaxLength(20) amount: string;
  /** When the money came; never in the future. */
  @IsISO8601({ strict: true }) receivedAt: string;
  @IsIn(METHODS) method: Method;
  /** The bank's own number of the movement. */
  @IsOptional() @IsString() @Length(1, 60) reference?: string;
  @IsOptional() @IsString() @MaxLength(500) note?: string;
  @IsOptional() @IsArray() @ArrayMaxSize(10) @IsUUID('all', { each: true }) attachmentIds?: string[];
}
export class ReverseReceipt {
  @IsString() @Length(2, 500) reason: string;
}
export class ReportReceipts {
  @IsArray() @ArrayMinSize(1) @ArrayMaxSize(50) @ArrayUnique() @IsUUID('all', { each: true }) receiptIds: string[];
}
export class ReceiptQuery extends PageQuery {
  /** `no`: whose report is not complete yet. */
  @IsOptional() @IsIn(['yes', 'no']) reported?: 'yes' | 'no';
  /** Of the money, in the tenant's zone. */
  @IsOptional() @IsDay() day?: string;
  @IsOptional() @IsUUID() shopUnitId?: string;
  @IsOptional() @IsIn(MONEY_KINDS) kind?: MoneyKind;
}

export class ReportRecipient {
  /** finance, manager, supervisor or specialist. */
  @IsString() recipient: string;
  @IsIn(['inapp', 'sms', 'email']) channel: string;
  @IsBoolean() copy: boolean;
  /** Null until it is known. */
  @OrNull() @IsIn(['accepted', 'bounced', 'retried', 'vacant', 'withheld']) result: string | null;
  @OrNull() @IsString() reason: string | null;
  @OrNull() @IsISO8601() at: string | null;
}
export class ReceiptReport {
  /** `incomplete`: somebody was not reached, it is sent again. */
  @IsIn(['owed', 'sent', 'incomplete', 'complete']) state: ReportState;
  @OrNull() @IsISO8601() sentAt: string | null;
  @OrNull() @IsISO8601() completeAt: string | null;
  @NestedList(() => ReportRecipient) recipients: ReportRecipient[];
}
export class ReceiptView {
  @IsUUID() id: string;
  @IsString() number: string;
  @IsUUID() dealId: string;
  @IsString() dealNumber: string;
  @IsString() dealTitle: string;
  @IsUUID() shopUnitId: string;
  @IsString() shopName: string;
  @IsIn(MONEY_KINDS) kind: MoneyKind;
  /** For whom it is held. */
  @IsIn(SIDES) side: Side;
  @Nested(() => Text) sideName: Text;
  @OrNull() @IsUUID() payerPartyId: string | null;
  @IsString() payerName: string;
  /** Yuan; above zero in a reversal too. */
  @IsString() amount: string;
  @IsISO8601() receivedAt: string;
  @IsIn(METHODS) method: Method;
  @OrNull() @IsString() reference: string | null;
  @IsString() note: string;
  @IsArray() @IsUUID('all', { each: true }) attachmentIds: string[];
  @IsISO8601() recordedAt: string;
  @IsString() recordedBy: string;
  /** The receipt that this one takes back. */
  @OrNull() @IsUUID() reversalOf: string | null;
  @OrNull() @IsUUID() reversedBy: string | null;
  @OrNull() @IsString() reason: string | null;
  @Nested(() => ReceiptReport) report: ReceiptReport;
  @OrNull() @Nested(() => ObligationView) obligation: ObligationView | null;
}
export class ReportedReceipt {
  @IsUUID() receiptId: string;
  @IsString() number: string;
  /** What this request did: sent it, or nothing because it is under way or complete. */
  @IsIn(['sent', 'under_way', 'complete']) outcome: 'sent' | 'under_way' | 'complete';
}

export class BookAccount {
  @IsString() code: string;
  @Nested(() => Text) name: Text;
  /** Whose money it is. */
  @OrNull() @IsIn(SIDES) owner: Side | null;
  @IsString() balance: string;
}
/** What the company holds for a deal. Yuan. */
export class BookView {
  @IsUUID() dealId: string;
  @IsString() dealNumber: string;
  /** In the trust account. */
  @IsString() held: string;
  /** Of it, promised by slips that are with finance. */
  @IsString() inPayment: string;
  /** What a new slip can still take. */
  @IsString() available: string;
  @NestedList(() => BookAccount) accounts: BookAccount[];
}

@Controller('v1/property-brokerage')
export class HeldFundsHttp {
  constructor(private readonly funds: HeldFunds, private readonly receipts: Receipts, private readonly reports: ReceiptReports) {}

  @Get('deals/:id/book') @ApiOkResponse({ type: BookView }) book(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string) { return this.funds.book(ctx, id); }

  /** The newest first, each line with the balance after it. */
  @Get('deals/:id/book/entries') @ApiOkResponse({ type: pageOf(StatementEntry) }) entries(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Query() query: PageQuery) { return this.funds.entries(ctx, id, pageSize(query), query.cursor); }

  @Get('deals/:id/receipts') @ApiOkResponse({ type: listOf(ReceiptView) }) ofDeal(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string) { return this.receipts.ofDeal(ctx, id); }

  /** Its report is owed from then on (PB-4.6). */
  @Post('deals/:id/receipts') @ApiCreatedResponse({ type: ReceiptView }) receive(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: RecordReceipt) { return this.receipts.receive(ctx, id, body); }

  /** The newest money first. */
  @Get('receipts') @ApiOkResponse({ type: pageOf(ReceiptView) }) list(@Caller() ctx: Context, @Query() query: ReceiptQuery) { return this.receipts.list(ctx, { ...query, limit: pageSize(query) }); }

  /** PB-4.6: to department finance, with copies; several at once, each with its result. */
  @Post('receipts/report') @HttpCode(200) @ApiOkResponse({ type: listOf(ReportedReceipt) }) report(@Caller() ctx: Context, @Body() body: ReportReceipts) { return this.reports.report(ctx, body.receiptIds); }

  /** Once, while the money is still there. */
  @Post('receipts/:id/reverse') @ApiCreatedResponse({ type: ReceiptView }) reverse(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: ReverseReceipt) { return this.receipts.reverse(ctx, id, body.reason); }
}
