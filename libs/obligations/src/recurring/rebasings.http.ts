import { Body, Controller, Get, HttpCode, Post, Query, type Type } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsInt, IsISO8601, IsOptional, IsString, IsUUID, Length } from 'class-validator';
import { Caller, type Context, NestedList, OrNull } from '@luyue/platform';
import { Rebasing } from './rebasing.ts';

export class RebasingQuery {
  /** The parameter that names the interval. */
  @IsString() @Length(3, 100) key: string;
  @IsOptional() @IsString() @Length(1, 500) cursor?: string;
}
export class RebaseObligations {
  @IsString() @Length(3, 100) key: string;
  /** All on offer when left out. */
  @IsOptional() @IsArray() @ArrayMinSize(1) @ArrayMaxSize(200) @ArrayUnique() @IsUUID('all', { each: true }) obligationIds?: string[];
}

/** An open obligation that is due earlier by the new interval. */
export class RebasingOffer {
  @IsUUID() id: string;
  @IsString() clauseId: string;
  @IsString() subjectNumber: string;
  @IsString() subjectTitle: string;
  @OrNull() @IsString() ownerName: string | null;
  @IsISO8601() from: string;
  @IsISO8601() to: string;
}
export class RebasingPage {
  /** Of the new interval; null where none is published. */
  @OrNull() @IsInt() months: number | null;
  @OrNull() @IsInt() version: number | null;
  @OrNull() @IsISO8601() effectiveFrom: string | null;
  /** Nothing moves to before this (R17). */
  @OrNull() @IsISO8601() earliest: string | null;
  @NestedList(() => RebasingOffer) items: RebasingOffer[];
  @OrNull() @IsString() nextCursor: string | null;
}
export class Rebased {
  @IsInt() moved: number;
}

/** Re-basing in one bounded context: the same in each that has recurring duties. */
export function rebasingsHttp(context: string): Type {
  @Controller(`v1/${context}/rebasings`)
  class RebasingsHttp {
    constructor(private readonly rebasing: Rebasing) {}

    /** R17: open recurring obligations that a shorter interval offers for re-basing. */
    @Get() @ApiOkResponse({ type: RebasingPage }) offers(@Caller() ctx: Context, @Query() query: RebasingQuery) { return this.rebasing.offers(ctx, query); }

    /** Those that are named, or all on offer. */
    @Post() @HttpCode(200) @ApiOkResponse({ type: Rebased }) accept(@Caller() ctx: Context, @Body() body: RebaseObligations) { return this.rebasing.accept(ctx, body); }
  }
  return RebasingsHttp;
}
