import { Body, Controller, Get, HttpCode, Param, ParseEnumPipe, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsBoolean, IsIn, IsInt, IsISO8601, IsOptional, IsString, IsUUID, Length, Matches } from 'class-validator';
import { Caller, listOf, Nested, OptionalIfMatch, OrNull, PageQuery, pageOf, pageSize, Text, type Context } from '@luyue/platform';
import { WorkOrderView } from '../views.ts';
import { DispatchOrder } from './dispatch-order.ts';
import { FieldWork } from './field-work.ts';
import { OrderPages } from './order-pages.ts';
import { fieldSteps, type FieldStep, WORK_KINDS } from './work-orders.rules.ts';
import { WorkOrders } from './work-orders.service.ts';

export class OrderQuery extends PageQuery {
  @IsOptional() @Matches(/^[a-z_]+(,[a-z_]+)*$/) status?: string;
  @IsOptional() @Matches(/^(me|[0-9a-f-]{36})$/) assignee?: string;
  @IsOptional() @IsUUID() unitId?: string;
}
export class AssignOrder {
  @IsUUID() userId: string;
}
export class ReturnOrder {
  @IsString() @Length(2, 500) reason: string;
}
export class FieldStepReport {
  @IsOptional() @IsString() @Length(1, 2000) note?: string;
  @IsOptional() @IsArray() @ArrayMaxSize(10) @IsUUID('all', { each: true }) attachmentIds?: string[];
  /** The device's time of the milestone (R5); left out, the server's counts. */
  @IsOptional() @IsISO8601() occurredAt?: string;
}

/** A person of the unit's field teams who could be sent. */
export class Candidate {
  @IsUUID() userId: string;
  @IsString() name: string;
  @IsString() title: string;
  @IsString() unitName: string;
  @IsBoolean() qualified: boolean;
  @OrNull() @Nested(() => Text) reason: Text | null;
  /** Unfinished orders in hand. */
  @IsInt() load: number;
}

/** A person of the field teams as the dispatcher's board lists them, whatever order is being looked at. */
export class CrewMember {
  @IsUUID() userId: string;
  @IsString() name: string;
  @IsString() title: string;
  @IsString() unitName: string;
  /** What the person is qualified for today (UC-10a). */
  @IsArray() @IsIn(WORK_KINDS, { each: true }) kinds: (typeof WORK_KINDS)[number][];
  /** Unfinished orders in hand. */
  @IsInt() load: number;
}

const steps = Object.fromEntries(Object.keys(fieldSteps).map((s) => [s, s])) as Record<FieldStep, FieldStep>;

@Controller('v1/utility-care/work-orders')
export class WorkOrdersHttp {
  constructor(private readonly orders: WorkOrders, private readonly pages: OrderPages, private readonly dispatch: DispatchOrder, private readonly field: FieldWork) {}

  @Get() @ApiOkResponse({ type: pageOf(WorkOrderView) }) list(@Caller() ctx: Context, @Query() query: OrderQuery) { return this.pages.list(ctx, { ...query, limit: pageSize(query) }); }

  @Get('crew') @ApiOkResponse({ type: listOf(CrewMember) }) async crew(@Caller() ctx: Context) { return { items: await this.orders.crew(ctx) }; }

  @Get(':id') @ApiOkResponse({ type: WorkOrderView }) get(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string) { return this.pages.get(ctx, id); }

  @Get(':id/candidates') @ApiOkResponse({ type: listOf(Candidate) }) async candidates(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string) { return { items: await this.orders.candidates(ctx, id) }; }

  @Post(':id/assign') @HttpCode(200) @ApiOkResponse({ type: WorkOrderView }) async assign(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: AssignOrder, @OptionalIfMatch() version: number | null) {
    await this.dispatch.assign(ctx, id, body.userId, version);
    return this.pages.get(ctx, id);
  }

  @Post(':id/return') @HttpCode(200) @ApiOkResponse({ type: WorkOrderView }) async giveBack(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: ReturnOrder) {
    await this.orders.giveBack(ctx, id, body.reason);
    return this.pages.get(ctx, id);
  }

  /** accept, depart, arrive, handle, repair, no-access: the technician's milestones. */
  @Post(':id/:step') @HttpCode(200) @ApiOkResponse({ type: WorkOrderView }) async step(
    @Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Param('step', new ParseEnumPipe(steps, { errorHttpStatusCode: 404 })) step: FieldStep, @Body() body: FieldStepReport, @OptionalIfMatch() version: number | null,
  ) {
    await this.field.step(ctx, id, step, body, version);
    return this.pages.get(ctx, id);
  }
}
