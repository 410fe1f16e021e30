import { Body, Controller, Get, Param, ParseUUIDPipe, Patch, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsBoolean, IsIn, IsInt, IsOptional, IsString, IsUUID, Length, Matches, MaxLength } from 'class-validator';
import { Caller, type Context, IfMatch, listOf, OrNull, WhenGiven } from '@luyue/platform';
import type { Unit } from './unit.entity.ts';
import { UNIT_KINDS, type UnitKind } from './units.rules.ts';
import { Units } from './units.service.ts';

const DESIGNATION = /^[a-z][a-z_]{1,39}$/;

export class CreateUnit {
  @IsOptional() @IsUUID() id?: string;
  @IsString() @Length(1, 100) name: string;
  @IsIn(UNIT_KINDS) kind: UnitKind;
  @IsUUID() parentId: string;
  @IsOptional() @IsArray() @ArrayMaxSize(10) @Matches(DESIGNATION, { each: true }) designations?: string[];
  @IsOptional() @IsString() @MaxLength(40) phone?: string;
}

export class ChangeUnit {
  @WhenGiven() @IsString() @Length(1, 100) name?: string;
  @WhenGiven() @IsIn(UNIT_KINDS) kind?: UnitKind;
  @WhenGiven() @IsUUID() parentId?: string;
  @WhenGiven() @IsArray() @ArrayMaxSize(10) @Matches(DESIGNATION, { each: true }) designations?: string[];
  @WhenGiven() @IsString() @MaxLength(40) phone?: string;
  @WhenGiven() @IsBoolean() active?: boolean;
}

export class UnitView {
  @IsUUID() id: string;
  @IsInt() version: number;
  @IsString() name: string;
  @IsIn(UNIT_KINDS) kind: UnitKind;
  @OrNull() @IsUUID() parentId: string | null;
  /** From the root of the tree to the unit itself. */
  @IsArray() @IsUUID('all', { each: true }) path: string[];
  @IsArray() @IsString({ each: true }) designations: string[];
  @IsString() phone: string;
  @IsBoolean() active: boolean;
}

@Controller('v1/tenancy/units')
export class UnitsHttp {
  constructor(private readonly units: Units) {}

  @Get() @ApiOkResponse({ type: listOf(UnitView) }) async list(@Caller() ctx: Context) { return { items: (await this.units.list(ctx)).items.map(view) }; }

  @Post() @ApiCreatedResponse({ type: UnitView }) async create(@Caller() ctx: Context, @Body() body: CreateUnit) { return view(await this.units.create(ctx, body)); }

  @Patch(':id') @ApiOkResponse({ type: UnitView }) async change(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @IfMatch() version: number, @Body() body: ChangeUnit) {
    return view(await this.units.change(ctx, id, version, body));
  }
}

const view = ({ id, version, name, kind, parentId, path, designations, phone, active }: Unit): UnitView => ({ id, version, name, kind, parentId, path, designations, phone, active });
