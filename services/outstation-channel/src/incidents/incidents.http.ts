import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import { ArrayMinSize, ArrayUnique, IsArray, IsIn, IsISO8601, IsOptional, IsString, IsUrl, IsUUID, Length, MaxLength } from 'class-validator';
import { Caller, type Context, IsMonth, listOf, pageOf, PageQuery, pageSize } from '@luyue/platform';
import { IncidentEntryView, IncidentLine, IncidentStatistics, IncidentView } from './incident-views.ts';
import { INCIDENT_BODIES, INCIDENT_STATUSES, type IncidentBody, type IncidentStatus } from './incidents.rules.ts';
import { Incidents } from './incidents.service.ts';


export class IncidentQuery extends PageQuery {
  @IsOptional() @IsIn(INCIDENT_STATUSES) status?: IncidentStatus;
  @IsOptional() @IsIn(INCIDENT_BODIES) body?: IncidentBody;
  @IsOptional() @IsIn(['exposed', 'none_known']) exposure?: 'exposed' | 'none_known';
}

export class OpenIncident {
  @IsUUID() departmentUnitId: string;
  @IsOptional() @IsUUID() stationUnitId?: string;
  /** Whoever enters it where left out. */
  @IsOptional() @IsUUID() ownerUserId?: string;
  @IsString() @Length(1, 120) title: string;
  @IsString() @Length(1, 2000) summary: string;
  @IsOptional() @IsString() @MaxLength(60) complainantName?: string;
  @IsOptional() @IsString() @MaxLength(30) complainantPhone?: string;
  @IsArray() @ArrayMinSize(1) @ArrayUnique() @IsIn(INCIDENT_BODIES, { each: true }) bodies: IncidentBody[];
  /** When the company came to know of it; now where left out. */
  @IsOptional() @IsISO8601() awareAt?: string;
}

export class ReportIncident {
  @IsString() @Length(1, 4000) text: string;
  /** Bodies that it has reached by now, beside those known. */
  @IsOptional() @IsArray() @ArrayUnique() @IsIn(INCIDENT_BODIES, { each: true }) bodies?: IncidentBody[];
}

export class ResolveIncident {
  @IsString() @Length(1, 4000) resolution: string;
  @IsOptional() @IsString() @Length(1, 4000) lessons?: string;
}

export class ReopenIncident {
  @IsString() @Length(1, 1000) reason: string;
}

export class RecordExposure {
  @IsUrl({ protocols: ['http', 'https'], require_protocol: true }) @MaxLength(500) url: string;
  /** Who published what. */
  @IsString() @Length(1, 300) text: string;
}

export class HandIncidentOn {
  @IsUUID() ownerUserId: string;
}

export class IncidentStatisticsQuery {
  /** Months of awareness in the tenant's zone, both included. */
  @IsMonth() from: string;
  @IsMonth() to: string;
}

@Controller('v1/outstation-channel/incidents')
export class IncidentsHttp {
  constructor(private readonly incidents: Incidents) {}

  /** OC-3.6: the latest first. */
  @Get() @ApiOkResponse({ type: pageOf(IncidentLine) }) list(@Caller() ctx: Context, @Query() query: IncidentQuery) { return this.incidents.list(ctx, { ...query, limit: pageSize(query) }); }

  @Post() @ApiCreatedResponse({ type: IncidentView }) open(@Caller() ctx: Context, @Body() body: OpenIncident) { return this.incidents.open(ctx, body); }

  /** OC-2.5: by month, the latest first. */
  @Get('statistics') @ApiOkResponse({ type: listOf(IncidentStatistics) }) statistics(@Caller() ctx: Context, @Query() query: IncidentStatisticsQuery) { return this.incidents.statistics(ctx, query.from, query.to); }

  @Get(':id') @ApiOkResponse({ type: IncidentView }) get(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string) { return this.incidents.get(ctx, id); }

  /** Its record, the newest line first. */
  @Get(':id/entries') @ApiOkResponse({ type: pageOf(IncidentEntryView) }) entries(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Query() query: PageQuery) { return this.incidents.entries(ctx, id, { limit: pageSize(query), cursor: query.cursor }); }

  /** The first report, or an update after it. */
  @Post(':id/reports') @HttpCode(200) @ApiOkResponse({ type: IncidentView }) report(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: ReportIncident) { return this.incidents.report(ctx, id, body); }

  @Post(':id/resolve') @HttpCode(200) @ApiOkResponse({ type: IncidentView }) resolve(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: ResolveIncident) { return this.incidents.resolve(ctx, id, body); }

  /** Starts again with a first report (reading 14). */
  @Post(':id/reopen') @HttpCode(200) @ApiOkResponse({ type: IncidentView }) reopen(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: ReopenIncident) { return this.incidents.reopen(ctx, id, body); }

  /** A publication, also one found after the incident was resolved. */
  @Post(':id/exposures') @HttpCode(200) @ApiOkResponse({ type: IncidentView }) expose(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: RecordExposure) { return this.incidents.expose(ctx, id, body); }

  @Post(':id/owner') @HttpCode(200) @ApiOkResponse({ type: IncidentView }) handOn(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: HandIncidentOn) { return this.incidents.handOn(ctx, id, body); }
}
