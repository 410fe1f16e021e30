import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { ApiExcludeController } from '@nestjs/swagger';
import { MessageRequested } from '@luyue/contracts';
import { EventContext, On } from '@luyue/platform';
import { Requests } from './requests.service.ts';

@ApiExcludeController()
@Controller()
export class RequestsConsumer {
  constructor(private readonly requests: Requests) {}

  @On(MessageRequested) requested(@Payload() event: MessageRequested, @Ctx() { tx }: EventContext): Promise<void> { return this.requests.requested(tx, event); }
}
