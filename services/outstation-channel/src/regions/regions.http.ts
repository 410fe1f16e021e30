import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Patch, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import { IsUUID } from 'class-validator';
import { Caller, type Context, IfMatch, listOf, MONTH, refuse } from '@luyue/platform';
import { AdjoinRegion, ChangeRegion, ChannelRegionView, CloseSalesMonth, DeviceModelView, EnterSales, FlagModel, MakeRegion, RegionClassView, RegionSalesView, SalesMonthView } from './region-views.ts';
import { Regions } from './regions.service.ts';
import { Sales } from './sales.ts';

export class SalesMonthQuery {
  @IsUUID() departmentUnitId: string;
}

const monthOf = (text: string): string => {
  if (!MONTH.test(text)) throw refuse.field('month', 'month', { zh: '月份写作 2026-11', en: 'a month is written 2026-11' }, 'OC-4.4');
  return text;
};

@Controller('v1/outstation-channel')
export class RegionsHttp {
  constructor(private readonly regions: Regions, private readonly sales: Sales) {}

  /** OC-4.4: regions with class, reason and neighbours. */
  @Get('regions') @ApiOkResponse({ type: listOf(ChannelRegionView) }) list(@Caller() ctx: Context) { return this.regions.list(ctx); }

  @Post('regions') @ApiCreatedResponse({ type: ChannelRegionView }) make(@Caller() ctx: Context, @Body() body: MakeRegion) { return this.regions.make(ctx, body); }

  @Get('regions/:id') @ApiOkResponse({ type: ChannelRegionView }) get(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string) { return this.regions.get(ctx, id); }

  @Patch('regions/:id') @ApiOkResponse({ type: ChannelRegionView }) change(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @IfMatch() version: number, @Body() body: ChangeRegion) { return this.regions.change(ctx, id, version, body); }

  /** OC-4.4: what each month's close made of it, the latest first. */
  @Get('regions/:id/classes') @ApiOkResponse({ type: listOf(RegionClassView) }) classes(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string) { return this.regions.classesOf(ctx, id); }

  @Put('regions/:id/neighbours') @ApiOkResponse({ type: ChannelRegionView }) adjoin(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: AdjoinRegion) { return this.regions.adjoin(ctx, id, body.neighbourIds); }

  @Get('regions/:id/sales/:month') @ApiOkResponse({ type: RegionSalesView }) inMonth(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Param('month') month: string) { return this.sales.inMonth(ctx, id, monthOf(month)); }

  @Put('regions/:id/sales/:month') @ApiOkResponse({ type: RegionSalesView }) enter(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Param('month') month: string, @Body() body: EnterSales) { return this.sales.enter(ctx, id, monthOf(month), body); }

  @Get('sales-months') @ApiOkResponse({ type: listOf(SalesMonthView) }) months(@Caller() ctx: Context, @Query() query: SalesMonthQuery) { return this.sales.months(ctx, query.departmentUnitId); }

  /** The figures stand, and every region is classed by them. */
  @Post('sales-months/:month/close') @HttpCode(200) @ApiOkResponse({ type: listOf(SalesMonthView) }) close(@Caller() ctx: Context, @Param('month') month: string, @Body() body: CloseSalesMonth) { return this.sales.close(ctx, monthOf(month), body); }

  /** Models with their failure rate; high-failure is headquarters' word. */
  @Get('device-models') @ApiOkResponse({ type: listOf(DeviceModelView) }) models(@Caller() ctx: Context) { return this.sales.models(ctx); }

  @Post('device-models/:id/flag') @HttpCode(200) @ApiOkResponse({ type: listOf(DeviceModelView) }) flag(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: FlagModel) { return this.sales.flag(ctx, id, body); }
}
