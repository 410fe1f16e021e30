import { Body, Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe, Post, Req, Res } from '@nestjs/common';
import { IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Caller, type Context } from '@luyue/platform';
import { languageOf } from '@luyue/platform/http/request-context';
import { cookieFor, tokenOf } from './sessions.rules.ts';
import { type Opened, Sessions, type SignedIn } from './sessions.service.ts';
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

const deviceOf = (request: FastifyRequest): string => request.headers['user-agent'] ?? '';
/** The gateway says over which protocol the browser came. */
const isSecure = (request: FastifyRequest): boolean => request.headers['x-forwarded-proto'] === 'https';

@Controller('v1/tenancy')
export class SessionsHttp {
  constructor(private readonly sessions: Sessions) {}

  @Get('jwks') jwks() { return this.sessions.jwks(); }

  @Post('sessions') async signIn(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply, @Body() body: SignInBody): Promise<SignedIn> {
    return answer(await this.sessions.signIn(body, deviceOf(request), languageOf(request)), request, reply);
  }

  @Post('sessions/refresh') @HttpCode(200) async refresh(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply, @Body() body: RefreshBody): Promise<SignedIn> {
    const token = tokenOf(request.headers.cookie);
    if (!token) throw sessionEnded();
    return answer(await this.sessions.refresh(token, body.tenantId, deviceOf(request), languageOf(request)), request, reply);
  }

  @Delete('sessions/current') @HttpCode(204) async signOut(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    await this.sessions.signOut(tokenOf(request.headers.cookie));
    void reply.header('set-cookie', cookieFor(null, isSecure(request)));
  }

  @Get('sessions') list(@Caller() ctx: Context, @Req() request: FastifyRequest) { return this.sessions.list(ctx, tokenOf(request.headers.cookie)); }

  @Delete('sessions/:id') @HttpCode(204) revoke(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string) { return this.sessions.revoke(ctx, id); }

  @Get('me') me(@Caller() ctx: Context) { return this.sessions.me(ctx); }

  @Post('me/password') @HttpCode(204) changePassword(@Caller() ctx: Context, @Body() body: PasswordChange) { return this.sessions.changePassword(ctx, body); }
}

function answer({ session, token }: Opened, request: FastifyRequest, reply: FastifyReply): SignedIn {
  if (token) void reply.header('set-cookie', cookieFor(token, isSecure(request)));
  // Tokens are not for any cache between here and the browser.
  void reply.header('cache-control', 'no-store');
  return session;
}
