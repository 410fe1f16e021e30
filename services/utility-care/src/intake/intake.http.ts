import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsArray, IsDate, IsIn, IsInt, IsISO8601, IsOptional, IsString, IsUUID, Length, ValidateNested } from 'class-validator';
import { Caller, listOf, Nested, NestedList, OrNull, permit, Text, type Context } from '@luyue/platform';
import { CASE_STATUSES } from '../views.ts';
import { CasePreview } from './case-preview.ts';
import { Intakes } from './intake.service.ts';
import { SYMPTOMS } from './symptoms.ts';

export class OpenIntake {
  @IsIn(['phone', 'counter', 'web', 'partner']) channel: 'phone' | 'counter' | 'web' | 'partner';
  @IsOptional() @IsString() @Length(3, 20) callerPhone?: string;
}

export class EndIntake {
  @IsString() @Length(2, 200) reason: string;
}

export class PreviewWindow {
  @IsISO8601() from: string;
  @IsISO8601() to: string;
  @IsString() @Length(1, 60) agreedBy: string;
}
export class PreviewCaseBody {
  @IsIn(['consultation', 'repair', 'alarm', 'complaint']) kind: 'consultation' | 'repair' | 'alarm' | 'complaint';
  @IsOptional() @IsIn(['network', 'equipment']) faultScope?: 'network' | 'equipment';
  @IsOptional() @IsUUID() accountId?: string;
  @IsOptional() @IsUUID() intakeId?: string;
  @IsOptional() @ValidateNested() @Type(() => PreviewWindow) agreedWindow?: PreviewWindow;
}

export class IntakeView {
  @IsUUID() id: string;
  /** From here the clocks of what follows run (reading rule 4). */
  @IsISO8601() receivedAt: string;
}
export class PreviewClock {
  @IsString() clauseId: string;
  @Nested(() => Text) label: Text;
  @IsString() parameterKey: string;
  @OrNull() @IsInt() policyVersion: number | null;
  @IsIn(['now', 'later']) starts: 'now' | 'later';
  @OrNull() @IsISO8601() dueAt: string | null;
  @Nested(() => Text) amountText: Text;
}
export class DuplicateCase {
  @IsUUID() id: string;
  @IsString() number: string;
  @IsString() title: string;
  @IsIn(CASE_STATUSES) status: (typeof CASE_STATUSES)[number];
  @IsDate() receivedAt: Date;
}
export class CasePreviewView {
  @NestedList(() => PreviewClock) clocks: PreviewClock[];
  @NestedList(() => DuplicateCase) duplicates: DuplicateCase[];
}
export class Question {
  @IsString() id: string;
  @IsString() text: string;
  @IsArray() @IsString({ each: true }) options: string[];
}
export class Symptom {
  @IsString() code: string;
  @IsString() label: string;
  @IsIn(['consultation', 'repair', 'alarm', 'complaint']) kind: 'consultation' | 'repair' | 'alarm' | 'complaint';
  @OrNull() @IsIn(['network', 'equipment']) faultScope: 'network' | 'equipment' | null;
  @NestedList(() => Question) questions: Question[];
}

@Controller('v1/utility-care')
export class IntakeHttp {
  constructor(private readonly intakes: Intakes, private readonly casePreview: CasePreview) {}

  @Post('intakes') @ApiCreatedResponse({ type: IntakeView }) open(@Caller() ctx: Context, @Body() body: OpenIntake) { return this.intakes.open(ctx, body); }

  @Post('intakes/:id/end') @HttpCode(204) end(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: EndIntake) { return this.intakes.endWithoutCase(ctx, id, body.reason); }

  /** Which clocks saving would start, and what it might double. */
  @Post('cases/preview') @HttpCode(200) @ApiOkResponse({ type: CasePreviewView }) preview(@Caller() ctx: Context, @Body() body: PreviewCaseBody) { return this.casePreview.preview(ctx, body); }

  @Get('symptoms') @ApiOkResponse({ type: listOf(Symptom) }) symptoms(@Caller() ctx: Context) {
    permit(ctx, 'case.read');
    return { items: SYMPTOMS };
  }
}
