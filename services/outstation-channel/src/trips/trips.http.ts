import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import { Caller, type Context, pageOf, pageSize } from '@luyue/platform';
import { TripEvidences } from './trip-evidence.ts';
import { AskTrip, BusinessTripView, DecideTrip, KeepTripEvidence, TripQuery } from './trip-views.ts';
import { Trips } from './trips.service.ts';

@Controller('v1/outstation-channel/trips')
export class TripsHttp {
  constructor(private readonly trips: Trips, private readonly evidences: TripEvidences) {}

  @Get() @ApiOkResponse({ type: pageOf(BusinessTripView) }) list(@Caller() ctx: Context, @Query() query: TripQuery) { return this.trips.list(ctx, { ...query, mine: query.mine === 'true', limit: pageSize(query) }); }

  @Post() @ApiCreatedResponse({ type: BusinessTripView }) ask(@Caller() ctx: Context, @Body() body: AskTrip) { return this.trips.ask(ctx, body); }

  /** OC-3.1.4b: headquarters approve travel. */
  @Post(':id/decide') @HttpCode(200) @ApiOkResponse({ type: BusinessTripView }) decide(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: DecideTrip) { return this.trips.decide(ctx, id, body); }

  /** OC-3.1.4b: on the way, with the place where the phone was and pictures. */
  @Post(':id/evidence') @HttpCode(200) @ApiOkResponse({ type: BusinessTripView }) keep(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: KeepTripEvidence) { return this.evidences.keep(ctx, id, body); }
}
