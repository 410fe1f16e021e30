import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Req } from '@nestjs/common';
import { ApiCreatedResponse, ApiExcludeController, ApiOkResponse } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsBoolean, IsDate, IsIn, IsInt, IsOptional, IsString, IsUUID, Length, Matches, Max, MaxLength, Min } from 'class-validator';
import type { FastifyRequest } from 'fastify';
import { Caller, type Context, listOf, NestedList, OrNull, refuse } from '@luyue/platform';
import { Clients } from './clients.service.ts';

const YEAR_DAYS = 366;

export class RotateKey {
  /** How long the key holds. */
  @IsOptional() @IsInt() @Min(1) @Max(YEAR_DAYS) days?: number;
}

export class CreateClient extends RotateKey {
  @IsString() @Length(1, 60) name: string;
  @IsArray() @ArrayMinSize(1) @ArrayMaxSize(50) @ArrayUnique() @IsString({ each: true }) permissions: string[];
  @IsOptional() @IsArray() @ArrayMaxSize(50) @IsString({ each: true }) allowedIps?: string[];
}

export class ResolveKey {
  @Matches(/^[0-9a-f]{64}$/) hash: string;
  @IsOptional() @IsString() @MaxLength(60) ip?: string;
}

export class KeyView {
  @IsUUID() id: string;
  /** Its first characters, by which people tell keys apart. */
  @IsString() hint: string;
  @IsDate() createdAt: Date;
  @IsDate() expiresAt: Date;
  @OrNull() @IsDate() revokedAt: Date | null;
  @IsBoolean() live: boolean;
}

export class ClientView {
  @IsUUID() id: string;
  @IsInt() version: number;
  @IsString() name: string;
  @IsArray() @IsString({ each: true }) permissions: string[];
  @IsArray() @IsString({ each: true }) allowedIps: string[];
  @IsIn(['active', 'revoked']) status: 'active' | 'revoked';
  @IsString() createdBy: string;
  @IsDate() createdAt: Date;
  @NestedList(() => KeyView) keys: KeyView[];
}

/** The one time that a key is shown. */
export class ClientWithKey extends ClientView {
  @IsString() key: string;
}

@Controller('v1/tenancy/clients')
export class ClientsHttp {
  constructor(private readonly clients: Clients) {}

  @Get() @ApiOkResponse({ type: listOf(ClientView) }) list(@Caller() ctx: Context) { return this.clients.list(ctx); }

  @Post() @ApiCreatedResponse({ type: ClientWithKey }) create(@Caller() ctx: Context, @Body() body: CreateClient) { return this.clients.create(ctx, { ...body, days: body.days ?? YEAR_DAYS }); }

  @Post(':id/keys') @ApiCreatedResponse({ type: ClientWithKey }) rotate(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: RotateKey) { return this.clients.rotate(ctx, id, body.days ?? YEAR_DAYS); }

  @Post(':id/keys/:keyId/revoke') @HttpCode(200) @ApiOkResponse({ type: ClientView }) revokeKey(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Param('keyId', ParseUUIDPipe) keyId: string) { return this.clients.revokeKey(ctx, id, keyId); }

  @Post(':id/revoke') @HttpCode(200) @ApiOkResponse({ type: ClientView }) revoke(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string) { return this.clients.revoke(ctx, id); }
}

/** For the gateway alone, which keeps this path to itself: it asks before anybody is known, so a signed-in caller has no business here. */
@ApiExcludeController()
@Controller('v1/tenancy/api-keys')
export class ApiKeysHttp {
  constructor(private readonly clients: Clients) {}

  @Post('resolve') @HttpCode(200) resolve(@Req() request: FastifyRequest, @Body() body: ResolveKey) {
    if (request.luyue) throw refuse.notFound();
    return this.clients.resolve(body.hash, body.ip);
  }
}
