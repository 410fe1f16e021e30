import { Body, Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsOptional, IsString, IsUUID, Length } from 'class-validator';
import { Caller, type Context, IsDay, Nested, NestedList } from '@luyue/platform';
import { DealView } from '../views.ts';
import { Checklist } from './checklist.ts';
import { DocumentTransfers } from './document-transfers.service.ts';
import { DocumentTransferView } from './transfer-views.ts';

export class DocumentName {
  @IsString() @Length(1, 40) zh: string;
  @IsString() @Length(1, 80) en: string;
}
export class AddDocument {
  @Nested(() => DocumentName) name: DocumentName;
  /** Whose it is; of the deal itself when left out. */
  @IsOptional() @IsUUID() partyId?: string;
  @IsOptional() @IsString() @Length(2, 300) reason?: string;
}
export class BringDocument {
  /** Scans. */
  @IsOptional() @IsArray() @ArrayMaxSize(10) @IsUUID('all', { each: true }) attachmentIds?: string[];
  /** Where the original lies: 原件在柜 A-17. */
  @IsOptional() @IsString() @Length(1, 60) originalPlace?: string;
}
export class DocumentReason {
  @IsString() @Length(2, 300) reason: string;
}
export class RefuseDocuments {
  /** What is missing or not as it must be (PB-4.2). What has not come at all is named without it. */
  @IsArray() @ArrayMinSize(1) @ArrayMaxSize(100) @ArrayUnique() @IsUUID('all', { each: true }) itemIds: string[];
  @IsString() @Length(2, 300) reason: string;
}
export class OwedDocument {
  @IsUUID() itemId: string;
  @IsString() @Length(2, 300) reason: string;
  /** A day ahead, by whose end the agent brings it. */
  @IsDay() dueOn: string;
}
export class AcceptDocuments {
  /** PB-4.2: one for each missing document, where the company accepts a transfer with a reason. */
  @IsOptional() @NestedList(() => OwedDocument) @ArrayMaxSize(100) owed?: OwedDocument[];
}

@Controller('v1/property-brokerage/deals/:id/transfer')
export class DocumentTransfersHttp {
  constructor(private readonly transfers: DocumentTransfers, private readonly checklist: Checklist) {}

  /** PB-4.1c to PB-4.4: rounds, checklist, introductions, and the copy of the contract. */
  @Get() @ApiOkResponse({ type: DocumentTransferView }) get(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string) { return this.transfers.get(ctx, id); }

  /** PB-4.1c: the specialist accepts the documents and takes the deal. */
  @Post('accept') @HttpCode(200) @ApiOkResponse({ type: DealView }) accept(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: AcceptDocuments) { return this.transfers.accept(ctx, id, body); }

  /** PB-4.2: the specialist refuses, and another round begins. */
  @Post('refuse') @HttpCode(200) @ApiOkResponse({ type: DealView }) refuse(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: RefuseDocuments) { return this.transfers.refuse(ctx, id, body); }

  /** A document that the template does not have. */
  @Post('items') @ApiCreatedResponse({ type: DealView }) add(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: AddDocument) { return this.checklist.add(ctx, id, body); }

  /** Takes back what was added by hand and has not come. */
  @Delete('items/:itemId') @ApiOkResponse({ type: DealView })
  remove(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Param('itemId', ParseUUIDPipe) itemId: string) { return this.checklist.remove(ctx, id, itemId); }

  @Post('items/:itemId/bring') @HttpCode(200) @ApiOkResponse({ type: DealView })
  bring(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Param('itemId', ParseUUIDPipe) itemId: string, @Body() body: BringDocument) { return this.checklist.bring(ctx, id, itemId, body); }

  @Post('items/:itemId/accept') @HttpCode(200) @ApiOkResponse({ type: DealView })
  acceptItem(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Param('itemId', ParseUUIDPipe) itemId: string) { return this.checklist.accept(ctx, id, itemId); }

  /** Sends one document back; the round goes on. */
  @Post('items/:itemId/refuse') @HttpCode(200) @ApiOkResponse({ type: DealView })
  refuseItem(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Param('itemId', ParseUUIDPipe) itemId: string, @Body() body: DocumentReason) { return this.checklist.refuse(ctx, id, itemId, body.reason); }

  @Post('items/:itemId/not-applicable') @HttpCode(200) @ApiOkResponse({ type: DealView })
  drop(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Param('itemId', ParseUUIDPipe) itemId: string, @Body() body: DocumentReason) { return this.checklist.drop(ctx, id, itemId, body.reason); }
}
