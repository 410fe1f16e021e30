import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import { Caller, type Context, listOf, pageOf, pageSize } from '@luyue/platform';
import { StationChanges } from './station-changes.ts';
import { CloseStation, DecideStationChange, NetworkMonthsQuery, OpenStation, StationChangeQuery, StationChangeView, StationNetworkLine, StationNetworkMonth, StationPage, StationQuery, StationView, TellStationChange } from './station-views.ts';
import { Stations } from './stations.service.ts';

@Controller('v1/outstation-channel')
export class StationsHttp {
  constructor(private readonly stations: Stations, private readonly changes: StationChanges) {}

  /** By number; a station's own users see their own and no other. */
  @Get('stations') @ApiOkResponse({ type: pageOf(StationView) }) list(@Caller() ctx: Context, @Query() query: StationQuery) { return this.stations.list(ctx, { ...query, limit: pageSize(query) }); }

  @Post('stations') @ApiCreatedResponse({ type: StationPage }) open(@Caller() ctx: Context, @Body() body: OpenStation) { return this.stations.open(ctx, body); }

  /** OC-2.1: stations per region against what it sells, gaps first. */
  @Get('stations/network') @ApiOkResponse({ type: listOf(StationNetworkLine) }) network(@Caller() ctx: Context) { return this.stations.network(ctx); }

  /** OC-2.1: how stations and sales of regions went, by month, the oldest first. */
  @Get('stations/network/months') @ApiOkResponse({ type: listOf(StationNetworkMonth) }) networkMonths(@Caller() ctx: Context, @Query() query: NetworkMonthsQuery) { return this.stations.networkMonths(ctx, query.from, query.to); }

  @Get('stations/:id') @ApiOkResponse({ type: StationPage }) get(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string) { return this.stations.get(ctx, id); }

  /** OC-3.5.2: its data changed. */
  @Post('stations/:id/changes') @HttpCode(200) @ApiOkResponse({ type: StationPage }) tell(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: TellStationChange) { return this.changes.tell(ctx, id, body); }

  @Post('stations/:id/close') @HttpCode(200) @ApiOkResponse({ type: StationPage }) close(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: CloseStation) { return this.stations.close(ctx, id, body); }

  /** What waits for the person in charge of the channel, the longest first. */
  @Get('station-changes') @ApiOkResponse({ type: pageOf(StationChangeView) }) changesOf(@Caller() ctx: Context, @Query() query: StationChangeQuery) { return this.changes.list(ctx, { ...query, limit: pageSize(query) }); }

  @Post('station-changes/:id/decide') @HttpCode(200) @ApiOkResponse({ type: StationPage }) decide(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: DecideStationChange) { return this.changes.decide(ctx, id, body); }
}
