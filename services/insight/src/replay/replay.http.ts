import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Length } from 'class-validator';
import { Caller, type Context } from '@luyue/platform';
import { Replay } from './replay.service.ts';
import { PolicyReplay } from './replay.views.ts';

export class ReplayQuery {
  @IsString() @Length(3, 100) key: string;
  /** A number, `HH:MM` or `MM-DD`, as the parameter's type says. */
  @IsString() @Length(1, 20) value: string;
  /** Of headquarters: whether tighter own values below would stay (R19). */
  @IsOptional() @IsIn(['true', 'false']) mayTighten?: 'true' | 'false';
}

@Controller('v1/insight/policy-replay')
export class ReplayHttp {
  constructor(private readonly replay: Replay) {}

  /** The obligations due in the last 90 days, judged as if the value had been theirs. Nothing is changed. */
  @Get() @ApiOkResponse({ type: PolicyReplay }) of(@Caller() ctx: Context, @Query() { key, value, mayTighten }: ReplayQuery) { return this.replay.of(ctx, key, value, mayTighten === 'true'); }
}
