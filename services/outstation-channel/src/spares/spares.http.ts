import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import { Caller, type Context, pageOf, pageSize } from '@luyue/platform';
import { StockLine } from '@luyue/stock';
import { SpareApplications } from './spare-applications.ts';
import { SpareReturns } from './spare-returns.ts';
import { SpareStock } from './spare-stock.ts';
import {
  ApplicationQuery, AskReturn, AskSpares, DecideSpares, MovementQuery, ReturnQuery, ReverseMovement, SendReturn, ShipSpares, SpareApplicationView, SpareItemBody, SpareItemQuery, SpareItemView, SpareMoved, SpareReturnView, SpareStockLine, SpareStockQuery, SupplySpare, UseSpare,
} from './spare-views.ts';

@Controller('v1/outstation-channel')
export class SparesHttp {
  constructor(private readonly stock: SpareStock, private readonly applications: SpareApplications, private readonly returns: SpareReturns) {}

  /** The parts list, by number. */
  @Get('spare-items') @ApiOkResponse({ type: pageOf(SpareItemView) }) items(@Caller() ctx: Context, @Query() query: SpareItemQuery) { return this.stock.items(ctx, { ...query, limit: pageSize(query) }); }

  @Post('spare-items') @ApiCreatedResponse({ type: SpareItemView }) add(@Caller() ctx: Context, @Body() body: SpareItemBody) { return this.stock.add(ctx, body); }

  /** What lies at a department's warehouse or a station, with its use there. */
  @Get('spare-stock') @ApiOkResponse({ type: pageOf(SpareStockLine) }) at(@Caller() ctx: Context, @Query() query: SpareStockQuery) { return this.stock.at(ctx, query.placeId, { ...query, limit: pageSize(query) }); }

  /** The movements of an item at a place, the newest first, with what was there after each. */
  @Get('spare-movements') @ApiOkResponse({ type: pageOf(StockLine) }) movements(@Caller() ctx: Context, @Query() query: MovementQuery) { return this.stock.movements(ctx, query.placeId, query.itemId, { ...query, limit: pageSize(query) }); }

  /** A mistake of the warehouse or a station is taken back by a movement of its own. */
  @Post('spare-movements/reverse') @HttpCode(200) @ApiOkResponse({ type: SpareMoved }) reverse(@Caller() ctx: Context, @Body() body: ReverseMovement) { return this.stock.reverse(ctx, body); }

  /** A delivery into the warehouse. */
  @Post('spare-supplies') @HttpCode(200) @ApiOkResponse({ type: SpareMoved }) supply(@Caller() ctx: Context, @Body() body: SupplySpare) { return this.stock.supply(ctx, body); }

  /** Built in, on a repair order. */
  @Post('spare-uses') @HttpCode(200) @ApiOkResponse({ type: SpareMoved }) use(@Caller() ctx: Context, @Body() body: UseSpare) { return this.stock.use(ctx, body); }

  @Get('spare-applications') @ApiOkResponse({ type: pageOf(SpareApplicationView) }) list(@Caller() ctx: Context, @Query() query: ApplicationQuery) { return this.applications.list(ctx, { ...query, limit: pageSize(query) }); }

  /** OC-3.2.3a: shows stock, use and turnover; above the months of use it needs a reason. */
  @Post('spare-applications') @ApiCreatedResponse({ type: SpareApplicationView }) ask(@Caller() ctx: Context, @Body() body: AskSpares) { return this.applications.ask(ctx, body); }

  @Get('spare-applications/:id') @ApiOkResponse({ type: SpareApplicationView }) get(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string) { return this.applications.get(ctx, id); }

  @Post('spare-applications/:id/decide') @HttpCode(200) @ApiOkResponse({ type: SpareApplicationView }) decide(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: DecideSpares) { return this.applications.decide(ctx, id, body); }

  @Post('spare-applications/:id/ship') @HttpCode(200) @ApiOkResponse({ type: SpareApplicationView }) ship(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: ShipSpares) { return this.applications.ship(ctx, id, body); }

  @Post('spare-applications/:id/receive') @HttpCode(200) @ApiOkResponse({ type: SpareApplicationView }) receive(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string) { return this.applications.receive(ctx, id); }

  @Get('spare-returns') @ApiOkResponse({ type: pageOf(SpareReturnView) }) returned(@Caller() ctx: Context, @Query() query: ReturnQuery) { return this.returns.list(ctx, { ...query, limit: pageSize(query) }); }

  /** OC-3.2.3b: of parts that were issued, and of no others. */
  @Post('spare-returns') @ApiCreatedResponse({ type: SpareReturnView }) askReturn(@Caller() ctx: Context, @Body() body: AskReturn) { return this.returns.ask(ctx, body); }

  @Post('spare-returns/:id/decide') @HttpCode(200) @ApiOkResponse({ type: SpareReturnView }) decideReturn(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: DecideSpares) { return this.returns.decide(ctx, id, body); }

  @Post('spare-returns/:id/send') @HttpCode(200) @ApiOkResponse({ type: SpareReturnView }) send(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: SendReturn) { return this.returns.send(ctx, id, body); }
}
