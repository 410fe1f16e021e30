import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { Type } from 'class-transformer';
import { IsIn, IsISO8601, IsOptional, IsString, IsUUID, Length, ValidateNested } from 'class-validator';
import { Caller, permit, type Context } from '@luyue/platform';
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

@Controller('v1/utility-care')
export class IntakeHttp {
  constructor(private readonly intakes: Intakes, private readonly casePreview: CasePreview) {}

  @Post('intakes') open(@Caller() ctx: Context, @Body() body: OpenIntake) { return this.intakes.open(ctx, body); }

  @Post('intakes/:id/end') @HttpCode(204) end(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: EndIntake) { return this.intakes.endWithoutCase(ctx, id, body.reason); }

  /** Which clocks saving would start, and what it might double. */
  @Post('cases/preview') @HttpCode(200) preview(@Caller() ctx: Context, @Body() body: PreviewCaseBody) { return this.casePreview.preview(ctx, body); }

  @Get('symptoms') symptoms(@Caller() ctx: Context) {
    permit(ctx, 'case.read');
    return { items: SYMPTOMS };
  }
}
