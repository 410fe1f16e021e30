import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsISO8601, IsOptional, IsString, IsUUID } from 'class-validator';
import { Caller, type Context, OrNull, PageQuery, pageOf, pageSize } from '@luyue/platform';
import { Outbox } from './outbox.service.ts';

const CHANNELS = ['inapp', 'email', 'sms'] as const;
const STATUSES = ['queued', 'held', 'accepted', 'bounced', 'retried', 'vacant', 'withheld'] as const;

export class OutboxMessage {
  @IsUUID() id: string;
  @IsUUID() noticeId: string;
  @IsISO8601() at: string;
  @IsIn(CHANNELS) channel: (typeof CHANNELS)[number];
  /** The name, with the address where there is one. */
  @IsString() to: string;
  @IsString() subject: string;
  @IsString() text: string;
  @IsIn(STATUSES) status: (typeof STATUSES)[number];
  @IsBoolean() urgent: boolean;
  @IsOptional() @IsString() reason?: string;
  @OrNull() @IsISO8601() sendAt: string | null;
  @OrNull() @IsISO8601() settledAt: string | null;
  @OrNull() @IsUUID() retryOf: string | null;
}

@Controller('v1/notification/outbox-messages')
export class OutboxHttp {
  constructor(private readonly outbox: Outbox) {}

  @Get() @ApiOkResponse({ type: pageOf(OutboxMessage) }) list(@Caller() ctx: Context, @Query() query: PageQuery) { return this.outbox.list(ctx, { limit: pageSize(query), cursor: query.cursor }); }
}
