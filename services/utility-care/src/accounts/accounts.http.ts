import { Body, Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe, Patch, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, OmitType, PartialType, PickType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsIn, IsInt, IsISO8601, IsOptional, IsString, IsUUID, Length, Max, Min, ValidateNested } from 'class-validator';
import { Caller, type Context, IfMatch, listOf, Nested, NestedList, OrNull, PageQuery, pageOf } from '@luyue/platform';
import { CaseRow } from '../views.ts';
import { AccountArchive } from './account-archive.ts';
import { Accounts } from './accounts.service.ts';

const CATEGORIES = ['resident', 'commercial', 'industrial', 'heating'] as const;
const MATCHES = ['phone', 'number', 'name', 'address', 'initials', 'meter'] as const;

export class AccountSearch {
  /** Digits, letters or Chinese; what it is shows by its shape. */
  @IsString() @Length(1, 100) q: string;
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(20) limit?: number;
}

export class ContactBody {
  @IsString() @Length(1, 60) name: string;
  @IsString() @Length(1, 20) relation: string;
  @IsString() @Length(3, 24) phone: string;
}

export class SpecialCareBody {
  /** From an open list: 独居老人, 残疾人家庭 ... */
  @IsString() @Length(2, 40) kind: string;
  @IsOptional() @IsString() @Length(0, 200) note?: string;
  @IsString() @Length(2, 100) source: string;
  @IsOptional() @IsString() @Length(1, 60) consentBy: string;
  @IsOptional() @IsISO8601({ strict: true }) consentAt: string;
}

export class AccountBody {
  @IsString() @Length(3, 32) number: string;
  @IsString() @Length(1, 100) holderName: string;
  @IsString() @Length(3, 24) phone: string;
  @IsOptional() @IsArray() @ArrayMaxSize(10) @ValidateNested({ each: true }) @Type(() => ContactBody) contacts?: ContactBody[];
  @IsString() @Length(2, 200) address: string;
  @IsUUID() unitId: string;
  @IsIn(CATEGORIES) category: (typeof CATEGORIES)[number];
  @IsIn(['natural_gas', 'lpg']) gasType: 'natural_gas' | 'lpg';
  @IsOptional() @IsString() @Length(3, 40) meterNumber?: string;
  @IsOptional() @IsString() @Length(1, 60) meterModel?: string;
}

/** Without a number the household gets the next one of ours. */
export class OpenAccount extends OmitType(AccountBody, ['number']) {
  @IsOptional() @IsString() @Length(3, 32) number?: string;
}

/** A household taken over from elsewhere brings its state along. */
export class ExistingAccount extends AccountBody {
  @IsOptional() @IsIn(['active', 'stopped', 'closed', 'pending']) gasState?: 'active' | 'stopped' | 'closed' | 'pending';
  @IsOptional() @ValidateNested() @Type(() => SpecialCareBody) specialCare?: SpecialCareBody;
}

export class ExistingAccounts {
  @IsArray() @ArrayMinSize(1) @ArrayMaxSize(1000) @ValidateNested({ each: true }) @Type(() => ExistingAccount) accounts: ExistingAccount[];
}

export class ChangeAccount extends PartialType(PickType(AccountBody, ['holderName', 'phone', 'contacts', 'address', 'unitId', 'category', 'gasType', 'meterNumber', 'meterModel']), { skipNullProperties: false }) {}

export class RevealAccount {
  @IsString() @Length(2, 200) reason: string;
}

export class AccountHit {
  @IsUUID() id: string;
  @IsString() number: string;
  @IsString() holderName: string;
  @IsString() phoneMasked: string;
  @IsString() address: string;
  @IsIn(CATEGORIES) category: (typeof CATEGORIES)[number];
  @OrNull() @IsString() specialCare: string | null;
  @IsIn(MATCHES) matchedBy: (typeof MATCHES)[number];
}

export class AccountHits {
  @NestedList(() => AccountHit) items: AccountHit[];
  /** The search alone. */
  @IsInt() tookMs: number;
}

export class MaskedContact {
  @IsString() name: string;
  @IsString() relation: string;
  @IsString() phoneMasked: string;
}

export class SpecialCareView {
  @IsString() kind: string;
  @IsString() note: string;
  @IsString() source: string;
  @IsString() consentBy: string;
  /** Empty where no consent is on record. */
  @IsString() consentAt: string;
}

export class MeterView {
  @IsString() number: string;
  @IsString() model: string;
}

/** One line of an account's past on its page. */
export class AccountEvent {
  @IsISO8601() at: string;
  @IsString() kind: string;
  @IsString() text: string;
  @IsOptional() @IsUUID() caseId?: string;
}

export class AccountPage {
  @IsUUID() id: string;
  @IsString() number: string;
  @IsString() holderName: string;
  @IsString() phoneMasked: string;
  @NestedList(() => MaskedContact) contacts: MaskedContact[];
  @IsString() address: string;
  @IsUUID() unitId: string;
  @IsString() unitName: string;
  @IsIn(CATEGORIES) category: (typeof CATEGORIES)[number];
  @IsIn(['natural_gas', 'lpg']) gasType: 'natural_gas' | 'lpg';
  @IsIn(['normal', 'interrupted']) supplyStatus: 'normal' | 'interrupted';
  @IsIn(['active', 'stopped', 'closed', 'pending']) gasState: 'active' | 'stopped' | 'closed' | 'pending';
  @OrNull() @Nested(() => SpecialCareView) specialCare: SpecialCareView | null;
  @OrNull() @Nested(() => MeterView) meter: MeterView | null;
  @NestedList(() => CaseRow) openCases: CaseRow[];
  @NestedList(() => AccountEvent) recent: AccountEvent[];
  @IsInt() version: number;
}

export class BulkResult {
  @IsInt() created: number;
  @IsInt() existing: number;
}

/** The numbers in full (UC-15c). */
export class RevealedPhones {
  @IsString() phone: string;
  @NestedList(() => ContactBody) contacts: ContactBody[];
}

export class AccountAccessView {
  @IsISO8601() at: string;
  @OrNull() @IsUUID() userId: string | null;
  @IsString() userName: string;
  @IsString() reason: string;
}

/** Somebody who held the account until it was transferred (UC-5.2d). */
export class AccountHolderView {
  @IsString() holderName: string;
  @IsString() phoneMasked: string;
  @IsISO8601() until: string;
  @IsUUID() transferId: string;
  @IsString() transferNumber: string;
}

@Controller('v1/utility-care/accounts')
export class AccountsHttp {
  constructor(private readonly accounts: Accounts, private readonly archive: AccountArchive) {}

  @Get() @ApiOkResponse({ type: AccountHits }) search(@Caller() ctx: Context, @Query() query: AccountSearch) { return this.archive.search(ctx, query.q, query.limit ?? 8); }

  @Get(':id') @ApiOkResponse({ type: AccountPage }) page(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string) { return this.archive.page(ctx, id); }

  @Get(':id/holders') @ApiOkResponse({ type: listOf(AccountHolderView) }) holders(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string) { return this.archive.holders(ctx, id); }

  @Post() @ApiCreatedResponse({ type: AccountPage }) async create(@Caller() ctx: Context, @Body() body: OpenAccount) { return this.archive.page(ctx, await this.accounts.create(ctx, body)); }

  @Post('bulk') @HttpCode(200) @ApiOkResponse({ type: BulkResult }) createAll(@Caller() ctx: Context, @Body() body: ExistingAccounts) { return this.accounts.createAll(ctx, body.accounts); }

  @Patch(':id') @ApiOkResponse({ type: AccountPage }) async change(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @IfMatch() version: number, @Body() body: ChangeAccount) {
    await this.accounts.change(ctx, id, version, body);
    return this.archive.page(ctx, id);
  }

  @Put(':id/special-care') @ApiOkResponse({ type: AccountPage }) async setSpecialCare(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @IfMatch() version: number, @Body() body: SpecialCareBody) {
    await this.accounts.setSpecialCare(ctx, id, version, body);
    return this.archive.page(ctx, id);
  }

  @Delete(':id/special-care') @ApiOkResponse({ type: AccountPage }) async endSpecialCare(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @IfMatch() version: number) {
    await this.accounts.setSpecialCare(ctx, id, version, null);
    return this.archive.page(ctx, id);
  }

  @Post(':id/reveal') @HttpCode(200) @ApiOkResponse({ type: RevealedPhones }) reveal(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: RevealAccount) { return this.archive.reveal(ctx, id, body.reason); }

  @Get(':id/accesses') @ApiOkResponse({ type: pageOf(AccountAccessView) }) accesses(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Query() query: PageQuery) { return this.archive.accesses(ctx, id, query); }
}
