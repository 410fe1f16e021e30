import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Put } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsBoolean, IsIn, IsISO8601, IsOptional, IsString, IsUUID, Length, MaxLength } from 'class-validator';
import { Caller, type Context, IsDay, Nested, NestedList, OptionalIfMatch, OrNull } from '@luyue/platform';
import { ToldBody } from '../told-body.ts';
import { DealView } from '../views.ts';
import { DealStepsView, StepName, WAITS_FOR, type WaitsFor } from './step-views.ts';
import { Steps } from './steps.service.ts';


export class StartStep {
  /** Now when left out; never in the future. */
  @IsOptional() @IsISO8601({ strict: true }) startedAt?: string;
}
export class FinishStep {
  /** When it ended, never in the future (R6). */
  @IsISO8601({ strict: true }) finishedAt: string;
  @IsOptional() @IsString() @MaxLength(1000) result?: string;
  @IsOptional() @IsArray() @ArrayMaxSize(10) @IsUUID('all', { each: true }) attachmentIds?: string[];
  /** PB-4.5b: needed where a required step that comes before is not done. */
  @IsOptional() @IsString() @Length(2, 500) outOfOrderReason?: string;
  /** Of the specialist, in the text to the parties; needed unless everybody has been told otherwise. */
  @IsOptional() @IsString() @MaxLength(30) phone?: string;
  /** Parties that know already; everybody else gets a text (PB-4.8). */
  @IsOptional() @NestedList(() => ToldBody) @ArrayMaxSize(20) told?: ToldBody[];
}
export class StepReason {
  @IsString() @Length(2, 500) reason: string;
}
export class AddStep {
  @Nested(() => StepName) name: StepName;
  @IsIn(WAITS_FOR) waitsFor: WaitsFor;
  @IsBoolean() clientPresent: boolean;
  @IsBoolean() required: boolean;
  /** In front of this one; at the end when left out. */
  @IsOptional() @IsUUID() beforeStepId?: string;
  @IsOptional() @IsDay() expectedOn?: string;
  @IsString() @Length(2, 500) reason: string;
}
export class ExpectedDate {
  @IsUUID() stepId: string;
  @OrNull() @IsDay() expectedOn: string | null;
}
export class ExpectedDates {
  @NestedList(() => ExpectedDate) @ArrayMinSize(1) @ArrayMaxSize(60) steps: ExpectedDate[];
}

@Controller('v1/property-brokerage/deals/:id/steps')
export class StepsHttp {
  constructor(private readonly steps: Steps) {}

  @Get() @ApiOkResponse({ type: DealStepsView }) get(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string) { return this.steps.get(ctx, id); }

  /** One that the template does not have, with the reason. */
  @Post() @ApiCreatedResponse({ type: DealView }) add(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: AddStep) { return this.steps.add(ctx, id, body); }

  /** When steps are expected (PB-4.3b). */
  @Put('expected-dates') @ApiOkResponse({ type: DealView }) expect(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: ExpectedDates, @OptionalIfMatch() version: number | null) { return this.steps.expect(ctx, id, body.steps, version); }

  @Post(':stepId/start') @HttpCode(200) @ApiOkResponse({ type: DealView })
  start(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Param('stepId', ParseUUIDPipe) stepId: string, @Body() body: StartStep) { return this.steps.start(ctx, id, stepId, body.startedAt); }

  /** PB-4.5: meets the recording, and sets going that both parties are told (PB-4.8). */
  @Post(':stepId/finish') @HttpCode(200) @ApiOkResponse({ type: DealView })
  finish(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Param('stepId', ParseUUIDPipe) stepId: string, @Body() body: FinishStep) { return this.steps.finish(ctx, id, stepId, body); }

  @Post(':stepId/reject') @HttpCode(200) @ApiOkResponse({ type: DealView })
  reject(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Param('stepId', ParseUUIDPipe) stepId: string, @Body() body: StepReason) { return this.steps.reject(ctx, id, stepId, body.reason); }

  /** R13: what was fulfilled stays; the next end has clocks of its own. */
  @Post(':stepId/reopen') @HttpCode(200) @ApiOkResponse({ type: DealView })
  reopen(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Param('stepId', ParseUUIDPipe) stepId: string, @Body() body: StepReason) { return this.steps.reopen(ctx, id, stepId, body.reason); }

  /** An optional step by the specialist, a required one by whoever assigns deals. */
  @Post(':stepId/not-applicable') @HttpCode(200) @ApiOkResponse({ type: DealView })
  drop(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Param('stepId', ParseUUIDPipe) stepId: string, @Body() body: StepReason) { return this.steps.drop(ctx, id, stepId, body.reason); }
}
