import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Put, Query } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { Caller, type Context, OptionalIfMatch, pageOf, pageSize, refuse } from '@luyue/platform';
import { ClaimChecks } from './claim-checks.ts';
import { ClaimQuery, FindFalse, KeepClaim, PostClaim, RefuseLine, TravelClaimRow, TravelClaimView } from './claim-views.ts';
import { TravelClaims } from './travel-claims.service.ts';

const monthOf = (text: string): string => {
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(text)) throw refuse.field('month', 'month', { zh: '月份写作 2026-11', en: 'a month is written 2026-11' }, 'OC-3.1.4a');
  return text;
};

@Controller('v1/outstation-channel/travel-claims')
export class TravelClaimsHttp {
  constructor(private readonly claims: TravelClaims, private readonly checks: ClaimChecks) {}

  @Get() @ApiOkResponse({ type: pageOf(TravelClaimRow) }) list(@Caller() ctx: Context, @Query() query: ClaimQuery) { return this.claims.list(ctx, { ...query, mine: query.mine === 'true', limit: pageSize(query) }); }

  /** OC-3.1.4a: the caller's own vouchers of a month. */
  @Put('own/:month') @ApiOkResponse({ type: TravelClaimView }) keep(@Caller() ctx: Context, @Param('month') month: string, @OptionalIfMatch() version: number | null, @Body() body: KeepClaim) { return this.claims.keep(ctx, monthOf(month), version, body); }

  @Get(':id') @ApiOkResponse({ type: TravelClaimView }) get(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string) { return this.claims.get(ctx, id); }

  /** Lines without an approved trip that covers their date are refused, the others go on. */
  @Post(':id/post') @HttpCode(200) @ApiOkResponse({ type: TravelClaimView }) post(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: PostClaim) { return this.claims.post(ctx, id, body); }

  @Post(':id/receive') @HttpCode(200) @ApiOkResponse({ type: TravelClaimView }) receive(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string) { return this.claims.receive(ctx, id); }

  @Post(':id/settle') @HttpCode(200) @ApiOkResponse({ type: TravelClaimView }) settle(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string) { return this.claims.settle(ctx, id); }

  @Post(':id/lines/:lineId/refuse') @HttpCode(200) @ApiOkResponse({ type: TravelClaimView })
  refuse(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Param('lineId', ParseUUIDPipe) lineId: string, @Body() body: RefuseLine) { return this.checks.refuse(ctx, id, lineId, body); }

  /** OC-3.1.4b: proven false, with the penalty and the points off the score; after the settlement too, and then what was paid for the line is to be taken back with the penalty. */
  @Post(':id/lines/:lineId/false') @HttpCode(200) @ApiOkResponse({ type: TravelClaimView })
  findFalse(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Param('lineId', ParseUUIDPipe) lineId: string, @Body() body: FindFalse) { return this.checks.findFalse(ctx, id, lineId, body); }
}
