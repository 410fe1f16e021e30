import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsInt, IsOptional, IsString, IsUUID, Length } from 'class-validator';
import { Caller, type Context, IsDay, Nested, NestedList, OrNull, pageOf, PageQuery, pageSize, WhenGiven } from '@luyue/platform';
import { REGION_DUTIES, type RegionDuty } from './regions.rules.ts';
import { Regions } from './regions.service.ts';


export class RegionQuery extends PageQuery {
  @IsOptional() @IsUUID() unitId?: string;
  /** `1`: only those with too few or too many technicians. */
  @IsOptional() @IsIn(['1']) flagged?: '1';
  /** `1`: those that were closed, instead of those in use. */
  @IsOptional() @IsIn(['1']) inactive?: '1';
}
export class CreateRegion {
  @IsUUID() unitId: string;
  @IsString() @Length(1, 40) name: string;
}
export class ChangeRegion {
  @WhenGiven() @IsString() @Length(1, 40) name?: string;
  @WhenGiven() @IsBoolean() active?: boolean;
}
export class AddRegionMember {
  @IsUUID() userId: string;
  @IsIn(REGION_DUTIES) duty: RegionDuty;
  /** Today when left out; not later than today. */
  @IsOptional() @IsDay() fromDay?: string;
}
export class EndRegionMember {
  /** The first day without them; today when left out. */
  @IsOptional() @IsDay() untilDay?: string;
}

export class RegionMemberView {
  @IsUUID() id: string;
  @IsUUID() userId: string;
  @IsString() userName: string;
  @IsIn(REGION_DUTIES) duty: RegionDuty;
  @IsString() fromDay: string;
  /** False for somebody who has left the company and stands here still. */
  @IsBoolean() active: boolean;
}
export class RegionTechnicians {
  @IsInt() count: number;
  @IsInt() min: number;
  @IsInt() max: number;
  /** DV-7.1: the first day outside the limits; null inside them. */
  @OrNull() @IsString() outsideSince: string | null;
}
export class RegionView {
  @IsUUID() id: string;
  @IsInt() version: number;
  @IsUUID() unitId: string;
  @IsString() unitName: string;
  @IsString() name: string;
  @IsBoolean() active: boolean;
  @IsString() begunOn: string;
  @Nested(() => RegionTechnicians) technicians: RegionTechnicians;
  /** Who is there today. */
  @NestedList(() => RegionMemberView) members: RegionMemberView[];
}

@Controller('v1/distributor-visits/regions')
export class RegionsHttp {
  constructor(private readonly regions: Regions) {}

  @Get() @ApiOkResponse({ type: pageOf(RegionView) }) list(@Caller() ctx: Context, @Query() query: RegionQuery) { return this.regions.list(ctx, { unitId: query.unitId, flagged: query.flagged === '1', inactive: query.inactive === '1', limit: pageSize(query), cursor: query.cursor }); }

  @Get(':id') @ApiOkResponse({ type: RegionView }) get(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string) { return this.regions.get(ctx, id); }

  @Post() @ApiCreatedResponse({ type: RegionView }) create(@Caller() ctx: Context, @Body() body: CreateRegion) { return this.regions.create(ctx, body.unitId, body.name); }

  @Patch(':id') @ApiOkResponse({ type: RegionView }) change(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: ChangeRegion) { return this.regions.change(ctx, id, body); }

  /** DV-7.1: a technician may serve several regions and counts in each. */
  @Post(':id/members') @ApiCreatedResponse({ type: RegionView }) addMember(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: AddRegionMember) { return this.regions.addMember(ctx, id, body); }

  @Post(':id/members/:memberId/end') @HttpCode(200) @ApiOkResponse({ type: RegionView }) endMember(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Param('memberId', ParseUUIDPipe) memberId: string, @Body() body: EndRegionMember) {
    return this.regions.endMember(ctx, id, memberId, body.untilDay);
  }
}
