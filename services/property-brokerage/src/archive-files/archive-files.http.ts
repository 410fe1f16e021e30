import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, IsUUID, Length, MaxLength } from 'class-validator';
import { Caller, type Context, IsDay, Nested, OptionalIfMatch, pageOf, PageQuery, pageSize } from '@luyue/platform';
import { LocationBody } from '../archive-location.ts';
import { ArchiveFilePage, ArchiveFileView, ArchiveLoanView, LOAN_STATES, type LoanState } from './archive-file-views.ts';
import { ArchiveFiles } from './archive-files.service.ts';
import { ArchiveLoans } from './archive-loans.ts';

export class FileQuery extends PageQuery {
  @IsOptional() @IsString() @Length(1, 60) room?: string;
  /** With `room`. */
  @IsOptional() @IsString() @Length(1, 60) cabinet?: string;
  /** Of the file or of its deal, whole. */
  @IsOptional() @IsString() @Length(1, 40) number?: string;
}
export class MoveFile {
  @Nested(() => LocationBody) location: LocationBody;
  @IsString() @Length(2, 500) reason: string;
}
export class LendFile {
  @IsUUID() borrowerUserId: string;
  @IsString() @Length(2, 500) purpose: string;
  /** A date of the tenant's zone, today at the earliest. */
  @IsDay() dueOn: string;
}
export class TakeBackFile {
  /** In which condition it came back. */
  @IsOptional() @IsString() @MaxLength(500) note?: string;
}
export class LoanQuery extends PageQuery {
  /** `out` has the overdue ones, too; that when left out. */
  @IsOptional() @IsIn(LOAN_STATES) state?: LoanState;
}

@Controller('v1/property-brokerage')
export class ArchiveFilesHttp {
  constructor(private readonly files: ArchiveFiles, private readonly loans: ArchiveLoans) {}

  /** The latest received first. */
  @Get('archive-files') @ApiOkResponse({ type: pageOf(ArchiveFileView) }) list(@Caller() ctx: Context, @Query() query: FileQuery) { return this.files.list(ctx, { ...query, limit: pageSize(query) }); }

  @Get('archive-files/:id') @ApiOkResponse({ type: ArchiveFilePage }) get(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string) { return this.files.get(ctx, id); }

  /** To another place. */
  @Post('archive-files/:id/move') @HttpCode(200) @ApiOkResponse({ type: ArchiveFilePage }) move(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: MoveFile, @OptionalIfMatch() version: number | null) { return this.files.move(ctx, id, body, version); }

  @Post('archive-files/:id/lend') @ApiCreatedResponse({ type: ArchiveFilePage }) lend(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: LendFile) { return this.loans.lend(ctx, id, body); }

  @Post('archive-files/:id/take-back') @HttpCode(200) @ApiOkResponse({ type: ArchiveFilePage }) takeBack(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: TakeBackFile) { return this.loans.takeBack(ctx, id, body.note ?? ''); }

  /** What is out, by the day that it is due; what came back, the latest first. */
  @Get('archive-loans') @ApiOkResponse({ type: pageOf(ArchiveLoanView) }) listLoans(@Caller() ctx: Context, @Query() query: LoanQuery) { return this.loans.list(ctx, query.state ?? 'out', pageSize(query), query.cursor); }
}
