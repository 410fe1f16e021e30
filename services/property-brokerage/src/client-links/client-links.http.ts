import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsInt, IsISO8601, IsOptional, IsString, IsUUID, Length, Max, MaxLength, Min } from 'class-validator';
import { Caller, type Context, Nested, NestedList, OrNull, Text } from '@luyue/platform';
import { MOST_DAYS } from './client-links.rules.ts';
import { ClientLinks } from './client-links.service.ts';

export class MakeClientLink {
  @IsUUID() partyId: string;
  /** The specialist's own, shown on the page. */
  @IsString() @MaxLength(30) phone: string;
  /** Days that it lives; 90 when left out. */
  @IsOptional() @IsInt() @Min(1) @Max(MOST_DAYS) days?: number;
}
export class AnswerClient {
  @IsString() @Length(1, 1_000) answer: string;
}

/** The link itself is the party's alone: nobody in the company reads it. */
export class ClientLinkView {
  @IsUUID() id: string;
  @IsUUID() partyId: string;
  @IsString() name: string;
  @Nested(() => Text) sideName: Text;
  @IsString() phoneMasked: string;
  @IsIn(['live', 'expired', 'revoked']) state: 'live' | 'expired' | 'revoked';
  @IsString() madeBy: string;
  @IsISO8601() madeAt: string;
  @IsISO8601() expiresAt: string;
  @OrNull() @IsString() revokedBy: string | null;
  /** Of the text that carried it; null until the provider has answered. */
  @OrNull() @IsString() text: string | null;
  /** When it was last opened, to within ten minutes. */
  @OrNull() @IsISO8601() openedAt: string | null;
}
export class ClientWordView {
  @IsUUID() id: string;
  @IsUUID() partyId: string;
  @IsString() name: string;
  @IsIn(['question', 'accompanied']) kind: 'question' | 'accompanied';
  /** The step that the word is about (PB-4.8). */
  @OrNull() @Nested(() => Text) step: Text | null;
  @OrNull() @IsBoolean() accompanied: boolean | null;
  @IsString() text: string;
  @IsISO8601() at: string;
  @OrNull() @IsString() answer: string | null;
  @OrNull() @IsString() answeredBy: string | null;
  @OrNull() @IsISO8601() answeredAt: string | null;
}
export class DealClients {
  /** The newest first. */
  @NestedList(() => ClientLinkView) links: ClientLinkView[];
  @NestedList(() => ClientWordView) words: ClientWordView[];
}

@Controller('v1/property-brokerage/deals/:id/clients')
export class ClientLinksHttp {
  constructor(private readonly links: ClientLinks) {}

  /** Private links of the parties, and what they said on their pages. */
  @Get() @ApiOkResponse({ type: DealClients }) get(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string) { return this.links.get(ctx, id); }

  /** Texts a party a link of its own; an earlier one ends. */
  @Post('links') @ApiCreatedResponse({ type: DealClients }) make(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: MakeClientLink) { return this.links.make(ctx, id, body); }

  @Post('links/:linkId/revoke') @HttpCode(200) @ApiOkResponse({ type: DealClients })
  revoke(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Param('linkId', ParseUUIDPipe) linkId: string) { return this.links.revoke(ctx, id, linkId); }

  /** Answers a question; the party reads it on its page. */
  @Post('words/:wordId/answer') @HttpCode(200) @ApiOkResponse({ type: DealClients })
  answer(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Param('wordId', ParseUUIDPipe) wordId: string, @Body() body: AnswerClient) { return this.links.answer(ctx, id, wordId, body.answer); }
}
