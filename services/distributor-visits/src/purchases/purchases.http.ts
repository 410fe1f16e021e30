import { Body, Controller, Get, Header, HttpCode, Post, Req, StreamableFile } from '@nestjs/common';
import { ApiConsumes, ApiOkResponse } from '@nestjs/swagger';
import type { MultipartFile } from '@fastify/multipart';
import { ArrayMaxSize, IsArray, IsInt, IsString, MaxLength } from 'class-validator';
import type { FastifyRequest } from 'fastify';
import type { Readable } from 'node:stream';
import { Caller, type Context, NestedList, refuse, Text } from '@luyue/platform';
import { PurchaseImports } from './purchases.service.ts';

export class RejectedPurchase {
  /** As the sheet counts, from 1. */
  @IsInt() row: number;
  @IsArray() @ArrayMaxSize(20) @IsString({ each: true }) @MaxLength(2_000, { each: true }) cells: string[];
  @NestedList(() => Text) @ArrayMaxSize(20) reasons: Text[];
}
export class PurchaseImport {
  @IsString() fileName: string;
  @IsInt() rows: number;
  @IsInt() created: number;
  /** Rows with customer, day, product, quantity and amount of a purchase that is there, or of an earlier row: not taken a second time. */
  @IsInt() sameCount: number;
  /** Which rows those are, as the sheet counts; the first thousand. */
  @IsArray() @IsInt({ each: true }) same: number[];
  @IsInt() rejectedCount: number;
  /** Heads of the cells of the rows that were not taken. */
  @IsArray() @IsString({ each: true }) columns: string[];
  /** The first thousand. */
  @NestedList(() => RejectedPurchase) rejected: RejectedPurchase[];
}
/** Rows of an import as they came back. */
export class RejectedPurchases {
  @NestedList(() => RejectedPurchase) @ArrayMaxSize(1_000) rejected: RejectedPurchase[];
}

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const WORKBOOK = { content: { '*/*': { schema: { type: 'string' as const, format: 'binary' } } } };
const workbook = (content: Readable, name: string): StreamableFile => new StreamableFile(content, { type: XLSX, disposition: `attachment; filename*=UTF-8''${encodeURIComponent(name)}` });
type UploadRequest = FastifyRequest & { file?: () => Promise<MultipartFile | undefined>; isMultipart?: () => boolean };

@Controller('v1/distributor-visits/purchases')
export class PurchasesHttp {
  constructor(private readonly imports: PurchaseImports) {}

  /** An empty workbook with the columns of an import. */
  @Get('import-template') @ApiOkResponse(WORKBOOK) @Header('cache-control', 'private, no-store') async template(@Caller() ctx: Context) { return workbook(await this.imports.template(ctx), '进货.xlsx'); }

  /** Takes in what is right, once, and gives the other rows back, each with its reasons. */
  @Post('import') @HttpCode(200) @ApiConsumes('multipart/form-data') @ApiOkResponse({ type: PurchaseImport }) async import(@Caller() ctx: Context, @Req() request: UploadRequest) {
    const part = request.isMultipart?.() ? await request.file?.() : undefined;
    if (!part) throw refuse.field('file', 'required', { zh: '没有收到文件', en: 'no file was sent' }, 'PF-15');
    return this.imports.take(ctx, part);
  }

  /** The rows that an import gave back, as a workbook to be mended. */
  @Post('rejected-rows') @HttpCode(200) @ApiOkResponse(WORKBOOK) @Header('cache-control', 'private, no-store') async rejectedRows(@Caller() ctx: Context, @Body() body: RejectedPurchases) { return workbook(await this.imports.rejected(ctx, body.rejected), '未收进货.xlsx'); }
}
