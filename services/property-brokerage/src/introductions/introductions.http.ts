import { Body, Controller, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { IsIn, IsISO8601, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import { Caller, type Context } from '@luyue/platform';
import { DealView } from '../views.ts';
import { Introductions } from './introductions.service.ts';

export class RecordIntroductionCall {
  @IsUUID() partyId: string;
  @IsIn(['reached', 'no_answer']) outcome: 'reached' | 'no_answer';
  /** Now when left out; never in the future (R6). */
  @IsOptional() @IsISO8601({ strict: true }) at?: string;
  @IsOptional() @IsString() @MaxLength(500) note?: string;
}
export class TextParties {
  /** The specialist's, under which the parties call. */
  @IsString() @MaxLength(30) phone: string;
}

@Controller('v1/property-brokerage/deals/:id/introductions')
export class IntroductionsHttp {
  constructor(private readonly introductions: Introductions) {}

  /** PB-4.3a: the shop phones a party and names the specialist. */
  @Post('calls') @HttpCode(200) @ApiOkResponse({ type: DealView }) call(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: RecordIntroductionCall) { return this.introductions.call(ctx, id, body); }

  /** PB-4.3a: the specialist texts the parties; again, those whom it did not reach. */
  @Post('texts') @HttpCode(200) @ApiOkResponse({ type: DealView }) text(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: TextParties) { return this.introductions.text(ctx, id, body); }
}
