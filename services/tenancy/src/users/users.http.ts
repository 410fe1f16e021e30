import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsBoolean, IsOptional, IsString, IsUUID, Length, MaxLength, ValidateNested } from 'class-validator';
import { Caller, type Context, IfMatch, listOf, WhenGiven } from '@luyue/platform';
import { Users } from './users.service.ts';
import { UserView } from './users.views.ts';

export class Assignment {
  @IsUUID() roleId: string;
  @IsUUID() unitId: string;
}

export class CreateUser {
  @IsOptional() @IsUUID() id?: string;
  @IsString() @MaxLength(200) account: string;
  @IsString() password: string;
  @IsString() @Length(1, 60) name: string;
  @IsOptional() @IsString() @MaxLength(60) title?: string;
  @IsOptional() @IsString() @MaxLength(40) staffNumber?: string;
  @IsUUID() unitId: string;
  @IsArray() @ArrayMinSize(1) @ArrayMaxSize(100) @ValidateNested({ each: true }) @Type(() => Assignment) roles: Assignment[];
}

export class ChangeUser {
  @WhenGiven() @IsString() @Length(1, 60) name?: string;
  @WhenGiven() @IsString() @MaxLength(60) title?: string;
  @WhenGiven() @IsString() @MaxLength(40) staffNumber?: string;
  @WhenGiven() @IsUUID() unitId?: string;
  @WhenGiven() @IsArray() @ArrayMinSize(1) @ArrayMaxSize(100) @ValidateNested({ each: true }) @Type(() => Assignment) roles?: Assignment[];
}

export class UserQuery {
  @IsOptional() @IsString() @MaxLength(60) q?: string;
  @IsOptional() @IsUUID() unitId?: string;
  @IsOptional() @Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value)) @IsBoolean() active?: boolean;
}

@Controller('v1/tenancy/users')
export class UsersHttp {
  constructor(private readonly users: Users) {}

  @Get() @ApiOkResponse({ type: listOf(UserView) }) list(@Caller() ctx: Context, @Query() query: UserQuery) { return this.users.list(ctx, query); }

  @Get(':id') @ApiOkResponse({ type: UserView }) get(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string) { return this.users.get(ctx, id); }

  @Post() @ApiCreatedResponse({ type: UserView }) create(@Caller() ctx: Context, @Body() body: CreateUser) { return this.users.create(ctx, body); }

  @Patch(':id') @ApiOkResponse({ type: UserView }) change(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @IfMatch() version: number, @Body() body: ChangeUser) { return this.users.change(ctx, id, version, body); }

  @Post(':id/deactivate') @HttpCode(200) @ApiOkResponse({ type: UserView }) deactivate(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string) { return this.users.deactivate(ctx, id); }
}
