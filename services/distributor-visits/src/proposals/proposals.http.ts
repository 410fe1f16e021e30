import { Controller, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { IsInt, IsString, IsUUID } from 'class-validator';
import { Caller, type Context, NestedList } from '@luyue/platform';
import { Proposals } from './proposals.service.ts';

export class ProposedVisitor {
  @IsUUID() visitorUserId: string;
  @IsString() visitorName: string;
  @IsInt() visits: number;
  /** On all their days together, as the crow flies. */
  @IsInt() kilometres: number;
}
export class PlanProposal {
  @IsInt() visits: number;
  @NestedList(() => ProposedVisitor) visitors: ProposedVisitor[];
  /** Customers without a grade: nothing is owed to them. */
  @IsInt() ungraded: number;
  /** Customers that nobody may take. */
  @IsInt() unnamed: number;
}

@Controller('v1/distributor-visits/plans')
export class ProposalsHttp {
  constructor(private readonly proposals: Proposals) {}

  /** The visits that grades and frequencies, or the wider plan, ask for: the load even, each day's way short. */
  @Post(':id/propose') @HttpCode(200) @ApiOkResponse({ type: PlanProposal }) propose(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string) { return this.proposals.propose(ctx, id); }
}
