import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import { IsBoolean, IsInt, IsISO8601, IsOptional, IsString, IsUUID, Length } from 'class-validator';
import { Caller, type Context, listOf, NestedList, OrNull } from '@luyue/platform';
import { FieldRules } from './field-rules.service.ts';

export class PublishFieldRule {
  @IsString() @Length(2, 100) title: string;
  @IsString() @Length(10, 50_000) content: string;
  /** Now when left out; never in the past. */
  @IsOptional() @IsISO8601({ strict: true }) effectiveFrom?: string;
  @IsString() @Length(2, 500) reason: string;
}

export class FieldRuleView {
  @IsUUID() id: string;
  @IsInt() edition: number;
  @IsString() title: string;
  @IsISO8601() effectiveFrom: string;
  @IsBoolean() inForce: boolean;
  @IsString() reason: string;
  @IsString() publishedBy: string;
  @IsISO8601() publishedAt: string;
  /** When the reader signed it. */
  @OrNull() @IsISO8601() signedAt: string | null;
}
export class FieldRuleDetail extends FieldRuleView {
  @IsString() content: string;
}
export class FieldRuleSigner {
  @IsUUID() userId: string;
  @IsString() userName: string;
  @IsString() unitName: string;
  /** Null for a visitor who has not signed yet. */
  @OrNull() @IsISO8601() signedAt: string | null;
}
/** Who has signed an edition, and which visitors have not (DV-8). */
export class FieldRuleSignatures {
  @NestedList(() => FieldRuleSigner) signed: FieldRuleSigner[];
  @NestedList(() => FieldRuleSigner) missing: FieldRuleSigner[];
}

@Controller('v1/distributor-visits/field-rules')
export class FieldRulesHttp {
  constructor(private readonly rules: FieldRules) {}

  /** DV-8: the editions, the latest first. */
  @Get() @ApiOkResponse({ type: listOf(FieldRuleView) }) list(@Caller() ctx: Context) { return this.rules.list(ctx); }

  @Get(':id') @ApiOkResponse({ type: FieldRuleDetail }) get(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string) { return this.rules.get(ctx, id); }

  @Post() @ApiCreatedResponse({ type: FieldRuleDetail }) publish(@Caller() ctx: Context, @Body() body: PublishFieldRule) { return this.rules.publish(ctx, body); }

  /** The visitor has read it. */
  @Post(':id/sign') @HttpCode(200) @ApiOkResponse({ type: FieldRuleDetail }) sign(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string) { return this.rules.sign(ctx, id); }

  @Get(':id/signatures') @ApiOkResponse({ type: FieldRuleSignatures }) signatures(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string) { return this.rules.signatures(ctx, id); }
}
