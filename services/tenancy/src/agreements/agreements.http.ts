import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsBoolean, IsDate, IsIn, IsInt, IsOptional, IsString, IsUUID, Length, ValidateNested } from 'class-validator';
import { Caller, type Context, listOf, Nested, NestedList, OrNull, PageQuery, pageOf, pageSize, Text } from '@luyue/platform';
import { Agreements } from './agreements.service.ts';
import { AGREEMENT_STATUSES, type AgreementStatus, type CrossingPurposeKey, crossingPurposes } from './what-may-cross.ts';

/** One kind of event that may cross, and the fields of it that may (PF-10). */
export class Term {
  @IsString() @Length(1, 120) event: string;
  @IsArray() @ArrayMinSize(1) @ArrayMaxSize(60) @ArrayUnique() @IsString({ each: true }) fields: string[];
}

export class OfferAgreement {
  /** The other company's code, whole. */
  @IsString() @Length(1, 60) code: string;
  @IsIn(crossingPurposes) purpose: CrossingPurposeKey;
  @IsArray() @ArrayMinSize(1) @ArrayMaxSize(20) @ValidateNested({ each: true }) @Type(() => Term) terms: Term[];
  @IsString() @Length(2, 500) reason: string;
}
export class AnswerAgreement {
  @IsString() @Length(2, 500) reason: string;
}
export class AgreementQuery extends PageQuery {
  @IsOptional() @IsIn(AGREEMENT_STATUSES) status?: AgreementStatus;
}

export class CatalogueEvent {
  @IsString() event: string;
  @Nested(() => Text) name: Text;
  /** Fields without which the event means nothing. */
  @IsArray() @IsString({ each: true }) needed: string[];
  /** Fields that an agreement may leave out. */
  @IsArray() @IsString({ each: true }) optional: string[];
}
/** What may be agreed at all. */
export class CataloguePurpose {
  @IsIn(crossingPurposes) purpose: CrossingPurposeKey;
  @Nested(() => Text) name: Text;
  @NestedList(() => CatalogueEvent) events: CatalogueEvent[];
}

export class AgreementView {
  @IsUUID() id: string;
  @IsInt() version: number;
  @IsUUID() partnerTenantId: string;
  @IsString() partnerName: string;
  @IsString() partnerCode: string;
  @IsIn(crossingPurposes) purpose: CrossingPurposeKey;
  @NestedList(() => Term) terms: Term[];
  @IsBoolean() offeredByUs: boolean;
  @IsIn(AGREEMENT_STATUSES) status: AgreementStatus;
  @IsString() reason: string;
  /** Of our own side by name; the other side by its company's. */
  @IsString() changedBy: string;
  @IsDate() offeredAt: Date;
  @OrNull() @IsDate() answeredAt: Date | null;
  @OrNull() @IsDate() endedAt: Date | null;
  /** What this side may do with it next. */
  @IsArray() @IsIn(AGREEMENT_STATUSES, { each: true }) allowed: AgreementStatus[];
}

@Controller('v1/tenancy/agreements')
export class AgreementsHttp {
  constructor(private readonly agreements: Agreements) {}

  @Get() @ApiOkResponse({ type: pageOf(AgreementView) }) list(@Caller() ctx: Context, @Query() query: AgreementQuery) { return this.agreements.list(ctx, { status: query.status, limit: pageSize(query), cursor: query.cursor }); }

  @Get('catalogue') @ApiOkResponse({ type: listOf(CataloguePurpose) }) catalogue(@Caller() ctx: Context) { return this.agreements.catalogue(ctx); }

  @Get(':id') @ApiOkResponse({ type: AgreementView }) get(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string) { return this.agreements.get(ctx, id); }

  @Post() @ApiCreatedResponse({ type: AgreementView }) offer(@Caller() ctx: Context, @Body() body: OfferAgreement) { return this.agreements.offer(ctx, body); }

  @Post(':id/accept') @HttpCode(200) @ApiOkResponse({ type: AgreementView }) accept(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string) { return this.agreements.move(ctx, id, 'accepted'); }

  @Post(':id/decline') @HttpCode(200) @ApiOkResponse({ type: AgreementView }) decline(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: AnswerAgreement) { return this.agreements.move(ctx, id, 'declined', body.reason); }

  @Post(':id/end') @HttpCode(200) @ApiOkResponse({ type: AgreementView }) end(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: AnswerAgreement) { return this.agreements.move(ctx, id, 'ended', body.reason); }
}
