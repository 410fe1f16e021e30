import { Body, Controller, Get, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import { IsInt, IsISO8601, IsString, IsUUID, Length } from 'class-validator';
import { Caller, type Context, IsDay, listOf } from '@luyue/platform';
import { HandoverRules } from './handover-rules.service.ts';

export class PublishHandoverRule {
  @IsUUID() departmentUnitId: string;
  @IsString() @Length(1, 120) title: string;
  /** The document itself, uploaded before. */
  @IsUUID() attachmentId: string;
  @IsDay() effectiveOn: string;
}
export class HandoverRuleView {
  @IsUUID() id: string;
  @IsUUID() departmentUnitId: string;
  @IsInt() edition: number;
  @IsString() title: string;
  @IsUUID() attachmentId: string;
  @IsString() effectiveOn: string;
  @IsISO8601() publishedAt: string;
  @IsString() publishedBy: string;
}

@Controller('v1/outstation-channel/handover-rules')
export class HandoverRulesHttp {
  constructor(private readonly rules: HandoverRules) {}

  @Get() @ApiOkResponse({ type: listOf(HandoverRuleView) }) list(@Caller() ctx: Context) { return this.rules.list(ctx); }

  /** OC-4.6: the next edition of the linked document. */
  @Post() @ApiCreatedResponse({ type: HandoverRuleView }) publish(@Caller() ctx: Context, @Body() body: PublishHandoverRule) { return this.rules.publish(ctx, body); }
}
