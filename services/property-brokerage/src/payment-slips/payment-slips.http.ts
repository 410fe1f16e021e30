import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsBoolean, IsIn, IsInt, IsISO8601, IsObject, IsOptional, IsString, IsUUID, Length, Matches, MaxLength, ValidateIf } from 'class-validator';
import { ApprovalView } from '@luyue/approvals';
import { Caller, type Context, IfMatch, listOf, Nested, NestedList, OptionalIfMatch, OrNull, PageQuery, pageOf, pageSize, Text } from '@luyue/platform';
import { PAYING_ACCOUNTS } from '../views.ts';
import { FREE_PURPOSES, SLIP_PURPOSES, SLIP_STATUSES, type SlipPurpose, type SlipStatus } from './payment-slips.rules.ts';
import { PaymentSlips } from './payment-slips.service.ts';
import { SlipDesk } from './slip-desk.ts';
import { SlipForms } from './slip-forms.ts';
import { SlipList } from './slip-list.ts';

export class SlipFieldName {
  @IsString() @Length(1, 40) zh: string;
  @IsString() @Length(1, 80) en: string;
}
export class SlipFieldView {
  @Matches(/^[a-z][A-Za-z0-9]{1,39}$/) key: string;
  @Nested(() => SlipFieldName) name: SlipFieldName;
  @IsBoolean() required: boolean;
}
export class SlipFormView {
  /** 0 is what every tenant starts with. */
  @IsInt() edition: number;
  @OrNull() @IsISO8601() effectiveFrom: string | null;
  @IsBoolean() inForce: boolean;
  @NestedList(() => SlipFieldView) fields: SlipFieldView[];
  @OrNull() @IsString() reason: string | null;
  @OrNull() @IsString() publishedBy: string | null;
}

/** What became of the message to one of those who are owed a copy. */
export class SlipCopy {
  /** finance, manager, supervisor or shop. */
  @IsString() recipient: string;
  @IsIn(['inapp', 'sms', 'email']) channel: string;
  @OrNull() @IsIn(['accepted', 'bounced', 'retried', 'vacant', 'withheld']) result: string | null;
  @OrNull() @IsISO8601() at: string | null;
}
/** Why a slip cannot go to finance, or the money not leave, yet. */
export class SlipHindrance {
  @IsString() code: string;
  @Nested(() => Text) text: Text;
  @IsOptional() @IsString() clause?: string;
}
export class PaymentSlipView {
  @IsUUID() id: string;
  @IsInt() version: number;
  @IsString() number: string;
  @IsUUID() dealId: string;
  @IsString() dealNumber: string;
  @IsString() dealTitle: string;
  @OrNull() @IsUUID() conditionId: string | null;
  @OrNull() @IsString() conditionLabel: string | null;
  @IsIn(SLIP_PURPOSES) purpose: SlipPurpose;
  @IsIn(PAYING_ACCOUNTS) from: string;
  @Nested(() => Text) fromName: Text;
  @OrNull() @IsUUID() payeePartyId: string | null;
  @IsString() payeeName: string;
  /** Yuan. */
  @IsString() amount: string;
  /** By the keys of the form; the account number masked for whoever neither makes, audits nor pays slips. */
  @IsObject() fields: Record<string, string>;
  @IsString() note: string;
  @IsIn(SLIP_STATUSES) status: SlipStatus;
  @IsInt() round: number;
  @IsUUID() makerId: string;
  @IsString() makerName: string;
  @IsISO8601() madeAt: string;
  @OrNull() @IsISO8601() submittedAt: string | null;
  @IsArray() @IsString({ each: true }) auditedBy: string[];
  @OrNull() @IsISO8601() auditedAt: string | null;
  @OrNull() @IsString() reason: string | null;
  /** The bank's time. */
  @OrNull() @IsISO8601() paidAt: string | null;
  @OrNull() @IsString() paidBy: string | null;
  @OrNull() @IsString() bankReference: string | null;
  @NestedList(() => SlipHindrance) hindrances: SlipHindrance[];
  /** Rounds of approval, the latest first. */
  @NestedList(() => ApprovalView) approvals: ApprovalView[];
  /** Of the latest submission. */
  @NestedList(() => SlipCopy) copies: SlipCopy[];
}

export class SlipDetails {
  /** What the form of finance asks for, by its keys. */
  @IsOptional() @IsObject() fields?: Record<string, string>;
  @IsOptional() @IsString() @MaxLength(500) note?: string;
}
/** Either of a condition, which says payee, amount and account, or free: a refund or commission. */
export class MakePaymentSlip extends SlipDetails {
  @IsOptional() @IsUUID() conditionId?: string;
  @IsOptional() @IsIn(FREE_PURPOSES) purpose?: (typeof FREE_PURPOSES)[number];
  @IsOptional() @IsIn(PAYING_ACCOUNTS) from?: (typeof PAYING_ACCOUNTS)[number];
  /** Yuan. */
  @IsOptional() @IsString() @MaxLength(20) amount?: string;
  /** Whom a refund goes to. */
  @IsOptional() @IsUUID() payeePartyId?: string;
  @IsOptional() @IsString() @Length(1, 100) payeeName?: string;
}
export class SlipReason {
  @IsString() @Length(2, 500) reason: string;
}
export class DecidePaymentSlip {
  @IsIn(['approve', 'return']) decision: 'approve' | 'return';
  @IsOptional() @IsString() @MaxLength(500) note?: string;
  /** Of a return. */
  @ValidateIf((body: DecidePaymentSlip) => body.decision === 'return') @IsString() @Length(2, 500) reason?: string;
}
export class PayPaymentSlip {
  /** The bank's time; never before the audit, never in the future. */
  @IsISO8601({ strict: true }) paidAt: string;
  /** The bank's own number of the movement. */
  @IsOptional() @IsString() @Length(1, 60) bankReference?: string;
}
export class SlipQuery extends PageQuery {
  @IsOptional() @Matches(/^[a-z]+(,[a-z]+)*$/) status?: string;
  @IsOptional() @IsIn(['me']) maker?: 'me';
}
export class PublishSlipForm {
  @NestedList(() => SlipFieldView) @ArrayMinSize(1) @ArrayMaxSize(30) fields: SlipFieldView[];
  /** Now when left out; never in the past. */
  @IsOptional() @IsISO8601({ strict: true }) effectiveFrom?: string;
  @IsString() @Length(2, 500) reason: string;
}

@Controller('v1/property-brokerage')
export class PaymentSlipsHttp {
  constructor(private readonly slips: PaymentSlips, private readonly desk: SlipDesk, private readonly lists: SlipList, private readonly forms: SlipForms) {}

  @Get('deals/:id/payment-slips') @ApiOkResponse({ type: listOf(PaymentSlipView) }) ofDeal(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string) { return this.lists.ofDeal(ctx, id); }

  /** A draft; nothing is promised by it yet. */
  @Post('deals/:id/payment-slips') @ApiCreatedResponse({ type: PaymentSlipView }) make(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: MakePaymentSlip) { return this.slips.make(ctx, id, body); }

  /** The newest first. */
  @Get('payment-slips') @ApiOkResponse({ type: pageOf(PaymentSlipView) }) list(@Caller() ctx: Context, @Query() query: SlipQuery) { return this.lists.list(ctx, { ...query, limit: pageSize(query) }); }

  @Get('payment-slips/:id') @ApiOkResponse({ type: PaymentSlipView }) get(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string) { return this.lists.get(ctx, id); }

  /** While its maker has it. */
  @Put('payment-slips/:id') @ApiOkResponse({ type: PaymentSlipView }) edit(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: SlipDetails, @IfMatch() version: number) { return this.slips.edit(ctx, id, body, version); }

  /** To finance, with copies: meets PB-4.7 and asks for the audit. */
  @Post('payment-slips/:id/submit') @HttpCode(200) @ApiOkResponse({ type: PaymentSlipView }) submit(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @OptionalIfMatch() version: number | null) { return this.slips.submit(ctx, id, version); }

  @Post('payment-slips/:id/withdraw') @HttpCode(200) @ApiOkResponse({ type: PaymentSlipView }) withdraw(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: SlipReason) { return this.slips.withdraw(ctx, id, body.reason); }

  /** The audit (审核); nobody audits their own. */
  @Post('payment-slips/:id/decide') @HttpCode(200) @ApiOkResponse({ type: PaymentSlipView }) decide(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: DecidePaymentSlip) {
    return this.desk.decide(ctx, id, body.decision === 'return' ? { return: body.reason! } : { approve: true, ...(body.note && { note: body.note }) });
  }

  /** Finance pays what was audited. */
  @Post('payment-slips/:id/pay') @HttpCode(200) @ApiOkResponse({ type: PaymentSlipView }) pay(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: PayPaymentSlip) { return this.desk.pay(ctx, id, body); }

  /** Finance gives back what was audited and could not be paid. */
  @Post('payment-slips/:id/return') @HttpCode(200) @ApiOkResponse({ type: PaymentSlipView }) giveBack(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: SlipReason) { return this.desk.giveBack(ctx, id, body.reason); }

  /** What finance asks for on F3: the editions, the latest first. */
  @Get('slip-forms') @ApiOkResponse({ type: listOf(SlipFormView) }) form(@Caller() ctx: Context) { return this.forms.list(ctx); }

  @Post('slip-forms') @ApiCreatedResponse({ type: listOf(SlipFormView) }) publish(@Caller() ctx: Context, @Body() body: PublishSlipForm) { return this.forms.publish(ctx, body); }
}
