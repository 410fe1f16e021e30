import { Injectable, Module } from '@nestjs/common';
import type { Tx } from '@luyue/platform';
import type { Deal, Property } from '../deals/deal.entity.ts';
import { Handover } from './handover.entity.ts';
import { type SideTotal, totalsOf } from './handovers.rules.ts';

/** A room that goes on where F4 ends: told inside the transaction of the fact. */
export interface F4Listener {
  /** The specialist has it; `handover.utilities` is what goes over (reading 9). */
  f4Received(tx: Tx, deal: Deal, handover: Handover): Promise<void>;
  /** One that had been received was returned (R13). */
  f4Returned(tx: Tx, deal: Deal, reason: string): Promise<void>;
}

/** What stands on F4, as it is printed. Amounts are whole fen. */
export interface F4 extends Pick<Handover,
  'status' | 'handedOverAt' | 'handedOverBy' | 'present' | 'items' | 'readings' | 'utilities' | 'note' | 'lines' | 'confirmations' | 'settledAt' | 'sentAt' | 'sentBy' | 'receivedAt' | 'receivedBy'> {
  property: Property;
  totals: SideTotal[];
}

/** The handover of a deal: for the room and for those that read it. */
@Injectable()
export class HandoverRecord {
  private readonly listeners: F4Listener[] = [];

  /** A room says at its start that it waits for F4; a list in the module would make a circle of the rooms. */
  follow(room: F4Listener): void { this.listeners.push(room); }

  of(tx: Tx, dealId: string): Promise<Handover | null> {
    return tx.manager.createQueryBuilder(Handover, 'h').where('h.tenantId = :tenant AND h.dealId = :dealId', { tenant: tx.tenantId, dealId }).getOne();
  }

  /** F4 as far as it is filled in; null while the shop has entered nothing. */
  async f4(tx: Tx, deal: Deal): Promise<F4 | null> {
    const row = await this.of(tx, deal.id);
    if (!row) return null;
    const { status, handedOverAt, handedOverBy, present, items, readings, utilities, note, lines, confirmations, settledAt, sentAt, sentBy, receivedAt, receivedBy } = row;
    return { property: deal.property, status, handedOverAt, handedOverBy, present, items, readings, utilities, note, lines, totals: totalsOf(lines), confirmations, settledAt, sentAt, sentBy, receivedAt, receivedBy };
  }

  async received(tx: Tx, deal: Deal, handover: Handover): Promise<void> {
    for (const room of this.listeners) await room.f4Received(tx, deal, handover);
  }

  async returned(tx: Tx, deal: Deal, reason: string): Promise<void> {
    for (const room of this.listeners) await room.f4Returned(tx, deal, reason);
  }
}

/** Apart from the room's own module, so that the rooms which F4 leads to can read it. */
@Module({ providers: [HandoverRecord], exports: [HandoverRecord] })
export class HandoverRecordModule {}
