import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { IsBoolean, IsDate, IsInt, IsISO8601, IsNumber, IsOptional, Max, Min } from 'class-validator';
import { Caller, type Context } from '@luyue/platform';
import { Clocks } from './clocks.service.ts';

const TEN_YEARS_SECONDS = 10 * 366 * 86_400;

export class MoveClock {
  @IsOptional() @IsInt() @Min(0) @Max(TEN_YEARS_SECONDS) advanceSeconds?: number;
  @IsOptional() @IsISO8601({ strict: true }) to?: string;
}

export class ClockView {
  @IsBoolean() sandbox: boolean;
  @IsDate() now: Date;
  /** How far the sandbox stands ahead of the real time; 0 for a company. */
  @IsNumber() offsetSeconds: number;
}

@Controller('v1/tenancy/sandbox-clock')
export class ClocksHttp {
  constructor(private readonly clocks: Clocks) {}

  @Get() @ApiOkResponse({ type: ClockView }) read(@Caller() ctx: Context) { return this.clocks.read(ctx); }

  @Post() @HttpCode(200) @ApiOkResponse({ type: ClockView }) move(@Caller() ctx: Context, @Body() body: MoveClock) { return this.clocks.move(ctx, body); }
}
