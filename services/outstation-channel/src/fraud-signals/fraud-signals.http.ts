import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayUnique, IsArray, IsIn, IsInt, IsISO8601, IsObject, IsOptional, IsString, IsUUID, Length } from 'class-validator';
import { Caller, type Context, IsDay, IsMonth, Nested, NestedList, OrNull, pageOf, PageQuery, pageSize, Text } from '@luyue/platform';
import { FRAUD_KINDS, FRAUD_STATUSES, type FraudKind, type FraudStatus } from './fraud-signals.rules.ts';
import { FraudSignals } from './fraud-signals.service.ts';


export class FraudQuery extends PageQuery {
  /** What is still to be decided when left out. */
  @IsOptional() @IsIn(FRAUD_STATUSES) status?: FraudStatus;
  @IsOptional() @IsUUID() stationId?: string;
  @IsOptional() @IsIn(FRAUD_KINDS) kind?: FraudKind;
}
export class ScanOrders {
  @IsUUID() departmentUnitId: string;
  @IsMonth() month: string;
}
export class ReportFraud {
  @IsUUID() stationId: string;
  @IsOptional() @IsArray() @ArrayMaxSize(500) @ArrayUnique() @IsUUID('all', { each: true }) orderIds?: string[];
  @IsString() @Length(5, 2000) evidence: string;
  /** What the company is told. */
  @IsString() @Length(2, 2000) report: string;
}
export class DismissFraud {
  @IsString() @Length(2, 500) reason: string;
}
export class ConfirmFraud {
  @IsString() @Length(5, 2000) evidence: string;
  @IsString() @Length(2, 2000) report: string;
}
export class CloseFraud {
  @IsDay() educatedOn: string;
  @IsString() @Length(2, 2000) education: string;
}

/** New cases, by what was seen. */
export class FoundSignals {
  @IsInt() repeat_serial: number;
  @IsInt() before_sale: number;
  @IsInt() phone_repeated: number;
  @IsInt() volume_outlier: number;
  @IsInt() fee_outlier: number;
  @IsInt() sequence_gap: number;
}
export class FraudOrder {
  @IsUUID() id: string;
  @IsString() number: string;
}
export class FraudCaseView {
  @IsUUID() id: string;
  @IsInt() version: number;
  @IsUUID() stationId: string;
  @IsString() stationName: string;
  @IsIn(FRAUD_KINDS) kind: FraudKind;
  @Nested(() => Text) kindName: Text;
  @IsString() month: string;
  @IsInt() orderCount: number;
  /** The first fifty of those in question. */
  @NestedList(() => FraudOrder) orders: FraudOrder[];
  /** What was seen, by plain names. */
  @IsObject() detail: Record<string, string | number>;
  @IsIn(FRAUD_STATUSES) status: FraudStatus;
  @IsISO8601() openedAt: string;
  @OrNull() @IsISO8601() decidedAt: string | null;
  @OrNull() @IsString() decidedBy: string | null;
  @OrNull() @IsString() reason: string | null;
  @OrNull() @IsString() evidence: string | null;
  @OrNull() @IsString() report: string | null;
  @OrNull() @IsISO8601() reportedAt: string | null;
  @OrNull() @IsString() education: string | null;
  @OrNull() @IsString() educatedOn: string | null;
}

@Controller('v1/outstation-channel/fraud-cases')
export class FraudSignalsHttp {
  constructor(private readonly signals: FraudSignals) {}

  @Get() @ApiOkResponse({ type: pageOf(FraudCaseView) }) list(@Caller() ctx: Context, @Query() query: FraudQuery) { return this.signals.list(ctx, { ...query, limit: pageSize(query) }); }

  /** Seen by a person. */
  @Post() @ApiCreatedResponse({ type: FraudCaseView }) report(@Caller() ctx: Context, @Body() body: ReportFraud) { return this.signals.report(ctx, body); }

  /** Looks for signs in a month's orders. */
  @Post('scan') @HttpCode(200) @ApiOkResponse({ type: FoundSignals }) scan(@Caller() ctx: Context, @Body() body: ScanOrders) { return this.signals.scan(ctx, body.departmentUnitId, body.month); }

  @Get(':id') @ApiOkResponse({ type: FraudCaseView }) get(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string) { return this.signals.get(ctx, id); }

  @Post(':id/dismiss') @HttpCode(200) @ApiOkResponse({ type: FraudCaseView }) dismiss(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: DismissFraud) { return this.signals.dismiss(ctx, id, body.reason); }

  /** OC-3.2.2b: evidence, and the report to the company. */
  @Post(':id/confirm') @HttpCode(200) @ApiOkResponse({ type: FraudCaseView }) confirm(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: ConfirmFraud) { return this.signals.confirm(ctx, id, body); }

  /** OC-3.2.2b: the station was educated. */
  @Post(':id/close') @HttpCode(200) @ApiOkResponse({ type: FraudCaseView }) close(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: CloseFraud) { return this.signals.close(ctx, id, body); }
}
