import { Body, Controller, Get, Header, HttpCode, Param, ParseUUIDPipe, Post, StreamableFile, type Type } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse } from '@nestjs/swagger';
import { IsIn, IsObject, IsOptional } from 'class-validator';
import { Caller, type Context } from '@luyue/platform';
import { EXPORT_FORMATS, ExportView } from './export-views.ts';
import { Exports } from './exports.service.ts';

const TYPES = { xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', csv: 'text/csv; charset=utf-8' };

/** The export routes of one bounded context: the same in each, under its own path, with the kinds that it declares. */
export function exportsHttp(context: string, kinds: string[]): Type {
  class RequestExport {
    @IsIn(kinds) kind: string;
    /** As the query of the list of that kind. */
    @IsOptional() @IsObject() filter?: Record<string, unknown>;
    @IsIn(EXPORT_FORMATS) format: 'xlsx' | 'csv';
  }

  @Controller(`v1/${context}/exports`)
  class ExportsHttp {
    constructor(private readonly exports: Exports) {}

    /** Asks for a list as a file; it is written in the background (PF-15). */
    @Post() @HttpCode(202) @ApiAcceptedResponse({ type: ExportView }) request(@Caller() ctx: Context, @Body() body: RequestExport) { return this.exports.request(ctx, body); }

    @Get(':id') @ApiOkResponse({ type: ExportView }) get(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string) { return this.exports.get(ctx, id); }

    // What people typed is in it: no page of ours, and on no shared machine for longer than it takes to save it.
    @Get(':id/content') @ApiOkResponse({ content: { '*/*': { schema: { type: 'string', format: 'binary' } } } })
    @Header('cache-control', 'private, no-store') @Header('content-security-policy', 'sandbox') async content(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string) {
      const { name, bytes, format, content } = await this.exports.content(ctx, id);
      return new StreamableFile(content, { type: TYPES[format], length: bytes, disposition: `attachment; filename="export-${id}.${format}"; filename*=UTF-8''${encodeURIComponent(name)}` });
    }
  }
  return ExportsHttp;
}
