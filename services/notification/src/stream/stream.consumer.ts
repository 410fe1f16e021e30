import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { ApiExcludeController } from '@nestjs/swagger';
import {
  CallbackChanged, CaseChanged, CaseOpened, DealChanged, ObligationBreached, ObligationCancelled, ObligationMet, ObligationOpened, ObligationPaused, ObligationReassigned, ObligationRescheduled, ObligationResumed,
  type ObligationState, ObligationWaived,
} from '@luyue/contracts';
import { EventContext, OnMany } from '@luyue/platform';
import { type Change, Hints } from './hints.ts';

/** Changes that only the open pages care about. Those that also reach an inbox are told by the room that writes it. */
@ApiExcludeController()
@Controller()
export class StreamConsumer {
  constructor(private readonly hints: Hints) {}

  @OnMany(CaseOpened) opened(@Payload() events: CaseOpened[], @Ctx() context: EventContext): Promise<void> {
    return this.tell(context, events.map((e) => ({ topic: e.kind === 'complaint' ? 'complaint' : 'case', id: e.caseId, unitId: e.unitId })));
  }

  @OnMany(CaseChanged) changed(@Payload() events: CaseChanged[], @Ctx() context: EventContext): Promise<void> {
    return this.tell(context, events.map((e) => ({ topic: 'case', id: e.caseId, unitId: e.unitId })));
  }

  @OnMany(CallbackChanged) callback(@Payload() events: CallbackChanged[], @Ctx() context: EventContext): Promise<void> {
    return this.tell(context, events.map((e) => ({ topic: 'callback', id: e.callbackId, unitId: e.unitId })));
  }

  /** Of both: the shop that closed it and the department that carries it on. */
  @OnMany(DealChanged) deal(@Payload() events: DealChanged[], @Ctx() { tx, deliveries }: EventContext): Promise<void> {
    return this.hints.changed(tx, events.flatMap((e, n) => [...new Set([e.shopUnitId, e.departmentUnitId])].map((unitId) => ({ topic: 'deal' as const, id: e.dealId, unitId, at: deliveries[n]!.message.at }))));
  }

  @OnMany(ObligationOpened) obligationOpened(@Payload() events: ObligationState[], @Ctx() context: EventContext): Promise<void> { return this.obligations(context, events); }

  @OnMany(ObligationRescheduled) rescheduled(@Payload() events: ObligationState[], @Ctx() context: EventContext): Promise<void> { return this.obligations(context, events); }

  @OnMany(ObligationPaused) paused(@Payload() events: ObligationState[], @Ctx() context: EventContext): Promise<void> { return this.obligations(context, events); }

  @OnMany(ObligationResumed) resumed(@Payload() events: ObligationState[], @Ctx() context: EventContext): Promise<void> { return this.obligations(context, events); }

  @OnMany(ObligationMet) met(@Payload() events: ObligationState[], @Ctx() context: EventContext): Promise<void> { return this.obligations(context, events); }

  @OnMany(ObligationBreached) breached(@Payload() events: ObligationState[], @Ctx() context: EventContext): Promise<void> { return this.obligations(context, events); }

  @OnMany(ObligationWaived) waived(@Payload() events: ObligationState[], @Ctx() context: EventContext): Promise<void> { return this.obligations(context, events); }

  @OnMany(ObligationCancelled) cancelled(@Payload() events: ObligationState[], @Ctx() context: EventContext): Promise<void> { return this.obligations(context, events); }

  @OnMany(ObligationReassigned) reassigned(@Payload() events: ObligationState[], @Ctx() context: EventContext): Promise<void> { return this.obligations(context, events); }

  private obligations(context: EventContext, events: ObligationState[]): Promise<void> {
    return this.tell(context, events.map((e) => ({ topic: 'obligation', id: e.obligationId, unitId: e.ownerUnitId })));
  }

  /** How fresh a change is says the message: a case entered late has an old receipt and is news all the same. */
  private tell({ tx, deliveries }: EventContext, changes: Omit<Change, 'at'>[]): Promise<void> {
    return this.hints.changed(tx, changes.map((change, n) => ({ ...change, at: deliveries[n]!.message.at })));
  }
}
