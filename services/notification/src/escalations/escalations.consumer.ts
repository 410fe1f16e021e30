import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { ApiExcludeController } from '@nestjs/swagger';
import { EscalationRaised, ObligationEscalated } from '@luyue/contracts';
import { EventContext, On } from '@luyue/platform';
import { Escalations } from './escalations.service.ts';

@ApiExcludeController()
@Controller()
export class EscalationsConsumer {
  constructor(private readonly escalations: Escalations) {}

  @On(ObligationEscalated) escalated(@Payload() event: ObligationEscalated, @Ctx() { tx }: EventContext): Promise<void> { return this.escalations.escalated(tx, event); }

  @On(EscalationRaised) raised(@Payload() event: EscalationRaised, @Ctx() { tx }: EventContext): Promise<void> { return this.escalations.toHeadquarters(tx, event); }
}
