import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { ApiExcludeController } from '@nestjs/swagger';
import { MessageSettled } from '@luyue/contracts';
import { EventContext, On } from '@luyue/platform';
import { DealMessages } from './messages.service.ts';

@ApiExcludeController()
@Controller()
export class MessagesConsumer {
  constructor(private readonly messages: DealMessages) {}

  /** A service has one handler per event: the rooms that wait for their messages are told by `DealMessages`. */
  @On(MessageSettled) async settled(@Payload() event: MessageSettled, @Ctx() { tx }: EventContext): Promise<void> {
    if (event.context === 'property-brokerage') await this.messages.settled(tx, event);
  }
}
