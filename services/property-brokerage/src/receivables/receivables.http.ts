import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Put } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsInt, IsISO8601, IsOptional, IsString, IsUUID, Length, MaxLength } from 'class-validator';
import { Caller, type Context, IfMatch, IsDay, Nested, NestedList, OrNull, Text } from '@luyue/platform';
import { MONEY_KINDS, type MoneyKind, type Side } from '../deal-kinds.ts';
import type { ReceivableState } from './receivables.rules.ts';
import { Receivables } from './receivables.service.ts';

const SIDES = ['seller', 'buyer'] as const;
const STATES = ['expected', 'overdue', 'partly', 'received', 'direct', 'dropped'] as const;

/** By the contract (PB-4.3b). */
export class WriteReceivable {
  /** Who pays it. */
  @IsIn(SIDES) side: Side;
  @IsIn(MONEY_KINDS) kind: MoneyKind;
  /** Yuan, above zero, two decimals at most. */
  @IsString() @MaxLength(20) amount: string;
  @IsDay() expectedOn: string;
  /** Where the contract says so: 第四条第二款. */
  @IsString() @Length(1, 200) basis: string;
  /** Why it is paid from side to side and not to the shop; left out where the shop collects it. */
  @IsOptional() @IsString() @Length(2, 200) directReason?: string | null;
}
export class DropReceivable {
  @IsString() @Length(2, 300) reason: string;
}

export class ReceivableView {
  @IsUUID() id: string;
  @IsInt() version: number;
  @IsIn(SIDES) side: Side;
  @Nested(() => Text) sideName: Text;
  @IsIn(MONEY_KINDS) kind: MoneyKind;
  @Nested(() => Text) kindName: Text;
  /** Yuan. */
  @IsString() amount: string;
  @IsString() expectedOn: string;
  @IsString() basis: string;
  /** Paid from side to side, for this reason; null where the shop collects it. */
  @OrNull() @IsString() directReason: string | null;
  /** Of what came in for its side and kind; the earliest expected is filled first. */
  @IsString() received: string;
  @IsString() outstanding: string;
  @IsIn(STATES) state: ReceivableState;
  /** Who wrote it last, and when. */
  @IsString() writtenBy: string;
  @IsISO8601() writtenAt: string;
  @OrNull() @IsString() droppedReason: string | null;
}
export class ReceivableGap {
  @IsString() field: string;
  @IsIn(['price', 'rent', 'commission']) code: 'price' | 'rent' | 'commission';
  @Nested(() => Text) text: Text;
}
export class ReceivedBeyond {
  @IsIn(SIDES) side: Side;
  @Nested(() => Text) sideName: Text;
  @IsIn(MONEY_KINDS) kind: MoneyKind;
  @Nested(() => Text) kindName: Text;
  @IsString() amount: string;
}
/** What a deal's contract lets expect, and what has come of it. Yuan. */
export class ReceivablesView {
  /** The earliest expected first. */
  @NestedList(() => ReceivableView) items: ReceivableView[];
  @IsString() expected: string;
  /** Of it, what is paid from side to side. */
  @IsString() direct: string;
  @IsString() received: string;
  @IsString() outstanding: string;
  /** Money that came and that nobody expected. */
  @NestedList(() => ReceivedBeyond) beyond: ReceivedBeyond[];
  /** Where it does not say what the contract says. */
  @NestedList(() => ReceivableGap) gaps: ReceivableGap[];
  /** Whether the reader may write it now. */
  @IsBoolean() mayWrite: boolean;
}

@Controller('v1/property-brokerage')
export class ReceivablesHttp {
  constructor(private readonly receivables: Receivables) {}

  @Get('deals/:id/receivables') @ApiOkResponse({ type: ReceivablesView }) get(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string) { return this.receivables.get(ctx, id); }

  /** By the shop until the deal is taken, by its specialist once there is one. */
  @Post('deals/:id/receivables') @ApiCreatedResponse({ type: ReceivablesView }) add(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: WriteReceivable) { return this.receivables.add(ctx, id, body); }

  @Put('receivables/:id') @ApiOkResponse({ type: ReceivablesView }) change(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: WriteReceivable, @IfMatch() version: number) { return this.receivables.rewrite(ctx, id, body, version); }

  /** No longer expected; it stays to be seen, with the reason. */
  @Post('receivables/:id/drop') @HttpCode(200) @ApiOkResponse({ type: ReceivablesView }) drop(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: DropReceivable) { return this.receivables.drop(ctx, id, body.reason); }
}
