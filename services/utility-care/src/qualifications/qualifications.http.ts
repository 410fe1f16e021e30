import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, IsUUID, Length, Matches, Max, Min } from 'class-validator';
import { Caller, type Context } from '@luyue/platform';
import { Qualifications } from './qualifications.service.ts';

const DATE = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

export class QualificationQuery {
  @IsOptional() @IsUUID() userId?: string;
  /** Only those that run out within so many days. */
  @IsOptional() @Type(() => Number) @IsInt() @Min(0) @Max(3650) expiringDays?: number;
}
export class CreateQualification {
  @IsUUID() userId: string;
  @Matches(/^[a-z][a-z_]{2,39}$/) kind: string;
  @Matches(DATE) validFrom: string;
  @Matches(DATE) validTo: string;
  @IsString() @Length(1, 60) certificate: string;
}
export class RevokeQualification {
  @IsString() @Length(2, 500) reason: string;
}

@Controller('v1/utility-care/qualifications')
export class QualificationsHttp {
  constructor(private readonly qualifications: Qualifications) {}

  @Get() async list(@Caller() ctx: Context, @Query() query: QualificationQuery) { return { items: await this.qualifications.list(ctx, query) }; }

  @Post() create(@Caller() ctx: Context, @Body() body: CreateQualification) { return this.qualifications.create(ctx, body); }

  @Post(':id/revoke') @HttpCode(200) revoke(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: RevokeQualification) { return this.qualifications.revoke(ctx, id, body.reason); }
}
