import { Controller, Get, HttpCode, type OnModuleInit, Param, ParseUUIDPipe, Post, Query, Req, StreamableFile } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { ApiConsumes, ApiOkResponse } from '@nestjs/swagger';
import type { MultipartFile } from '@fastify/multipart';
import { IsBoolean, IsIn, IsInt, IsISO8601, IsOptional, IsString, IsUUID, Length } from 'class-validator';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Readable } from 'node:stream';
import { Caller, type Context, OrNull, refuse } from '@luyue/platform';
import { Imports } from './imports.service.ts';

/** Name of a file that comes as the body itself; a form brings its own. */
export class UploadQuery {
  @IsOptional() @IsString() @Length(1, 200) name?: string;
}

export class ImportView {
  @IsUUID() id: string;
  @IsString() fileName: string;
  @IsIn(['running', 'done', 'failed']) status: 'running' | 'done' | 'failed';
  @IsInt() rows: number;
  @IsInt() created: number;
  /** Rows whose case is there already. */
  @IsInt() already: number;
  @IsInt() rejected: number;
  @OrNull() @IsString() failure: string | null;
  /** The file was taken in before; this is its first result. */
  @IsBoolean() repeated: boolean;
  /** The rejected rows with their reasons; null where there are none. */
  @OrNull() @IsString() errorsUrl: string | null;
  @IsISO8601() startedAt: string;
  @OrNull() @IsISO8601() finishedAt: string | null;
}

/** A body of text/csv: handed on as it comes in, never gathered in memory. */
class CsvBody {
  constructor(readonly content: Readable) {}

  /** The hash of a request with an Idempotency-Key leaves it out: the file has a hash of its own. */
  toJSON(): null { return null; }
}

type UploadRequest = FastifyRequest & { file?: () => Promise<MultipartFile | undefined>; isMultipart?: () => boolean };

@Controller('v1/utility-care/imports')
export class ImportsHttp implements OnModuleInit {
  constructor(private readonly imports: Imports, private readonly host: HttpAdapterHost) {}

  onModuleInit(): void {
    this.host.httpAdapter.getInstance<FastifyInstance>().addContentTypeParser('text/csv', (_request, content, done) => done(null, new CsvBody(content)));
  }

  /** A day's call log as CSV, 10 MiB at most: as a form's file or as the body. */
  @Post('calls') @HttpCode(200) @ApiConsumes('multipart/form-data', 'text/csv') @ApiOkResponse({ type: ImportView }) async calls(@Caller() ctx: Context, @Req() request: UploadRequest, @Query() query: UploadQuery) {
    if (request.body instanceof CsvBody) return this.imports.calls(ctx, query.name ?? 'calls.csv', request.body.content);
    const part = request.isMultipart?.() ? await request.file?.() : undefined;
    if (!part) throw refuse.field('file', 'required', { zh: '没有收到文件', en: 'no file was sent' }, 'UC-5.1a');
    return this.imports.calls(ctx, part.filename, part.file);
  }

  @Get(':id') @ApiOkResponse({ type: ImportView }) get(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string) { return this.imports.get(ctx, id); }

  @Get(':id/errors.csv') @ApiOkResponse({ content: { 'text/csv': { schema: { type: 'string' } } } }) async errors(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string) {
    return new StreamableFile(await this.imports.errors(ctx, id), { type: 'text/csv; charset=utf-8', disposition: `attachment; filename="errors-${id}.csv"` });
  }
}
