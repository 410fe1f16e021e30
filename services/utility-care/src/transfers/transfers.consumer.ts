import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { ApiExcludeController } from '@nestjs/swagger';
import { CrossingRefused, UtilityTransferRequested } from '@luyue/contracts';
import { EventContext, On } from '@luyue/platform';
import { Transfers } from './transfers.service.ts';

/** What partners ask, heard as a fact of theirs, and what of our answers has not reached them (PF-10). */
@ApiExcludeController()
@Controller()
export class TransfersConsumer {
  constructor(private readonly transfers: Transfers) {}

  @On(UtilityTransferRequested) async requested(@Payload() event: UtilityTransferRequested, @Ctx() context: EventContext): Promise<void> {
    await this.transfers.fromPartner(context.tx, context.deliveries[0]!.message.eventId, event);
  }

  @On(CrossingRefused) refused(@Payload() event: CrossingRefused, @Ctx() { tx }: EventContext): Promise<void> { return this.transfers.notDelivered(tx, event); }
}
