import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { IsOptional, IsUUID } from 'class-validator';
import { Caller, type Context } from '@luyue/platform';
import { SpecialistDay, StageBoard } from './board-views.ts';
import { Boards } from './boards.service.ts';

export class DayQuery {
  /** Whose day; the caller's own when left out. */
  @IsOptional() @IsUUID() specialistUserId?: string;
}
export class StagesQuery {
  /** The department; every one that the caller may read when left out. */
  @IsOptional() @IsUUID() departmentUnitId?: string;
}

@Controller('v1/property-brokerage/boards')
export class BoardsHttp {
  constructor(private readonly boards: Boards) {}

  /** What is due and whom it waits for, of one specialist. */
  @Get('day') @ApiOkResponse({ type: SpecialistDay }) day(@Caller() ctx: Context, @Query() query: DayQuery) { return this.boards.day(ctx, query.specialistUserId); }

  /** Where the deals of a department stand. */
  @Get('stages') @ApiOkResponse({ type: StageBoard }) stages(@Caller() ctx: Context, @Query() query: StagesQuery) { return this.boards.stages(ctx, query.departmentUnitId); }
}
