import { Body, Controller, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { IsIn, IsInt, IsISO8601, IsOptional, IsString, IsUUID, Length, Max, Min } from 'class-validator';
import { Caller, OptionalIfMatch, type Context } from '@luyue/platform';
import { CaseView } from '../views.ts';
import { Appointments } from './appointments.ts';
import { Grading } from './grading.ts';
import { Referral } from './referral.ts';

export class GradeCase {
  @IsIn(['major']) severity: 'major';
  @IsString() @Length(2, 500) reason: string;
  /** Hours to the repair, from receipt, set by the incident leader (UC-7.3d). */
  @IsOptional() @IsInt() @Min(1) @Max(720) repairHours?: number;
}
export class ReclassifyCase {
  @IsIn(['network', 'equipment']) faultScope: 'network' | 'equipment';
  @IsString() @Length(2, 500) reason: string;
  /** As for a grading, where a major fault turns out to lie on the network (UC-7.3d). */
  @IsOptional() @IsInt() @Min(1) @Max(720) repairHours?: number;
}
export class LinkCase {
  @IsUUID() masterId: string;
}
export class AgreeWindowRequest {
  @IsISO8601() from: string;
  @IsISO8601() to: string;
  @IsString() @Length(1, 60) agreedBy: string;
  @IsIn(['phone', 'counter', 'sms', 'visit']) channel: string;
}
export class UserAnswered {
  @IsString() @Length(2, 500) note: string;
}
export class ReferCase {
  @IsIn(['out_of_scope', 'no_part', 'other']) reason: 'out_of_scope' | 'no_part' | 'other';
  @IsString() @Length(2, 1000) note: string;
}
export class InformUser {
  @IsIn(['phone', 'visit', 'sms', 'channel_accepted']) how: 'phone' | 'visit' | 'sms' | 'channel_accepted';
  @IsString() @Length(1, 60) who: string;
  @IsOptional() @IsString() @Length(1, 1000) note?: string;
}
export class ProgressNote {
  @IsString() @Length(4, 2000) text: string;
}

@Controller('v1/utility-care/cases/:id')
export class FaultsHttp {
  constructor(private readonly grading: Grading, private readonly referral: Referral, private readonly appointments: Appointments) {}

  @Post('grade') @HttpCode(200) @ApiOkResponse({ type: CaseView }) grade(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: GradeCase, @OptionalIfMatch() version: number | null) { return this.grading.gradeMajor(ctx, id, body, version); }

  @Post('acknowledge-report') @HttpCode(200) @ApiOkResponse({ type: CaseView }) acknowledge(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string) { return this.grading.acknowledge(ctx, id); }

  @Post('progress') @HttpCode(200) @ApiOkResponse({ type: CaseView }) progress(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: ProgressNote) { return this.grading.progress(ctx, id, body.text); }

  @Post('reclassify') @HttpCode(200) @ApiOkResponse({ type: CaseView }) reclassify(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: ReclassifyCase, @OptionalIfMatch() version: number | null) { return this.grading.reclassify(ctx, id, body, version); }

  @Post('link') @HttpCode(200) @ApiOkResponse({ type: CaseView }) link(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: LinkCase) { return this.appointments.link(ctx, id, body.masterId); }

  @Post('agree-window') @HttpCode(200) @ApiOkResponse({ type: CaseView }) agree(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: AgreeWindowRequest, @OptionalIfMatch() version: number | null) { return this.appointments.agree(ctx, id, body, version); }

  @Post('user-answered') @HttpCode(200) @ApiOkResponse({ type: CaseView }) answered(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: UserAnswered) { return this.appointments.userAnswered(ctx, id, body.note); }

  @Post('refer') @HttpCode(200) @ApiOkResponse({ type: CaseView }) refer(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: ReferCase, @OptionalIfMatch() version: number | null) { return this.referral.refer(ctx, id, body, version); }

  @Post('inform') @HttpCode(200) @ApiOkResponse({ type: CaseView }) inform(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: InformUser) { return this.referral.inform(ctx, id, body); }
}
