import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { IsIn, IsInt, IsISO8601, IsOptional, IsString, IsUUID, Length, Max, Min } from 'class-validator';
import { ObligationView } from '@luyue/obligations';
import { Caller, type Context, Nested, OrNull, PageQuery, pageOf, pageSize } from '@luyue/platform';
import { INQUIRY_STATUSES, INQUIRY_WAYS, type InquiryStatus, type InquiryWay } from './inquiry-cards.rules.ts';
import { InquiryCards } from './inquiry-cards.service.ts';

export class InquiryQuery extends PageQuery {
  /** `owed` when left out. */
  @IsOptional() @IsIn(INQUIRY_STATUSES) status?: InquiryStatus;
  @IsOptional() @IsUUID() unitId?: string;
}
export class GiveInquiry {
  @IsIn(INQUIRY_WAYS) way: InquiryWay;
  /** Now when left out. */
  @IsOptional() @IsISO8601({ strict: true }) givenAt?: string;
}
export class AnswerInquiry {
  @IsString() @Length(1, 4000) answer: string;
  /** 1 to 5. */
  @IsOptional() @IsInt() @Min(1) @Max(5) satisfaction?: number;
}

export class InquiryCardView {
  @IsUUID() id: string;
  @IsInt() version: number;
  @IsUUID() customerId: string;
  @IsString() customerNumber: string;
  @IsString() customerName: string;
  @IsUUID() unitId: string;
  @IsIn(INQUIRY_STATUSES) status: InquiryStatus;
  @IsISO8601() registeredAt: string;
  @OrNull() @IsISO8601() givenAt: string | null;
  @OrNull() @IsIn(INQUIRY_WAYS) way: InquiryWay | null;
  @OrNull() @IsString() givenBy: string | null;
  @OrNull() @IsISO8601() answeredAt: string | null;
  @OrNull() @IsInt() satisfaction: number | null;
  @OrNull() @IsString() answer: string | null;
  @OrNull() @Nested(() => ObligationView) obligation: ObligationView | null;
}

@Controller('v1/distributor-visits')
export class InquiryCardsHttp {
  constructor(private readonly cards: InquiryCards) {}

  /** DV-3.2b: new customers whose card is still to be given, the one that waits longest first. */
  @Get('inquiry-cards') @ApiOkResponse({ type: pageOf(InquiryCardView) }) list(@Caller() ctx: Context, @Query() query: InquiryQuery) { return this.cards.list(ctx, { ...query, limit: pageSize(query) }); }

  @Get('customers/:id/inquiry-card') @ApiOkResponse({ type: InquiryCardView }) get(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string) { return this.cards.ofCustomer(ctx, id); }

  /** Handed out or sent: that meets DV-3.2b. */
  @Post('customers/:id/inquiry-card/give') @HttpCode(200) @ApiOkResponse({ type: InquiryCardView }) give(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: GiveInquiry) { return this.cards.give(ctx, id, body); }

  @Post('customers/:id/inquiry-card/answer') @HttpCode(200) @ApiOkResponse({ type: InquiryCardView }) answer(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: AnswerInquiry) { return this.cards.answer(ctx, id, body); }
}
