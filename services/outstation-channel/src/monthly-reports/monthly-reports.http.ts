import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import { ArrayMaxSize, IsBoolean, IsInt, IsOptional, IsString, IsUUID, Length, Max, Min } from 'class-validator';
import { ObligationView } from '@luyue/obligations';
import { Caller, type Context, IsDay, IsMonth, listOf, NestedList, pageOf, pageSize } from '@luyue/platform';
import { AcceptReport, AssembledReportQuery, AssembledReportRow, AssembledReportView, ReportRoundQuery, ReturnReport, WriteReport } from '@luyue/reports';
import { MonthlyReports } from './monthly-reports.service.ts';


export class DraftOutstationMonthlyReport {
  @IsMonth() month: string;
}

export class FaultyStockLine {
  @IsUUID() operatorId: string;
  @IsString() @Length(1, 60) model: string;
  @IsInt() @Min(1) @Max(1_000_000) units: number;
  @IsDay() oldestOn: string;
}

export class TellFaultyStock {
  /** All there are; the former ones go. */
  @NestedList(() => FaultyStockLine) @ArrayMaxSize(500) lines: FaultyStockLine[];
}

export class FaultyStockQuery {
  @IsMonth() month: string;
  @IsOptional() @IsUUID() operatorId?: string;
}

export class FaultyStockView extends FaultyStockLine {
  @IsString() operatorName: string;
  /** Days that the oldest had lain there when it was told; in a draft, until today. */
  @IsInt() ageDays: number;
}

export class OutstationMonthlyReportView extends AssembledReportView {
  @NestedList(() => FaultyStockView) faultyStock: FaultyStockView[];
  @NestedList(() => ObligationView) obligations: ObligationView[];
  @IsBoolean() mine: boolean;
}

@Controller('v1/outstation-channel')
export class MonthlyReportsHttp {
  constructor(private readonly reports: MonthlyReports) {}

  /** OC-3.5.3: the latest month first. */
  @Get('monthly-reports') @ApiOkResponse({ type: pageOf(AssembledReportRow) }) list(@Caller() ctx: Context, @Query() query: AssembledReportQuery) { return this.reports.list(ctx, { ...query, limit: pageSize(query) }); }

  /** One's own of a month, filled from its records. */
  @Post('monthly-reports') @ApiCreatedResponse({ type: OutstationMonthlyReportView }) draft(@Caller() ctx: Context, @Body() body: DraftOutstationMonthlyReport) { return this.reports.draft(ctx, body.month); }

  @Get('monthly-reports/:id') @ApiOkResponse({ type: OutstationMonthlyReportView }) get(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Query() query: ReportRoundQuery) { return this.reports.get(ctx, id, query.round); }

  @Put('monthly-reports/:id/parts') @ApiOkResponse({ type: OutstationMonthlyReportView }) write(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: WriteReport) { return this.reports.write(ctx, id, body); }

  @Put('monthly-reports/:id/faulty-stock') @ApiOkResponse({ type: OutstationMonthlyReportView }) tell(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: TellFaultyStock) { return this.reports.tellStock(ctx, id, body.lines); }

  @Post('monthly-reports/:id/submit') @HttpCode(200) @ApiOkResponse({ type: OutstationMonthlyReportView }) submit(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string) { return this.reports.submit(ctx, id); }

  /** The submission stays as it was; the next one is a round of its own (R13). */
  @Post('monthly-reports/:id/return') @HttpCode(200) @ApiOkResponse({ type: OutstationMonthlyReportView }) giveBack(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: ReturnReport) { return this.reports.giveBack(ctx, id, body.reason); }

  @Post('monthly-reports/:id/accept') @HttpCode(200) @ApiOkResponse({ type: OutstationMonthlyReportView }) accept(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: AcceptReport) { return this.reports.accept(ctx, id, body.comment); }

  /** What submitted reports of a month tell: by operator and model, the oldest first. */
  @Get('faulty-stock') @ApiOkResponse({ type: listOf(FaultyStockView) }) stock(@Caller() ctx: Context, @Query() query: FaultyStockQuery) { return this.reports.stock(ctx, query); }
}
