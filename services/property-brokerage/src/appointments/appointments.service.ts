import { Injectable } from '@nestjs/common';
import { Directory } from '@luyue/directory';
import { dayAndTime, newId, readPhone } from '@luyue/kernel';
import { type Context, type FieldError, matchVersion, permit, refuse, statement, TenantDatabase, type Tx } from '@luyue/platform';
import { DealRecord, permitSpecialist } from '../deals/deal-record.ts';
import type { Deal, DealParty } from '../deals/deal.entity.ts';
import { contactOf } from '../deal-contact.ts';
import { sideName } from '../deal-kinds.ts';
import type { DealMessage } from '../messages/message.entity.ts';
import { DealMessages } from '../messages/messages.service.ts';
import { StepRecord } from '../steps/step-record.ts';
import type { DealStep } from '../steps/step.entity.ts';
import { type Answer, Appointment } from './appointment.entity.ts';
import type { AnswerAppointment, AppointmentView, ChangeAppointment, MakeAppointment, RecordAttendance } from './appointments.http.ts';
import { appointmentMoves, isAccompaniment, windowFault } from './appointments.rules.ts';

const OF_DEAL = statement('appointments_of_deal', 'tenant_id = $1 AND deal_id = $2 ORDER BY starts_at DESC, id DESC');
const APPOINTMENT = { zh: '预约', en: 'appointment' };
const unanswered = (partyId: string): Answer => ({ partyId, answer: 'none', note: '', at: null, by: null });

/** Appointments of specialist and parties for a step, with what each party answered and who came (PB-4.8). */
@Injectable()
export class Appointments {
  constructor(private readonly database: TenantDatabase, private readonly record: DealRecord, private readonly steps: StepRecord, private readonly messages: DealMessages, private readonly directory: Directory) {}

  list(ctx: Context, dealId: string): Promise<{ items: AppointmentView[] }> {
    permit(ctx, 'deal.read');
    return this.database.read(ctx, async (tx) => ({ items: await this.inDeal(tx, await this.record.read(tx, dealId)) }));
  }

  /** The same for rooms that have asked their own permission. */
  async inDeal(tx: Tx, deal: Deal): Promise<AppointmentView[]> {
    return this.views(tx, deal, await this.of(tx, deal.id));
  }

  /** The latest first; for rooms that have asked who reads. */
  of(tx: Tx, dealId: string): Promise<Appointment[]> {
    return tx.rows(Appointment, OF_DEAL, [tx.tenantId, dealId]);
  }

  make(ctx: Context, dealId: string, body: MakeAppointment): Promise<AppointmentView> {
    return this.write(ctx, dealId, async (tx, deal) => {
      const step = await this.steps.take(tx, dealId, body.stepId);
      const parties = await this.record.parties(tx, dealId);
      const errors: FieldError[] = [];
      for (const [i, id] of body.partyIds.entries()) if (!parties.some((p) => p.id === id)) errors.push({ field: `partyIds.${i}`, code: 'unknown_party', message: { zh: '没有这位当事人', en: 'no such party' } });
      const phone = readPhone(body.phone);
      if (!phone) errors.push({ field: 'phone', code: 'phone', message: { zh: '不是电话号码', en: 'is no phone number' } });
      if (errors.length) throw refuse.fields(errors);
      const { from: startsAt, to: endsAt } = windowOf(body, 'endsAt');
      const made = await tx.insert(Appointment, {
        tenantId: tx.tenantId, id: newId(), version: 1, dealId, stepId: step.id, status: 'planned', startsAt, endsAt, place: body.place, bring: body.bring ?? '', answers: body.partyIds.map(unanswered), changes: [], attendance: null,
        phone: phone!, madeBy: ctx.userName, madeAt: tx.now,
      });
      await this.announce(tx, deal, step, made);
      return [made, 'appointment-made'];
    });
  }

  /** Another time or place: what was agreed before is kept, and each party is asked again. */
  change(ctx: Context, dealId: string, id: string, body: ChangeAppointment, version: number | null): Promise<AppointmentView> {
    return this.write(ctx, dealId, async (tx, deal) => {
      const row = await this.take(tx, dealId, id, 'planned');
      matchVersion(row, version);
      const { from: startsAt, to: endsAt } = windowOf(body, 'endsAt');
      const before = { at: tx.now.toISOString(), by: ctx.userName, reason: body.reason, startsAt: row.startsAt.toISOString(), endsAt: row.endsAt.toISOString(), place: row.place };
      await tx.update(Appointment, row, { startsAt, endsAt, place: body.place, changes: [...row.changes, before], answers: row.answers.map((a) => unanswered(a.partyId)) });
      await this.announce(tx, deal, await this.steps.take(tx, dealId, row.stepId), row);
      return [row, 'appointment-changed'];
    });
  }

  answer(ctx: Context, dealId: string, id: string, { partyId, answer, note = '' }: AnswerAppointment): Promise<AppointmentView> {
    return this.write(ctx, dealId, async (tx) => [await this.answered(tx, dealId, id, { partyId, answer, note, by: ctx.userName }), 'appointment-answered']);
  }

  /** A party's own word, from wherever it comes; the deal has been taken by the caller. 400 for a party that was not asked. */
  async answered(tx: Tx, dealId: string, id: string, said: Pick<Answer, 'partyId' | 'note'> & { answer: 'confirmed' | 'another_time'; by: string }): Promise<Appointment> {
    const row = await this.take(tx, dealId, id, 'planned');
    if (!row.answers.some((a) => a.partyId === said.partyId)) throw refuse.field('partyId', 'not_asked', { zh: '这位当事人不在这次预约里', en: 'this party was not asked to come' });
    await tx.update(Appointment, row, { answers: row.answers.map((a) => (a.partyId === said.partyId ? { ...said, at: tx.now.toISOString() } : a)) });
    return row;
  }

  /** PB-4.8: the accompaniment entry. A meeting without the specialist, or to which nobody came, is kept and is none. */
  attend(ctx: Context, dealId: string, id: string, body: RecordAttendance): Promise<AppointmentView> {
    return this.write(ctx, dealId, async (tx) => {
      const row = await this.take(tx, dealId, id, 'held');
      const parties = await this.record.parties(tx, dealId);
      for (const [i, partyId] of body.partyIds.entries()) if (!parties.some((p) => p.id === partyId)) throw refuse.field(`partyIds.${i}`, 'unknown_party', { zh: '没有这位当事人', en: 'no such party' }, 'PB-4.8');
      const { from, to } = windowOf({ startsAt: body.presentAt, endsAt: body.leftAt }, 'leftAt');
      if (to > tx.now) throw refuse.field('leftAt', 'future', { zh: '到场是已经发生的事，不能在以后', en: 'cannot lie in the future' }, 'PB-4.8');
      await tx.update(Appointment, row, { status: 'held', attendance: { partyIds: body.partyIds, specialist: body.specialist, presentAt: from.toISOString(), leftAt: to.toISOString(), note: body.note ?? '', by: ctx.userName, recordedAt: tx.now.toISOString() } });
      const step = await this.steps.take(tx, dealId, row.stepId);
      const came = parties.filter((p) => body.partyIds.includes(p.id)).map((p) => p.name).join('、');
      await this.record.write(tx, dealId, { kind: 'note', title: isAccompaniment(body) ? `陪同${came}：${step.name.zh}` : `${step.name.zh}：${came ? '专员未到场' : '无人到场'}`, text: body.note ?? '', clauseId: 'PB-4.8', at: from });
      return [row, 'appointment-held'];
    });
  }

  cancel(ctx: Context, dealId: string, id: string, reason: string): Promise<AppointmentView> {
    return this.write(ctx, dealId, async (tx) => {
      const row = await this.take(tx, dealId, id, 'cancelled');
      await tx.update(Appointment, row, { status: 'cancelled' });
      await this.record.write(tx, dealId, { kind: 'note', title: '取消预约', text: reason });
      return [row, 'appointment-cancelled'];
    });
  }

  /** Steps of the deal for which there is an accompaniment entry (PB-4.8). */
  async accompanied(tx: Tx, dealId: string): Promise<Set<string>> {
    const rows = await tx.manager.createQueryBuilder(Appointment, 'a').where(`a.tenantId = :tenant AND a.dealId = :dealId AND a.status = 'held'`, { tenant: tx.tenantId, dealId }).getMany();
    return new Set(rows.filter((row) => isAccompaniment(row.attendance)).map((row) => row.stepId));
  }

  private write(ctx: Context, dealId: string, work: (tx: Tx, deal: Deal) => Promise<[Appointment, string]>): Promise<AppointmentView> {
    permit(ctx, 'deal.work');
    return this.database.write(ctx, async (tx) => {
      const deal = await this.record.take(tx, dealId, 'deal.work');
      permitSpecialist(ctx, deal);
      const [row, change] = await work(tx, deal);
      await this.record.changed(tx, deal, change);
      return (await this.views(tx, deal, [row]))[0]!;
    });
  }

  private async take(tx: Tx, dealId: string, id: string, to: Appointment['status']): Promise<Appointment> {
    const row = await tx.lock(Appointment, id, APPOINTMENT);
    if (row.dealId !== dealId) throw refuse.notFound(APPOINTMENT);
    if (!appointmentMoves[row.status].includes(to)) throw refuse.transition(row.status, to, [...appointmentMoves[row.status]], 'PB-4.8');
    return row;
  }

  /** By text to whoever acts for each party; what is over already is announced to nobody. */
  private async announce(tx: Tx, deal: Deal, step: DealStep, row: Appointment): Promise<void> {
    const [zone, tenant, parties] = await Promise.all([this.directory.zone(tx), this.directory.tenantName(tx), this.record.parties(tx, deal.id)]);
    const when = `${dayAndTime(row.startsAt, zone)}-${dayAndTime(row.endsAt, zone).slice(6)}`;
    await this.record.write(tx, deal.id, { kind: 'message', title: `预约${step.name.zh}：${when}`, text: [row.place, row.bring].filter(Boolean).join('；'), clauseId: 'PB-4.8' });
    if (row.endsAt <= tx.now) return;
    await this.messages.send(tx, deal, {
      kind: 'appointment_made', clauseId: 'PB-4.8', subjectId: row.id, unitId: deal.departmentUnitId,
      values: { tenant, step: step.name, when, where: row.place, specialist: tx.ctx.userName, phone: row.phone },
      to: parties.filter((p) => row.answers.some((a) => a.partyId === p.id)).map((party) => {
        const { name, phone } = contactOf(party);
        return { key: party.id, person: 'outside' as const, name, phone, language: party.language, channels: ['sms' as const], copy: false };
      }),
    });
  }

  private async views(tx: Tx, deal: Deal, rows: Appointment[]): Promise<AppointmentView[]> {
    const [parties, steps, messages] = await Promise.all([this.record.parties(tx, deal.id), this.steps.of(tx, deal.id), this.messages.ofSubjects(tx, rows.map((r) => r.id))]);
    return rows.map((row) => view(deal, row, parties, steps, messages.findLast((m) => m.subjectId === row.id)));
  }
}

/** The two ends of a window in the order given; throws 400 naming the later field. */
function windowOf(given: { startsAt: string; endsAt: string }, field: string): { from: Date; to: Date } {
  const [from, to] = [new Date(given.startsAt), new Date(given.endsAt)];
  const fault = windowFault(from, to);
  if (fault) throw refuse.field(field, fault, fault === 'empty' ? { zh: '结束要在开始之后', en: 'the end lies after the start' } : { zh: '最多一天', en: 'one day at most' });
  return { from, to };
}

function view(deal: Deal, row: Appointment, parties: DealParty[], steps: DealStep[], message: DealMessage | undefined): AppointmentView {
  const { id, version, stepId, status, place, bring, phone, changes, attendance, madeBy } = row;
  return {
    id, version, stepId, step: steps.find((s) => s.id === stepId)!.name, status, startsAt: row.startsAt.toISOString(), endsAt: row.endsAt.toISOString(), place, bring, phone, changes, attendance, madeBy, madeAt: row.madeAt.toISOString(),
    // A party that has left the deal since is not shown with its answer.
    answers: row.answers.flatMap((said) => {
      const party = parties.find((p) => p.id === said.partyId);
      return party ? [{ ...said, name: party.name, sideName: sideName(deal.business, party.side), text: message?.owed.find((o) => o.key === said.partyId)?.result ?? null }] : [];
    }),
  };
}
