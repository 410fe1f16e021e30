import { Controller, Get, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { IsIn, IsOptional, IsUUID, Matches } from 'class-validator';
import { Caller, type Context, IsMonth, PageQuery, pageSize } from '@luyue/platform';
import { Compliance } from './compliance.service.ts';
import { ComplianceMatrix, DrillPage, LedgerDetail } from './compliance.views.ts';
import { Drill } from './drill.ts';


export class ComplianceQuery {
  /** YYYY-MM of the due times. */
  @IsOptional() @IsMonth() month?: string;
  @IsOptional() @IsIn(['unit', 'month']) by?: 'unit' | 'month';
}

export class DrillQuery extends PageQuery {
  @IsOptional() @Matches(/^[A-Z]{2}-\d+(\.\d+)?[a-z]?$/) clauseId?: string;
  @IsOptional() @IsUUID() tenantId?: string;
  @IsOptional() @IsMonth() month?: string;
  @IsOptional() @IsIn(['missed', 'in_time', 'running']) group?: 'missed' | 'in_time' | 'running';
}

@Controller('v1/insight')
export class ComplianceHttp {
  constructor(private readonly compliance: Compliance, private readonly drill: Drill) {}

  @Get('compliance') @ApiOkResponse({ type: ComplianceMatrix }) matrix(@Caller() ctx: Context, @Query() query: ComplianceQuery) { return this.compliance.matrix(ctx, query.by ?? 'unit', query.month); }

  @Get('obligations') @ApiOkResponse({ type: DrillPage }) list(@Caller() ctx: Context, @Query() query: DrillQuery) { return this.drill.list(ctx, { ...query, group: query.group ?? 'missed', limit: pageSize(query) }); }

  @Get('obligations/:id') @ApiOkResponse({ type: LedgerDetail }) one(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string) { return this.drill.one(ctx, id); }
}
