import { Controller, Get, Header, Inject, Param, ParseUUIDPipe, Post, Req, StreamableFile, type Type } from '@nestjs/common';
import { ApiConsumes, ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import type { MultipartFile } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { IsInt, IsString, IsUUID } from 'class-validator';
import { Caller, OrNull, refuse, type Context, type Tx } from '@luyue/platform';
import { Files } from './files.ts';

/** The service decides who may read a file: whoever may read the record that it hangs on. */
export interface AttachmentGuard {
  /** Throws where the caller may attach nothing at all. */
  checkUpload(ctx: Context): void;
  /** Throws 404 or 403 unless the caller may read the record; null is an upload that belongs to nothing yet. */
  checkReadable(tx: Tx, subjectId: string | null): Promise<void>;
}
export const ATTACHMENT_GUARD = Symbol('attachment-guard');

export class AttachmentView {
  @IsUUID() id: string;
  @IsString() name: string;
  @IsString() mime: string;
  @IsInt() bytes: number;
  @IsString() sha256: string;
  /** The record where the same bytes are already. */
  @OrNull() @IsUUID() reusedFrom: string | null;
}

/** The attachment routes of one bounded context: the same in each, under its own path. */
export function attachmentsHttp(context: string): Type {
  @Controller(`v1/${context}/attachments`)
  class AttachmentsHttp {
    constructor(private readonly files: Files, @Inject(ATTACHMENT_GUARD) private readonly guard: AttachmentGuard) {}

    /** One picture or PDF, 10 MiB at most; told by its content (PF-14). */
    @Post() @ApiConsumes('multipart/form-data') @ApiCreatedResponse({ type: AttachmentView }) async upload(@Caller() ctx: Context, @Req() request: FastifyRequest & { file?: () => Promise<MultipartFile | undefined>; isMultipart?: () => boolean }) {
      this.guard.checkUpload(ctx);
      const part = request.isMultipart?.() ? await request.file?.() : undefined;
      if (!part) throw refuse.field('file', 'required', { zh: '没有收到文件', en: 'no file was sent' }, 'PF-14');
      return this.files.upload(ctx, part.filename, part.file);
    }

    // A file that someone uploaded is never a page of ours: no script runs in it.
    @Get(':id/content') @ApiOkResponse({ content: { '*/*': { schema: { type: 'string', format: 'binary' } } } })
    @Header('cache-control', 'private, max-age=86400, immutable') @Header('content-security-policy', 'sandbox') async content(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string) {
      const { row, content } = await this.files.open(ctx, id, (tx, found) => this.guard.checkReadable(tx, found.subjectId));
      return new StreamableFile(content, { type: row.mime, length: row.bytes, disposition: `inline; filename*=UTF-8''${encodeURIComponent(row.name)}` });
    }
  }
  return AttachmentsHttp;
}
