import { Body, Controller, Get, Param, ParseUUIDPipe, Put, Query } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import { Caller, type Context, PageQuery, pageOf, pageSize } from '@luyue/platform';
import { CustomerCardView } from '../views.ts';
import { Cards } from './cards.service.ts';

export class WriteCard {
  /** How the customer is doing. */
  @IsOptional() @IsString() @MaxLength(2000) situation?: string;
  /** What the customer asks for. */
  @IsOptional() @IsString() @MaxLength(2000) requests?: string;
  /** What comes next. */
  @IsOptional() @IsString() @MaxLength(2000) next?: string;
}

@Controller('v1/distributor-visits')
export class CardsHttp {
  constructor(private readonly cards: Cards) {}

  /** Every version of the customer's card, the latest first. */
  @Get('customers/:id/cards') @ApiOkResponse({ type: pageOf(CustomerCardView) }) list(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Query() query: PageQuery) { return this.cards.list(ctx, id, pageSize(query), query.cursor); }

  /** The version of this visit; it is written by the check-out too. */
  @Put('visits/:id/card') @ApiOkResponse({ type: CustomerCardView }) put(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: WriteCard) { return this.cards.put(ctx, id, body); }
}
