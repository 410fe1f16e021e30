import { Body, Controller, Get, Headers, HttpCode, Param, ParseUUIDPipe, Post, Req } from '@nestjs/common';
import { ApiHeader, ApiOkResponse } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsOptional, IsString, Length, MaxLength } from 'class-validator';
import type { FastifyRequest } from 'fastify';
import { languageOf } from '@luyue/platform/http/request-context';
import { ClientPage } from './client-page.service.ts';
import { ClientPageView } from './client-page-views.ts';

export class ClientAnswer {
  @IsIn(['confirmed', 'another_time']) answer: 'confirmed' | 'another_time';
  @IsOptional() @IsString() @MaxLength(300) note?: string;
}
export class ClientWitness {
  /** The specialist was there. */
  @IsBoolean() accompanied: boolean;
  @IsOptional() @IsString() @MaxLength(300) note?: string;
}
export class ClientQuestion {
  @IsString() @Length(2, 500) text: string;
}

/** Without sign-in: the secret of a private link, in a header that no log keeps, opens one party's view of one deal. */
@ApiHeader({ name: 'X-Client-Link', required: true, description: 'What stands behind # in the link' })
@Controller('v1/property-brokerage/client-page')
export class ClientPageHttp {
  constructor(private readonly page: ClientPage) {}

  @Get() @ApiOkResponse({ type: ClientPageView }) get(@Headers('x-client-link') link: string, @Req() request: FastifyRequest) { return this.page.get(link, languageOf(request)); }

  /** The party comes, or asks for another time. */
  @Post('appointments/:id/answer') @HttpCode(200) @ApiOkResponse({ type: ClientPageView })
  answer(@Headers('x-client-link') link: string, @Req() request: FastifyRequest, @Param('id', ParseUUIDPipe) id: string, @Body() body: ClientAnswer) { return this.page.answer(link, languageOf(request), id, body); }

  /** PB-4.8: whether the specialist was there, as the party saw it; once for each step. */
  @Post('steps/:id/accompanied') @HttpCode(200) @ApiOkResponse({ type: ClientPageView })
  witness(@Headers('x-client-link') link: string, @Req() request: FastifyRequest, @Param('id', ParseUUIDPipe) id: string, @Body() body: ClientWitness) { return this.page.witness(link, languageOf(request), id, body); }

  /** 429 after twenty in a day. */
  @Post('questions') @HttpCode(200) @ApiOkResponse({ type: ClientPageView })
  ask(@Headers('x-client-link') link: string, @Req() request: FastifyRequest, @Body() body: ClientQuestion) { return this.page.ask(link, languageOf(request), body.text); }
}
