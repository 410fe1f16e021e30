import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { IsIn, IsInt, IsISO8601, IsString, IsUUID, MaxLength } from 'class-validator';
import { Caller, type Context, listOf, Nested, NestedList, OrNull, Text } from '@luyue/platform';
import { ToldBody } from '../told-body.ts';
import { DealView } from '../views.ts';
import { Progress } from './progress.service.ts';

export class TextAgain {
  /** The specialist's, for questions. */
  @IsString() @MaxLength(30) phone: string;
}

export class ProgressText {
  @IsIn(['sms', 'email', 'inapp']) channel: 'sms' | 'email' | 'inapp';
  @IsISO8601() requestedAt: string;
  /** Null until the provider has answered (R22). */
  @OrNull() @IsIn(['accepted', 'bounced', 'retried', 'vacant', 'withheld']) result: string | null;
  @OrNull() @IsString() reason: string | null;
  @OrNull() @IsISO8601() at: string | null;
}
export class ProgressCallView {
  @IsIn(['phone', 'visit']) channel: 'phone' | 'visit';
  @IsString() told: string;
  @IsISO8601() at: string;
  @IsString() by: string;
  @IsString() note: string;
}
export class PartyProgress {
  @IsUUID() partyId: string;
  @Nested(() => Text) sideName: Text;
  /** Who is told: whoever acts for the party, else the party. */
  @IsString() contact: string;
  @OrNull() @IsISO8601() knownSince: string | null;
  @NestedList(() => ProgressText) texts: ProgressText[];
  @NestedList(() => ProgressCallView) calls: ProgressCallView[];
}
/** What the parties were told of the last end of a step. */
export class StepProgress {
  @IsUUID() stepId: string;
  @IsInt() position: number;
  @Nested(() => Text) name: Text;
  @IsISO8601() finishedAt: string;
  /** When the last party knew (PB-4.8). */
  @OrNull() @IsISO8601() toldAt: string | null;
  @NestedList(() => PartyProgress) parties: PartyProgress[];
}

@Controller('v1/property-brokerage/deals/:id/progress')
export class ProgressHttp {
  constructor(private readonly progress: Progress) {}

  @Get() @ApiOkResponse({ type: listOf(StepProgress) }) list(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string) { return this.progress.list(ctx, id); }

  /** PB-4.8: a party was told by phone or face to face. */
  @Post(':stepId/calls') @HttpCode(200) @ApiOkResponse({ type: DealView })
  told(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Param('stepId', ParseUUIDPipe) stepId: string, @Body() body: ToldBody) { return this.progress.told(ctx, id, stepId, body); }

  /** Texts again to the parties that do not know yet. */
  @Post(':stepId/texts') @HttpCode(200) @ApiOkResponse({ type: DealView })
  textAgain(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Param('stepId', ParseUUIDPipe) stepId: string, @Body() body: TextAgain) { return this.progress.textAgain(ctx, id, stepId, body.phone); }
}
