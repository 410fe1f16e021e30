import { Controller, Get, Header, Param, ParseUUIDPipe, Post, Req, StreamableFile } from '@nestjs/common';
import { ApiConsumes } from '@nestjs/swagger';
import type { MultipartFile } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { Caller, permit, refuse, type Context } from '@luyue/platform';
import { Files } from '@luyue/files';
import { Cases } from '../cases/cases.service.ts';

@Controller('v1/utility-care/attachments')
export class AttachmentsHttp {
  constructor(private readonly files: Files, private readonly cases: Cases) {}

  /** One picture or PDF, 10 MiB at most; told by its content (PF-14). */
  @Post() @ApiConsumes('multipart/form-data') async upload(@Caller() ctx: Context, @Req() request: FastifyRequest & { file?: () => Promise<MultipartFile | undefined>; isMultipart?: () => boolean }) {
    permit(ctx, 'case.read');
    const part = request.isMultipart?.() ? await request.file?.() : undefined;
    if (!part) throw refuse.field('file', 'required', { zh: '没有收到文件', en: 'no file was sent' }, 'PF-14');
    return this.files.upload(ctx, part.filename, part.file);
  }

  @Get(':id/content') @Header('cache-control', 'private, max-age=86400, immutable') @Header('content-security-policy', 'sandbox') async content(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string) {
    const { row, content } = await this.files.open(ctx, id, (tx, found) => this.cases.checkReadable(tx, found.subjectId));
    return new StreamableFile(content, { type: row.mime, length: row.bytes, disposition: `inline; filename*=UTF-8''${encodeURIComponent(row.name)}` });
  }
}
