import { Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { IsBoolean, IsDate, IsIn, IsInt, IsISO8601, IsOptional, IsString, IsUUID } from 'class-validator';
import { Caller, type Context, listOf, Nested, OrNull, PageQuery, pageOf, pageSize, Text } from '@luyue/platform';
import { Inbox } from './inbox.service.ts';

export class InboxQuery extends PageQuery {
  @IsOptional() @IsIn(['true', 'false']) unread?: 'true' | 'false';
}

export class InboxItem {
  @IsUUID() id: string;
  @IsISO8601() at: string;
  @IsString() kind: string;
  @Nested(() => Text) title: Text;
  @Nested(() => Text) text: Text;
  @IsString() link: string;
  @IsOptional() @IsString() clauseId?: string;
  @IsBoolean() read: boolean;
  @IsBoolean() urgent: boolean;
}

export class Unread {
  /** What the reader has not opened yet, all pages together. */
  @IsInt() unread: number;
}

export class InboxPage extends pageOf(InboxItem) implements Unread {
  @IsInt() unread: number;
}

export class ReadItem extends InboxItem implements Unread {
  @IsInt() unread: number;
}

/** PF-13: how a notice went for one recipient on one channel. */
export class NoticeResult {
  @IsIn(['inapp', 'email', 'sms']) channel: 'inapp' | 'email' | 'sms';
  @IsString() recipient: string;
  @IsString() result: string;
  @IsDate() at: Date;
  @OrNull() @IsDate() readAt: Date | null;
  @OrNull() @IsString() reason: string | null;
}

@Controller('v1/notification')
export class InboxHttp {
  constructor(private readonly inbox: Inbox) {}

  @Get('inbox') @ApiOkResponse({ type: InboxPage }) list(@Caller() ctx: Context, @Query() query: InboxQuery) { return this.inbox.list(ctx, { unread: query.unread === 'true', limit: pageSize(query), cursor: query.cursor }); }

  @Post('inbox/read-all') @HttpCode(200) @ApiOkResponse({ type: Unread }) readAll(@Caller() ctx: Context) { return this.inbox.readAll(ctx); }

  @Post('inbox/:id/read') @HttpCode(200) @ApiOkResponse({ type: ReadItem }) read(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string) { return this.inbox.read(ctx, id); }

  @Get('notices/:id/results') @ApiOkResponse({ type: listOf(NoticeResult) }) results(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string) { return this.inbox.results(ctx, id); }
}
