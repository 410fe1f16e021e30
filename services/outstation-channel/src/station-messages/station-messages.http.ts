import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import { IsIn, IsInt, IsISO8601, IsOptional, IsString, IsUUID, Length } from 'class-validator';
import { ObligationView } from '@luyue/obligations';
import { Caller, type Context, NestedList, OrNull, PageQuery, pageOf, pageSize } from '@luyue/platform';
import { StationMessages } from './station-messages.service.ts';

export class StationMessageQuery extends PageQuery {
  @IsOptional() @IsUUID() stationUnitId?: string;
  /** `1`: those of stations that wait for an answer, the oldest first. */
  @IsOptional() @IsIn(['1']) unanswered?: '1';
}

export class WriteStationMessage {
  @IsUUID() stationUnitId: string;
  @IsString() @Length(1, 4000) text: string;
}

export class AnswerStationMessage {
  @IsString() @Length(1, 4000) text: string;
}

export class StationMessageView {
  @IsUUID() id: string;
  @IsInt() version: number;
  @IsString() number: string;
  @IsUUID() stationUnitId: string;
  @IsString() stationName: string;
  /** `up` from the station, `down` to it. */
  @IsIn(['up', 'down']) direction: 'up' | 'down';
  @IsString() text: string;
  @IsISO8601() at: string;
  @IsString() byName: string;
  @OrNull() @IsUUID() answersId: string | null;
  @OrNull() @IsISO8601() answeredAt: string | null;
  @OrNull() @IsISO8601() readAt: string | null;
  @NestedList(() => ObligationView) obligations: ObligationView[];
}

@Controller('v1/outstation-channel/station-messages')
export class StationMessagesHttp {
  constructor(private readonly messages: StationMessages) {}

  /** OC-3.3.2: the latest first; a station sees its own. */
  @Get() @ApiOkResponse({ type: pageOf(StationMessageView) }) list(@Caller() ctx: Context, @Query() query: StationMessageQuery) { return this.messages.list(ctx, { ...query, limit: pageSize(query) }); }

  /** Whoever is of the station writes up, the channel writes down. */
  @Post() @ApiCreatedResponse({ type: StationMessageView }) write(@Caller() ctx: Context, @Body() body: WriteStationMessage) { return this.messages.write(ctx, body); }

  @Post(':id/answer') @HttpCode(200) @ApiOkResponse({ type: StationMessageView }) answer(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: AnswerStationMessage) { return this.messages.answer(ctx, id, body.text); }

  /** The station has read what came down. */
  @Post(':id/read') @HttpCode(200) @ApiOkResponse({ type: StationMessageView }) read(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string) { return this.messages.read(ctx, id); }
}
