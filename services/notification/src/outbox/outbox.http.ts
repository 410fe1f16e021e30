import { Controller, Get, Query } from '@nestjs/common';
import { Caller, type Context, PageQuery, pageSize } from '@luyue/platform';
import { Outbox } from './outbox.service.ts';

@Controller('v1/notification/outbox-messages')
export class OutboxHttp {
  constructor(private readonly outbox: Outbox) {}

  @Get() list(@Caller() ctx: Context, @Query() query: PageQuery) { return this.outbox.list(ctx, { limit: pageSize(query), cursor: query.cursor }); }
}
