import { Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, type Type } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { IsDate, IsInt, IsString, IsUUID } from 'class-validator';
import type { Context } from '../auth/context.ts';
import { Caller } from '../http/request-context.ts';
import { listOf } from '../http/views.ts';
import { DeadLetters } from './dead-letters.ts';

/** An event that a handler could not take in. */
export class DeadLetter {
  @IsUUID() id: string;
  @IsString() type: string;
  @IsString() key: string;
  @IsDate() at: Date;
  @IsString() reason: string;
  @IsInt() attempts: number;
  @IsDate() failedAt: Date;
}

/** Dead letters of one service: seen by its tenants' administrators, and replayed once the cause is mended. */
export function deadLettersHttp(service: string): Type {
  @Controller(`v1/${service}/dead-letters`)
  class DeadLettersHttp {
    constructor(private readonly letters: DeadLetters) {}

    @Get() @ApiOkResponse({ type: listOf(DeadLetter) }) async list(@Caller() ctx: Context) { return { items: await this.letters.list(ctx) }; }

    @Post(':id/replay') @HttpCode(204) replay(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string) { return this.letters.replay(ctx, id); }
  }
  return DeadLettersHttp;
}
