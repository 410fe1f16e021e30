import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsBoolean, IsIn, IsInt, IsISO8601, IsOptional, IsString, IsUUID, Length, Matches, ValidateNested } from 'class-validator';
import { ObligationView } from '@luyue/obligations';
import { Caller, type Context, IsDay, Nested, NestedList, OrNull, pageOf, PageQuery, pageSize } from '@luyue/platform';
import { Transfers } from './transfers.service.ts';

const STATUSES = ['requested', 'accepted', 'refused', 'appointment', 'read', 'done', 'withdrawn'] as const;
const CHANNELS = ['counter', 'phone', 'web', 'partner'] as const;
const YUAN = /^\d{1,9}(\.\d{1,2})?$/;

export class HolderBody {
  @IsString() @Length(1, 60) name: string;
  @IsOptional() @IsString() @Length(1, 30) phone?: string;
  @IsOptional() @IsString() @Length(4, 40) idNumber?: string;
}
export class NewHolderBody {
  @IsString() @Length(1, 60) name: string;
  @IsString() @Length(1, 30) phone: string;
  @IsOptional() @IsString() @Length(4, 40) idNumber?: string;
}
export class RequestTransfer {
  @IsUUID() accountId: string;
  @IsIn(['counter', 'phone', 'web']) channel: 'counter' | 'phone' | 'web';
  @IsOptional() @ValidateNested() @Type(() => HolderBody) oldHolder?: HolderBody;
  @ValidateNested() @Type(() => NewHolderBody) newHolder: NewHolderBody;
  @IsOptional() @IsString() @Length(1, 60) contractNumber?: string;
  @IsOptional() @IsDay() requestedDate?: string;
}
export class AcceptTransfer {
  /** The household, where the request named none that we know. */
  @IsOptional() @IsUUID() accountId?: string;
  /** Yuan owed on the account; "0" when none. */
  @Matches(YUAN) debt: string;
}
export class RefuseTransfer {
  @IsString() @Length(2, 500) reason: string;
  @IsOptional() @Matches(YUAN) debt?: string;
}
export class AgreeAppointment {
  @IsISO8601({ strict: true }) at: string;
}
export class ReadMeter {
  /** Cubic metres. */
  @Matches(/^\d{1,9}(\.\d{1,3})?$/) reading: string;
  @IsArray() @ArrayMinSize(1) @ArrayMaxSize(10) @IsUUID('all', { each: true }) attachmentIds: string[];
}
export class WithdrawTransfer {
  @IsString() @Length(2, 500) reason: string;
}
export class TransferQuery extends PageQuery {
  @IsOptional() @IsIn(STATUSES) status?: (typeof STATUSES)[number];
  @IsOptional() @IsUUID() accountId?: string;
}

export class TransferHolder {
  @IsString() name: string;
  @OrNull() @IsString() phoneMasked: string | null;
  @OrNull() @IsString() idNumberMasked: string | null;
}
export class TransferRow {
  @IsUUID() id: string;
  @IsInt() version: number;
  @IsString() number: string;
  @IsIn(STATUSES) status: (typeof STATUSES)[number];
  @IsIn(CHANNELS) channel: (typeof CHANNELS)[number];
  @OrNull() @IsUUID() accountId: string | null;
  @OrNull() @IsString() accountNumber: string | null;
  @IsString() address: string;
  @IsString() oldHolderName: string;
  @IsString() newHolderName: string;
  @OrNull() @IsString() partnerName: string | null;
  @IsUUID() unitId: string;
  @IsString() unitName: string;
  @IsISO8601() receivedAt: string;
  @OrNull() @Nested(() => ObligationView) clock: ObligationView | null;
}
export class TransferStepView {
  @IsISO8601() at: string;
  @IsIn(STATUSES) status: (typeof STATUSES)[number];
  @IsString() by: string;
  @IsString() text: string;
}
export class TransferView extends TransferRow {
  @Nested(() => TransferHolder) oldHolder: TransferHolder;
  @Nested(() => TransferHolder) newHolder: TransferHolder;
  @OrNull() @IsString() contractNumber: string | null;
  @OrNull() @IsString() requestedDate: string | null;
  /** Yuan owed on the account as the desk entered it; null while nobody has looked. */
  @OrNull() @IsString() debt: string | null;
  @OrNull() @IsString() reason: string | null;
  @OrNull() @IsISO8601() appointmentAt: string | null;
  @OrNull() @IsString() reading: string | null;
  @IsArray() @IsUUID('all', { each: true }) readingPhotoIds: string[];
  @NestedList(() => TransferStepView) history: TransferStepView[];
  @NestedList(() => ObligationView) obligations: ObligationView[];
  @IsArray() @IsIn(STATUSES, { each: true }) allowed: (typeof STATUSES)[number][];
  @IsBoolean() fromPartner: boolean;
}

@Controller('v1/utility-care/transfers')
export class TransfersHttp {
  constructor(private readonly transfers: Transfers) {}

  @Get() @ApiOkResponse({ type: pageOf(TransferRow) }) list(@Caller() ctx: Context, @Query() query: TransferQuery) { return this.transfers.list(ctx, { ...query, limit: pageSize(query) }); }

  @Get(':id') @ApiOkResponse({ type: TransferView }) get(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string) { return this.transfers.get(ctx, id); }

  @Post() @ApiCreatedResponse({ type: TransferView }) request(@Caller() ctx: Context, @Body() body: RequestTransfer) { return this.transfers.request(ctx, body); }

  @Post(':id/accept') @HttpCode(200) @ApiOkResponse({ type: TransferView }) accept(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: AcceptTransfer) { return this.transfers.accept(ctx, id, body); }

  @Post(':id/refuse') @HttpCode(200) @ApiOkResponse({ type: TransferView }) refuse(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: RefuseTransfer) { return this.transfers.refuse(ctx, id, body); }

  @Post(':id/appointment') @HttpCode(200) @ApiOkResponse({ type: TransferView }) appointment(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: AgreeAppointment) { return this.transfers.appointment(ctx, id, new Date(body.at)); }

  @Post(':id/read') @HttpCode(200) @ApiOkResponse({ type: TransferView }) read(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: ReadMeter) { return this.transfers.read(ctx, id, body); }

  @Post(':id/complete') @HttpCode(200) @ApiOkResponse({ type: TransferView }) complete(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string) { return this.transfers.complete(ctx, id); }

  @Post(':id/withdraw') @HttpCode(200) @ApiOkResponse({ type: TransferView }) withdraw(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: WithdrawTransfer) { return this.transfers.withdraw(ctx, id, body.reason); }
}
