import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsISO8601, IsOptional, IsString, IsUUID, Length } from 'class-validator';
import { Caller, type Context, IsDay, pageOf, PageQuery, pageSize } from '@luyue/platform';
import { BasicPolicies } from './basic-policies.service.ts';

export class PublishBasicPolicy {
  /** It holds for this unit and all below it. */
  @IsUUID() unitId: string;
  @IsString() @Length(2, 120) title: string;
  @IsString() @Length(2, 10_000) text: string;
  /** Today at the earliest. */
  @IsDay() effectiveFrom: string;
  @IsOptional() @IsArray() @ArrayMaxSize(10) @IsUUID('all', { each: true }) attachmentIds?: string[];
}

export class BasicPolicyView {
  @IsUUID() id: string;
  @IsUUID() unitId: string;
  @IsString() unitName: string;
  @IsString() title: string;
  @IsString() text: string;
  @IsString() effectiveFrom: string;
  @IsArray() @IsUUID('all', { each: true }) attachmentIds: string[];
  @IsISO8601() publishedAt: string;
  @IsString() publishedBy: string;
}

@Controller('v1/distributor-visits/basic-policies')
export class BasicPoliciesHttp {
  constructor(private readonly policies: BasicPolicies) {}

  /** Those that plans of the reader's units cite. */
  @Get() @ApiOkResponse({ type: pageOf(BasicPolicyView) }) list(@Caller() ctx: Context, @Query() query: PageQuery) { return this.policies.list(ctx, pageSize(query), query.cursor); }

  /** DV-5: by the superior; the one before stays in force until that day. */
  @Post() @ApiCreatedResponse({ type: BasicPolicyView }) publish(@Caller() ctx: Context, @Body() body: PublishBasicPolicy) { return this.policies.publish(ctx, body); }
}
