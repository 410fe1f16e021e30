import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, IsBoolean, IsIn, IsInt, IsISO8601, IsOptional, IsString, IsUUID, Length, Matches, Max, MaxLength, Min } from 'class-validator';
import { Caller, type Context, IfMatch, listOf, Nested, NestedList, OrNull, PageQuery, pageOf, pageSize, Text, WhenGiven } from '@luyue/platform';
import { StockLine } from '@luyue/stock';
import { WithReason } from '../follow-steps.ts';
import { HandOuts } from './hand-outs.ts';
import { HAND_OUT_STATUSES, type HandOutStatus, ITEM_KINDS, type ItemKind } from './items.rules.ts';
import { Items } from './items.service.ts';

const YUAN = /^\d{1,10}(\.\d{1,2})?$/;

export class VisitItemQuery {
  @IsOptional() @IsIn(ITEM_KINDS) kind?: ItemKind;
  /** Those still given out when left out. */
  @IsOptional() @IsIn(['all']) show?: 'all';
}
export class AddVisitItem {
  @IsIn(ITEM_KINDS) kind: ItemKind;
  @IsString() @Length(1, 100) name: string;
  @IsString() @Length(1, 10) unitName: string;
  /** Yuan: what one costs the company. */
  @Matches(YUAN) price: string;
}
export class ChangeVisitItem {
  @WhenGiven() @IsString() @Length(1, 100) name?: string;
  @WhenGiven() @IsString() @Length(1, 10) unitName?: string;
  /** For what is handed out and applied for from now on. */
  @WhenGiven() @Matches(YUAN) price?: string;
  /** False: no longer given out. */
  @WhenGiven() @IsBoolean() active?: boolean;
}
export class ReceiveItems {
  @IsUUID() unitId: string;
  @IsInt() @Min(1) @Max(1_000_000) quantity: number;
  /** Where it came from, e.g. the delivery note: once only. */
  @IsString() @Length(2, 100) reference: string;
}
export class ItemStatementQuery extends PageQuery {
  /** The reader's own unit when left out. */
  @IsOptional() @IsUUID() unitId?: string;
}
export class HandOutLine {
  @IsUUID() itemId: string;
  @IsInt() @Min(1) @Max(1_000_000) quantity: number;
}
/** What was handed out, without to whom and when: the phone's record of a visit names those itself. */
export class HandOutWords {
  @ArrayMinSize(1) @ArrayMaxSize(50) @NestedList(() => HandOutLine) lines: HandOutLine[];
  /** Who took it, at the customer. */
  @IsOptional() @IsString() @MaxLength(100) receivedBy?: string;
  @IsOptional() @IsString() @MaxLength(500) note?: string;
}
export class HandOutItems extends HandOutWords {
  @IsUUID() customerId: string;
}
export class HandOutQuery extends PageQuery {
  @IsOptional() @IsUUID() customerId?: string;
  @IsOptional() @IsUUID() unitId?: string;
}

export class ItemHeld {
  @IsUUID() unitId: string;
  @IsString() unitName: string;
  @IsInt() quantity: number;
}
export class VisitItemView {
  @IsUUID() id: string;
  @IsInt() version: number;
  @IsIn(ITEM_KINDS) kind: ItemKind;
  @Nested(() => Text) kindName: Text;
  @IsString() name: string;
  @IsString() unitName: string;
  /** Yuan. */
  @IsString() price: string;
  @IsBoolean() active: boolean;
  /** In the reader's units. */
  @NestedList(() => ItemHeld) held: ItemHeld[];
}
export class HandOutLineView {
  @IsUUID() itemId: string;
  @IsIn(ITEM_KINDS) kind: ItemKind;
  @IsString() name: string;
  @IsInt() quantity: number;
  /** Yuan, of all of the line. */
  @IsString() cost: string;
}
export class HandOutView {
  @IsUUID() id: string;
  @IsInt() version: number;
  @IsString() number: string;
  @IsUUID() unitId: string;
  @IsUUID() customerId: string;
  @IsString() customerName: string;
  @OrNull() @IsUUID() visitId: string | null;
  @OrNull() @IsUUID() applicationId: string | null;
  @IsISO8601() handedAt: string;
  @IsString() handedBy: string;
  @IsString() receivedBy: string;
  @IsString() note: string;
  @IsIn(HAND_OUT_STATUSES) status: HandOutStatus;
  @OrNull() @IsString() takenBackReason: string | null;
  @NestedList(() => HandOutLineView) lines: HandOutLineView[];
  /** Yuan. */
  @IsString() cost: string;
}

@Controller('v1/distributor-visits')
export class ItemsHttp {
  constructor(private readonly items: Items, private readonly handOuts: HandOuts) {}

  /** DV-3.3f: items by kind and name, each with what the units hold. */
  @Get('items') @ApiOkResponse({ type: listOf(VisitItemView) }) list(@Caller() ctx: Context, @Query() query: VisitItemQuery) { return this.items.list(ctx, query); }

  @Post('items') @ApiCreatedResponse({ type: VisitItemView }) add(@Caller() ctx: Context, @Body() body: AddVisitItem) { return this.items.add(ctx, body); }

  @Patch('items/:id') @ApiOkResponse({ type: VisitItemView }) change(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: ChangeVisitItem, @IfMatch() version: number) { return this.items.change(ctx, id, body, version); }

  /** Things came in. */
  @Post('items/:id/receipts') @HttpCode(200) @ApiOkResponse({ type: VisitItemView }) receive(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: ReceiveItems) { return this.items.receive(ctx, id, body); }

  /** What came to and went from a unit, the newest first. */
  @Get('items/:id/statement') @ApiOkResponse({ type: pageOf(StockLine) }) statement(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Query() query: ItemStatementQuery) { return this.items.statement(ctx, id, query.unitId, { limit: pageSize(query), cursor: query.cursor }); }

  /** The latest first. */
  @Get('hand-outs') @ApiOkResponse({ type: pageOf(HandOutView) }) handOutList(@Caller() ctx: Context, @Query() query: HandOutQuery) { return this.handOuts.list(ctx, { ...query, limit: pageSize(query) }); }

  /** DV-3.3f: from the stock of the customer's unit and within its budget; gifts by their application alone (DV-6). */
  @Post('hand-outs') @ApiCreatedResponse({ type: HandOutView }) handOut(@Caller() ctx: Context, @Body() body: HandOutItems) { return this.handOuts.handOut(ctx, body); }

  /** Entered by mistake: stock and budget have it back. */
  @Post('hand-outs/:id/take-back') @HttpCode(200) @ApiOkResponse({ type: HandOutView }) takeBack(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: WithReason) { return this.handOuts.takeBack(ctx, id, body.reason); }
}
