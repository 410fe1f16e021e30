import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsBoolean, IsInt, IsISO8601, IsOptional, IsString, IsUUID, Length, Matches, Max, Min } from 'class-validator';
import { Caller, type Context, IsDay, listOf, Nested, OrNull, pageOf, PageQuery, Text } from '@luyue/platform';
import { QUALIFICATION_KINDS } from './qualifications.rules.ts';
import { Qualifications } from './qualifications.service.ts';


export class QualificationQuery extends PageQuery {
  @IsOptional() @IsUUID() userId?: string;
  /** Only those that run out within so many days. */
  @IsOptional() @Type(() => Number) @IsInt() @Min(0) @Max(3650) expiringDays?: number;
}
export class CreateQualification {
  @IsUUID() userId: string;
  /** One of the seeded kinds or one of the tenant's own. */
  @Matches(/^[a-z][a-z_]{2,39}$/) kind: string;
  @IsString() @Length(10, 10) validFrom: string;
  @IsString() @Length(10, 10) validTo: string;
  @IsString() @Length(1, 60) certificate: string;
}
export class RevokeQualification {
  @IsString() @Length(2, 500) reason: string;
}

export class QualificationView {
  @IsUUID() id: string;
  @IsUUID() userId: string;
  @IsString() userName: string;
  @IsString() kind: string;
  @Nested(() => Text) kindName: Text;
  @IsDay() validFrom: string;
  @IsDay() validTo: string;
  @IsString() certificate: string;
  /** On the tenant's date of today. */
  @IsBoolean() valid: boolean;
  @OrNull() @IsISO8601() revokedAt: string | null;
  @OrNull() @IsString() revokeReason: string | null;
  @IsInt() version: number;
}
export class QualificationKind {
  @IsString() code: string;
  @Nested(() => Text) name: Text;
}

@Controller('v1/utility-care/qualifications')
export class QualificationsHttp {
  constructor(private readonly qualifications: Qualifications) {}

  @Get() @ApiOkResponse({ type: pageOf(QualificationView) }) list(@Caller() ctx: Context, @Query() query: QualificationQuery) { return this.qualifications.list(ctx, query); }

  /** The kinds that this product asks for. */
  @Get('kinds') @ApiOkResponse({ type: listOf(QualificationKind) }) kinds(@Caller() _ctx: Context) { return { items: Object.entries(QUALIFICATION_KINDS).map(([code, name]) => ({ code, name })) }; }

  @Post() @ApiCreatedResponse({ type: QualificationView }) create(@Caller() ctx: Context, @Body() body: CreateQualification) { return this.qualifications.create(ctx, body); }

  @Post(':id/revoke') @HttpCode(200) @ApiOkResponse({ type: QualificationView }) revoke(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: RevokeQualification) { return this.qualifications.revoke(ctx, id, body.reason); }
}
