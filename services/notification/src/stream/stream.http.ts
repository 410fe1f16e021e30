import { Controller, Get, Res } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import type { ServerResponse } from 'node:http';
import { Caller, type Context } from '@luyue/platform';
import { StreamHub } from './stream-hub.ts';

interface Hijackable { hijack(): unknown; raw: ServerResponse }

@Controller('v1/notification/stream')
export class StreamHttp {
  constructor(private readonly hub: StreamHub) {}

  /** Server-sent events: `inbox` {unread}, `changed` {topic, id}, `ping` every 15 s. Hints only: what they concern is read anew. */
  @Get() @ApiOkResponse({ content: { 'text/event-stream': { schema: { type: 'string' } } } }) stream(@Caller() ctx: Context, @Res() reply: Hijackable): void {
    reply.hijack();
    reply.raw.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store', 'x-accel-buffering': 'no' });
    // A first byte tells proxies and reader that the stream stands.
    reply.raw.write(': here\n\n');
    this.hub.join(ctx, reply.raw);
  }
}
