import { Body, Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsIn, IsOptional, IsString, IsUUID, Length, MaxLength } from 'class-validator';
import { Caller, type Context, Nested, NestedList, PageQuery, pageOf, pageSize } from '@luyue/platform';
import { LocationBody } from '../archive-location.ts';
import { DealView } from '../views.ts';
import { ArchiveIntake, ArchiveView } from './archive-views.ts';
import { HANDING_STATUSES, type HandingStatus, MEDIA, type Medium } from './archives.rules.ts';
import { Archives } from './archives.service.ts';

export class AddArchiveItem {
  @IsString() @Length(1, 100) name: string;
  @IsIn(MEDIA) medium: Medium;
  @IsOptional() @IsString() @MaxLength(200) note?: string;
  @IsOptional() @IsArray() @ArrayMaxSize(10) @IsUUID('all', { each: true }) attachmentIds?: string[];
}
export class HandOverArchive {
  @IsOptional() @IsString() @MaxLength(500) note?: string;
}
export class ReceiveArchive {
  @Nested(() => LocationBody) location: LocationBody;
}
/** A line of the catalogue by its key, or the name of something that it does not have. */
export class LackingBody {
  @IsOptional() @IsString() @Length(1, 100) key?: string;
  @IsOptional() @IsString() @Length(1, 100) name?: string;
  @IsString() @Length(2, 500) reason: string;
}
export class ReturnArchive {
  @NestedList(() => LackingBody) @ArrayMinSize(1) @ArrayMaxSize(50) lacking: LackingBody[];
}
export class IntakeQuery extends PageQuery {
  /** What waits for the archivist when left out. */
  @IsOptional() @IsIn(HANDING_STATUSES) status?: HandingStatus;
}

@Controller('v1/property-brokerage')
export class ArchivesHttp {
  constructor(private readonly archives: Archives) {}

  @Get('deals/:id/archive') @ApiOkResponse({ type: ArchiveView }) get(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string) { return this.archives.get(ctx, id); }

  /** A document that the deal's records do not know. */
  @Post('deals/:id/archive/items') @HttpCode(200) @ApiOkResponse({ type: ArchiveView }) add(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: AddArchiveItem) { return this.archives.add(ctx, id, body); }

  @Delete('deals/:id/archive/items/:itemId') @ApiOkResponse({ type: ArchiveView }) remove(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Param('itemId', ParseUUIDPipe) itemId: string) { return this.archives.remove(ctx, id, itemId); }

  /** PB-4.10: the specialist hands all documents over. */
  @Post('deals/:id/archive/hand-over') @HttpCode(200) @ApiOkResponse({ type: DealView }) handOver(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: HandOverArchive) { return this.archives.handOver(ctx, id, body.note ?? ''); }

  /** PB-4.10: the archivist has them; the deal is archived, which is closed (reading 12). */
  @Post('deals/:id/archive/receive') @HttpCode(200) @ApiOkResponse({ type: DealView }) receive(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: ReceiveArchive) { return this.archives.receive(ctx, id, body.location); }

  /** The archivist sends them back, naming what is lacking. */
  @Post('deals/:id/archive/return') @HttpCode(200) @ApiOkResponse({ type: DealView }) giveBack(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: ReturnArchive) { return this.archives.giveBack(ctx, id, body.lacking); }

  /** What was handed over to the archivist: what waits in the order that it came, what is settled with the latest first. */
  @Get('archive-handings') @ApiOkResponse({ type: pageOf(ArchiveIntake) }) intake(@Caller() ctx: Context, @Query() query: IntakeQuery) { return this.archives.intake(ctx, query.status ?? 'handed_over', pageSize(query), query.cursor); }
}
