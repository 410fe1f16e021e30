import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { ApiExcludeController } from '@nestjs/swagger';
import { CrossingRefused, TransferAnswered } from '@luyue/contracts';
import { EventContext, On } from '@luyue/platform';
import { PartnerRequests } from './partner-requests.ts';

/** What gas companies answer, heard as a fact of theirs, and what of our requests has not reached them (PF-10). */
@ApiExcludeController()
@Controller()
export class UtilitiesConsumer {
  constructor(private readonly requests: PartnerRequests) {}

  @On(TransferAnswered) async answered(@Payload() event: TransferAnswered, @Ctx() context: EventContext): Promise<void> {
    await this.requests.answered(context.tx, context.deliveries[0]!.message.eventId, event);
  }

  @On(CrossingRefused) refused(@Payload() event: CrossingRefused, @Ctx() { tx }: EventContext): Promise<void> { return this.requests.notDelivered(tx, event); }
}
