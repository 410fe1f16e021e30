import { Injectable } from '@nestjs/common';
import { Directory } from '@luyue/directory';
import { type Context, refuse, type Tx } from '@luyue/platform';
import type { Appointment } from '../appointments/appointment.entity.ts';
import { Appointments } from '../appointments/appointments.service.ts';
import { ClientDoor, type Visit } from '../client-links/client-door.ts';
import type { ClientWord } from '../client-links/client-link.entity.ts';
import { ClientWords } from '../client-links/client-words.ts';
import { sideName } from '../deal-kinds.ts';
import { DealRecord } from '../deals/deal-record.ts';
import type { Deal, DealParty } from '../deals/deal.entity.ts';
import { Receipts } from '../held-funds/receipts.service.ts';
import type { DealMessage } from '../messages/message.entity.ts';
import { DealMessages } from '../messages/messages.service.ts';
import { SlipList } from '../payment-slips/slip-list.ts';
import { StepRecord } from '../steps/step-record.ts';
import type { DealStep } from '../steps/step.entity.ts';
import type { ClientAnswer, ClientWitness } from './client-page.http.ts';
import type { ClientMessage, ClientPageView, ClientStep } from './client-page-views.ts';

type Language = Context['language'];
const TOLD = ['party_introduced', 'step_progress', 'appointment_made'] as const;

/** What a party sees and says on its private page (capability 5, PB-4.8). Whoever comes has passed the door; there is no permission beyond it. */
@Injectable()
export class ClientPage {
  constructor(
    private readonly door: ClientDoor, private readonly words: ClientWords, private readonly record: DealRecord, private readonly steps: StepRecord, private readonly appointments: Appointments, private readonly messages: DealMessages, private readonly receipts: Receipts, private readonly slips: SlipList,
    private readonly directory: Directory,
  ) {}

  get(link: unknown, language: Language): Promise<ClientPageView> { return this.door.look(link, language, (visit) => this.view(visit)); }

  answer(link: unknown, language: Language, id: string, { answer, note = '' }: ClientAnswer): Promise<ClientPageView> {
    return this.act(link, language, async ({ tx, deal, party }) => {
      await this.appointments.answered(tx, deal.id, id, { partyId: party.id, answer, note, by: party.name });
      await this.record.write(tx, deal.id, { kind: 'message', title: answer === 'confirmed' ? `${party.name}确认赴约` : `${party.name}希望改约`, text: note, clauseId: 'PB-4.8' });
      if (answer === 'another_time') await this.tell(tx, deal, party, note ? `希望改约：${note}` : '希望改约');
      return 'client-answered-appointment';
    });
  }

  /** The second witness of an accompaniment (PB-4.8). Throws 409 for a step that is not done or needs no client, and for a second word. */
  witness(link: unknown, language: Language, stepId: string, { accompanied, note = '' }: ClientWitness): Promise<ClientPageView> {
    return this.act(link, language, async ({ tx, deal, party }) => {
      const step = await this.steps.take(tx, deal.id, stepId);
      if (!isAsked(step)) throw refuse.conflict('not_asked', { zh: '这一步不用确认陪同', en: 'Nothing is asked about this step' }, { clause: 'PB-4.8' });
      await this.words.witness(tx, party, stepId, accompanied, note);
      await this.record.write(tx, deal.id, { kind: 'message', title: `${party.name}说${step.name.zh}时专员${accompanied ? '在场' : '不在场'}`, text: note, clauseId: 'PB-4.8' });
      if (!accompanied) await this.tell(tx, deal, party, `${step.name.zh}时专员不在场${note ? `：${note}` : ''}`, true);
      return 'client-witnessed';
    });
  }

  ask(link: unknown, language: Language, text: string): Promise<ClientPageView> {
    return this.act(link, language, async ({ tx, deal, party }) => {
      await this.words.ask(tx, party, text);
      await this.record.write(tx, deal.id, { kind: 'message', title: `${party.name}提问`, text, clauseId: 'PB-4.8' });
      await this.tell(tx, deal, party, text);
      return 'client-asked';
    });
  }

  /** A closed deal is still looked at, and nothing is said to it any more. */
  private act(link: unknown, language: Language, work: (visit: Visit) => Promise<string>): Promise<ClientPageView> {
    return this.door.act(link, language, async (visit) => {
      if (isClosed(visit.deal)) throw refuse.conflict('deal_closed', { zh: '这单已经办结', en: 'This deal is closed' });
      await this.record.changed(visit.tx, visit.deal, await work(visit));
      return this.view(visit);
    });
  }

  /** The specialist and the shop's agent, who coordinates what clients ask (PB-3.1); where somebody should look into it the supervisor too. */
  private async tell(tx: Tx, deal: Deal, party: DealParty, text: string, supervisor = false): Promise<void> {
    const to = [
      ...(deal.specialistUserId ? [{ key: 'specialist', person: 'user' as const, userId: deal.specialistUserId, channels: ['inapp' as const], copy: false }] : []),
      { key: 'agent', person: 'user' as const, userId: deal.agentUserId, channels: ['inapp' as const], copy: Boolean(deal.specialistUserId) },
      ...(supervisor || !deal.specialistUserId ? [{ key: 'supervisor', person: 'role' as const, role: 'supervisor', unitId: deal.departmentUnitId, channels: ['inapp' as const], copy: Boolean(deal.specialistUserId) }] : []),
    ];
    await this.messages.send(tx, deal, { kind: 'client_said', clauseId: 'PB-4.8', unitId: deal.departmentUnitId, values: { side: sideName(deal.business, party.side), party: party.name, text }, to });
  }

  private async view({ tx, deal, party, link }: Visit): Promise<ClientPageView> {
    const [company, zone, users, steps, appointments, words, paid, received] = await Promise.all([
      this.directory.tenantName(tx), this.directory.zone(tx), this.directory.users(tx), this.steps.of(tx, deal.id), this.appointments.of(tx, deal.id), this.words.of(tx, party), this.receipts.paidBy(tx, deal.id, party.id), this.slips.paidTo(tx, deal.id, party.id),
    ]);
    const messages = await this.messages.ofSubjects(tx, [deal.id, ...steps.map((s) => s.id), ...appointments.map((a) => a.id)]);
    const mine = appointments.filter((a) => a.status === 'planned' && a.endsAt > tx.now && a.answers.some((said) => said.partyId === party.id));
    const shown = steps.filter((s) => s.state !== 'not_applicable');
    const stepOf = (id: string): DealStep | undefined => steps.find((s) => s.id === id);
    const specialist = deal.specialistUserId ? users.get(deal.specialistUserId) : undefined;
    return {
      company, zone, language: party.language, number: deal.number, title: deal.title, address: deal.property.address, status: deal.status as ClientPageView['status'], signedAt: deal.signedAt.toISOString(), name: party.name, sideName: sideName(deal.business, party.side),
      specialist: specialist ? { name: specialist.name, phone: link.specialistUserId === specialist.id ? link.specialistPhone : null } : null, stepsDone: shown.filter((s) => s.state === 'done').length,
      steps: shown.map((step) => stepView(step, words.find((w) => w.stepId === step.id), isClosed(deal))),
      appointments: mine.toReversed().map((a) => {
        const { answer, note } = a.answers.find((said) => said.partyId === party.id)!;
        return { id: a.id, step: stepOf(a.stepId)!.name, startsAt: a.startsAt.toISOString(), endsAt: a.endsAt.toISOString(), place: a.place, bring: a.bring, answer, note };
      }),
      messages: messages.filter((m) => isTold(m, party)).toReversed().map((m) => ({ id: m.id, at: m.requestedAt.toISOString(), kind: m.kind as ClientMessage['kind'], about: aboutOf(m, stepOf, appointments) })),
      payments: [
        ...paid.map((r) => ({ direction: 'paid' as const, ...r, at: r.at.toISOString() })),
        ...received.map((s) => ({ direction: 'received' as const, ...s, at: s.at.toISOString() })),
      ].toSorted((a, b) => a.at.localeCompare(b.at)),
      questions: words.filter((w) => w.kind === 'question').map(({ id, text, at, answer, answeredBy, answeredAt }) => ({ id, text, at: at.toISOString(), answer, answeredBy, answeredAt: answeredAt?.toISOString() ?? null })),
      until: link.expiresAt.toISOString(),
    };
  }
}

/** Archived or cancelled. */
const isClosed = ({ archivedAt, cancelledAt }: Deal): boolean => Boolean(archivedAt ?? cancelledAt);
/** The client came for it, and it is done. */
const isAsked = (step: DealStep): boolean => step.clientPresent && step.state === 'done';
const isTold = (message: DealMessage, party: DealParty): boolean => TOLD.some((kind) => kind === message.kind) && message.owed.some((o) => o.key === party.id);
const aboutOf = (message: DealMessage, stepOf: (id: string) => DealStep | undefined, appointments: Appointment[]): ClientMessage['about'] =>
  (stepOf(message.subjectId) ?? stepOf(appointments.find((a) => a.id === message.subjectId)?.stepId ?? ''))?.name ?? null;

const stepView = (step: DealStep, word: ClientWord | undefined, closed: boolean): ClientStep => ({
  id: step.id, name: step.name, state: step.state as ClientStep['state'], waitsFor: step.waitsFor, clientPresent: step.clientPresent, expectedOn: step.expectedOn, finishedAt: step.finishedAt?.toISOString() ?? null,
  accompanied: word?.accompanied ?? null, asked: isAsked(step) && !word && !closed,
});
