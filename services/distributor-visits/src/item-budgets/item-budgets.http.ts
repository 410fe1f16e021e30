import { Body, Controller, Get, Param, ParseUUIDPipe, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import { IsIn, IsInt, IsISO8601, IsOptional, IsString, IsUUID, Length, Matches } from 'class-validator';
import { Caller, type Context, IfMatch, NestedList, PageQuery, pageOf, pageSize } from '@luyue/platform';
import { ItemBudgets } from './item-budgets.service.ts';

const KINDS = ['sample', 'trial', 'promotional', 'gift'] as const;
const YUAN = /^\d{1,12}(\.\d{1,2})?$/;

export class ItemBudgetQuery extends PageQuery {
  @IsOptional() @IsUUID() unitId?: string;
  @IsOptional() @IsIn(KINDS) kind?: (typeof KINDS)[number];
}
export class SetItemBudget {
  @IsUUID() unitId: string;
  @IsIn(KINDS) kind: (typeof KINDS)[number];
  /** A year, half, quarter or month: "2026", "2026-H2", "2026-Q4", "2026-11". */
  @IsString() @Length(4, 7) period: string;
  /** Yuan. */
  @Matches(YUAN) amount: string;
  @IsString() @Length(2, 500) reason: string;
}
export class ChangeItemBudget {
  /** Yuan; not below what was spent. */
  @Matches(YUAN) amount: string;
  @IsString() @Length(2, 500) reason: string;
}

export class ItemBudgetChange {
  @IsISO8601() at: string;
  @IsString() by: string;
  @IsString() amount: string;
  @IsString() reason: string;
}
export class ItemBudgetView {
  @IsUUID() id: string;
  @IsInt() version: number;
  @IsUUID() unitId: string;
  @IsString() unitName: string;
  @IsIn(KINDS) kind: (typeof KINDS)[number];
  @IsString() period: string;
  @IsString() firstDay: string;
  @IsString() lastDay: string;
  /** Yuan, all three. */
  @IsString() amount: string;
  @IsString() spent: string;
  @IsString() remaining: string;
  /** The latest first. */
  @NestedList(() => ItemBudgetChange) history: ItemBudgetChange[];
}

@Controller('v1/distributor-visits/item-budgets')
export class ItemBudgetsHttp {
  constructor(private readonly budgets: ItemBudgets) {}

  /** The latest period first. */
  @Get() @ApiOkResponse({ type: pageOf(ItemBudgetView) }) list(@Caller() ctx: Context, @Query() query: ItemBudgetQuery) { return this.budgets.list(ctx, { ...query, limit: pageSize(query) }); }

  /** The superior of a unit says what it may give out. */
  @Post() @ApiCreatedResponse({ type: ItemBudgetView }) set(@Caller() ctx: Context, @Body() body: SetItemBudget) { return this.budgets.set(ctx, body); }

  @Put(':id') @ApiOkResponse({ type: ItemBudgetView }) change(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: ChangeItemBudget, @IfMatch() version: number) { return this.budgets.change(ctx, id, body, version); }
}
