import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query, Req } from '@nestjs/common';
import { ApiConsumes, ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import type { MultipartFile } from '@fastify/multipart';
import { IsIn, IsInt, IsISO8601, IsOptional, IsString, IsUUID, Length } from 'class-validator';
import type { FastifyRequest } from 'fastify';
import { Caller, type Context, IsDay, OrNull, pageOf, PageQuery, pageSize, refuse } from '@luyue/platform';
import { Reconciliations } from './reconciliations.service.ts';
import type { ReconciliationStatus } from './reconciliations.rules.ts';

const STATES = ['matched', 'bank_only', 'book_only', 'amount_differs'] as const;

export class StatementQuery {
  @IsDay() day: string;
}
export class ReconciliationLineQuery extends PageQuery {
  @IsOptional() @IsIn(['matched', 'differences', 'unexplained']) state?: 'matched' | 'differences' | 'unexplained';
}
export class ExplainDifference {
  @IsString() @Length(2, 500) explanation: string;
}
export class DiscardReconciliation {
  @IsString() @Length(2, 500) reason: string;
}

/** Amounts in yuan. */
export class ReconciliationView {
  @IsUUID() id: string;
  @IsInt() version: number;
  @IsString() day: string;
  @IsIn(['open', 'closed', 'discarded']) status: ReconciliationStatus;
  @IsString() fileName: string;
  @IsInt() movements: number;
  @IsInt() matched: number;
  @IsInt() differences: number;
  @IsInt() unexplained: number;
  @IsString() bankIn: string;
  @IsString() bankOut: string;
  @IsString() bookIn: string;
  @IsString() bookOut: string;
  @IsString() madeBy: string;
  @IsISO8601() madeAt: string;
  @OrNull() @IsString() endedBy: string | null;
  @OrNull() @IsISO8601() endedAt: string | null;
  @OrNull() @IsString() reason: string | null;
}
export class ReconciliationLineView {
  @IsUUID() id: string;
  @IsIn(STATES) state: (typeof STATES)[number];
  /** Of the file; null where only the books know it. */
  @OrNull() @IsInt() row: number | null;
  @IsIn(['in', 'out']) direction: 'in' | 'out';
  @OrNull() @IsString() bank: string | null;
  @OrNull() @IsString() book: string | null;
  @IsString() counterparty: string;
  @IsString() reference: string;
  @OrNull() @IsIn(['receipt', 'payment_slip']) itemKind: 'receipt' | 'payment_slip' | null;
  @OrNull() @IsUUID() itemId: string | null;
  @OrNull() @IsString() itemNumber: string | null;
  @OrNull() @IsIn(['reference', 'name']) matchedBy: 'reference' | 'name' | null;
  @OrNull() @IsString() explanation: string | null;
  @OrNull() @IsString() explainedBy: string | null;
  @OrNull() @IsISO8601() explainedAt: string | null;
}

type UploadRequest = FastifyRequest & { file?: () => Promise<MultipartFile | undefined>; isMultipart?: () => boolean };

@Controller('v1/property-brokerage/reconciliations')
export class ReconciliationsHttp {
  constructor(private readonly reconciliations: Reconciliations) {}

  /** The day's bank statement as a CSV file, 10 MiB at most: 日期, 金额, 收付, 对方户名, 流水号. */
  @Post() @ApiConsumes('multipart/form-data') @ApiCreatedResponse({ type: ReconciliationView }) async begin(@Caller() ctx: Context, @Req() request: UploadRequest, @Query() query: StatementQuery) {
    const part = request.isMultipart?.() ? await request.file?.() : undefined;
    if (!part) throw refuse.field('file', 'required', { zh: '没有收到文件', en: 'no file was sent' });
    return this.reconciliations.begin(ctx, query.day, part.filename, part.file);
  }

  /** The latest day first. */
  @Get() @ApiOkResponse({ type: pageOf(ReconciliationView) }) list(@Caller() ctx: Context, @Query() query: PageQuery) { return this.reconciliations.list(ctx, pageSize(query), query.cursor); }

  @Get(':id') @ApiOkResponse({ type: ReconciliationView }) get(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string) { return this.reconciliations.get(ctx, id); }

  /** Differences first. */
  @Get(':id/lines') @ApiOkResponse({ type: pageOf(ReconciliationLineView) }) lines(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Query() query: ReconciliationLineQuery) { return this.reconciliations.lines(ctx, id, query.state, pageSize(query), query.cursor); }

  @Post(':id/lines/:lineId/explain') @HttpCode(200) @ApiOkResponse({ type: ReconciliationLineView }) explain(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Param('lineId', ParseUUIDPipe) lineId: string, @Body() body: ExplainDifference) {
    return this.reconciliations.explain(ctx, id, lineId, body.explanation);
  }

  /** Each difference has its explanation by then. */
  @Post(':id/close') @HttpCode(200) @ApiOkResponse({ type: ReconciliationView }) close(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string) { return this.reconciliations.close(ctx, id); }

  /** For a wrong file: the day can be reconciled anew. */
  @Post(':id/discard') @HttpCode(200) @ApiOkResponse({ type: ReconciliationView }) discard(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: DiscardReconciliation) { return this.reconciliations.discard(ctx, id, body.reason); }
}
