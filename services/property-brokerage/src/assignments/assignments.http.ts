import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsBoolean, IsInt, IsOptional, IsString, IsUUID, Length } from 'class-validator';
import { Caller, type Context, listOf, Nested, OrNull, Text } from '@luyue/platform';
import { DealView } from '../views.ts';
import { Assignments } from './assignments.service.ts';

export class AssignDeal {
  @IsUUID() specialistUserId: string;
  @IsOptional() @IsString() @Length(2, 300) note?: string;
}
export class AssignDeals {
  @IsArray() @ArrayMinSize(1) @ArrayMaxSize(100) @ArrayUnique() @IsUUID('all', { each: true }) dealIds: string[];
  @IsUUID() specialistUserId: string;
  @IsOptional() @IsString() @Length(2, 300) note?: string;
}
export class ReassignDeal {
  @IsUUID() specialistUserId: string;
  @IsString() @Length(2, 300) reason: string;
}
export class DeclineDeal {
  @IsString() @Length(2, 300) reason: string;
}
export class LoadQuery {
  /** The department; every one that the caller may assign in when left out. */
  @IsOptional() @IsUUID() departmentUnitId?: string;
}

export class SpecialistLoad {
  @IsUUID() userId: string;
  @IsString() name: string;
  /** Deals that are neither archived nor cancelled. */
  @IsInt() open: number;
  @IsInt() overdue: number;
  @IsInt() dueToday: number;
  /** Named, and not yet taken on. */
  @IsInt() waiting: number;
}

/** What became of one deal of several. */
export class AssignmentResult {
  @IsUUID() dealId: string;
  @IsBoolean() ok: boolean;
  /** Code of the refusal, its words, and the clause that refuses. */
  @OrNull() @IsString() code: string | null;
  @OrNull() @Nested(() => Text) reason: Text | null;
  @OrNull() @IsString() clause: string | null;
}

@Controller('v1/property-brokerage')
export class AssignmentsHttp {
  constructor(private readonly assignments: Assignments) {}

  /** Who has how much; the least loaded first. */
  @Get('specialists') @ApiOkResponse({ type: listOf(SpecialistLoad) }) load(@Caller() ctx: Context, @Query() query: LoadQuery) { return this.assignments.load(ctx, query.departmentUnitId); }

  /** PB-4.1b. */
  @Post('deals/:id/assign') @HttpCode(200) @ApiOkResponse({ type: DealView }) assign(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: AssignDeal) { return this.assignments.assign(ctx, id, body.specialistUserId, body.note ?? ''); }

  /** PB-4.1b for several deals: each by itself, and what was refused says why. */
  @Post('deals/assign') @HttpCode(200) @ApiOkResponse({ type: listOf(AssignmentResult) }) assignAll(@Caller() ctx: Context, @Body() body: AssignDeals) { return this.assignments.assignAll(ctx, body); }

  @Post('deals/:id/accept') @HttpCode(200) @ApiOkResponse({ type: DealView }) accept(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string) { return this.assignments.accept(ctx, id); }

  @Post('deals/:id/decline') @HttpCode(200) @ApiOkResponse({ type: DealView }) decline(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: DeclineDeal) { return this.assignments.decline(ctx, id, body.reason); }

  /** R15: the clocks stay, the owner changes. */
  @Post('deals/:id/reassign') @HttpCode(200) @ApiOkResponse({ type: DealView }) reassign(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: ReassignDeal) { return this.assignments.reassign(ctx, id, body.specialistUserId, body.reason); }
}
