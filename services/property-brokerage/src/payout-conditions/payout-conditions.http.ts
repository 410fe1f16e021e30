import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import { IsIn, IsISO8601, IsOptional, IsString, IsUUID, Length, MaxLength } from 'class-validator';
import { Caller, type Context, IsDay, Nested, NestedList, OrNull } from '@luyue/platform';
import { ObligationView } from '@luyue/obligations';
import { PAYING_ACCOUNTS } from '../views.ts';
import { CONDITION_PURPOSES, type ConditionPurpose, type ConditionState } from './payout-conditions.rules.ts';
import { PayoutConditions } from './payout-conditions.service.ts';

/** One of the three. */
export class ConditionTrigger {
  /** Key of a step of the deal: it comes true when the step is finished. */
  @IsOptional() @IsString() @Length(2, 60) stepKey?: string;
  @IsOptional() @IsDay() date?: string;
  /** In words; somebody says when it came true. */
  @IsOptional() @IsString() @Length(2, 200) text?: string;
}
export class AddPayoutCondition {
  @IsString() @Length(2, 80) label: string;
  @IsIn(CONDITION_PURPOSES) purpose: ConditionPurpose;
  /** Whose money pays it. */
  @IsIn(PAYING_ACCOUNTS) from: string;
  @IsOptional() @IsUUID() payeePartyId?: string;
  /** Somebody who is no party: the tax office, the company itself. */
  @IsOptional() @IsString() @Length(1, 100) payeeName?: string;
  /** Yuan, above zero. */
  @IsString() @MaxLength(20) amount: string;
  @Nested(() => ConditionTrigger) on: ConditionTrigger;
}
export class MeetPayoutCondition {
  /** When it came true; never in the future. */
  @IsISO8601({ strict: true }) metAt: string;
  @IsOptional() @IsString() @MaxLength(300) note?: string;
}
export class DropPayoutCondition {
  @IsString() @Length(2, 300) reason: string;
}

export class ConditionOn {
  @OrNull() @IsString() stepKey: string | null;
  @OrNull() @IsString() date: string | null;
  @OrNull() @IsString() text: string | null;
}
export class PayoutConditionView {
  @IsUUID() id: string;
  @IsUUID() dealId: string;
  @IsString() label: string;
  @IsIn(CONDITION_PURPOSES) purpose: ConditionPurpose;
  @IsIn(PAYING_ACCOUNTS) from: string;
  @OrNull() @IsUUID() payeePartyId: string | null;
  @IsString() payeeName: string;
  @IsString() amount: string;
  @Nested(() => ConditionOn) on: ConditionOn;
  @IsIn(['waiting', 'met', 'dropped']) state: ConditionState;
  @OrNull() @IsISO8601() metAt: string | null;
  @OrNull() @IsString() metBy: string | null;
  @IsString() metNote: string;
  @OrNull() @IsString() droppedReason: string | null;
  @OrNull() @Nested(() => ObligationView) obligation: ObligationView | null;
}
export class PayoutPlanView {
  /** Yuan: the sum of what waits or is met; those that were dropped are left out. */
  @IsString() planned: string;
  @NestedList(() => PayoutConditionView) items: PayoutConditionView[];
}

@Controller('v1/property-brokerage')
export class PayoutConditionsHttp {
  constructor(private readonly conditions: PayoutConditions) {}

  @Get('deals/:id/payout-conditions') @ApiOkResponse({ type: PayoutPlanView }) ofDeal(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string) { return this.conditions.ofDeal(ctx, id); }

  @Post('deals/:id/payout-conditions') @ApiCreatedResponse({ type: PayoutConditionView }) add(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: AddPayoutCondition) { return this.conditions.add(ctx, id, body); }

  /** It came true: F3 is owed on that day (PB-4.7). */
  @Post('payout-conditions/:id/meet') @HttpCode(200) @ApiOkResponse({ type: PayoutConditionView }) meet(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: MeetPayoutCondition) { return this.conditions.meet(ctx, id, body); }

  /** It is no longer part of the contract, or was entered wrongly. */
  @Post('payout-conditions/:id/drop') @HttpCode(200) @ApiOkResponse({ type: PayoutConditionView }) drop(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: DropPayoutCondition) { return this.conditions.drop(ctx, id, body.reason); }
}
