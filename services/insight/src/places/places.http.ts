import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { Caller, type Context, listOf } from '@luyue/platform';
import { Places } from './places.service.ts';
import { PlaceCounts } from './places.views.ts';

@Controller('v1/insight/places')
export class PlacesHttp {
  constructor(private readonly places: Places) {}

  /** For the switcher: what is overdue and due today in the own tenant, and of headquarters in each tenant below. */
  @Get() @ApiOkResponse({ type: listOf(PlaceCounts) }) async list(@Caller() ctx: Context) { return { items: await this.places.counts(ctx) }; }
}
