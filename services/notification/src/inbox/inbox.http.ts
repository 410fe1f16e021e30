import { Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { IsIn, IsOptional } from 'class-validator';
import { Caller, type Context, PageQuery, pageSize } from '@luyue/platform';
import { Inbox } from './inbox.service.ts';

export class InboxQuery extends PageQuery {
  @IsOptional() @IsIn(['true', 'false']) unread?: 'true' | 'false';
}

@Controller('v1/notification')
export class InboxHttp {
  constructor(private readonly inbox: Inbox) {}

  @Get('inbox') list(@Caller() ctx: Context, @Query() query: InboxQuery) { return this.inbox.list(ctx, { unread: query.unread === 'true', limit: pageSize(query), cursor: query.cursor }); }

  @Post('inbox/read-all') @HttpCode(200) readAll(@Caller() ctx: Context) { return this.inbox.readAll(ctx); }

  @Post('inbox/:id/read') @HttpCode(200) read(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string) { return this.inbox.read(ctx, id); }

  @Get('notices/:id/results') results(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string) { return this.inbox.results(ctx, id); }
}
