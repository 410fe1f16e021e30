import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import { IsIn, IsInt, IsISO8601, IsOptional, IsString, IsUUID, Length, Matches } from 'class-validator';
import { Caller, type Context, OrNull, pageOf, PageQuery, pageSize } from '@luyue/platform';
import { TRIP_STATUSES, type TripStatus } from './trips.rules.ts';
import { Trips } from './trips.service.ts';

const DAY = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

export class AskTrip {
  @IsString() @Length(1, 500) purpose: string;
  @IsString() @Length(1, 200) destination: string;
  @Matches(DAY) fromOn: string;
  @Matches(DAY) toOn: string;
}
export class DecideTrip {
  @IsIn(['approved', 'refused', 'withdrawn']) decision: 'approved' | 'refused' | 'withdrawn';
  @IsOptional() @IsString() @Length(1, 300) note?: string;
}
export class TripQuery extends PageQuery {
  @IsOptional() @IsUUID() staffId?: string;
  @IsOptional() @IsIn(TRIP_STATUSES) status?: TripStatus;
}
export class BusinessTripView {
  @IsUUID() id: string;
  @IsInt() version: number;
  @IsString() number: string;
  @IsUUID() staffId: string;
  @IsString() staffName: string;
  @IsString() purpose: string;
  @IsString() destination: string;
  @IsString() fromOn: string;
  @IsString() toOn: string;
  @IsIn(TRIP_STATUSES) status: TripStatus;
  @IsISO8601() askedAt: string;
  @OrNull() @IsISO8601() decidedAt: string | null;
  @OrNull() @IsString() decidedBy: string | null;
  @OrNull() @IsString() decisionNote: string | null;
}

@Controller('v1/outstation-channel/trips')
export class TripsHttp {
  constructor(private readonly trips: Trips) {}

  @Get() @ApiOkResponse({ type: pageOf(BusinessTripView) }) list(@Caller() ctx: Context, @Query() query: TripQuery) { return this.trips.list(ctx, { ...query, limit: pageSize(query) }); }

  @Post() @ApiCreatedResponse({ type: BusinessTripView }) ask(@Caller() ctx: Context, @Body() body: AskTrip) { return this.trips.ask(ctx, body); }

  /** OC-3.1.4b: headquarters approve travel. */
  @Post(':id/decide') @HttpCode(200) @ApiOkResponse({ type: BusinessTripView }) decide(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: DecideTrip) { return this.trips.decide(ctx, id, body); }
}
