import { Body, Controller, Get, Param, ParseIntPipe, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsBoolean, IsDate, IsIn, IsInt, IsOptional, IsString, Length, Max, Min } from 'class-validator';
import { Caller, type Context, IsDay, listOf, OrNull } from '@luyue/platform';
import { Calendars } from './calendars.service.ts';


export class CorrectYear {
  /** `national`: for the tenant and all below it; `tenant`: its own exceptions. */
  @IsOptional() @IsIn(['national', 'tenant']) origin?: 'national' | 'tenant';
  @IsArray() @ArrayMaxSize(366) @IsDay({ each: true }) restDays: string[];
  @IsArray() @ArrayMaxSize(366) @IsDay({ each: true }) workDays: string[];
  @IsString() @Length(2, 200) source: string;
}

export class PublishYear extends CorrectYear {
  @IsInt() @Min(2000) @Max(2100) year: number;
}

export class YearView {
  @IsInt() year: number;
  @IsInt() version: number;
  @IsIn(['national', 'tenant']) origin: 'national' | 'tenant';
  /** False while the notice of the year is not loaded. */
  @IsBoolean() published: boolean;
  @IsArray() @IsDay({ each: true }) restDays: string[];
  @IsArray() @IsDay({ each: true }) workDays: string[];
  @IsString() source: string;
  @OrNull() @IsString() setBy: string | null;
  @OrNull() @IsDate() publishedAt: Date | null;
}

@Controller('v1/tenancy/calendar-years')
export class CalendarsHttp {
  constructor(private readonly calendars: Calendars) {}

  @Get() @ApiOkResponse({ type: listOf(YearView) }) list(@Caller() ctx: Context) { return this.calendars.list(ctx); }

  @Post() @ApiCreatedResponse({ type: YearView }) publish(@Caller() ctx: Context, @Body() body: PublishYear) { return this.calendars.publish(ctx, 'load', { ...body, origin: body.origin ?? 'national' }); }

  @Post(':year/corrections') @ApiCreatedResponse({ type: YearView }) correct(@Caller() ctx: Context, @Param('year', ParseIntPipe) year: number, @Body() body: CorrectYear) {
    return this.calendars.publish(ctx, 'correct', { ...body, year, origin: body.origin ?? 'national' });
  }
}
