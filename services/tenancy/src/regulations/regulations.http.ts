import { Body, Controller, Get, Post } from '@nestjs/common';
import { ArrayMaxSize, ArrayUnique, IsArray, IsIn, IsISO8601, IsOptional, IsString, IsUUID, Length } from 'class-validator';
import { Caller, type Context } from '@luyue/platform';
import { ADOPTABLE } from './adoptions.rules.ts';
import { Regulations } from './regulations.service.ts';

export class AdoptRegulation {
  @IsIn(ADOPTABLE) regulation: string;
  @IsString() @Length(1, 40) regulationVersion: string;
  @IsISO8601({ strict: true }) publishedAt: string;
  /** The publication when left out; never before it. */
  @IsOptional() @IsISO8601({ strict: true }) effectiveFrom?: string;
  /** Org units bound; the whole tenant when left out. */
  @IsOptional() @IsArray() @ArrayMaxSize(500) @ArrayUnique() @IsUUID('all', { each: true }) scopeUnitIds?: string[];
  /** The adoption that ends where this one begins. */
  @IsOptional() @IsUUID() supersedes?: string;
}

@Controller('v1/tenancy/adoptions')
export class RegulationsHttp {
  constructor(private readonly regulations: Regulations) {}

  @Get() list(@Caller() ctx: Context) { return this.regulations.list(ctx); }

  @Post() adopt(@Caller() ctx: Context, @Body() body: AdoptRegulation) { return this.regulations.adopt(ctx, body); }
}
