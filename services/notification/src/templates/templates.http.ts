import { Body, Controller, Delete, Get, Param, Put, Query } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsInt, IsISO8601, IsOptional, IsString, Length } from 'class-validator';
import { Caller, type Context, listOf, Nested, NestedList, OrNull, Text } from '@luyue/platform';
import type { Channel, Language, NoticeKind } from '../texts/notice-texts.ts';
import { CHANNELS, KINDS, LANGUAGES, Templates } from './templates.service.ts';

export class TemplateQuery {
  @IsOptional() @IsString() kind?: string;
}

/** Named in the path and judged by the rules, which tell what there is. */
export class TemplateAddress {
  @IsString() kind: string;
  @IsString() channel: string;
  @IsString() language: string;
}

export class PutTemplate {
  @IsString() @Length(1, 100) title: string;
  @IsString() @Length(1, 500) text: string;
}

export class TemplateDraft {
  @IsOptional() @IsString() @Length(1, 100) title?: string;
  @IsOptional() @IsString() @Length(1, 500) text?: string;
}

export class TemplateWords {
  @IsString() title: string;
  @IsString() text: string;
}

export class TemplatePlaceholder {
  /** As it stands between braces. */
  @IsString() code: string;
  @Nested(() => Text) meaning: Text;
  @Nested(() => Text) sample: Text;
}

export class TemplateView {
  @IsIn(KINDS) kind: NoticeKind;
  @IsIn(CHANNELS) channel: Channel;
  @IsIn(LANGUAGES) language: Language;
  @Nested(() => Text) name: Text;
  @IsBoolean() urgent: boolean;
  @NestedList(() => TemplatePlaceholder) placeholders: TemplatePlaceholder[];
  @Nested(() => TemplateWords) default: TemplateWords;
  /** The tenant's own words; null where the default rules. */
  @OrNull() @Nested(() => TemplateWords) own: TemplateWords | null;
  @OrNull() @IsInt() version: number | null;
  @OrNull() @IsString() setBy: string | null;
  @OrNull() @IsISO8601() setAt: string | null;
  @IsBoolean() mayChange: boolean;
}

export class TemplateVersion {
  @IsInt() version: number;
  /** Null where the default was taken back. */
  @OrNull() @Nested(() => TemplateWords) own: TemplateWords | null;
  @IsString() setBy: string;
  @IsISO8601() setAt: string;
}

export class TemplateDetail extends TemplateView {
  /** The newest first. */
  @NestedList(() => TemplateVersion) history: TemplateVersion[];
}

@Controller('v1/notification/templates')
export class TemplatesHttp {
  constructor(private readonly templates: Templates) {}

  @Get() @ApiOkResponse({ type: listOf(TemplateView) }) list(@Caller() ctx: Context, @Query() query: TemplateQuery) { return this.templates.list(ctx, query.kind); }

  @Get(':kind/:channel/:language') @ApiOkResponse({ type: TemplateDetail }) get(@Caller() ctx: Context, @Param() address: TemplateAddress) { return this.templates.get(ctx, address); }

  @Put(':kind/:channel/:language') @ApiOkResponse({ type: TemplateDetail }) put(@Caller() ctx: Context, @Param() address: TemplateAddress, @Body() body: PutTemplate) { return this.templates.put(ctx, address, body); }

  /** Takes the default back. */
  @Delete(':kind/:channel/:language') @ApiOkResponse({ type: TemplateDetail }) reset(@Caller() ctx: Context, @Param() address: TemplateAddress) { return this.templates.reset(ctx, address); }

  /** With sample values; of words that are not saved yet when they are given. */
  @Get(':kind/:channel/:language/preview') @ApiOkResponse({ type: TemplateWords }) preview(@Caller() ctx: Context, @Param() address: TemplateAddress, @Query() draft: TemplateDraft) { return this.templates.preview(ctx, address, draft); }
}
