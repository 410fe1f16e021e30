import { Injectable } from '@nestjs/common';
import { ObligationList, obligationDetail } from '@luyue/obligations';
import type { Tx } from '@luyue/platform';
import { Appointments } from '../appointments/appointments.service.ts';
import { Archives } from '../archives/archives.service.ts';
import { Callbacks } from '../callbacks/callbacks.service.ts';
import { DealRecord } from '../deals/deal-record.ts';
import type { Deal } from '../deals/deal.entity.ts';
import { Deals } from '../deals/deals.service.ts';
import { DocumentTransfers } from '../document-transfers/document-transfers.service.ts';
import { Handovers } from '../handovers/handovers.service.ts';
import { HeldFunds } from '../held-funds/held-funds.service.ts';
import { Receipts } from '../held-funds/receipts.service.ts';
import { DealMessages } from '../messages/messages.service.ts';
import { PayoutConditions } from '../payout-conditions/payout-conditions.service.ts';
import { SlipList } from '../payment-slips/slip-list.ts';
import { Progress } from '../progress/progress.service.ts';
import { Receivables } from '../receivables/receivables.service.ts';
import { Steps } from '../steps/steps.service.ts';

/** What is known of a deal, room by room, as its pages show it. Whoever asks holds the deal, so that nothing moves meanwhile. */
@Injectable()
export class EvidenceContents {
  constructor(
    private readonly deals: Deals, private readonly record: DealRecord, private readonly ledger: ObligationList, private readonly transfers: DocumentTransfers, private readonly steps: Steps, private readonly appointments: Appointments,
    private readonly progress: Progress, private readonly handovers: Handovers, private readonly receivables: Receivables, private readonly receipts: Receipts, private readonly funds: HeldFunds, private readonly conditions: PayoutConditions, private readonly slips: SlipList, private readonly messages: DealMessages,
    private readonly archives: Archives, private readonly callbacks: Callbacks,
  ) {}

  /** By name, in the order of the pack. `full` has the numbers of the parties unmasked. */
  async of(tx: Tx, deal: Deal, full: boolean): Promise<[name: string, value: unknown][]> {
    const { actions: _deal, obligations: _owed, ...page } = await this.deals.view(tx, deal.id);
    const { actions: _transfer, ...transfer } = await this.transfers.view(tx, deal);
    const { actions: _handover, ...handover } = await this.handovers.view(tx, deal);
    const { mayWrite: _receivables, ...receivables } = await this.receivables.view(tx, deal);
    const { actions: _archive, ...archive } = await this.archives.view(tx, deal);
    return [
      ['deal', full ? { ...page, parties: await this.parties(tx, deal.id) } : page],
      ['timeline', await this.deals.lines(tx, deal.id)],
      ['obligations', await this.obligations(tx, deal.id)],
      ['document-transfer', transfer],
      ['steps', await this.steps.view(tx, deal)],
      ['appointments', await this.appointments.inDeal(tx, deal)],
      ['progress', await this.progress.inDeal(tx, deal)],
      ['handover', handover],
      ['receivables', receivables],
      ['receipts', await this.receipts.inDeal(tx, deal.id)],
      ['payout-conditions', await this.conditions.inDeal(tx, deal.id)],
      ['payment-slips', await this.slips.inDeal(tx, deal.id)],
      ['postings', await this.funds.postings(tx, deal.id)],
      ['messages', await this.sent(tx, deal.id)],
      ['archive', archive],
      ['callbacks', await this.callbacks.inDeal(tx, deal.id)],
    ];
  }

  /** Each with why it is due: clock, days counted and skipped, policy, evidence, history. */
  private async obligations(tx: Tx, dealId: string): Promise<unknown[]> {
    const subjects = await this.record.subjects(tx, [dealId]);
    const [found, people] = await Promise.all([this.ledger.ofSubjects(tx, [...subjects.keys()]), this.ledger.people(tx)]);
    const rows = [...found.values()].flat().toSorted((a, b) => a.startedAt.getTime() - b.startedAt.getTime() || (a.id < b.id ? -1 : 1));
    return rows.map((o) => obligationDetail(o, tx.now, people));
  }

  private async parties(tx: Tx, dealId: string): Promise<unknown[]> {
    return (await this.record.parties(tx, dealId)).map(({ id, side, name, idKind, idNumber, phone, email, representative }) => ({ id, side, name, idKind, idNumber, phone, email, representative }));
  }

  /** Messages with the result of each recipient (R22). */
  private async sent(tx: Tx, dealId: string): Promise<unknown[]> {
    return (await this.messages.inDeal(tx, dealId)).map(({ id, subjectId, kind, clauseId, requestedAt, requestedBy, completeAt, owed }) => ({ id, subjectId, kind, clauseId, requestedAt, requestedBy, completeAt, owed }));
  }
}
