import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { IsInt, IsString, IsUUID } from 'class-validator';
import { Caller, type Context, IsMonth, listOf } from '@luyue/platform';
import { OrderFigures } from './order-figures.service.ts';


export class OrderMonthsQuery {
  @IsUUID() stationId: string;
  @IsMonth() from: string;
  @IsMonth() to: string;
}
export class TrainingEffectsQuery {
  @IsUUID() stationId: string;
}
/** Orders of a station in a month; of devices repaired shortly before, the repeats. */
export class OrderMonth {
  @IsString() month: string;
  @IsInt() orders: number;
  @IsInt() returns: number;
  @IsInt() repeats: number;
}
/** Repairs of a station in the days before and after a technical training (OC-3.4). */
export class TrainingEffect {
  @IsUUID() recordId: string;
  @IsString() heldOn: string;
  @IsString() text: string;
  @IsInt() ordersBefore: number;
  @IsInt() repeatsBefore: number;
  @IsInt() ordersAfter: number;
  @IsInt() repeatsAfter: number;
}

@Controller('v1/outstation-channel')
export class OrderFiguresHttp {
  constructor(private readonly figures: OrderFigures) {}

  @Get('repair-orders/months') @ApiOkResponse({ type: listOf(OrderMonth) }) months(@Caller() ctx: Context, @Query() { stationId, from, to }: OrderMonthsQuery) { return this.figures.months(ctx, stationId, from, to); }

  /** OC-3.4: repeated repairs before and after each technical training of a station. */
  @Get('repair-orders/training-effects') @ApiOkResponse({ type: listOf(TrainingEffect) }) effects(@Caller() ctx: Context, @Query() query: TrainingEffectsQuery) { return this.figures.effects(ctx, query.stationId); }
}
