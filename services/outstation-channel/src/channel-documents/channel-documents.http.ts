import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, IsUUID, Length, Min } from 'class-validator';
import { Caller, type Context, IsDay, pageOf, PageQuery, pageSize } from '@luyue/platform';
import { ChannelDocumentLine, ChannelDocumentView, DocumentSignatures } from './channel-document-views.ts';
import { DOCUMENT_KINDS, type DocumentKind } from './channel-documents.rules.ts';
import { ChannelDocuments } from './channel-documents.service.ts';


export class ChannelDocumentQuery extends PageQuery {
  @IsOptional() @IsIn(DOCUMENT_KINDS) kind?: DocumentKind;
  @IsOptional() @IsString() @Length(1, 60) model?: string;
}
export class DocumentEditionBody {
  /** The document itself, uploaded before. */
  @IsUUID() attachmentId: string;
  @IsDay() effectiveOn: string;
  /** What it changes. */
  @IsOptional() @IsString() @Length(1, 500) note?: string;
}
export class OpenChannelDocument extends DocumentEditionBody {
  @IsUUID() departmentUnitId: string;
  @IsIn(DOCUMENT_KINDS) kind: DocumentKind;
  @IsString() @Length(1, 120) title: string;
  /** Of a technical document: the model that it is about. */
  @IsOptional() @IsString() @Length(1, 60) model?: string;
}
export class SignChannelDocument {
  /** The edition that was read. */
  @IsInt() @Min(1) edition: number;
}
export class DocumentSignaturesQuery {
  /** The one in force where left out. */
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) edition?: number;
}

@Controller('v1/outstation-channel/channel-documents')
export class ChannelDocumentsHttp {
  constructor(private readonly documents: ChannelDocuments) {}

  /** OC-1.1, OC-2.5, OC-3.4a: the latest first. */
  @Get() @ApiOkResponse({ type: pageOf(ChannelDocumentLine) }) list(@Caller() ctx: Context, @Query() query: ChannelDocumentQuery) { return this.documents.list(ctx, { ...query, limit: pageSize(query) }); }

  /** With its first edition. */
  @Post() @ApiCreatedResponse({ type: ChannelDocumentView }) open(@Caller() ctx: Context, @Body() body: OpenChannelDocument) { return this.documents.open(ctx, body); }

  @Get(':id') @ApiOkResponse({ type: ChannelDocumentView }) get(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string) { return this.documents.get(ctx, id); }

  /** The next edition. */
  @Post(':id/editions') @HttpCode(200) @ApiOkResponse({ type: ChannelDocumentView }) publish(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: DocumentEditionBody) { return this.documents.publish(ctx, id, body); }

  /** One of the outstation staff has received and read it. */
  @Post(':id/sign') @HttpCode(200) @ApiOkResponse({ type: ChannelDocumentView }) sign(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: SignChannelDocument) { return this.documents.sign(ctx, id, body.edition); }

  @Get(':id/signatures') @ApiOkResponse({ type: DocumentSignatures }) signatures(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Query() query: DocumentSignaturesQuery) { return this.documents.signatures(ctx, id, query.edition); }
}
