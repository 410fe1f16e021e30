import { Body, Controller, Get, Header, HttpCode, Param, ParseUUIDPipe, Post, Put, Query, Req, StreamableFile } from '@nestjs/common';
import { ApiConsumes, ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import type { MultipartFile } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { IsOptional, IsString, IsUUID } from 'class-validator';
import { Caller, type Context, IfMatch, Nested, NestedList, OrNull, refuse, Text } from '@luyue/platform';
import { BasicsBody, OpenDealBody } from '../basics-body.ts';
import { DealView } from '../views.ts';
import { F1Imports } from './f1-imports.ts';
import { Signing } from './signing.service.ts';

export class F1WorkbookQuery {
  /** Filled in with what this deal has, but the numbers of people; empty when left out. */
  @IsOptional() @IsUUID() dealId?: string;
}
/** What the workbook does not say of a deal. */
export class F1UploadQuery {
  @IsUUID() shopUnitId: string;
  @IsOptional() @IsUUID() departmentUnitId?: string;
  @IsOptional() @IsUUID() agentUserId?: string;
}

export class F1Fault {
  /** As Excel names it: C7. */
  @IsString() cell: string;
  @IsString() field: string;
  @IsString() code: string;
  @Nested(() => Text) message: Text;
  @IsString() clause: string;
}
export class F1Gap {
  @IsString() field: string;
  @Nested(() => Text) text: Text;
}
/** What an uploaded F1 would become. */
export class F1Preview {
  @IsString() fileName: string;
  /** Of the form that the workbook was made from. */
  @IsString() number: string;
  /** With one of them nothing is opened. */
  @NestedList(() => F1Fault) faults: F1Fault[];
  /** The deal can be opened without it, F1 not be sent (PB-4.1a). */
  @NestedList(() => F1Gap) missing: F1Gap[];
  /** As `POST deals` takes it; null while a cell is not right. */
  @OrNull() @Nested(() => OpenDealBody) deal: OpenDealBody | null;
}

@Controller('v1/property-brokerage/deals')
export class SigningHttp {
  constructor(private readonly signing: Signing) {}

  @Post() @ApiCreatedResponse({ type: DealView }) open(@Caller() ctx: Context, @Body() body: OpenDealBody) { return this.signing.open(ctx, body); }

  /** Corrects the basics; every changed field stands on the timeline. */
  @Put(':id/basics') @ApiOkResponse({ type: DealView }) correct(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: BasicsBody, @IfMatch() version: number) { return this.signing.correct(ctx, id, body, version); }

  /** PB-4.1a: to the department, by inbox and e-mail. */
  @Post(':id/send-f1') @HttpCode(200) @ApiOkResponse({ type: DealView }) sendF1(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string) { return this.signing.sendF1(ctx, id); }
}

type UploadRequest = FastifyRequest & { file?: () => Promise<MultipartFile | undefined>; isMultipart?: () => boolean };

/** F1 as a workbook that a shop fills in (PB-4.1a). */
@Controller('v1/property-brokerage/f1-workbooks')
export class F1WorkbooksHttp {
  constructor(private readonly imports: F1Imports) {}

  @Get() @ApiOkResponse({ content: { '*/*': { schema: { type: 'string', format: 'binary' } } } }) @Header('cache-control', 'private, no-store') @Header('content-security-policy', 'sandbox') async blank(@Caller() ctx: Context, @Query() query: F1WorkbookQuery) {
    const { name, content } = await this.imports.workbook(ctx, query.dealId);
    return new StreamableFile(content, { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', length: content.length, disposition: `attachment; filename*=UTF-8''${encodeURIComponent(name)}` });
  }

  /** Everything that is wrong with it, cell by cell; nothing is opened. */
  @Post('preview') @HttpCode(200) @ApiConsumes('multipart/form-data') @ApiOkResponse({ type: F1Preview }) async preview(@Caller() ctx: Context, @Req() request: UploadRequest, @Query() query: F1UploadQuery) {
    return this.imports.preview(ctx, query, await partOf(request));
  }

  /** Opens the deal, as `POST deals` does. */
  @Post() @ApiConsumes('multipart/form-data') @ApiCreatedResponse({ type: DealView }) async open(@Caller() ctx: Context, @Req() request: UploadRequest, @Query() query: F1UploadQuery) {
    return this.imports.open(ctx, query, await partOf(request));
  }
}

async function partOf(request: UploadRequest): Promise<MultipartFile> {
  const part = request.isMultipart?.() ? await request.file?.() : undefined;
  if (!part) throw refuse.field('file', 'required', { zh: '没有收到文件', en: 'no file was sent' }, 'PB-4.1a');
  return part;
}
