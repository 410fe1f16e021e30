import { Controller, Inject } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { ApiExcludeController } from '@nestjs/swagger';
import { AdoptionRecorded, AgreementChanged, CalendarPublished, PolicyPublished, TenantChanged, UnitChanged, UserChanged } from '@luyue/contracts';
import { EventContext, On, type Tx } from '@luyue/platform';
import { replicas } from './replicas.ts';

/** Told inside the transaction that changes the replica; a service has one handler per event, so what else must follow hangs on here. */
export interface DirectoryListener {
  calendarPublished?(tx: Tx, event: CalendarPublished): Promise<void>;
  agreementChanged?(tx: Tx, event: AgreementChanged): Promise<void>;
}
export const DIRECTORY_LISTENERS = Symbol('directory-listeners');

@ApiExcludeController()
@Controller()
export class DirectoryConsumer {
  constructor(@Inject(DIRECTORY_LISTENERS) private readonly listeners: DirectoryListener[]) {}

  @On(TenantChanged) async tenant(@Payload() event: TenantChanged, @Ctx() { tx }: EventContext): Promise<void> { await replicas.tenant(tx, event); }

  @On(UnitChanged) async unit(@Payload() event: UnitChanged, @Ctx() { tx }: EventContext): Promise<void> { await replicas.unit(tx, event); }

  @On(UserChanged) async user(@Payload() event: UserChanged, @Ctx() { tx }: EventContext): Promise<void> { await replicas.user(tx, event); }

  @On(PolicyPublished) async policy(@Payload() event: PolicyPublished, @Ctx() { tx }: EventContext): Promise<void> { await replicas.policy(tx, event); }

  @On(AdoptionRecorded) async adoption(@Payload() event: AdoptionRecorded, @Ctx() { tx }: EventContext): Promise<void> { await replicas.adoption(tx, event); }

  @On(AgreementChanged) async agreement(@Payload() event: AgreementChanged, @Ctx() { tx }: EventContext): Promise<void> {
    await replicas.agreement(tx, event);
    for (const listener of this.listeners) await listener.agreementChanged?.(tx, event);
  }

  @On(CalendarPublished) async calendar(@Payload() event: CalendarPublished, @Ctx() { tx }: EventContext): Promise<void> {
    await replicas.calendar(tx, event);
    for (const listener of this.listeners) await listener.calendarPublished?.(tx, event);
  }
}
