import { Body, Controller, Get, Header, HttpCode, Param, ParseUUIDPipe, Patch, Post, Query, Req, StreamableFile } from '@nestjs/common';
import { ApiConsumes, ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import type { MultipartFile } from '@fastify/multipart';
import { IsInt } from 'class-validator';
import type { FastifyRequest } from 'fastify';
import { Caller, type Context, IfMatch, listOf, pageOf, pageSize, refuse } from '@luyue/platform';
import { OrderImports } from './order-imports.ts';
import { OrderMailings } from './order-mailings.ts';
import {
  EnterOrder, GuidanceQuery, GuideOrder, MailingQuery, MailOrders, OrderCounts, OrderCountsQuery, OrderFieldsBody, OrderGuidanceView, OrderImport, OrderImportQuery, OrderMailingView, OrderQuery,
  RejectedOrders, RepairOrderView, ReturnOrder,
} from './order-views.ts';
import { RepairOrders } from './repair-orders.service.ts';

type UploadRequest = FastifyRequest & { file?: () => Promise<MultipartFile | undefined>; isMultipart?: () => boolean };

export class AcceptedOrders {
  @IsInt() accepted: number;
}

@Controller('v1/outstation-channel')
export class RepairOrdersHttp {
  constructor(private readonly orders: RepairOrders, private readonly mailings: OrderMailings, private readonly imports: OrderImports) {}

  /** The latest first; a station's own users see their own. */
  @Get('repair-orders') @ApiOkResponse({ type: pageOf(RepairOrderView) }) list(@Caller() ctx: Context, @Query() query: OrderQuery) { return this.orders.list(ctx, { ...query, limit: pageSize(query) }); }

  @Post('repair-orders') @ApiCreatedResponse({ type: RepairOrderView }) enter(@Caller() ctx: Context, @Body() body: EnterOrder) { return this.orders.enter(ctx, body); }

  /** By station, those whose orders came back most often first. */
  @Get('repair-orders/counts') @ApiOkResponse({ type: listOf(OrderCounts) }) counts(@Caller() ctx: Context, @Query() query: OrderCountsQuery) { return this.orders.counts(ctx, query.month); }

  /** An empty workbook with the columns of an import. */
  @Get('repair-orders/import-template') @ApiOkResponse({ content: { '*/*': { schema: { type: 'string', format: 'binary' } } } }) @Header('cache-control', 'private, no-store') async template(@Caller() ctx: Context) {
    return new StreamableFile(await this.imports.template(ctx), { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', disposition: `attachment; filename*=UTF-8''${encodeURIComponent('维修工单.xlsx')}` });
  }

  /** Takes in what is right and gives the other rows back, each with its reasons. */
  @Post('repair-orders/import') @HttpCode(200) @ApiConsumes('multipart/form-data') @ApiOkResponse({ type: OrderImport }) async import(@Caller() ctx: Context, @Req() request: UploadRequest, @Query() query: OrderImportQuery) {
    const part = request.isMultipart?.() ? await request.file?.() : undefined;
    if (!part) throw refuse.field('file', 'required', { zh: '没有收到文件', en: 'no file was sent' }, 'PF-15');
    return this.imports.take(ctx, query.stationId, part);
  }

  /** The rows that an import gave back, as a workbook to be mended. */
  @Post('repair-orders/rejected-rows') @HttpCode(200) @ApiOkResponse({ content: { '*/*': { schema: { type: 'string', format: 'binary' } } } }) @Header('cache-control', 'private, no-store') async rejectedRows(@Caller() ctx: Context, @Body() body: RejectedOrders) {
    return new StreamableFile(await this.imports.rejected(ctx, body.rejected), { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', disposition: `attachment; filename*=UTF-8''${encodeURIComponent('未收工单.xlsx')}` });
  }

  @Get('repair-orders/:id') @ApiOkResponse({ type: RepairOrderView }) get(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string) { return this.orders.get(ctx, id); }

  /** While the station has it. */
  @Patch('repair-orders/:id') @ApiOkResponse({ type: RepairOrderView }) correct(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @IfMatch() version: number, @Body() body: OrderFieldsBody) { return this.orders.correct(ctx, id, version, body); }

  /** Back to the station, counted, with a guidance note for whoever looks after it. */
  @Post('repair-orders/:id/return') @HttpCode(200) @ApiOkResponse({ type: RepairOrderView }) giveBack(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: ReturnOrder) { return this.mailings.giveBack(ctx, id, body.reason); }

  @Get('order-mailings') @ApiOkResponse({ type: pageOf(OrderMailingView) }) mailingsOf(@Caller() ctx: Context, @Query() query: MailingQuery) { return this.mailings.list(ctx, { ...query, limit: pageSize(query) }); }

  /** OC-3.2.2a: all complete orders of a month. */
  @Post('order-mailings') @ApiCreatedResponse({ type: OrderMailingView }) mail(@Caller() ctx: Context, @Body() body: MailOrders) { return this.mailings.mail(ctx, body); }

  /** What was not sent back. */
  @Post('order-mailings/:id/accept') @HttpCode(200) @ApiOkResponse({ type: AcceptedOrders }) accept(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string) { return this.mailings.accept(ctx, id); }

  @Get('order-guidances') @ApiOkResponse({ type: pageOf(OrderGuidanceView) }) guidances(@Caller() ctx: Context, @Query() query: GuidanceQuery) { return this.mailings.guidances(ctx, { ...query, limit: pageSize(query) }); }

  @Post('order-guidances/:id/done') @HttpCode(200) @ApiOkResponse({ type: OrderGuidanceView }) guide(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: GuideOrder) { return this.mailings.guide(ctx, id, body.note); }
}
