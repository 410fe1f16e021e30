import { Body, Controller, Get, Header, Param, ParseUUIDPipe, Post, StreamableFile } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import { IsBoolean, IsInt, IsISO8601, IsOptional, IsString, IsUUID, Length } from 'class-validator';
import { Caller, type Context, listOf } from '@luyue/platform';
import { EvidencePacks } from './evidence-packs.service.ts';

export class MakeEvidencePack {
  /** What it is for; it stays on the timeline and in the pack. */
  @IsString() @Length(2, 200) reason: string;
  /** With the full numbers of the parties, for whoever may see them; masked when left out. */
  @IsOptional() @IsBoolean() fullNumbers?: boolean;
}
export class EvidencePackView {
  @IsUUID() id: string;
  @IsUUID() dealId: string;
  @IsISO8601() madeAt: string;
  @IsString() madeBy: string;
  @IsString() reason: string;
  @IsBoolean() fullNumbers: boolean;
  @IsInt() entries: number;
  /** Of the entries together, before they are packed. */
  @IsInt() bytes: number;
  /** The last link of its hash chain: what a pack that comes from elsewhere is compared with. */
  @IsString() head: string;
}

@Controller('v1/property-brokerage')
export class EvidencePacksHttp {
  constructor(private readonly packs: EvidencePacks) {}

  /** All that is known of a deal, as it is at this moment. */
  @Post('deals/:id/evidence-packs') @ApiCreatedResponse({ type: EvidencePackView }) make(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: MakeEvidencePack) { return this.packs.make(ctx, id, body); }

  /** The latest first. */
  @Get('deals/:id/evidence-packs') @ApiOkResponse({ type: listOf(EvidencePackView) }) list(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string) { return this.packs.list(ctx, id); }

  /** The zip; `npm run evidence:verify` checks it without us. */
  @Get('evidence-packs/:id/content') @ApiOkResponse({ content: { 'application/zip': { schema: { type: 'string', format: 'binary' } } } }) @Header('cache-control', 'private, no-store') async content(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string) {
    const { name, content } = await this.packs.content(ctx, id);
    return new StreamableFile(content, { type: 'application/zip', disposition: `attachment; filename="evidence.zip"; filename*=UTF-8''${encodeURIComponent(name)}` });
  }
}
