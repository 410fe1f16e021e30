import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Patch, Post, Query } from '@nestjs/common';
import { Transform, Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsBoolean, IsOptional, IsString, IsUUID, Length, MaxLength, ValidateNested } from 'class-validator';
import { Caller, type Context, IfMatch, WhenGiven } from '@luyue/platform';
import { Users } from './users.service.ts';

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
  @IsArray() @ArrayMinSize(1) @ArrayMaxSize(20) @ValidateNested({ each: true }) @Type(() => Assignment) roles: Assignment[];
}

export class ChangeUser {
  @WhenGiven() @IsString() @Length(1, 60) name?: string;
  @WhenGiven() @IsString() @MaxLength(60) title?: string;
  @WhenGiven() @IsString() @MaxLength(40) staffNumber?: string;
  @WhenGiven() @IsUUID() unitId?: string;
  @WhenGiven() @IsArray() @ArrayMinSize(1) @ArrayMaxSize(20) @ValidateNested({ each: true }) @Type(() => Assignment) roles?: Assignment[];
}

export class UserQuery {
  @IsOptional() @IsString() @MaxLength(60) q?: string;
  @IsOptional() @IsUUID() unitId?: string;
  @IsOptional() @Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value)) @IsBoolean() active?: boolean;
}

@Controller('v1/tenancy/users')
export class UsersHttp {
  constructor(private readonly users: Users) {}

  @Get() list(@Caller() ctx: Context, @Query() query: UserQuery) { return this.users.list(ctx, query); }

  @Get(':id') get(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string) { return this.users.get(ctx, id); }

  @Post() create(@Caller() ctx: Context, @Body() body: CreateUser) { return this.users.create(ctx, body); }

  @Patch(':id') change(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @IfMatch() version: number, @Body() body: ChangeUser) { return this.users.change(ctx, id, version, body); }

  @Post(':id/deactivate') @HttpCode(200) deactivate(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string) { return this.users.deactivate(ctx, id); }
}
