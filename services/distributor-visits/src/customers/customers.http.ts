import { Body, Controller, Get, Header, HttpCode, Param, ParseUUIDPipe, Patch, Post, Query, Req, StreamableFile } from '@nestjs/common';
import { ApiConsumes, ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import type { MultipartFile } from '@fastify/multipart';
import { ArrayMaxSize, IsArray, IsBoolean, IsIn, IsInt, IsISO8601, IsNumber, IsOptional, IsString, IsUUID, Length, Matches, Max, MaxLength, Min } from 'class-validator';
import type { FastifyRequest } from 'fastify';
import { Caller, type Context, IfMatch, IsDay, listOf, NestedList, OrNull, pageOf, PageQuery, pageSize, refuse, Text, WhenGiven } from '@luyue/platform';
import { VisitCustomerView } from '../views.ts';
import { CustomerImports } from './customer-imports.ts';
import { CUSTOMER_STATUSES, CUSTOMER_TYPES, GRADES } from '../customer-kinds.ts';
import { Customers } from './customers.service.ts';

const MONEY = /^\d{1,12}(\.\d{1,2})?$/;
type CustomerType = (typeof CUSTOMER_TYPES)[number];
type Grade = (typeof GRADES)[number];

export class CustomerQuery extends PageQuery {
  @IsOptional() @IsUUID() unitId?: string;
  @IsOptional() @IsUUID() regionId?: string;
  @IsOptional() @IsIn(CUSTOMER_TYPES) type?: string;
  @IsOptional() @IsIn([...GRADES, 'none']) grade?: string;
  @IsOptional() @Matches(/^(me|none|[0-9a-f-]{36})$/) visitor?: string;
  @IsOptional() @IsIn(['1']) special?: '1';
  @IsOptional() @IsIn(CUSTOMER_STATUSES) status?: 'active' | 'closed';
  /** Name, address, pinyin initials, the end of a number or phone. */
  @IsOptional() @IsString() @Length(1, 60) q?: string;
}
export class CustomerPointsQuery {
  @IsOptional() @IsUUID() unitId?: string;
  @IsOptional() @IsUUID() regionId?: string;
}
export class CustomerContactBody {
  @IsString() @Length(1, 60) name: string;
  @IsOptional() @IsString() @MaxLength(40) post?: string;
  @IsString() @Length(3, 30) phone: string;
}
export class CarriedCompetitorBody {
  @IsString() @Length(1, 60) maker: string;
  @IsString() @Length(1, 80) product: string;
  @IsOptional() @IsString() @MaxLength(300) note?: string;
}
export class RegisterCustomer {
  /** DV-2: one of four. */
  @IsIn(CUSTOMER_TYPES) type: CustomerType;
  @IsString() @Length(1, 100) name: string;
  @IsUUID() unitId: string;
  @IsOptional() @IsUUID() regionId?: string;
  @IsOptional() @IsString() @MaxLength(40) city?: string;
  @IsOptional() @IsString() @MaxLength(200) address?: string;
  /** WGS-84. */
  @IsOptional() @IsNumber() @Min(-90) @Max(90) latitude?: number;
  @IsOptional() @IsNumber() @Min(-180) @Max(180) longitude?: number;
  @IsOptional() @NestedList(() => CustomerContactBody) @ArrayMaxSize(20) contacts?: CustomerContactBody[];
  @IsOptional() @NestedList(() => CarriedCompetitorBody) @ArrayMaxSize(50) competitors?: CarriedCompetitorBody[];
  /** Those that the first answer named were looked at. */
  @IsOptional() @IsBoolean() duplicateAcknowledged?: boolean;
}
export class ChangeCustomer {
  @WhenGiven() @IsIn(CUSTOMER_TYPES) type?: CustomerType;
  @WhenGiven() @IsString() @Length(1, 100) name?: string;
  @WhenGiven() @IsUUID() regionId?: string;
  @WhenGiven() @IsString() @MaxLength(40) city?: string;
  @WhenGiven() @IsString() @MaxLength(200) address?: string;
  @WhenGiven() @IsNumber() @Min(-90) @Max(90) latitude?: number;
  @WhenGiven() @IsNumber() @Min(-180) @Max(180) longitude?: number;
  @WhenGiven() @NestedList(() => CustomerContactBody) @ArrayMaxSize(20) contacts?: CustomerContactBody[];
  @WhenGiven() @NestedList(() => CarriedCompetitorBody) @ArrayMaxSize(50) competitors?: CarriedCompetitorBody[];
}
export class CustomerSpecial {
  /** Why it is a special customer; left out where it no longer is one. */
  @IsOptional() @IsString() @Length(2, 500) reason?: string;
}
export class CustomerVisitor {
  /** Left out: nobody any more. */
  @IsOptional() @IsUUID() userId?: string;
  /** Needed for the region's own salesperson. */
  @IsOptional() @IsString() @Length(2, 500) reason?: string;
}
export class CustomerStatus {
  @IsIn(CUSTOMER_STATUSES) status: 'active' | 'closed';
  @IsString() @Length(2, 500) reason: string;
}
export class AddPurchase {
  @IsDay() boughtOn: string;
  @IsString() @Length(1, 80) product: string;
  @IsNumber({ maxDecimalPlaces: 3 }) @Min(0.001) @Max(100_000_000) quantity: number;
  /** Yuan. */
  @Matches(MONEY) amount: string;
  @IsOptional() @IsString() @MaxLength(300) note?: string;
}
export class CustomerImportQuery {
  @IsUUID() unitId: string;
}

/** A customer that may be the same. */
export class CustomerDuplicate {
  @IsUUID() id: string;
  @IsString() number: string;
  @IsString() name: string;
  @IsUUID() unitId: string;
}
export class CustomerPoint {
  @IsUUID() id: string;
  @IsString() name: string;
  @IsIn(CUSTOMER_TYPES) type: CustomerType;
  @OrNull() @IsIn(GRADES) grade: Grade | null;
  @OrNull() @IsUUID() visitorUserId: string | null;
  @IsNumber() latitude: number;
  @IsNumber() longitude: number;
}
export class ChangedField {
  @IsString() field: string;
  /** As JSON. */
  @IsString() before: string;
  @IsString() after: string;
}
export class CustomerChangeView {
  @IsUUID() id: string;
  @IsISO8601() at: string;
  @IsString() by: string;
  @OrNull() @IsString() reason: string | null;
  @NestedList(() => ChangedField) fields: ChangedField[];
}
export class CustomerPurchaseView {
  @IsUUID() id: string;
  @IsString() boughtOn: string;
  @IsString() product: string;
  @IsNumber() quantity: number;
  /** Yuan. */
  @IsString() amount: string;
  @IsString() note: string;
}
export class RejectedCustomerRow {
  /** As the sheet counts, from 1. */
  @IsInt() row: number;
  @IsArray() @IsString({ each: true }) cells: string[];
  @NestedList(() => Text) reasons: Text[];
}
export class CustomerImport {
  @IsString() fileName: string;
  @IsInt() rows: number;
  @IsInt() created: number;
  /** Heads of the cells of the rows that were not taken. */
  @IsArray() @IsString({ each: true }) columns: string[];
  @NestedList(() => RejectedCustomerRow) rejected: RejectedCustomerRow[];
}

type UploadRequest = FastifyRequest & { file?: () => Promise<MultipartFile | undefined>; isMultipart?: () => boolean };

@Controller('v1/distributor-visits/customers')
export class CustomersHttp {
  constructor(private readonly customers: Customers, private readonly imports: CustomerImports) {}

  @Get() @ApiOkResponse({ type: pageOf(VisitCustomerView) }) list(@Caller() ctx: Context, @Query() query: CustomerQuery) { return this.customers.list(ctx, { ...query, special: query.special === '1', limit: pageSize(query) }); }

  /** For a map: those with coordinates. */
  @Get('points') @ApiOkResponse({ type: listOf(CustomerPoint) }) points(@Caller() ctx: Context, @Query() query: CustomerPointsQuery) { return this.customers.points(ctx, query); }

  /** An empty workbook with the columns of an import. */
  @Get('import-template') @ApiOkResponse({ content: { '*/*': { schema: { type: 'string', format: 'binary' } } } }) @Header('cache-control', 'private, no-store') async template(@Caller() ctx: Context) {
    return new StreamableFile(await this.imports.template(ctx), { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', disposition: `attachment; filename*=UTF-8''${encodeURIComponent('客户.xlsx')}` });
  }

  /** Takes in what is right and gives the other rows back, each with its reasons. */
  @Post('import') @HttpCode(200) @ApiConsumes('multipart/form-data') @ApiOkResponse({ type: CustomerImport }) async import(@Caller() ctx: Context, @Req() request: UploadRequest, @Query() query: CustomerImportQuery) {
    const part = request.isMultipart?.() ? await request.file?.() : undefined;
    if (!part) throw refuse.field('file', 'required', { zh: '没有收到文件', en: 'no file was sent' }, 'PF-15');
    return this.imports.take(ctx, query.unitId, part);
  }

  @Get(':id') @ApiOkResponse({ type: VisitCustomerView }) get(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string) { return this.customers.get(ctx, id); }

  @Post() @ApiCreatedResponse({ type: VisitCustomerView }) register(@Caller() ctx: Context, @Body() body: RegisterCustomer) { return this.customers.register(ctx, body); }

  @Patch(':id') @ApiOkResponse({ type: VisitCustomerView }) change(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: ChangeCustomer, @IfMatch() version: number) { return this.customers.change(ctx, id, version, body); }

  /** DV-6: only special customers receive gifts. */
  @Post(':id/special') @HttpCode(200) @ApiOkResponse({ type: VisitCustomerView }) special(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: CustomerSpecial) { return this.customers.special(ctx, id, body); }

  /** DV-4.2: the named visitor. */
  @Post(':id/visitor') @HttpCode(200) @ApiOkResponse({ type: VisitCustomerView }) visitor(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: CustomerVisitor) { return this.customers.visitor(ctx, id, body); }

  @Post(':id/status') @HttpCode(200) @ApiOkResponse({ type: VisitCustomerView }) status(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: CustomerStatus) { return this.customers.setStatus(ctx, id, body.status, body.reason); }

  @Get(':id/history') @ApiOkResponse({ type: pageOf(CustomerChangeView) }) history(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Query() query: PageQuery) { return this.customers.history(ctx, id, pageSize(query), query.cursor); }

  @Get(':id/purchases') @ApiOkResponse({ type: pageOf(CustomerPurchaseView) }) purchases(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Query() query: PageQuery) { return this.customers.purchases(ctx, id, pageSize(query), query.cursor); }

  @Post(':id/purchases') @ApiCreatedResponse({ type: CustomerPurchaseView }) addPurchase(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: AddPurchase) { return this.customers.addPurchase(ctx, id, body); }
}
