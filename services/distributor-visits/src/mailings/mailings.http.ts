import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import { ArrayMinSize, ArrayUnique, IsArray, IsIn, IsInt, IsISO8601, IsOptional, IsString, IsUUID, Length } from 'class-validator';
import { Caller, type Context, IfMatch, OrNull, PageQuery, pageOf, pageSize, WhenGiven } from '@luyue/platform';
import { ANSWER_CHANNELS, type AnswerChannel, WithReason } from '../follow-steps.ts';
import { CUSTOMER_TYPES, GRADES_OR_NONE } from '../customer-kinds.ts';
import { MAILING_STATUSES, type MailingStatus, RECEIPT_STATES, type ReceiptState } from './mailings.rules.ts';
import { MailingReceipts } from './mailing-receipts.ts';
import { Mailings } from './mailings.service.ts';

export class MailingQuery extends PageQuery {
  @IsOptional() @IsIn(MAILING_STATUSES) status?: MailingStatus;
}
export class WriteMailing {
  @IsUUID() unitId: string;
  @IsString() @Length(1, 100) product: string;
  @IsString() @Length(2, 100) title: string;
  @IsString() @Length(2, 10_000) content: string;
  @IsArray() @ArrayMinSize(1) @ArrayUnique() @IsIn(CUSTOMER_TYPES, { each: true }) types: (typeof CUSTOMER_TYPES)[number][];
  /** `none`: customers without a grade yet. */
  @IsArray() @ArrayMinSize(1) @ArrayUnique() @IsIn(GRADES_OR_NONE, { each: true }) grades: (typeof GRADES_OR_NONE)[number][];
}
export class ChangeMailing {
  @WhenGiven() @IsString() @Length(1, 100) product?: string;
  @WhenGiven() @IsString() @Length(2, 100) title?: string;
  @WhenGiven() @IsString() @Length(2, 10_000) content?: string;
  @WhenGiven() @IsArray() @ArrayMinSize(1) @ArrayUnique() @IsIn(CUSTOMER_TYPES, { each: true }) types?: (typeof CUSTOMER_TYPES)[number][];
  @WhenGiven() @IsArray() @ArrayMinSize(1) @ArrayUnique() @IsIn(GRADES_OR_NONE, { each: true }) grades?: (typeof GRADES_OR_NONE)[number][];
}
export class MailingReceiptQuery extends PageQuery {
  @IsOptional() @IsIn(RECEIPT_STATES) state?: ReceiptState;
}
export class DeliverMailing {
  @IsIn(ANSWER_CHANNELS) channel: AnswerChannel;
}
export class ConfirmMailing {
  /** Who confirms it, at the customer. */
  @IsString() @Length(1, 100) receivedBy: string;
}

export class MailingView {
  @IsUUID() id: string;
  @IsInt() version: number;
  @IsString() number: string;
  @IsUUID() unitId: string;
  @IsString() unitName: string;
  @IsString() product: string;
  @IsString() title: string;
  @IsString() content: string;
  @IsArray() @IsString({ each: true }) types: string[];
  @IsArray() @IsString({ each: true }) grades: string[];
  @IsIn(MAILING_STATUSES) status: MailingStatus;
  @IsString() madeBy: string;
  @IsISO8601() madeAt: string;
  @OrNull() @IsISO8601() issuedAt: string | null;
  @OrNull() @IsString() issuedBy: string | null;
  /** Why it was dropped. */
  @OrNull() @IsString() reason: string | null;
  @IsInt() recipients: number;
  @IsInt() delivered: number;
  @IsInt() received: number;
}
export class MailingReceiptView {
  @IsUUID() customerId: string;
  @IsString() customerName: string;
  @IsIn(RECEIPT_STATES) state: ReceiptState;
  @OrNull() @IsIn(ANSWER_CHANNELS) channel: AnswerChannel | null;
  @OrNull() @IsISO8601() deliveredAt: string | null;
  @OrNull() @IsString() deliveredBy: string | null;
  @OrNull() @IsString() receivedBy: string | null;
  @OrNull() @IsISO8601() receivedAt: string | null;
}

@Controller('v1/distributor-visits/mailings')
export class MailingsHttp {
  constructor(private readonly mailings: Mailings, private readonly receipts: MailingReceipts) {}

  /** DV-3.3d: the latest first. */
  @Get() @ApiOkResponse({ type: pageOf(MailingView) }) list(@Caller() ctx: Context, @Query() query: MailingQuery) { return this.mailings.list(ctx, { ...query, limit: pageSize(query) }); }

  @Get(':id') @ApiOkResponse({ type: MailingView }) get(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string) { return this.mailings.get(ctx, id); }

  @Post() @ApiCreatedResponse({ type: MailingView }) write(@Caller() ctx: Context, @Body() body: WriteMailing) { return this.mailings.write(ctx, body); }

  /** While it is a draft. */
  @Patch(':id') @ApiOkResponse({ type: MailingView }) change(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: ChangeMailing, @IfMatch() version: number) { return this.mailings.change(ctx, id, body, version); }

  /** To every active customer of the unit with these types and grades; where the company has set an interval, this meets DV-3.3d. */
  @Post(':id/issue') @HttpCode(200) @ApiOkResponse({ type: MailingView }) issue(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string) { return this.mailings.issue(ctx, id); }

  @Post(':id/drop') @HttpCode(200) @ApiOkResponse({ type: MailingView }) drop(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: WithReason) { return this.mailings.drop(ctx, id, body.reason); }

  /** By customer. */
  @Get(':id/receipts') @ApiOkResponse({ type: pageOf(MailingReceiptView) }) receiptList(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Query() query: MailingReceiptQuery) { return this.receipts.list(ctx, id, { ...query, limit: pageSize(query) }); }

  @Post(':id/receipts/:customerId/deliver') @HttpCode(200) @ApiOkResponse({ type: MailingReceiptView }) deliver(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Param('customerId', ParseUUIDPipe) customerId: string, @Body() body: DeliverMailing) { return this.receipts.deliver(ctx, id, customerId, body.channel); }

  @Post(':id/receipts/:customerId/confirm') @HttpCode(200) @ApiOkResponse({ type: MailingReceiptView }) confirm(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Param('customerId', ParseUUIDPipe) customerId: string, @Body() body: ConfirmMailing) { return this.receipts.confirm(ctx, id, customerId, body.receivedBy); }
}
