import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { IsIn, IsInt, IsNumber, IsOptional, IsString, IsUUID, Length } from 'class-validator';
import { Caller, type Context, IsMonth, listOf, OrNull } from '@luyue/platform';
import { Analysis } from './analysis.service.ts';
import { GRADES_OR_NONE } from '../customer-kinds.ts';


export class VisitAnalysisQuery {
  @IsUUID() unitId: string;
  /** Months in the tenant's zone, both included; at most two years. */
  @IsMonth() from: string;
  @IsMonth() to: string;
}
export class ProductAnalysisQuery extends VisitAnalysisQuery {
  @IsOptional() @IsUUID() regionId?: string;
  @IsOptional() @IsString() @Length(1, 100) product?: string;
}

/** Customers of a grade in a month: how many there were, and how many of them were visited. */
export class GradeMonth {
  @IsString() month: string;
  @IsIn(GRADES_OR_NONE) grade: (typeof GRADES_OR_NONE)[number];
  @IsInt() customers: number;
  @IsInt() visited: number;
  @IsInt() visits: number;
  /** 0 to 1. */
  @IsNumber() share: number;
}
/** What the customers of a region told of a product in a month (DV-3.1b). */
export class ProductMonth {
  @IsString() month: string;
  @OrNull() @IsUUID() regionId: string | null;
  @OrNull() @IsString() regionName: string | null;
  @IsString() product: string;
  /** Customers that told of it. */
  @IsInt() customers: number;
  /** Left at the last count of each. */
  @IsNumber() stock: number;
  @IsNumber() purchases: number;
  /** Yuan, both. */
  @IsString() purchasesAmount: string;
  @IsNumber() sales: number;
  @IsString() salesAmount: string;
  /** Sold, of what was sold and what is left; null where there was nothing. */
  @OrNull() @IsNumber() sellThrough: number | null;
}
/** What customers bought of us in months with a visit, and in months without one. */
export class VisitEffect {
  @IsIn(GRADES_OR_NONE) grade: (typeof GRADES_OR_NONE)[number];
  /** Months of all customers of the grade together. */
  @IsInt() visitedMonths: number;
  @IsInt() otherMonths: number;
  /** Yuan a customer and month, on average. */
  @IsString() boughtWhenVisited: string;
  @IsString() boughtOtherwise: string;
}

/** Capability 8; opinions by product stand under `opinions/months`, competitors under `competitors/{id}/timeline`. */
@Controller('v1/distributor-visits/analysis')
export class AnalysisHttp {
  constructor(private readonly analysis: Analysis) {}

  /** Coverage by grade, the latest month first. */
  @Get('coverage') @ApiOkResponse({ type: listOf(GradeMonth) }) coverage(@Caller() ctx: Context, @Query() query: VisitAnalysisQuery) { return this.analysis.coverage(ctx, query); }

  /** Stock and sell-through by product and region, the latest month first. */
  @Get('products') @ApiOkResponse({ type: listOf(ProductMonth) }) products(@Caller() ctx: Context, @Query() query: ProductAnalysisQuery) { return this.analysis.products(ctx, query); }

  /** Effect of visits by grade. */
  @Get('effect') @ApiOkResponse({ type: listOf(VisitEffect) }) effect(@Caller() ctx: Context, @Query() query: VisitAnalysisQuery) { return this.analysis.effect(ctx, query); }
}
