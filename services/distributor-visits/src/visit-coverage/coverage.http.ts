import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsNumber, IsString, IsUUID, Max, Min } from 'class-validator';
import { Caller, type Context, NestedList, OrNull, PageQuery, pageOf, pageSize } from '@luyue/platform';
import { Coverages } from './coverage.service.ts';
import { GRADES } from '../customer-kinds.ts';


export class CoverageQuery {
  @IsUUID() unitId: string;
  @Type(() => Number) @IsInt() @Min(2000) @Max(2100) year: number;
}
export class UncoveredQuery extends PageQuery {
  @IsUUID() unitId: string;
}

export class GradeCoverage {
  @IsIn(GRADES) grade: (typeof GRADES)[number];
  @IsInt() customers: number;
  /** Visits owed in the year, pro rata from the registration. */
  @IsInt() owed: number;
  @IsInt() done: number;
  /** Still to come, of issued month plans. */
  @IsInt() planned: number;
  /** Customers with fewer visits than the months that are over ask for. */
  @IsInt() behind: number;
  /** Of what is owed, 0 to 1: a visit beyond what one customer is owed makes up for no other's. Null where nothing is owed. */
  @OrNull() @IsNumber() share: number | null;
}
export class Coverage {
  @IsUUID() unitId: string;
  @IsInt() year: number;
  @NestedList(() => GradeCoverage) grades: GradeCoverage[];
  @IsInt() ungraded: number;
}
export class UncoveredCustomer {
  @IsUUID() id: string;
  @IsString() number: string;
  @IsString() name: string;
  @OrNull() @IsIn(GRADES) grade: (typeof GRADES)[number] | null;
  @OrNull() @IsUUID() visitorUserId: string | null;
  @OrNull() @IsString() visitorName: string | null;
  @OrNull() @IsString() lastVisitOn: string | null;
  @OrNull() @IsString() nextVisitOn: string | null;
}

@Controller('v1/distributor-visits/coverage')
export class CoverageHttp {
  constructor(private readonly coverages: Coverages) {}

  /** DV-5: visits against the frequency that each grade is owed, in a calendar year. */
  @Get() @ApiOkResponse({ type: Coverage }) coverage(@Caller() ctx: Context, @Query() query: CoverageQuery) { return this.coverages.ofUnit(ctx, query.unitId, query.year); }

  /** DV-4.0: whom nobody visits, or not yet again. */
  @Get('uncovered') @ApiOkResponse({ type: pageOf(UncoveredCustomer) }) uncovered(@Caller() ctx: Context, @Query() query: UncoveredQuery) { return this.coverages.uncovered(ctx, query.unitId, pageSize(query), query.cursor); }
}
