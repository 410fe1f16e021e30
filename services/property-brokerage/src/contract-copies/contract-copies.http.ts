import { Body, Controller, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsIn, IsOptional, IsString, IsUUID, Length, MaxLength } from 'class-validator';
import { Caller, type Context } from '@luyue/platform';
import { DealView } from '../views.ts';
import { ContractCopies } from './contract-copies.service.ts';

export class HandOverCopy {
  @IsOptional() @IsString() @MaxLength(500) note?: string;
  @IsOptional() @IsArray() @ArrayMaxSize(10) @IsUUID('all', { each: true }) attachmentIds?: string[];
}
export class CheckCopy {
  @IsIn(['checked', 'objected']) result: 'checked' | 'objected';
  /** Needed for an objection. */
  @IsOptional() @IsString() @Length(2, 500) reason?: string;
}

@Controller('v1/property-brokerage/deals/:id/contract-copy')
export class ContractCopiesHttp {
  constructor(private readonly copies: ContractCopies) {}

  /** PB-4.4: the specialist hands the copy over to the department head. */
  @Post('hand-over') @HttpCode(200) @ApiOkResponse({ type: DealView }) handOver(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: HandOverCopy) { return this.copies.handOver(ctx, id, body); }

  /** PB-4.4: the department head has checked it, or objects. */
  @Post('check') @HttpCode(200) @ApiOkResponse({ type: DealView }) check(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: CheckCopy) { return this.copies.check(ctx, id, body); }
}
