import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import { IsBoolean, IsOptional, IsString, IsUUID, Length } from 'class-validator';
import { ObligationView } from '@luyue/obligations';
import { Caller, type Context, IsDay, NestedList, pageOf, pageSize } from '@luyue/platform';
import { AssembledReportQuery, AssembledReportRow, AssembledReportView, ReportRoundQuery, ReturnReport, WriteReport } from '@luyue/reports';
import { WeeklyReports } from './weekly-reports.service.ts';

export class DraftWeeklyReport {
  /** Any day of the week. */
  @IsDay() day: string;
  /** For whom, where a deputy writes it. */
  @IsOptional() @IsUUID() staffId?: string;
}

export class GuideWeeklyReport {
  @IsString() @Length(1, 1000) guidance: string;
}

export class WeeklyReportView extends AssembledReportView {
  /** The report's own clock, and once it is submitted the engineer's. */
  @NestedList(() => ObligationView) obligations: ObligationView[];
  @IsBoolean() mine: boolean;
  @IsBoolean() mayGuide: boolean;
}

@Controller('v1/outstation-channel/weekly-reports')
export class WeeklyReportsHttp {
  constructor(private readonly reports: WeeklyReports) {}

  /** OC-3.1.3: the latest week first; a period is its Monday. */
  @Get() @ApiOkResponse({ type: pageOf(AssembledReportRow) }) list(@Caller() ctx: Context, @Query() query: AssembledReportQuery) { return this.reports.list(ctx, { ...query, limit: pageSize(query) }); }

  /** The one of a week, filled from its records. */
  @Post() @ApiCreatedResponse({ type: WeeklyReportView }) draft(@Caller() ctx: Context, @Body() body: DraftWeeklyReport) { return this.reports.draft(ctx, body); }

  @Get(':id') @ApiOkResponse({ type: WeeklyReportView }) get(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Query() query: ReportRoundQuery) { return this.reports.get(ctx, id, query.round); }

  @Put(':id/parts') @ApiOkResponse({ type: WeeklyReportView }) write(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: WriteReport) { return this.reports.write(ctx, id, body); }

  /** Goes to the channel engineer by e-mail, with a copy to the channel manager. */
  @Post(':id/submit') @HttpCode(200) @ApiOkResponse({ type: WeeklyReportView }) submit(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string) { return this.reports.submit(ctx, id); }

  @Post(':id/read') @HttpCode(200) @ApiOkResponse({ type: WeeklyReportView }) read(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string) { return this.reports.read(ctx, id); }

  @Post(':id/guide') @HttpCode(200) @ApiOkResponse({ type: WeeklyReportView }) guide(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: GuideWeeklyReport) { return this.reports.guide(ctx, id, body.guidance); }

  /** The submission stays as it was; the next one is a round of its own (R13). */
  @Post(':id/return') @HttpCode(200) @ApiOkResponse({ type: WeeklyReportView }) giveBack(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: ReturnReport) { return this.reports.giveBack(ctx, id, body.reason); }
}
