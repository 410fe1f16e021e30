import { Body, Controller, Get, Header, HttpCode, Param, ParseUUIDPipe, Post, Put, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, IsUUID, Length } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { ObligationView } from '@luyue/obligations';
import { Caller, type Context, IfMatch, Nested, NestedList, OptionalIfMatch, OrNull, pageOf, pageSize, Text } from '@luyue/platform';
import { AcceptReport, AssembledReportQuery, AssembledReportRow, AssembledReportView, CommentReport, PRINTED_REPORT, printedReport, WriteReport } from '@luyue/reports';
import { URGENT_KINDS, type UrgentKind } from '../urgent-kinds.ts';
import { UrgentReports } from './urgent-reports.service.ts';

export class OpenUrgentReport {
  /** A matter of a daily report that was marked beyond the unit; left out for what no daily report has. */
  @IsOptional() @IsUUID() matterId?: string;
  @IsIn(URGENT_KINDS) kind: UrgentKind;
  /** The matter's when left out. */
  @IsOptional() @IsString() @Length(1, 100) title?: string;
  /** Without a matter: the writer's own when left out. */
  @IsOptional() @IsUUID() unitId?: string;
  /** Without a matter. */
  @IsOptional() @IsUUID() customerId?: string;
}

export class DropUrgentReport {
  /** Why it does not go up. */
  @IsString() @Length(2, 500) reason: string;
}

export class UrgentReportRow extends AssembledReportRow {
  @IsIn(URGENT_KINDS) urgentKind: UrgentKind;
  @Nested(() => Text) urgentKindName: Text;
  @OrNull() @IsUUID() matterId: string | null;
  @OrNull() @IsUUID() dailyReportId: string | null;
  @OrNull() @IsUUID() customerId: string | null;
}
export class UrgentReportSuperior {
  @IsUUID() id: string;
  @IsString() name: string;
}
/** `submitted`: filed; `accepted`: acknowledged; `dropped`: a draft that was given up. */
export class UrgentReportView extends AssembledReportView {
  @IsIn(URGENT_KINDS) urgentKind: UrgentKind;
  @Nested(() => Text) urgentKindName: Text;
  @OrNull() @IsUUID() matterId: string | null;
  @OrNull() @IsUUID() dailyReportId: string | null;
  @OrNull() @IsUUID() customerId: string | null;
  /** Who may acknowledge it; empty before it is filed, and where the role is vacant up to the top. */
  @NestedList(() => UrgentReportSuperior) superiors: UrgentReportSuperior[];
  /** Of the filing, where a matter owed it, and of the acknowledgement. */
  @NestedList(() => ObligationView) obligations: ObligationView[];
}

@Controller('v1/distributor-visits/urgent-reports')
export class UrgentReportsHttp {
  constructor(private readonly urgent: UrgentReports) {}

  /** The latest day first. */
  @Get() @ApiOkResponse({ type: pageOf(UrgentReportRow) }) list(@Caller() ctx: Context, @Query() query: AssembledReportQuery) { return this.urgent.list(ctx, { ...query, limit: pageSize(query) }); }

  /** DV-11: a draft, prefilled from the matter where there is one. */
  @Post() @ApiCreatedResponse({ type: UrgentReportView }) open(@Caller() ctx: Context, @Body() body: OpenUrgentReport) { return this.urgent.open(ctx, body); }

  @Get(':id') @ApiOkResponse({ type: UrgentReportView }) get(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string) { return this.urgent.get(ctx, id); }

  @Put(':id/parts') @ApiOkResponse({ type: UrgentReportView }) write(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: WriteReport, @IfMatch() version: number) { return this.urgent.write(ctx, id, version, body.parts); }

  @Post(':id/file') @HttpCode(200) @ApiOkResponse({ type: UrgentReportView }) file(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @OptionalIfMatch() version: number | null) { return this.urgent.file(ctx, id, version); }

  /** A draft alone; its matter is to be sorted anew, and what it owes runs on. */
  @Post(':id/drop') @HttpCode(200) @ApiOkResponse({ type: UrgentReportView }) drop(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: DropUrgentReport, @OptionalIfMatch() version: number | null) { return this.urgent.drop(ctx, id, version, body.reason); }

  @Post(':id/acknowledge') @HttpCode(200) @ApiOkResponse({ type: UrgentReportView }) acknowledge(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: AcceptReport) { return this.urgent.acknowledge(ctx, id, body.comment); }

  @Post(':id/comments') @HttpCode(200) @ApiOkResponse({ type: UrgentReportView }) comment(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: CommentReport) { return this.urgent.comment(ctx, id, body.text); }

  /** Printed on A4. */
  @Get(':id/paper') @ApiOkResponse(PRINTED_REPORT) @Header('cache-control', 'private, no-store') @Header('content-security-policy', 'sandbox')
  async paper(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Res({ passthrough: true }) reply: FastifyReply) {
    const { printed, name } = await this.urgent.paper(ctx, id);
    return printedReport(printed, name, reply);
  }
}
