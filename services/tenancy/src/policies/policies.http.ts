import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean, IsDefined, IsISO8601, IsOptional, IsString, Length, Matches } from 'class-validator';
import { Caller, type Context } from '@luyue/platform';
import { Policies } from './policies.service.ts';

export class PublishPolicy {
  @IsString() @Length(3, 100) key: string;
  /** Number, text, yes or no, or a list, as the parameter's type says. */
  @ApiProperty({ oneOf: [{ type: 'number' }, { type: 'string' }, { type: 'boolean' }, { type: 'array', items: { oneOf: [{ type: 'number' }, { type: 'string' }] } }] })
  @IsDefined() value: unknown;
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

  @Get() list(@Caller() ctx: Context, @Query() query: PolicyQuery) { return this.policies.list(ctx, query.context); }

  @Get(':key') get(@Caller() ctx: Context, @Param('key') key: string) { return this.policies.get(ctx, key); }

  @Post() publish(@Caller() ctx: Context, @Body() body: PublishPolicy) { return this.policies.publish(ctx, body); }
}
