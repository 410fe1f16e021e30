import { Body, Controller, Get, Header, HttpCode, Param, ParseUUIDPipe, Post, Put, Query, Res } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, IsBoolean, IsIn, IsInt, IsISO8601, IsOptional, IsString, IsUUID, Length, MaxLength } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { ObligationView } from '@luyue/obligations';
import { Caller, type Context, IfMatch, IsDay, NestedList, OptionalIfMatch, OrNull, pageOf, pageSize } from '@luyue/platform';
import { AcceptReport, AssembledReportQuery, AssembledReportRow, AssembledReportView, CommentReport, PRINTED_REPORT, printedReport, ReportRoundQuery, ReturnReport, WriteReport } from '@luyue/reports';
import { URGENT_KINDS, type UrgentKind } from '../urgent-kinds.ts';
import { DailyDesk } from './daily-desk.ts';
import { MATTER_STATES, type MatterState } from './daily-reports.rules.ts';
import { DailyReports } from './daily-reports.service.ts';


export class DailyReportOfDay {
  /** Today when left out. */
  @IsOptional() @IsDay() day?: string;
}
export class DailyMatterBody {
  /** Of one that is there already; a new one when left out. */
  @IsOptional() @IsUUID() id?: string;
  /** One that was visited on the day. */
  @IsOptional() @IsUUID() customerId?: string;
  @IsString() @Length(1, 100) title: string;
  @IsString() @Length(1, 2000) course: string;
  @IsString() @Length(1, 1000) result: string;
  /** Which of the five kinds of DV-11 it may be. */
  @IsOptional() @IsIn(URGENT_KINDS) kind?: UrgentKind;
}
export class DailyMatters {
  @NestedList(() => DailyMatterBody) @ArrayMaxSize(30) matters: DailyMatterBody[];
}
export class SortedMatter {
  @IsUUID() matterId: string;
  /** Solved here, or beyond the unit. */
  @IsIn(['here', 'beyond']) to: 'here' | 'beyond';
  @IsOptional() @IsString() @MaxLength(500) note?: string;
}
export class SortMatters {
  @NestedList(() => SortedMatter) @ArrayMinSize(1) @ArrayMaxSize(30) items: SortedMatter[];
}

export class DailyMatterView {
  @IsUUID() id: string;
  @IsInt() position: number;
  @OrNull() @IsUUID() customerId: string | null;
  @OrNull() @IsString() customerName: string | null;
  @IsString() title: string;
  @IsString() course: string;
  @IsString() result: string;
  @OrNull() @IsIn(URGENT_KINDS) kind: UrgentKind | null;
  @IsIn(MATTER_STATES) state: MatterState;
  @OrNull() @IsISO8601() sortedAt: string | null;
  @OrNull() @IsString() sortedBy: string | null;
  @IsString() note: string;
  @OrNull() @IsUUID() urgentReportId: string | null;
  /** DV-11: what is owed because it is beyond the unit, or was not sorted in time. */
  @NestedList(() => ObligationView) obligations: ObligationView[];
}
export class DailyVisitView {
  @IsUUID() id: string;
  @IsUUID() customerId: string;
  @IsString() customerName: string;
  @IsISO8601() checkInAt: string;
  @OrNull() @IsISO8601() checkOutAt: string | null;
  /** Of the customer card that this visit brought; null without one. */
  @OrNull() @IsInt() cardVersion: number | null;
  /** It came after the latest submission, which does not tell of it (reading 3). */
  @IsBoolean() afterSubmission: boolean;
}
export class DailyCardMissing {
  @IsUUID() customerId: string;
  @IsString() customerName: string;
}
export class DailyReportView extends AssembledReportView {
  @NestedList(() => DailyVisitView) visits: DailyVisitView[];
  /** DV-9a: customers visited without a card version; they hinder the submission. */
  @NestedList(() => DailyCardMissing) cardsMissing: DailyCardMissing[];
  @NestedList(() => DailyMatterView) matters: DailyMatterView[];
  @NestedList(() => ObligationView) obligations: ObligationView[];
}

@Controller('v1/distributor-visits/daily-reports')
export class DailyReportsHttp {
  constructor(private readonly daily: DailyReports, private readonly desk: DailyDesk) {}

  /** The latest day first. */
  @Get() @ApiOkResponse({ type: pageOf(AssembledReportRow) }) list(@Caller() ctx: Context, @Query() query: AssembledReportQuery) { return this.daily.list(ctx, { ...query, limit: pageSize(query) }); }

  /** One's own of a day; refused for a day without visits (DV-9a). */
  @Get('mine') @ApiOkResponse({ type: DailyReportView }) mine(@Caller() ctx: Context, @Query() query: DailyReportOfDay) { return this.daily.ofDay(ctx, query.day); }

  @Get(':id') @ApiOkResponse({ type: DailyReportView }) get(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Query() query: ReportRoundQuery) { return this.daily.get(ctx, id, query.round); }

  @Put(':id/parts') @ApiOkResponse({ type: DailyReportView }) write(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: WriteReport, @IfMatch() version: number) { return this.daily.write(ctx, id, version, body.parts); }

  /** The main matters, all of them in their order. */
  @Put(':id/matters') @ApiOkResponse({ type: DailyReportView }) matters(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: DailyMatters, @IfMatch() version: number) { return this.daily.setMatters(ctx, id, version, body.matters); }

  @Post(':id/submit') @HttpCode(200) @ApiOkResponse({ type: DailyReportView }) submit(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @OptionalIfMatch() version: number | null) { return this.daily.submit(ctx, id, version); }

  @Post(':id/read') @HttpCode(200) @ApiOkResponse({ type: DailyReportView }) read(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string) { return this.desk.read(ctx, id); }

  /** DV-9b: each matter is solved here, or beyond the unit. */
  @Post(':id/triage') @HttpCode(200) @ApiOkResponse({ type: DailyReportView }) sort(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: SortMatters) { return this.desk.sort(ctx, id, body.items); }

  @Post(':id/return') @HttpCode(200) @ApiOkResponse({ type: DailyReportView }) giveBack(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: ReturnReport) { return this.desk.giveBack(ctx, id, body.reason); }

  @Post(':id/accept') @HttpCode(200) @ApiOkResponse({ type: DailyReportView }) accept(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: AcceptReport) { return this.desk.accept(ctx, id, body.comment); }

  @Post(':id/comments') @HttpCode(200) @ApiOkResponse({ type: DailyReportView }) comment(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: CommentReport) { return this.desk.comment(ctx, id, body.text); }

  /** Printed on A4. */
  @Get(':id/file') @ApiOkResponse(PRINTED_REPORT) @Header('cache-control', 'private, no-store') @Header('content-security-policy', 'sandbox')
  async file(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Query() query: ReportRoundQuery, @Res({ passthrough: true }) reply: FastifyReply) {
    const { printed, name } = await this.daily.file(ctx, id, query.round);
    return printedReport(printed, name, reply);
  }
}
