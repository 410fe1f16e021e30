import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Put } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsIn, IsInt, IsISO8601, IsOptional, IsString, IsUUID, Length, Matches, Max, MaxLength, Min } from 'class-validator';
import { Caller, type Context, IsDay, Nested, NestedList, OptionalIfMatch } from '@luyue/platform';
import { ToldBody } from '../told-body.ts';
import { DealView, UTILITIES } from '../views.ts';
import { HandoverView } from './handover-views.ts';
import { FEE_KINDS, type FeeKind, METERS, type Meter, PRESENT_AS } from './handovers.rules.ts';
import { Handovers } from './handovers.service.ts';

const SIDES = ['seller', 'buyer'] as const;

export class PresentPersonBody {
  @IsString() @Length(1, 60) name: string;
  @IsIn(PRESENT_AS) as: (typeof PRESENT_AS)[number];
}
export class HandedItemBody {
  @IsString() @Length(1, 60) name: string;
  @IsInt() @Min(1) @Max(9999) count: number;
}
export class MeterReadingBody {
  @IsIn(METERS) meter: Meter;
  /** Where there are several of a kind. */
  @IsOptional() @IsString() @Length(1, 40) meterNumber?: string;
  @Matches(/^\d{1,9}(\.\d{1,3})?$/) reading: string;
}
export class ListedUtilityBody {
  @IsIn(UTILITIES) utility: (typeof UTILITIES)[number];
  @IsString() @Length(1, 40) accountNumber: string;
}
export class RecordHandover {
  /** When the property was handed over; never in the future (R6). */
  @IsISO8601({ strict: true }) handedOverAt: string;
  @NestedList(() => PresentPersonBody) @ArrayMinSize(1) @ArrayMaxSize(20) present: PresentPersonBody[];
  /** Keys, cards and what else changed hands. */
  @NestedList(() => HandedItemBody) @ArrayMaxSize(60) items: HandedItemBody[];
  @NestedList(() => MeterReadingBody) @ArrayMaxSize(20) readings: MeterReadingBody[];
  /** Those that go over to the other side (PB-4.9b); in a lease those that it says (reading 14). */
  @NestedList(() => ListedUtilityBody) @ArrayMaxSize(4) @ArrayUnique((u: ListedUtilityBody) => u.utility) utilities: ListedUtilityBody[];
  @IsOptional() @IsString() @MaxLength(500) note?: string;
  @IsOptional() @IsArray() @ArrayMaxSize(20) @IsUUID('all', { each: true }) attachmentIds?: string[];
}
export class FeePeriod {
  /** Days, both included. */
  @IsDay() from: string;
  @IsDay() until: string;
}
export class FeeLineBody {
  @IsIn(FEE_KINDS) kind: FeeKind;
  @IsString() @Length(1, 60) label: string;
  @IsIn(SIDES) from: (typeof SIDES)[number];
  /** A side, or somebody else, who is named by `payee`. */
  @IsIn([...SIDES, 'other']) to: (typeof SIDES)[number] | 'other';
  @IsOptional() @IsString() @Length(1, 60) payee?: string;
  /** Yuan, above zero, two decimals at most. */
  @IsString() @MaxLength(20) amount: string;
  @IsOptional() @Nested(() => FeePeriod) period?: FeePeriod;
}
export class RecordSettlement {
  /** Empty where nothing is to be settled; that too both sides confirm. */
  @NestedList(() => FeeLineBody) @ArrayMaxSize(60) lines: FeeLineBody[];
}
export class ConfirmSettlement {
  @IsIn(SIDES) side: (typeof SIDES)[number];
  /** Who confirmed it for the side; the party, or whoever acts for it, when left out. */
  @IsOptional() @IsString() @Length(1, 60) by?: string;
  /** Now when left out; never in the future (R6). */
  @IsOptional() @IsISO8601({ strict: true }) at?: string;
  /** The signed list. */
  @IsOptional() @IsArray() @ArrayMaxSize(10) @IsUUID('all', { each: true }) attachmentIds?: string[];
}
export class ReceiveF4 {
  /** Who knows already that the handover is done (PB-4.8); whoever is not named gets a text. */
  @IsOptional() @NestedList(() => ToldBody) @ArrayMaxSize(10) told?: ToldBody[];
  /** Of the specialist, for that text. With neither both parties are told later. */
  @IsOptional() @IsString() @MaxLength(30) phone?: string;
}
export class ReturnF4 {
  @IsString() @Length(2, 500) reason: string;
}

@Controller('v1/property-brokerage/deals/:id/handover')
export class HandoversHttp {
  constructor(private readonly handovers: Handovers) {}

  /** Handover, settlement and F4 of a deal (PB-4.9a). */
  @Get() @ApiOkResponse({ type: HandoverView }) get(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string) { return this.handovers.get(ctx, id); }

  /** The shop hands the property over: when, who was there, what changed hands, the meters. Entered again it is corrected, until F4 is sent. */
  @Put() @ApiOkResponse({ type: DealView })
  handOver(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: RecordHandover, @OptionalIfMatch() version: number | null) { return this.handovers.handOver(ctx, id, body, version); }

  /** The list of fees, whole; both sides confirm it, and another list anew. */
  @Put('settlement') @ApiOkResponse({ type: DealView })
  settle(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: RecordSettlement, @OptionalIfMatch() version: number | null) { return this.handovers.settle(ctx, id, body.lines, version); }

  /** One side confirms the list. */
  @Post('settlement/confirm') @HttpCode(200) @ApiOkResponse({ type: DealView }) confirm(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: ConfirmSettlement) { return this.handovers.confirm(ctx, id, body); }

  /** PB-4.9a: F4 goes to the specialist. */
  @Post('f4/send') @HttpCode(200) @ApiOkResponse({ type: DealView }) send(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string) { return this.handovers.send(ctx, id); }

  /** PB-4.9a is met by the specialist's receipt; the step of the handover ends with it (PB-4.5), and the utilities are owed from then on (PB-4.9b). */
  @Post('f4/receive') @HttpCode(200) @ApiOkResponse({ type: DealView }) receive(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: ReceiveF4) { return this.handovers.receive(ctx, id, body); }

  /** The specialist returns it with the reason; one that had been received is owed anew (R13). */
  @Post('f4/return') @HttpCode(200) @ApiOkResponse({ type: DealView }) return(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: ReturnF4) { return this.handovers.return(ctx, id, body.reason); }
}
