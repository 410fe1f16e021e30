import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import { ArrayMaxSize, IsIn, IsInt, IsISO8601, IsNumber, IsOptional, IsString, IsUUID, Length, Max, Min } from 'class-validator';
import { ObligationView } from '@luyue/obligations';
import { Caller, type Context, IsDay, listOf, NestedList, OrNull, pageOf, PageQuery, pageSize } from '@luyue/platform';
import { Exchanges } from './exchanges.service.ts';


export class ExchangeQuery extends PageQuery {
  @IsOptional() @IsUUID() staffId?: string;
  /** The reader's own. */
  @IsOptional() @IsIn(['true']) mine?: 'true';
}

export class ExchangeLineBody {
  @IsUUID() regionId: string;
  @IsString() @Length(1, 60) model: string;
  @IsInt() @Min(0) @Max(10_000_000) sold: number;
  /** Units that came back in the week, as far as sales know. */
  @IsInt() @Min(0) @Max(10_000_000) failures: number;
  @IsOptional() @IsInt() @Min(0) @Max(10_000_000) stock?: number;
}

export class RecordExchange {
  /** Any day of the week. */
  @IsDay() day: string;
  @IsString() @Length(1, 60) salesPerson: string;
  @NestedList(() => ExchangeLineBody) @ArrayMaxSize(200) lines: ExchangeLineBody[];
  @IsString() @Length(1, 4000) text: string;
  /** What is given back to sales: failures, findings. */
  @IsString() @Length(1, 4000) feedback: string;
}

export class ExchangeLineView {
  @IsUUID() regionId: string;
  @IsString() regionName: string;
  @IsString() model: string;
  @IsInt() sold: number;
  @IsInt() failures: number;
  @OrNull() @IsInt() stock: number | null;
}

export class ExchangeView {
  @IsUUID() id: string;
  @IsUUID() staffId: string;
  @IsString() staffName: string;
  @IsUUID() departmentUnitId: string;
  @IsString() week: string;
  @IsString() salesPerson: string;
  @NestedList(() => ExchangeLineView) lines: ExchangeLineView[];
  @IsString() text: string;
  @IsString() feedback: string;
  @IsISO8601() recordedAt: string;
  @IsString() byName: string;
  @NestedList(() => ObligationView) obligations: ObligationView[];
}

export class ExchangeFiguresQuery {
  @IsDay() from: string;
  @IsDay() to: string;
}

/** What the weeks' exchanges tell of a model in a region. */
export class ExchangeFigures {
  @IsUUID() regionId: string;
  @IsString() regionName: string;
  @IsString() model: string;
  @IsInt() sold: number;
  @IsInt() failures: number;
  /** Failures of units sold, per cent with two decimals; null where none was sold. */
  @OrNull() @IsNumber() failureRate: number | null;
}

@Controller('v1/outstation-channel/exchanges')
export class ExchangesHttp {
  constructor(private readonly exchanges: Exchanges) {}

  /** OC-3.3.3: the latest week first. */
  @Get() @ApiOkResponse({ type: pageOf(ExchangeView) }) list(@Caller() ctx: Context, @Query() query: ExchangeQuery) { return this.exchanges.list(ctx, { ...query, limit: pageSize(query) }); }

  /** One a person and week. */
  @Post() @ApiCreatedResponse({ type: ExchangeView }) record(@Caller() ctx: Context, @Body() body: RecordExchange) { return this.exchanges.record(ctx, body); }

  /** For network layout, spare quantities and failure rates: by region and model, the most sold first. */
  @Get('figures') @ApiOkResponse({ type: listOf(ExchangeFigures) }) figures(@Caller() ctx: Context, @Query() query: ExchangeFiguresQuery) { return this.exchanges.figures(ctx, query.from, query.to); }
}
