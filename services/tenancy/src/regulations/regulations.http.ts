import { Body, Controller, Get, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayUnique, IsArray, IsDate, IsIn, IsInt, IsISO8601, IsOptional, IsString, IsUUID, Length } from 'class-validator';
import { Caller, type Context, listOf, OrNull } from '@luyue/platform';
import { MODULES } from '@luyue/regulations';
import { Regulations } from './regulations.service.ts';
import { RulebookView } from './rulebook-views.ts';

export class AdoptRegulation {
  @IsIn(MODULES) regulation: string;
  @IsString() @Length(1, 40) regulationVersion: string;
  @IsISO8601({ strict: true }) publishedAt: string;
  /** The publication when left out; never before it. */
  @IsOptional() @IsISO8601({ strict: true }) effectiveFrom?: string;
  /** Org units bound; the whole tenant when left out. */
  @IsOptional() @IsArray() @ArrayMaxSize(500) @ArrayUnique() @IsUUID('all', { each: true }) scopeUnitIds?: string[];
  /** The adoption that ends where this one begins. */
  @IsOptional() @IsUUID() supersedes?: string;
}

export class AdoptionView {
  @IsUUID() id: string;
  @IsInt() version: number;
  @IsString() regulation: string;
  @IsString() regulationVersion: string;
  @IsDate() publishedAt: Date;
  @IsDate() effectiveFrom: Date;
  /** Null while nothing supersedes it. */
  @OrNull() @IsDate() effectiveUntil: Date | null;
  /** Null binds the whole tenant. */
  @OrNull() @IsArray() @IsUUID('all', { each: true }) scopeUnitIds: string[] | null;
  @OrNull() @IsUUID() supersedes: string | null;
  @IsString() recordedBy: string;
  @IsDate() recordedAt: Date;
}

@Controller('v1/tenancy')
export class RegulationsHttp {
  constructor(private readonly regulations: Regulations) {}

  @Get('rulebooks') @ApiOkResponse({ type: listOf(RulebookView) }) rulebooks(@Caller() ctx: Context) { return this.regulations.rulebooks(ctx); }

  @Get('adoptions') @ApiOkResponse({ type: listOf(AdoptionView) }) list(@Caller() ctx: Context) { return this.regulations.list(ctx); }

  @Post('adoptions') @ApiCreatedResponse({ type: AdoptionView }) adopt(@Caller() ctx: Context, @Body() body: AdoptRegulation) { return this.regulations.adopt(ctx, body); }
}
