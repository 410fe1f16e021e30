import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import { IsIn, IsInt, IsISO8601, IsOptional, IsString, IsUUID, Length } from 'class-validator';
import { ObligationView } from '@luyue/obligations';
import { Caller, type Context, Nested, NestedList, OrNull, PageQuery, pageOf, pageSize, Text } from '@luyue/platform';
import { FollowNote, WithReason } from '../follow-steps.ts';
import { PROBLEM_AREAS, PROBLEM_STATUSES, type ProblemArea, type ProblemStatus } from './problems.rules.ts';
import { ProblemDesk } from './problem-desk.ts';
import { Problems } from './problems.service.ts';

const STEPS = ['note', 'holding', 'answer', 'workaround', 'escalated', 'handed_on', 'assigned', 'solved', 'reopened', 'withdrawn'] as const;

export class ProblemQuery extends PageQuery {
  /** What is not solved yet when left out. */
  @IsOptional() @IsIn(PROBLEM_STATUSES) status?: ProblemStatus;
  @IsOptional() @IsUUID() customerId?: string;
  @IsOptional() @IsIn(['me']) technician?: 'me';
}
export class ReportProblem {
  @IsUUID() customerId: string;
  @IsIn(PROBLEM_AREAS) area: ProblemArea;
  @IsOptional() @IsString() @Length(1, 100) product?: string;
  @IsString() @Length(2, 100) title: string;
  @IsString() @Length(2, 4000) description: string;
  /** Of the region's technicians the least busy one when left out. */
  @IsOptional() @IsUUID() technicianUserId?: string;
}
export class AssignTechnician {
  @IsUUID() technicianUserId: string;
}
export class EscalateProblem {
  /** The production or technical department. */
  @IsUUID() departmentUnitId: string;
  /** Why it is a major one. */
  @IsString() @Length(2, 500) reason: string;
}
export class AnswerProblem {
  /** A workaround is an answer (reading 11). */
  @IsIn(['solution', 'workaround']) kind: 'solution' | 'workaround';
  @IsString() @Length(2, 4000) content: string;
}
export class SolveProblem {
  @IsString() @Length(2, 2000) cause: string;
  @IsString() @Length(2, 4000) solution: string;
}

export class ProblemStepView {
  @IsISO8601() at: string;
  @IsString() by: string;
  @IsIn(STEPS) what: (typeof STEPS)[number];
  @IsString() text: string;
}
export class ProblemView {
  @IsUUID() id: string;
  @IsInt() version: number;
  @IsString() number: string;
  @IsUUID() unitId: string;
  @OrNull() @IsUUID() regionId: string | null;
  @IsUUID() customerId: string;
  @IsString() customerName: string;
  @IsIn(PROBLEM_AREAS) area: ProblemArea;
  @Nested(() => Text) areaName: Text;
  @OrNull() @IsString() product: string | null;
  @IsString() title: string;
  @IsString() description: string;
  @IsISO8601() reportedAt: string;
  @IsString() reportedBy: string;
  @OrNull() @IsUUID() technicianUserId: string | null;
  @OrNull() @IsString() technicianName: string | null;
  @IsIn(PROBLEM_STATUSES) status: ProblemStatus;
  /** Whole days since it was reported, until it was solved. */
  @IsInt() ageDays: number;
  @OrNull() @IsUUID() departmentUnitId: string | null;
  @OrNull() @IsString() departmentName: string | null;
  @OrNull() @IsISO8601() escalatedAt: string | null;
  @OrNull() @IsString() cause: string | null;
  @OrNull() @IsString() solution: string | null;
  @OrNull() @IsISO8601() solvedAt: string | null;
  @OrNull() @IsString() solvedBy: string | null;
  @NestedList(() => ProblemStepView) steps: ProblemStepView[];
  /** DV-7.2, one for each escalation. */
  @NestedList(() => ObligationView) obligations: ObligationView[];
}
/** Problems that are not solved, by age (DV-3.3c). */
export class ProblemAges {
  @IsInt() upToWeek: number;
  @IsInt() upToMonth: number;
  @IsInt() longer: number;
  /** Of all of them, those with a department. */
  @IsInt() escalated: number;
}

@Controller('v1/distributor-visits/problems')
export class ProblemsHttp {
  constructor(private readonly problems: Problems, private readonly desk: ProblemDesk) {}

  /** DV-3.3c: what is not solved, the oldest first; what is done, the latest first. A department sees what was escalated to it. */
  @Get() @ApiOkResponse({ type: pageOf(ProblemView) }) list(@Caller() ctx: Context, @Query() query: ProblemQuery) { return this.problems.list(ctx, { ...query, limit: pageSize(query) }); }

  @Get('ages') @ApiOkResponse({ type: ProblemAges }) ages(@Caller() ctx: Context) { return this.problems.ages(ctx); }

  @Get(':id') @ApiOkResponse({ type: ProblemView }) get(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string) { return this.problems.get(ctx, id); }

  @Post() @ApiCreatedResponse({ type: ProblemView }) report(@Caller() ctx: Context, @Body() body: ReportProblem) { return this.problems.report(ctx, body); }

  @Post(':id/notes') @HttpCode(200) @ApiOkResponse({ type: ProblemView }) note(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: FollowNote) { return this.problems.note(ctx, id, body.text); }

  @Post(':id/assign') @HttpCode(200) @ApiOkResponse({ type: ProblemView }) assign(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: AssignTechnician) { return this.problems.assign(ctx, id, body.technicianUserId); }

  /** DV-7.2: to the production or technical department; with one already, it is passed on and the clock runs on (reading 11). */
  @Post(':id/escalate') @HttpCode(200) @ApiOkResponse({ type: ProblemView }) escalate(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: EscalateProblem) { return this.desk.escalate(ctx, id, body); }

  /** DV-7.2: the department answers. */
  @Post(':id/answer') @HttpCode(200) @ApiOkResponse({ type: ProblemView }) answer(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: AnswerProblem) { return this.desk.answer(ctx, id, body); }

  /** The department says that it is at work: kept, and no answer. */
  @Post(':id/holding-reply') @HttpCode(200) @ApiOkResponse({ type: ProblemView }) hold(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: FollowNote) { return this.desk.hold(ctx, id, body.text); }

  @Post(':id/solve') @HttpCode(200) @ApiOkResponse({ type: ProblemView }) solve(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: SolveProblem) { return this.problems.solve(ctx, id, body); }

  /** It is back. */
  @Post(':id/reopen') @HttpCode(200) @ApiOkResponse({ type: ProblemView }) reopen(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: WithReason) { return this.problems.reopen(ctx, id, body.reason); }

  @Post(':id/withdraw') @HttpCode(200) @ApiOkResponse({ type: ProblemView }) withdraw(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: WithReason) { return this.problems.withdraw(ctx, id, body.reason); }
}
