import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { IsIn, IsOptional, IsString, Length } from 'class-validator';
import { Caller, permit, type Context } from '@luyue/platform';
import { Intakes } from './intake.service.ts';
import { SYMPTOMS } from './symptoms.ts';

export class OpenIntake {
  @IsIn(['phone', 'counter', 'web', 'partner']) channel: 'phone' | 'counter' | 'web' | 'partner';
  @IsOptional() @IsString() @Length(3, 20) callerPhone?: string;
}

export class EndIntake {
  @IsString() @Length(2, 200) reason: string;
}

@Controller('v1/utility-care')
export class IntakeHttp {
  constructor(private readonly intakes: Intakes) {}

  @Post('intakes') open(@Caller() ctx: Context, @Body() body: OpenIntake) { return this.intakes.open(ctx, body); }

  @Post('intakes/:id/end') @HttpCode(204) end(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: EndIntake) { return this.intakes.endWithoutCase(ctx, id, body.reason); }

  @Get('symptoms') symptoms(@Caller() ctx: Context) {
    permit(ctx, 'case.read');
    return { items: SYMPTOMS };
  }
}
