import { Body, Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import { Caller, type Context, listOf } from '@luyue/platform';
import { PublishTemplate, DealTemplateView } from './template-views.ts';
import { Templates } from './templates.service.ts';

@Controller('v1/property-brokerage/deal-templates')
export class TemplatesHttp {
  constructor(private readonly templates: Templates) {}

  @Get() @ApiOkResponse({ type: listOf(DealTemplateView) }) list(@Caller() ctx: Context) { return this.templates.list(ctx); }

  @Post() @ApiCreatedResponse({ type: listOf(DealTemplateView) }) publish(@Caller() ctx: Context, @Body() body: PublishTemplate) { return this.templates.publish(ctx, body); }

  /** Takes back an edition under which no deal runs. */
  @Delete(':id') @HttpCode(200) @ApiOkResponse({ type: listOf(DealTemplateView) }) withdraw(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string) { return this.templates.withdraw(ctx, id); }
}
