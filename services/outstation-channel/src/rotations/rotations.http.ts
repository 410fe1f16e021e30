import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsBoolean, IsIn, IsInt, IsISO8601, IsNumber, IsOptional, IsString, IsUUID, Length } from 'class-validator';
import { ObligationView } from '@luyue/obligations';
import { Caller, type Context, IfMatch, IsDay, listOf, Nested, NestedList, OrNull, pageOf, PageQuery, pageSize } from '@luyue/platform';
import { PROPOSAL_RULES, PROPOSAL_STATUSES, type ProposalRule, type ProposalStatus, ROUND_STATUSES, type RoundStatus } from './rotations.rules.ts';
import { Decisions } from './decisions.ts';
import { Rotations } from './rotations.service.ts';


export class OpenRound {
  @IsUUID() departmentUnitId: string;
}
export class ProposeMove {
  @IsUUID() postingId: string;
  @IsIn(['half_year', 'unfit']) rule: 'half_year' | 'unfit';
  @IsString() @Length(1, 1000) reason: string;
  @IsOptional() @IsArray() @ArrayMaxSize(40) @ArrayUnique() @IsUUID('all', { each: true }) regionIds?: string[];
}
export class ChangeProposal {
  /** Where to. */
  @IsOptional() @IsArray() @ArrayMaxSize(40) @ArrayUnique() @IsUUID('all', { each: true }) regionIds?: string[];
  @IsOptional() @IsString() @Length(1, 1000) improvementNote?: string;
}
export class DecideProposal {
  @IsIn(['move', 'keep']) decision: 'move' | 'keep';
  /** Its reason, needed always (OC-4.3). */
  @IsOptional() @IsString() @Length(1, 1000) text?: string;
  /** Of a move: the day. */
  @IsOptional() @IsDay() on?: string;
  /** Of a move: where to, in place of what was proposed. */
  @IsOptional() @IsArray() @ArrayMinSize(1) @ArrayMaxSize(40) @ArrayUnique() @IsUUID('all', { each: true }) regionIds?: string[];
  @IsOptional() @IsUUID() takerUserId?: string;
}
export class ProposalQuery extends PageQuery {
  @IsOptional() @IsUUID() roundId?: string;
  @IsOptional() @IsUUID() staffId?: string;
  @IsOptional() @IsIn(PROPOSAL_STATUSES) status?: ProposalStatus;
}

export class RotationRoundView {
  @IsUUID() id: string;
  @IsInt() version: number;
  @IsUUID() departmentUnitId: string;
  @IsString() roundOn: string;
  @IsIn(ROUND_STATUSES) status: RoundStatus;
  @IsISO8601() openedAt: string;
  @IsString() openedBy: string;
  @OrNull() @IsISO8601() closedAt: string | null;
  @OrNull() @IsString() closedBy: string | null;
  @IsInt() proposals: number;
  @IsInt() undecided: number;
}
export class ProposalRankView {
  @IsString() period: string;
  @OrNull() @IsInt() rank: number | null;
  /** How many were ranked with them. */
  @IsInt() of: number;
  @OrNull() @IsNumber() average: number | null;
}
export class ProposalDecisionView {
  @IsString() text: string;
  @OrNull() @IsString() on: string | null;
  @OrNull() @IsUUID() newPostingId: string | null;
  @IsString() by: string;
  @IsISO8601() at: string;
}
export class RotationProposalView {
  @IsUUID() id: string;
  @IsInt() version: number;
  @OrNull() @IsUUID() roundId: string | null;
  @IsUUID() postingId: string;
  @IsUUID() staffId: string;
  @IsString() staffName: string;
  @IsIn(PROPOSAL_RULES) rule: ProposalRule;
  @IsString() reason: string;
  @OrNull() @Nested(() => ProposalRankView) rank: ProposalRankView | null;
  @IsArray() @IsUUID('all', { each: true }) toRegionIds: string[];
  @IsArray() @IsString({ each: true }) toRegions: string[];
  /** Today while it waits; afterwards as it was when proposed. */
  @IsBoolean() protected: boolean;
  @OrNull() @IsString() improvementNote: string | null;
  @IsISO8601() proposedAt: string;
  @IsString() proposedBy: string;
  @IsIn(PROPOSAL_STATUSES) status: ProposalStatus;
  @OrNull() @Nested(() => ProposalDecisionView) decision: ProposalDecisionView | null;
  @NestedList(() => ObligationView) obligations: ObligationView[];
}

@Controller('v1/outstation-channel')
export class RotationsHttp {
  constructor(private readonly rotations: Rotations, private readonly decisions: Decisions) {}

  @Get('rotation-rounds') @ApiOkResponse({ type: listOf(RotationRoundView) }) rounds(@Caller() ctx: Context) { return this.rotations.rounds(ctx); }

  /** OC-4.3: proposes everybody with a full year, and takes up who was proposed since the last. */
  @Post('rotation-rounds') @ApiCreatedResponse({ type: RotationRoundView }) open(@Caller() ctx: Context, @Body() body: OpenRound) { return this.rotations.open(ctx, body.departmentUnitId); }

  /** Once each of its proposals is decided. */
  @Post('rotation-rounds/:id/close') @HttpCode(200) @ApiOkResponse({ type: RotationRoundView }) close(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string) { return this.decisions.close(ctx, id); }

  @Get('rotation-proposals') @ApiOkResponse({ type: pageOf(RotationProposalView) }) list(@Caller() ctx: Context, @Query() query: ProposalQuery) { return this.rotations.list(ctx, { ...query, limit: pageSize(query) }); }

  @Post('rotation-proposals') @ApiCreatedResponse({ type: RotationProposalView }) propose(@Caller() ctx: Context, @Body() body: ProposeMove) { return this.rotations.propose(ctx, body); }

  @Patch('rotation-proposals/:id') @ApiOkResponse({ type: RotationProposalView }) change(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @IfMatch() version: number, @Body() body: ChangeProposal) { return this.rotations.change(ctx, id, version, body); }

  /** Headquarters consider and decide, with the reason. */
  @Post('rotation-proposals/:id/decide') @HttpCode(200) @ApiOkResponse({ type: RotationProposalView }) decide(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: DecideProposal) { return this.decisions.decide(ctx, id, body); }
}
