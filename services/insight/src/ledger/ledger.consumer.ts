import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { ApiExcludeController } from '@nestjs/swagger';
import {
  ObligationBreached, ObligationCancelled, ObligationEscalated, ObligationMet, ObligationOpened, ObligationPaused, ObligationReassigned, ObligationRescheduled, ObligationResumed,
  type ObligationState, ObligationWaived,
} from '@luyue/contracts';
import { EventContext, OnMany } from '@luyue/platform';
import { Ledger } from './ledger.service.ts';

/** Every event carries the whole obligation, so that all ten are applied alike. */
@ApiExcludeController()
@Controller()
export class LedgerConsumer {
  constructor(private readonly ledger: Ledger) {}

  @OnMany(ObligationOpened) opened(@Payload() events: ObligationState[], @Ctx() { tx }: EventContext): Promise<void> { return this.ledger.apply(tx, events); }

  @OnMany(ObligationRescheduled) rescheduled(@Payload() events: ObligationState[], @Ctx() { tx }: EventContext): Promise<void> { return this.ledger.apply(tx, events); }

  @OnMany(ObligationPaused) paused(@Payload() events: ObligationState[], @Ctx() { tx }: EventContext): Promise<void> { return this.ledger.apply(tx, events); }

  @OnMany(ObligationResumed) resumed(@Payload() events: ObligationState[], @Ctx() { tx }: EventContext): Promise<void> { return this.ledger.apply(tx, events); }

  @OnMany(ObligationMet) met(@Payload() events: ObligationState[], @Ctx() { tx }: EventContext): Promise<void> { return this.ledger.apply(tx, events); }

  @OnMany(ObligationBreached) breached(@Payload() events: ObligationState[], @Ctx() { tx }: EventContext): Promise<void> { return this.ledger.apply(tx, events); }

  @OnMany(ObligationEscalated) escalated(@Payload() events: ObligationState[], @Ctx() { tx }: EventContext): Promise<void> { return this.ledger.apply(tx, events); }

  @OnMany(ObligationWaived) waived(@Payload() events: ObligationState[], @Ctx() { tx }: EventContext): Promise<void> { return this.ledger.apply(tx, events); }

  @OnMany(ObligationCancelled) cancelled(@Payload() events: ObligationState[], @Ctx() { tx }: EventContext): Promise<void> { return this.ledger.apply(tx, events); }

  @OnMany(ObligationReassigned) reassigned(@Payload() events: ObligationState[], @Ctx() { tx }: EventContext): Promise<void> { return this.ledger.apply(tx, events); }
}
