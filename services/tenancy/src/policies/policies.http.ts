import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import { IsBoolean, IsDefined, IsISO8601, IsOptional, IsString, Length, Matches } from 'class-validator';
import { Caller, type Context, listOf } from '@luyue/platform';
import { Policies } from './policies.service.ts';
import { PolicyDetail, PolicyValue, PolicyView } from './policy-views.ts';

export class PublishPolicy {
  @IsString() @Length(3, 100) key: string;
  @PolicyValue(false) @IsDefined() value: unknown;
  /** RFC 3339; now when left out. */
  @IsOptional() @IsISO8601({ strict: true }) effectiveFrom?: string;
  /** Of headquarters: whether a subsidiary may move the value to the tighter side (R19). */
  @IsOptional() @IsBoolean() mayTighten?: boolean;
  @IsString() @Length(2, 500) reason: string;
}

export class PolicyQuery {
  @IsOptional() @Matches(/^[a-z]{2}$/) context?: string;
}

@Controller('v1/tenancy/policies')
export class PoliciesHttp {
  constructor(private readonly policies: Policies) {}

  @Get() @ApiOkResponse({ type: listOf(PolicyView) }) list(@Caller() ctx: Context, @Query() query: PolicyQuery) { return this.policies.list(ctx, query.context); }

  @Get(':key') @ApiOkResponse({ type: PolicyDetail }) get(@Caller() ctx: Context, @Param('key') key: string) { return this.policies.get(ctx, key); }

  @Post() @ApiCreatedResponse({ type: PolicyView }) publish(@Caller() ctx: Context, @Body() body: PublishPolicy) { return this.policies.publish(ctx, body); }
}
