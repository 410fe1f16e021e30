import { Body, Controller, Get, Header, HttpCode, Param, ParseUUIDPipe, Post, Query, StreamableFile } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import { Caller, type Context, IfMatch, listOf, PageQuery, pageOf, pageSize } from '@luyue/platform';
import { SettlementFiles } from './settlement-files.ts';
import { DisputeSettlement, LabourRateView, PaySettlement, PublishRate, RunSettlement, SettlementFileQuery, SettlementLineView, SettlementQuery, SettlementRun, SettlementView } from './settlement-views.ts';
import { Settlements } from './settlements.service.ts';

const TYPES = { pdf: 'application/pdf', xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' };

@Controller('v1/outstation-channel')
export class SettlementsHttp {
  constructor(private readonly settlements: Settlements, private readonly files: SettlementFiles) {}

  /** Versions, the latest first. */
  @Get('labour-rates') @ApiOkResponse({ type: listOf(LabourRateView) }) rates(@Caller() ctx: Context) { return this.settlements.rates(ctx); }

  @Post('labour-rates') @ApiCreatedResponse({ type: listOf(LabourRateView) }) publish(@Caller() ctx: Context, @Body() body: PublishRate) { return this.settlements.publish(ctx, body); }

  /** The latest month first; a station's own users see their own. */
  @Get('settlements') @ApiOkResponse({ type: pageOf(SettlementView) }) list(@Caller() ctx: Context, @Query() query: SettlementQuery) { return this.settlements.list(ctx, { ...query, limit: pageSize(query) }); }

  /** Draws the statements of a month; started again it goes on. */
  @Post('settlements/run') @HttpCode(200) @ApiOkResponse({ type: SettlementRun }) run(@Caller() ctx: Context, @Body() body: RunSettlement) { return this.settlements.run(ctx, body.departmentUnitId, body.month); }

  @Get('settlements/:id') @ApiOkResponse({ type: SettlementView }) get(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string) { return this.settlements.get(ctx, id); }

  @Get('settlements/:id/lines') @ApiOkResponse({ type: pageOf(SettlementLineView) }) lines(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Query() query: PageQuery) { return this.settlements.lines(ctx, id, { ...query, limit: pageSize(query) }); }

  /** The statement on A4, or a workbook with every order. */
  @Get('settlements/:id/file') @ApiOkResponse({ content: { '*/*': { schema: { type: 'string', format: 'binary' } } } }) @Header('cache-control', 'private, no-store') @Header('content-security-policy', 'sandbox')
  async file(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Query() { format = 'pdf' }: SettlementFileQuery) {
    const { name, content } = await this.files.file(ctx, id, format);
    const options = { type: TYPES[format], disposition: `attachment; filename*=UTF-8''${encodeURIComponent(name)}` };
    return Buffer.isBuffer(content) ? new StreamableFile(content, { ...options, length: content.length }) : new StreamableFile(content, options);
  }

  /** By the station's own users. */
  @Post('settlements/:id/confirm') @HttpCode(200) @ApiOkResponse({ type: SettlementView }) confirm(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @IfMatch() version: number) { return this.settlements.confirm(ctx, id, version); }

  @Post('settlements/:id/dispute') @HttpCode(200) @ApiOkResponse({ type: SettlementView }) dispute(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @IfMatch() version: number, @Body() body: DisputeSettlement) { return this.settlements.dispute(ctx, id, version, body.reason); }

  /** Again by the orders, cases and rates of now. */
  @Post('settlements/:id/redraw') @HttpCode(200) @ApiOkResponse({ type: SettlementView }) redraw(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string) { return this.settlements.redraw(ctx, id); }

  @Post('settlements/:id/pay') @HttpCode(200) @ApiOkResponse({ type: SettlementView }) pay(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @IfMatch() version: number, @Body() body: PaySettlement) { return this.settlements.pay(ctx, id, version, body.paymentReference); }
}
