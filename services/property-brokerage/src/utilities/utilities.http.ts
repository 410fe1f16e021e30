import { Body, Controller, Get, HttpCode, Param, ParseEnumPipe, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsBoolean, IsIn, IsInt, IsISO8601, IsOptional, IsString, IsUUID, Length, Matches, MaxLength } from 'class-validator';
import { ObligationView } from '@luyue/obligations';
import { Caller, type Context, IsDay, Nested, NestedList, OrNull, pageOf, PageQuery, pageSize, Text } from '@luyue/platform';
import type { Utility } from '../deal-kinds.ts';
import { ToldBody } from '../told-body.ts';
import { DealAction, DealView, UTILITIES } from '../views.ts';
import { PartnerRequests } from './partner-requests.ts';
import { APPLICATION_STATUSES, type ApplicationStatus } from './utilities.rules.ts';
import { Utilities } from './utilities.service.ts';

/** A word that is no utility is no address. */
const UtilityParam = new ParseEnumPipe(Object.fromEntries(UTILITIES.map((utility) => [utility, utility])), { errorHttpStatusCode: 404 });
const CHANNELS = ['by_hand', 'platform'] as const;
const STEP_STATES = ['pending', 'in_progress', 'done', 'rejected', 'not_applicable'] as const;

export class LodgeApplication {
  /** Counter, hotline or web page. */
  @IsString() @Length(1, 60) place: string;
  /** When it was lodged; never in the future (R6). */
  @IsISO8601({ strict: true }) lodgedAt: string;
  /** That of F4 when left out. */
  @IsOptional() @IsString() @Length(1, 40) accountNumber?: string;
  /** Number of the acknowledgement, where there was one at once. */
  @IsOptional() @IsString() @Length(1, 60) acknowledgement?: string;
  @IsOptional() @IsArray() @ArrayMaxSize(10) @IsUUID('all', { each: true }) attachmentIds?: string[];
}
export class AcknowledgeApplication {
  @IsString() @Length(1, 60) acknowledgement: string;
  /** Now when left out; never in the future, never before it was lodged. */
  @IsOptional() @IsISO8601({ strict: true }) at?: string;
}
export class ApplicationResult {
  @IsIn(['done', 'refused']) result: 'done' | 'refused';
  /** When the utility did it, or refused it. */
  @IsISO8601({ strict: true }) at: string;
  /** Needed for a refusal. */
  @IsOptional() @IsString() @Length(2, 500) reason?: string;
  /** Final reading of the meter. */
  @IsOptional() @Matches(/^\d{1,9}(\.\d{1,3})?$/) reading?: string;
  /** Needed for `done`: the bill or receipt in the new name. */
  @IsOptional() @IsArray() @ArrayMaxSize(10) @IsUUID('all', { each: true }) attachmentIds?: string[];
  /** Of the specialist, in the text to the parties; needed for `done` unless everybody has been told otherwise. */
  @IsOptional() @IsString() @MaxLength(30) phone?: string;
  /** Parties that know already; everybody else gets a text (PB-4.8). */
  @IsOptional() @NestedList(() => ToldBody) @ArrayMaxSize(20) told?: ToldBody[];
}
export class RequestTransfer {
  /** The agreement with the gas company that is asked; needed where there are several. */
  @IsOptional() @IsUUID() agreementId?: string;
  /** That of F4 when left out. */
  @IsOptional() @IsString() @Length(1, 40) accountNumber?: string;
  /** Of the side that gives it up, and of the one that takes it over; the first of each when left out. */
  @IsOptional() @IsUUID() oldHolderPartyId?: string;
  @IsOptional() @IsUUID() newHolderPartyId?: string;
  /** Day on which the parties wish it. */
  @IsOptional() @IsDay() requestedDate?: string;
  /** Of the specialist, in the text to the parties once the gas company has done it (PB-4.8). */
  @IsString() @MaxLength(30) phone: string;
}
export class WithdrawApplication {
  @IsString() @Length(2, 500) reason: string;
}
export class ApplicationQuery extends PageQuery {
  @IsOptional() @IsIn(APPLICATION_STATUSES) status?: ApplicationStatus;
  @IsOptional() @IsIn(UTILITIES) utility?: Utility;
  @IsOptional() @IsIn(CHANNELS) channel?: (typeof CHANNELS)[number];
  /** `yes`: those that are not over. */
  @IsOptional() @IsIn(['yes', 'no']) running?: 'yes' | 'no';
  @IsOptional() @Matches(/^(me|[0-9a-f-]{36})$/) specialist?: string;
}

export class ApplicationLineView {
  @IsISO8601() at: string;
  @IsIn(APPLICATION_STATUSES) status: ApplicationStatus;
  @IsString() by: string;
  @IsString() text: string;
}
export class ApplicationView {
  @IsUUID() id: string;
  @IsInt() version: number;
  @IsUUID() dealId: string;
  @IsIn(UTILITIES) utility: Utility;
  @IsIn(CHANNELS) channel: (typeof CHANNELS)[number];
  @IsIn(APPLICATION_STATUSES) status: ApplicationStatus;
  @OrNull() @IsString() accountNumber: string | null;
  @IsString() place: string;
  @OrNull() @IsUUID() agreementId: string | null;
  /** Fields that the agreement keeps back. */
  @IsArray() @IsString({ each: true }) withheld: string[];
  @IsISO8601() lodgedAt: string;
  @IsString() lodgedBy: string;
  @IsISO8601() recordedAt: string;
  /** The number under which the utility has it. */
  @OrNull() @IsString() acknowledgement: string | null;
  @OrNull() @IsISO8601() acknowledgedAt: string | null;
  /** Yuan owed on the account, as the utility says. */
  @OrNull() @IsString() debt: string | null;
  @OrNull() @IsISO8601() appointmentAt: string | null;
  @OrNull() @IsString() reading: string | null;
  @OrNull() @IsString() reason: string | null;
  @OrNull() @IsISO8601() endedAt: string | null;
  @IsArray() @IsUUID('all', { each: true }) attachmentIds: string[];
  @NestedList(() => ApplicationLineView) history: ApplicationLineView[];
}
/** A gas company that may be asked over the platform (PF-10). */
export class PartnerView {
  @IsUUID() agreementId: string;
  @IsString() name: string;
  /** False where the agreement carries no requests for a transfer. */
  @IsBoolean() carries: boolean;
  /** What goes over beside what every request needs, and what the agreement keeps back. */
  @IsArray() @IsString({ each: true }) fields: string[];
  @IsArray() @IsString({ each: true }) withheld: string[];
}
export class UtilityView {
  @IsIn(UTILITIES) utility: Utility;
  @Nested(() => Text) name: Text;
  /** It goes over by F4, or by the lease (reading 14). */
  @IsBoolean() listed: boolean;
  @OrNull() @IsString() accountNumber: string | null;
  @IsUUID() stepId: string;
  @IsIn(STEP_STATES) stepState: (typeof STEP_STATES)[number];
  /** The latest first. */
  @NestedList(() => ApplicationView) applications: ApplicationView[];
  /** Whom one may ask over the platform; gas alone. */
  @NestedList(() => PartnerView) partners: PartnerView[];
  @NestedList(() => DealAction) actions: DealAction[];
}
export class DealUtilitiesView {
  @OrNull() @IsISO8601() f4ReceivedAt: string | null;
  @NestedList(() => UtilityView) items: UtilityView[];
  /** Of PB-4.9b, in the order of their start. */
  @NestedList(() => ObligationView) obligations: ObligationView[];
}
export class ApplicationRow extends ApplicationView {
  @IsString() dealNumber: string;
  @IsString() dealTitle: string;
  @IsString() address: string;
  @Nested(() => Text) name: Text;
  @OrNull() @IsString() specialistName: string | null;
  /** What PB-4.9b still asks for it. */
  @OrNull() @Nested(() => ObligationView) clock: ObligationView | null;
}

@Controller('v1/property-brokerage')
export class UtilitiesHttp {
  constructor(private readonly utilities: Utilities, private readonly requests: PartnerRequests) {}

  /** The newest first, within the units that the reader may see. */
  @Get('utility-applications') @ApiOkResponse({ type: pageOf(ApplicationRow) }) list(@Caller() ctx: Context, @Query() query: ApplicationQuery) { return this.utilities.list(ctx, { ...query, limit: pageSize(query) }); }

  /** Utilities of a deal with their applications (PB-4.9b). */
  @Get('deals/:id/utilities') @ApiOkResponse({ type: DealUtilitiesView }) get(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string) { return this.utilities.get(ctx, id); }

  /** The specialist has applied for the transfer by hand. */
  @Post('deals/:id/utilities/:utility/lodge') @HttpCode(200) @ApiOkResponse({ type: DealView })
  lodge(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Param('utility', UtilityParam) utility: Utility, @Body() body: LodgeApplication) { return this.utilities.lodge(ctx, id, utility, body); }

  /** Gas over the platform: the gas company of an agreement is asked (UC-5.2d). */
  @Post('deals/:id/utilities/gas/request') @HttpCode(200) @ApiOkResponse({ type: DealView })
  request(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: RequestTransfer) { return this.requests.request(ctx, id, body); }

  /** PB-4.9b, reading 9: lodged and acknowledged for each listed utility meets it. */
  @Post('deals/:id/utilities/:utility/acknowledge') @HttpCode(200) @ApiOkResponse({ type: DealView })
  acknowledge(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Param('utility', UtilityParam) utility: Utility, @Body() body: AcknowledgeApplication) { return this.utilities.acknowledge(ctx, id, utility, body); }

  /** What came of an application by hand, with its evidence; a refusal opens the step again (R13). */
  @Post('deals/:id/utilities/:utility/result') @HttpCode(200) @ApiOkResponse({ type: DealView })
  result(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Param('utility', UtilityParam) utility: Utility, @Body() body: ApplicationResult) { return this.utilities.result(ctx, id, utility, body); }

  /** Ends an application on our side; a gas company that was asked over the platform is told by phone. */
  @Post('deals/:id/utilities/:utility/withdraw') @HttpCode(200) @ApiOkResponse({ type: DealView })
  withdraw(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Param('utility', UtilityParam) utility: Utility, @Body() body: WithdrawApplication) { return this.utilities.withdraw(ctx, id, utility, body.reason); }
}
