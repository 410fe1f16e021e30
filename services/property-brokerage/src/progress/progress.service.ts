import { Injectable } from '@nestjs/common';
import type { AskedRecipient } from '@luyue/contracts';
import { Directory } from '@luyue/directory';
import { localDate, newId } from '@luyue/kernel';
import { Obligations } from '@luyue/obligations';
import { type Context, permit, refuse, statement, TenantDatabase, type Tx } from '@luyue/platform';
import { DealRecord, permitSpecialist } from '../deals/deal-record.ts';
import type { Deal, DealParty } from '../deals/deal.entity.ts';
import { Deals } from '../deals/deals.service.ts';
import { contactOf, specialistPhone } from '../deal-contact.ts';
import { sideName } from '../deal-kinds.ts';
import type { DealMessage } from '../messages/message.entity.ts';
import { DealMessages, type MessageListener } from '../messages/messages.service.ts';
import { StepRecord } from '../steps/step-record.ts';
import type { DealStep } from '../steps/step.entity.ts';
import type { ToldBody } from '../told-body.ts';
import type { DealView } from '../views.ts';
import { ProgressCall } from './progress-call.entity.ts';
import type { PartyProgress, StepProgress } from './progress.http.ts';
import { knownSince, type Telling, toldAt } from './progress.rules.ts';

const KIND = 'step_progress';
const CALLS = statement('progress_calls_of_steps', 'tenant_id = $1 AND step_id = ANY ($2) ORDER BY at, id');
const DUE = statement('progress_due', `SELECT due_at AS due FROM obligation WHERE tenant_id = $1 AND subject_id = $2 AND clause_id = 'PB-4.8' AND status = 'open'`);
const NOTHING_LEFT = { zh: '没有了', en: 'nothing' };
interface Told { messages: DealMessage[]; calls: ProgressCall[] }

/** Progress is reported to both parties in time (PB-4.8): by text, whose result is waited for, or in a conversation that is recorded. */
@Injectable()
export class Progress implements MessageListener {
  constructor(
    private readonly database: TenantDatabase, private readonly deals: Deals, private readonly record: DealRecord, private readonly steps: StepRecord, private readonly messages: DealMessages, private readonly obligations: Obligations,
    private readonly directory: Directory,
  ) {
    messages.hear(this);
  }

  list(ctx: Context, dealId: string): Promise<{ items: StepProgress[] }> {
    permit(ctx, 'deal.read');
    return this.database.read(ctx, async (tx) => ({ items: await this.inDeal(tx, await this.record.read(tx, dealId)) }));
  }

  /** The same for rooms that have asked their own permission. */
  async inDeal(tx: Tx, deal: Deal): Promise<StepProgress[]> {
    const [parties, steps] = await Promise.all([this.record.parties(tx, deal.id), this.steps.of(tx, deal.id)]);
    const finished = steps.filter((s) => s.state === 'done' && s.finishedAt);
    const told = await this.toldOf(tx, finished);
    return finished.map((step) => stepProgress(deal, parties, step, told.get(step.id)!));
  }

  told(ctx: Context, dealId: string, stepId: string, body: ToldBody): Promise<DealView> {
    return this.change(ctx, dealId, stepId, async (tx, deal, step) => {
      await this.talk(tx, deal, step, [body]);
      await this.review(tx, deal, step);
      return 'progress-told';
    });
  }

  textAgain(ctx: Context, dealId: string, stepId: string, phone: string): Promise<DealView> {
    return this.change(ctx, dealId, stepId, async (tx, deal, step) => {
      await this.text(tx, deal, step, phone);
      return 'progress-sent';
    });
  }

  /** At the end of a step: conversations that were had, and texts to everybody else. Throws 400 where a text needs the specialist's phone. */
  async report(tx: Tx, deal: Deal, step: DealStep, { told, phone }: { told: ToldBody[]; phone?: string }): Promise<void> {
    await this.talk(tx, deal, step, told);
    await this.text(tx, deal, step, phone);
    await this.review(tx, deal, step);
  }

  /** A result came in: the step's parties may all know now, and with them the last of the formalities be done. */
  async messageSettled(tx: Tx, message: DealMessage): Promise<void> {
    if (message.kind !== KIND) return;
    const deal = await this.record.lock(tx, message.dealId);
    const step = await this.steps.take(tx, deal.id, message.subjectId);
    if (await this.review(tx, deal, step)) await this.record.changed(tx, deal, 'progress-told');
  }

  private change(ctx: Context, dealId: string, stepId: string, work: (tx: Tx, deal: Deal, step: DealStep) => Promise<string>): Promise<DealView> {
    return this.deals.change(ctx, dealId, 'deal.work', null, async (tx, deal) => {
      permitSpecialist(ctx, deal);
      const step = await this.steps.take(tx, dealId, stepId);
      if (step.state !== 'done') throw refuse.conflict('step_not_done', { zh: '这项手续还没办完', en: 'This step is not done yet' }, { clause: 'PB-4.8' });
      return work(tx, deal, step);
    });
  }

  /** PB-4.8 is met once every party knows of this end of the step. Answers whether that is news. */
  private async review(tx: Tx, deal: Deal, step: DealStep): Promise<boolean> {
    if (step.state !== 'done' || step.toldAt) return false;
    const [parties, told] = await Promise.all([this.record.parties(tx, deal.id), this.toldOf(tx, [step])]);
    const at = toldAt(parties.map((p) => p.id), tellingsOf(told.get(step.id)!));
    if (!at) return false;
    await this.steps.patch(tx, step, { toldAt: at });
    await this.obligations.meet(tx, { subjectId: step.id, clauses: ['PB-4.8'] }, { at, note: step.name.zh, evidence: [{ kind: 'fact', at: at.toISOString(), by: tx.ctx.userName, text: `${step.name.zh}的进度已告知双方` }] });
    await this.steps.settle(tx, deal, '');
    return true;
  }

  private async talk(tx: Tx, deal: Deal, step: DealStep, told: ToldBody[]): Promise<void> {
    if (!told.length) return;
    const parties = await this.record.parties(tx, deal.id);
    for (const [i, one] of told.entries()) {
      const party = parties.find((p) => p.id === one.partyId);
      if (!party) throw refuse.field(`told.${i}.partyId`, 'unknown_party', { zh: '没有这位当事人', en: 'no such party' }, 'PB-4.8');
      const at = one.at ? new Date(one.at) : tx.now;
      if (at > tx.now) throw refuse.field(`told.${i}.at`, 'future', { zh: '告知时间不能在以后', en: 'cannot lie in the future' }, 'PB-4.8');
      if (at < step.finishedAt!) throw refuse.field(`told.${i}.at`, 'before_end', { zh: '手续办完之前告知的不算', en: 'lies before the end of the step' }, 'PB-4.8');
      const said = one.told ?? contactOf(party).name;
      await tx.insert(ProgressCall, { tenantId: tx.tenantId, id: newId(), version: 1, dealId: deal.id, stepId: step.id, partyId: party.id, channel: one.channel, told: said, at, recordedAt: tx.now, byName: tx.ctx.userName, note: one.note ?? '' });
      await this.record.write(tx, deal.id, { kind: 'call', title: `${one.channel === 'phone' ? '电话' : '当面'}告知${said}：${step.name.zh}已办完`, text: one.note ?? '', clauseId: 'PB-4.8', at });
    }
  }

  private async text(tx: Tx, deal: Deal, step: DealStep, phone: string | undefined): Promise<void> {
    const [parties, told, steps] = await Promise.all([this.record.parties(tx, deal.id), this.toldOf(tx, [step]), this.steps.of(tx, deal.id)]);
    const known = knownSince(tellingsOf(told.get(step.id)!));
    const to = parties.filter((p) => !known.has(p.id)).map(recipientOf);
    if (!to.length) return;
    const own = specialistPhone(phone, 'PB-4.8');
    const [zone, tenant, { users }, [owed]] = await Promise.all([this.directory.zone(tx), this.directory.tenantName(tx), this.directory.people(tx), tx.sql<{ due: Date | null }>(DUE, [tx.tenantId, step.id])]);
    const next = steps.find((s) => s.id !== step.id && s.required && (s.state === 'in_progress' || s.state === 'pending' || s.state === 'rejected'));
    await this.messages.send(tx, deal, {
      kind: KIND, clauseId: 'PB-4.8', subjectId: step.id, unitId: deal.departmentUnitId, to, dueAt: owed?.due,
      values: { tenant, step: step.name, finishedOn: localDate(step.finishedAt!, zone), next: next?.name ?? NOTHING_LEFT, specialist: (deal.specialistUserId && users.get(deal.specialistUserId)?.name) || tx.ctx.userName, phone: own },
    });
    await this.record.write(tx, deal.id, { kind: 'message', title: `短信告知进度：${step.name.zh}`, text: to.map((r) => ('name' in r ? r.name : '')).join('、'), clauseId: 'PB-4.8' });
  }

  /** What was told of the last end of each step: what was said of an end that was undone does not count (R13). */
  private async toldOf(tx: Tx, steps: DealStep[]): Promise<Map<string, Told>> {
    const ids = steps.map((s) => s.id);
    const [messages, calls] = await Promise.all([
      this.messages.ofSubjects(tx, ids),
      ids.length ? tx.rows(ProgressCall, CALLS, [tx.tenantId, ids]) : [],
    ]);
    return new Map(steps.map((step) => [step.id, {
      messages: messages.filter((m) => m.kind === KIND && m.subjectId === step.id && m.requestedAt >= step.recordedAt!), calls: calls.filter((c) => c.stepId === step.id && c.recordedAt >= step.recordedAt!),
    }]));
  }
}

/** Whoever acts for a party is told in its place; a party that has an address gets the e-mail too. */
function recipientOf(party: DealParty): AskedRecipient {
  const { name, phone } = contactOf(party);
  const email = party.representative ? null : party.email;
  return { key: party.id, person: 'outside', name, phone, email, language: party.language, channels: email ? ['sms', 'email'] : ['sms'], copy: false };
}

/** The text decides; an e-mail beside it neither meets the duty nor holds it up. */
const tellingsOf = ({ messages, calls }: Told): Telling[] => [
  ...messages.flatMap((m) => m.owed.filter((o) => o.channel === 'sms' && o.fulfilledAt).map((o) => ({ partyId: o.key, at: new Date(o.fulfilledAt!) }))), ...calls.map(({ partyId, at }) => ({ partyId, at })),
];

function stepProgress(deal: Deal, parties: DealParty[], step: DealStep, told: Told): StepProgress {
  const known = knownSince(tellingsOf(told));
  return {
    stepId: step.id, position: step.position, name: step.name, finishedAt: step.finishedAt!.toISOString(), toldAt: step.toldAt?.toISOString() ?? null,
    parties: parties.map((party): PartyProgress => ({
      partyId: party.id, sideName: sideName(deal.business, party.side), contact: contactOf(party).name, knownSince: known.get(party.id)?.toISOString() ?? null,
      texts: told.messages.flatMap((m) => m.owed.filter((o) => o.key === party.id).map(({ channel, result, reason, at }) => ({ channel, requestedAt: m.requestedAt.toISOString(), result, reason, at }))),
      calls: told.calls.filter((c) => c.partyId === party.id).map(({ channel, told: who, at, byName, note }) => ({ channel, told: who, at: at.toISOString(), by: byName, note })),
    })),
  };
}
