import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { AskedRecipient } from '@luyue/contracts';
import { Directory } from '@luyue/directory';
import { maskPhone, newId } from '@luyue/kernel';
import { ObligationList, Obligations, obligationView } from '@luyue/obligations';
import { type Context, refuse, statement, type Tx } from '@luyue/platform';
import { contactOf, specialistPhone } from '../deal-contact.ts';
import { sideName } from '../deal-kinds.ts';
import { DealRecord, permitSpecialist } from '../deals/deal-record.ts';
import type { Deal, DealParty } from '../deals/deal.entity.ts';
import { Deals } from '../deals/deals.service.ts';
import type { DealMessage } from '../messages/message.entity.ts';
import { DealMessages, type MessageListener } from '../messages/messages.service.ts';
import type { DealView } from '../views.ts';
import { Introduction } from './introduction.entity.ts';
import type { IntroductionsView, PartyIntroduction } from './introduction-views.ts';
import type { RecordIntroductionCall, TextParties } from './introductions.http.ts';
import { allInformedAt, type Heard, informedAt } from './introductions.rules.ts';

const SAID = statement('introductions_said', 'tenant_id = $1 AND deal_id = $2 AND specialist_user_id = $3 ORDER BY at, id');
const KIND = 'party_introduced';
type Result = DealMessage['owed'][number];
/** Calls and texts about the specialist of now, with what became of each text. */
interface Said { row: Introduction; result: Result | undefined }

/** Both parties learn who their specialist is: the shop phones, the specialist texts (PB-4.3a, reading 3). */
@Injectable()
export class Introductions implements MessageListener, OnModuleInit {
  constructor(
    private readonly deals: Deals, private readonly record: DealRecord, private readonly messages: DealMessages, private readonly obligations: Obligations, private readonly ledger: ObligationList, private readonly directory: Directory,
  ) {}

  onModuleInit(): void { this.messages.hear(this); }

  /** A call of the shop, also one made before the specialist accepted the documents. Throws 400 naming the field for one that cannot have been. */
  call(ctx: Context, dealId: string, { partyId, outcome, at: typed, note = '' }: RecordIntroductionCall): Promise<DealView> {
    return this.deals.change(ctx, dealId, 'deal.write', null, async (tx, deal) => {
      const specialistUserId = taken(deal);
      const party = (await this.record.parties(tx, dealId)).find((p) => p.id === partyId);
      if (!party) throw refuse.field('partyId', 'unknown_party', { zh: '没有这位当事人', en: 'no such party' }, 'PB-4.3a');
      const at = typed ? new Date(typed) : tx.now;
      if (at > tx.now) throw refuse.field('at', 'future', { zh: '通话时间不能在以后', en: 'cannot lie in the future' }, 'PB-4.3a');
      if (deal.f1SentAt && at < deal.f1SentAt) throw refuse.field('at', 'before_naming', { zh: '那时还没有指定专员', en: 'no specialist had been named by then' }, 'PB-4.3a');
      const told = contactOf(party).name;
      await tx.insert(Introduction, { tenantId: tx.tenantId, id: newId(), version: 1, dealId, partyId, specialistUserId, channel: 'phone', told, outcome, messageId: null, at, recordedAt: tx.now, byName: ctx.userName, note });
      await this.record.write(tx, dealId, { kind: 'call', title: outcome === 'reached' ? `电话告知${told}专员是谁` : `打给${told}，没人接`, text: note, clauseId: 'PB-4.3a', at });
      await this.review(tx, deal);
      return 'party-called';
    });
  }

  /** Texts to every party that has none under way or accepted: at first to all, later to those whom it did not reach. Throws 409 where nobody is left. */
  text(ctx: Context, dealId: string, { phone }: TextParties): Promise<DealView> {
    return this.deals.change(ctx, dealId, 'deal.work', null, async (tx, deal) => {
      permitSpecialist(ctx, deal);
      const specialistUserId = taken(deal);
      const own = specialistPhone(phone, 'PB-4.3a');
      const [parties, said] = await Promise.all([this.record.parties(tx, dealId), this.said(tx, deal)]);
      const onItsWay = (party: DealParty): boolean => said.some(({ row, result }) => row.channel === 'sms' && row.partyId === party.id && (!result?.result || result.fulfilledAt));
      const to = parties.filter((party) => !onItsWay(party));
      if (!to.length) throw refuse.conflict('texts_under_way', { zh: '每一方的短信都已发出', en: 'Every party has been texted' }, { clause: 'PB-4.3a' });
      const [tenant, owed] = await Promise.all([this.directory.tenantName(tx), this.ledger.ofSubjects(tx, [dealId])]);
      const messageId = await this.messages.send(tx, deal, {
        kind: KIND, clauseId: 'PB-4.3a', unitId: deal.departmentUnitId, to: to.map(recipientOf), dueAt: owed.get(dealId)?.find((o) => o.clauseId === 'PB-4.3a' && o.status === 'open')?.dueAt,
        values: { tenant, specialist: ctx.userName, phone: own },
      });
      await tx.insertAll(Introduction, to.map((party) => ({
        tenantId: tx.tenantId, id: newId(), version: 1, dealId, partyId: party.id, specialistUserId, channel: 'sms' as const, told: contactOf(party).name, outcome: null, messageId, at: tx.now, recordedAt: tx.now, byName: ctx.userName, note: '',
      })));
      await this.record.write(tx, dealId, { kind: 'message', title: '短信告知双方专员的联系方式', text: to.map((party) => contactOf(party).name).join('、'), clauseId: 'PB-4.3a' });
      return 'parties-texted';
    });
  }

  async messageSettled(tx: Tx, message: DealMessage): Promise<void> {
    if (message.kind !== KIND) return;
    const deal = await this.record.lock(tx, message.dealId);
    if (await this.review(tx, deal)) await this.record.changed(tx, deal, 'parties-informed');
  }

  async view(tx: Tx, deal: Deal, parties: DealParty[]): Promise<IntroductionsView> {
    const [said, attempts, owed, people] = await Promise.all([this.said(tx, deal), this.attempts(tx, deal), this.ledger.ofSubjects(tx, [deal.id]), this.ledger.people(tx)]);
    const obligation = owed.get(deal.id)?.find((o) => o.clauseId === 'PB-4.3a');
    return { attempts, parties: parties.map((party) => partyView(deal, party, said.filter(({ row }) => row.partyId === party.id), attempts)), obligation: obligation ? obligationView(obligation, tx.now, people) : null };
  }

  /** PB-4.3a is met once the last party was called and its text accepted by the provider. Answers whether that is news. */
  private async review(tx: Tx, deal: Deal): Promise<boolean> {
    const [parties, said, attempts] = await Promise.all([this.record.parties(tx, deal.id), this.said(tx, deal), this.attempts(tx, deal)]);
    const told = allInformedAt(parties.map((party) => heardBy(party.id, said)), attempts);
    if (!told || !deal.takenAt) return false;
    // Who was told before the transfer was accepted had been told when it was.
    const at = told < deal.takenAt ? deal.takenAt : told;
    const met = await this.obligations.meet(tx, { subjectId: deal.id, clauses: ['PB-4.3a'] }, { at, evidence: [{ kind: 'fact', at: at.toISOString(), by: tx.ctx.userName, text: '电话和短信已告知双方' }] });
    return met.length > 0;
  }

  private async said(tx: Tx, deal: Deal): Promise<Said[]> {
    const [rows, messages] = await Promise.all([
      tx.rows(Introduction, SAID, [tx.tenantId, deal.id, deal.specialistUserId]),
      this.messages.ofSubjects(tx, [deal.id]),
    ]);
    const byId = new Map(messages.map((m) => [m.id, m]));
    return rows.map((row) => ({ row, result: row.messageId ? byId.get(row.messageId)?.owed.find((o) => o.key === row.partyId) : undefined }));
  }

  private async attempts(tx: Tx, deal: Deal): Promise<number> {
    return (await this.directory.policyValues(tx, deal.takenAt ?? tx.now))<number>('pb.inform.attempts');
  }
}

/** The specialist who is introduced. Throws 409 before the documents were transferred: until then another may be named. */
function taken({ specialistUserId, takenAt }: Deal): string {
  if (!specialistUserId || !takenAt) throw refuse.conflict('not_taken', { zh: '资料还没移交完成', en: 'The documents have not been transferred yet' }, { clause: 'PB-4.3a' });
  return specialistUserId;
}

/** An address is given for the case that the text bounces (R22); whoever acts for a party has none. */
function recipientOf(party: DealParty): AskedRecipient {
  const { name, phone } = contactOf(party);
  return { key: party.id, person: 'outside', name, phone, email: party.representative ? null : party.email, language: party.language, channels: ['sms'], copy: false };
}

function heardBy(partyId: string, said: Said[]): Heard {
  const own = said.filter(({ row }) => row.partyId === partyId);
  return {
    calls: own.flatMap(({ row }) => (row.outcome ? [{ outcome: row.outcome, at: row.at }] : [])),
    texts: own.filter(({ row }) => row.channel === 'sms').map(({ result }) => (result?.fulfilledAt ? new Date(result.fulfilledAt) : null)),
  };
}

function partyView(deal: Deal, party: DealParty, said: Said[], attempts: number): PartyIntroduction {
  const { name: contact, phone } = contactOf(party);
  const line = ({ at, told, byName }: Introduction) => ({ at: at.toISOString(), told, by: byName });
  return {
    partyId: party.id, side: party.side, sideName: sideName(deal.business, party.side), name: party.name, contact, phoneMasked: maskPhone(phone), informedAt: informedAt(heardBy(party.id, said), attempts)?.toISOString() ?? null,
    calls: said.flatMap(({ row }) => (row.outcome ? [{ ...line(row), outcome: row.outcome, note: row.note }] : [])),
    texts: said.filter(({ row }) => row.channel === 'sms').map(({ row, result }) => ({ ...line(row), result: result?.result ?? null, resultAt: result?.at ?? null, reason: result?.reason ?? null })),
  };
}
