import { Body, Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe, Post, Req, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiProperty } from '@nestjs/swagger';
import { IsArray, IsBoolean, IsDate, IsIn, IsISO8601, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Caller, type Context, listOf, Nested, NestedList, OrNull } from '@luyue/platform';
import { languageOf } from '@luyue/platform/http/request-context';
import { cookieFor, tokenOf } from './sessions.rules.ts';
import { type Opened, Sessions } from './sessions.service.ts';
import { sessionEnded } from './sign-in.ts';

export class SignInBody {
  @IsString() @MaxLength(200) account: string;
  @IsString() @MaxLength(200) password: string;
  @IsOptional() @IsUUID() tenantId?: string;
}

export class RefreshBody {
  @IsOptional() @IsUUID() tenantId?: string;
}

export class PasswordChange {
  @IsString() @MaxLength(200) current: string;
  @IsString() @MaxLength(200) next: string;
}

/** One of the tenants in which a person works. */
export class Place {
  @IsUUID() tenantId: string;
  @IsString() tenantName: string;
  @IsIn(['headquarters', 'subsidiary', 'company']) tenantKind: 'headquarters' | 'subsidiary' | 'company';
  @IsIn(['active', 'suspended']) tenantStatus: 'active' | 'suspended';
  @OrNull() @IsString() parentName: string | null;
  @IsBoolean() sandbox: boolean;
  @IsUUID() unitId: string;
  @IsString() unitName: string;
  @IsArray() @IsString({ each: true }) roleNames: string[];
  @IsArray() @IsString({ each: true }) modules: string[];
}

export class SessionUser {
  @IsUUID() id: string;
  @IsString() name: string;
  @IsString() title: string;
  @IsString() account: string;
}

export class Me {
  @Nested(() => SessionUser) user: SessionUser;
  @Nested(() => Place) place: Place;
  @IsArray() @IsString({ each: true }) permissions: string[];
  @NestedList(() => Place) places: Place[];
}

export class SignedIn extends Me {
  @IsString() accessToken: string;
  @IsISO8601() expiresAt: string;
}

/** A sign-in that still holds. */
export class SessionView {
  @IsUUID() id: string;
  @IsString() device: string;
  @IsDate() createdAt: Date;
  @IsDate() lastUsedAt: Date;
  @IsDate() expiresAt: Date;
  @IsBoolean() current: boolean;
}

/** RFC 7517. */
export class JwkSet {
  @ApiProperty({ type: 'array', items: { type: 'object', additionalProperties: true } }) keys: object[];
}

const deviceOf = (request: FastifyRequest): string => request.headers['user-agent'] ?? '';
/** The gateway says over which protocol the browser came. */
const isSecure = (request: FastifyRequest): boolean => request.headers['x-forwarded-proto'] === 'https';

@Controller('v1/tenancy')
export class SessionsHttp {
  constructor(private readonly sessions: Sessions) {}

  @Get('jwks') @ApiOkResponse({ type: JwkSet }) jwks(): JwkSet { return this.sessions.jwks(); }

  @Post('sessions') @ApiCreatedResponse({ type: SignedIn }) async signIn(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply, @Body() body: SignInBody): Promise<SignedIn> {
    return answer(await this.sessions.signIn(body, deviceOf(request), languageOf(request)), request, reply);
  }

  @Post('sessions/refresh') @HttpCode(200) @ApiOkResponse({ type: SignedIn }) async refresh(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply, @Body() body: RefreshBody): Promise<SignedIn> {
    const token = tokenOf(request.headers.cookie);
    if (!token) throw sessionEnded();
    return answer(await this.sessions.refresh(token, body.tenantId, deviceOf(request), languageOf(request)), request, reply);
  }

  @Delete('sessions/current') @HttpCode(204) async signOut(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    await this.sessions.signOut(tokenOf(request.headers.cookie));
    void reply.header('set-cookie', cookieFor(null, isSecure(request)));
  }

  @Get('sessions') @ApiOkResponse({ type: listOf(SessionView) }) list(@Caller() ctx: Context, @Req() request: FastifyRequest) { return this.sessions.list(ctx, tokenOf(request.headers.cookie)); }

  @Delete('sessions/:id') @HttpCode(204) revoke(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string) { return this.sessions.revoke(ctx, id); }

  @Get('me') @ApiOkResponse({ type: Me }) me(@Caller() ctx: Context) { return this.sessions.me(ctx); }

  @Post('me/password') @HttpCode(204) changePassword(@Caller() ctx: Context, @Body() body: PasswordChange) { return this.sessions.changePassword(ctx, body); }
}

function answer({ session, token }: Opened, request: FastifyRequest, reply: FastifyReply): SignedIn {
  if (token) void reply.header('set-cookie', cookieFor(token, isSecure(request)));
  // Tokens are not for any cache between here and the browser.
  void reply.header('cache-control', 'no-store');
  return session;
}
