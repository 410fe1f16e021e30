import { Body, Controller, Get, Header, HttpCode, Param, ParseUUIDPipe, Post, Put, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import { IsInt, IsUUID } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { ObligationView } from '@luyue/obligations';
import { Caller, type Context, IfMatch, IsMonth, Nested, NestedList, OptionalIfMatch, pageOf, pageSize } from '@luyue/platform';
import { AssembledReportQuery, AssembledReportRow, AssembledReportView, CommentReport, PRINTED_REPORT, printedReport, ReportRoundQuery, WriteReport } from '@luyue/reports';
import { MonthlyReports } from './monthly-reports.service.ts';


export class OpenMonthlyReport {
  @IsUUID() unitId: string;
  @IsMonth() month: string;
}

/** Daily reports of the unit's month. */
export class MonthlyDailies {
  @IsInt() all: number;
  @IsInt() accepted: number;
  /** Submitted and read by nobody; they hinder the submission (DV-10). */
  @IsInt() unread: number;
}
export class MonthlyReportView extends AssembledReportView {
  @Nested(() => MonthlyDailies) dailies: MonthlyDailies;
  @NestedList(() => ObligationView) obligations: ObligationView[];
}

@Controller('v1/distributor-visits/monthly-reports')
export class MonthlyReportsHttp {
  constructor(private readonly monthly: MonthlyReports) {}

  /** The latest month first. */
  @Get() @ApiOkResponse({ type: pageOf(AssembledReportRow) }) list(@Caller() ctx: Context, @Query() query: AssembledReportQuery) { return this.monthly.list(ctx, { ...query, limit: pageSize(query) }); }

  /** The draft of a unit's month; the same one when it is there already. */
  @Post() @ApiCreatedResponse({ type: MonthlyReportView }) open(@Caller() ctx: Context, @Body() body: OpenMonthlyReport) { return this.monthly.open(ctx, body.unitId, body.month); }

  @Get(':id') @ApiOkResponse({ type: MonthlyReportView }) get(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Query() query: ReportRoundQuery) { return this.monthly.get(ctx, id, query.round); }

  @Put(':id/parts') @ApiOkResponse({ type: MonthlyReportView }) write(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: WriteReport, @IfMatch() version: number) { return this.monthly.write(ctx, id, version, body.parts); }

  @Post(':id/submit') @HttpCode(200) @ApiOkResponse({ type: MonthlyReportView }) submit(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @OptionalIfMatch() version: number | null) { return this.monthly.submit(ctx, id, version); }

  /** By the leaders; it comes back to the supervisor. */
  @Post(':id/comments') @HttpCode(200) @ApiOkResponse({ type: MonthlyReportView }) comment(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: CommentReport) { return this.monthly.comment(ctx, id, body.text); }

  /** Printed on A4. */
  @Get(':id/file') @ApiOkResponse(PRINTED_REPORT) @Header('cache-control', 'private, no-store') @Header('content-security-policy', 'sandbox')
  async file(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Query() query: ReportRoundQuery, @Res({ passthrough: true }) reply: FastifyReply) {
    const { printed, name } = await this.monthly.file(ctx, id, query.round);
    return printedReport(printed, name, reply);
  }
}
