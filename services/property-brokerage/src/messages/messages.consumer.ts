import { Controller, Inject } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { ApiExcludeController } from '@nestjs/swagger';
import { MessageSettled } from '@luyue/contracts';
import { EventContext, On } from '@luyue/platform';
import { DealMessages, MESSAGE_LISTENERS, type MessageListener } from './messages.service.ts';

@ApiExcludeController()
@Controller()
export class MessagesConsumer {
  constructor(private readonly messages: DealMessages, @Inject(MESSAGE_LISTENERS) private readonly listeners: MessageListener[]) {}

  /** A service has one handler per event; the rooms that wait for their messages hang on here. */
  @On(MessageSettled) async settled(@Payload() event: MessageSettled, @Ctx() { tx }: EventContext): Promise<void> {
    if (event.context !== 'property-brokerage') return;
    const message = await this.messages.settled(tx, event);
    if (message) for (const listener of this.listeners) await listener.messageSettled(tx, message);
  }
}
