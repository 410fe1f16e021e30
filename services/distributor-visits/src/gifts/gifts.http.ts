import { Body, Controller, Get, Header, HttpCode, Param, ParseUUIDPipe, Post, Put, Query, Res, StreamableFile } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsIn, IsInt, IsISO8601, IsOptional, IsString, IsUUID, Length, Max, MaxLength, Min, ValidateIf } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { ApprovalView } from '@luyue/approvals';
import { Caller, type Context, IfMatch, NestedList, OptionalIfMatch, OrNull, PageQuery, pageOf, pageSize } from '@luyue/platform';
import { WithReason } from '../follow-steps.ts';
import { GiftDesk } from './gift-desk.ts';
import { GiftForm } from './gift-form.ts';
import { APPLICATION_STATUSES, type ApplicationStatus } from './gifts.rules.ts';
import { Gifts } from './gifts.service.ts';

export class GiftApplicationQuery extends PageQuery {
  @IsOptional() @IsIn(APPLICATION_STATUSES) status?: ApplicationStatus;
  @IsOptional() @IsUUID() customerId?: string;
  @IsOptional() @IsIn(['me']) maker?: 'me';
}
export class GiftLine {
  @IsUUID() itemId: string;
  @IsInt() @Min(1) @Max(100_000) quantity: number;
}
export class GiftDetails {
  /** Why the gifts are thought necessary (DV-6). */
  @IsString() @Length(5, 1000) need: string;
  @IsOptional() @IsString() @MaxLength(200) occasion?: string;
  @ArrayMinSize(1) @ArrayMaxSize(20) @NestedList(() => GiftLine) lines: GiftLine[];
}
export class WriteGiftApplication extends GiftDetails {
  @IsUUID() customerId: string;
}
export class DecideGiftApplication {
  @IsIn(['approve', 'return']) decision: 'approve' | 'return';
  /** Needed for a return. */
  @ValidateIf((body: DecideGiftApplication) => body.decision === 'return' || body.reason !== undefined) @IsString() @Length(2, 500) reason?: string;
  @IsOptional() @IsString() @MaxLength(500) note?: string;
}
export class IssueGifts {
  /** Who takes them, at the customer. */
  @IsString() @Length(1, 100) receivedBy: string;
  @IsOptional() @IsString() @MaxLength(500) note?: string;
}

export class GiftLineView {
  @IsUUID() itemId: string;
  @IsString() name: string;
  @IsString() unitName: string;
  @IsInt() quantity: number;
  /** Yuan, of one and of all of the line. */
  @IsString() price: string;
  @IsString() cost: string;
}
export class GiftApplicationView {
  @IsUUID() id: string;
  @IsInt() version: number;
  @IsString() number: string;
  @IsUUID() unitId: string;
  @IsString() unitName: string;
  @IsUUID() customerId: string;
  @IsString() customerName: string;
  @IsString() need: string;
  @IsString() occasion: string;
  @NestedList(() => GiftLineView) lines: GiftLineView[];
  /** Yuan. */
  @IsString() amount: string;
  /** Yuan that the unit may still give away now; null without a budget. */
  @OrNull() @IsString() remaining: string | null;
  @IsIn(APPLICATION_STATUSES) status: ApplicationStatus;
  @IsUUID() makerId: string;
  @IsString() makerName: string;
  @IsISO8601() madeAt: string;
  @OrNull() @IsISO8601() submittedAt: string | null;
  @OrNull() @IsISO8601() approvedAt: string | null;
  @IsArray() @IsString({ each: true }) approvedBy: string[];
  @OrNull() @IsString() reason: string | null;
  @OrNull() @IsISO8601() issuedAt: string | null;
  @OrNull() @IsString() issuedBy: string | null;
  @OrNull() @IsUUID() handOutId: string | null;
  /** The rounds of asking, the latest first. */
  @NestedList(() => ApprovalView) approvals: ApprovalView[];
}

const MISSING = 'x-missing-characters';
const PDF = {
  content: { 'application/pdf': { schema: { type: 'string', format: 'binary' } } },
  headers: { [MISSING]: { description: 'Characters that no font of the printed form has, percent-encoded; they are boxes on it. Left out when there are none.', schema: { type: 'string' } } },
} as const;

@Controller('v1/distributor-visits/gift-applications')
export class GiftsHttp {
  constructor(private readonly gifts: Gifts, private readonly desk: GiftDesk, private readonly form: GiftForm) {}

  /** The latest first. */
  @Get() @ApiOkResponse({ type: pageOf(GiftApplicationView) }) list(@Caller() ctx: Context, @Query() query: GiftApplicationQuery) { return this.gifts.list(ctx, { ...query, limit: pageSize(query) }); }

  @Get(':id') @ApiOkResponse({ type: GiftApplicationView }) get(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string) { return this.gifts.get(ctx, id); }

  /** DV-6: a draft for a special customer. */
  @Post() @ApiCreatedResponse({ type: GiftApplicationView }) write(@Caller() ctx: Context, @Body() body: WriteGiftApplication) { return this.gifts.write(ctx, body); }

  /** While its maker has it. */
  @Put(':id') @ApiOkResponse({ type: GiftApplicationView }) edit(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: GiftDetails, @IfMatch() version: number) { return this.gifts.edit(ctx, id, body, version); }

  /** To the superior in charge. */
  @Post(':id/submit') @HttpCode(200) @ApiOkResponse({ type: GiftApplicationView }) submit(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @OptionalIfMatch() version: number | null) { return this.gifts.submit(ctx, id, version); }

  @Post(':id/withdraw') @HttpCode(200) @ApiOkResponse({ type: GiftApplicationView }) withdraw(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: WithReason) { return this.gifts.withdraw(ctx, id, body.reason); }

  /** Whoever manages the unit above (reading 12). */
  @Post(':id/decide') @HttpCode(200) @ApiOkResponse({ type: GiftApplicationView }) decide(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: DecideGiftApplication) {
    return this.desk.decide(ctx, id, body.decision === 'return' ? { return: body.reason! } : { approve: true, ...(body.note && { note: body.note }) });
  }

  /** From stock and budget, once. */
  @Post(':id/issue') @HttpCode(200) @ApiOkResponse({ type: GiftApplicationView }) issue(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: IssueGifts) { return this.desk.issue(ctx, id, body); }

  /** Issued by mistake: stock and budget have them back, and it stays approved. */
  @Post(':id/take-back') @HttpCode(200) @ApiOkResponse({ type: GiftApplicationView }) takeBack(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: WithReason) { return this.desk.takeBack(ctx, id, body.reason); }

  /** 《赠送礼品预算申请表》 as PDF. */
  @Get(':id/form') @ApiOkResponse(PDF) @Header('cache-control', 'no-store') async print(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Res({ passthrough: true }) reply: FastifyReply) {
    const { name, content, missing } = await this.form.print(ctx, id);
    if (missing.length) void reply.header(MISSING, encodeURIComponent(missing.join('')));
    return new StreamableFile(content, { type: 'application/pdf', disposition: `attachment; filename*=UTF-8''${encodeURIComponent(name)}` });
  }
}
