import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Directory } from '@luyue/directory';
import { addDays, periodOf } from '@luyue/kernel';
import { RecurringDuties } from '@luyue/obligations';
import { type Context, type Page, permit, refuse, TenantDatabase, type Tx, unitsOf } from '@luyue/platform';
import { type CardStatus, type DecideCardAppeal, type DeductPoints, type ScoreCard, type ScoreCardRow, Scorecards, type ScoreManually, Schemes, type SchemeItem, type ScoreSchemeView } from '@luyue/scorecards';
import { Conduct } from '../conduct/conduct.service.ts';
import type { Posting } from '../postings/posting.entity.ts';
import { type PostingListener, Postings } from '../postings/postings.service.ts';
import type { OutstationStaff } from '../staff/staff.entity.ts';
import { type LeavingListener, Staff, type StaffListener } from '../staff/staff.service.ts';
import { ClaimChecks, type ScoredMonths } from '../travel-claims/claim-checks.ts';
import type { OpenScores, PublishStaffScheme, StaffScoreView } from './scores.http.ts';
import { SCORE_FACTS, STAFF_SCORE, SCORED_CLAUSES, type Taken, takenOff } from './scores.rules.ts';

export interface ScoreFilter { userId?: string; period?: string; status?: CardStatus; limit: number; cursor?: string }
/** Told in the transaction in which a score is closed, or an appeal against it is decided. */
export interface ScoreListener { scoreFixed(tx: Tx, staff: OutstationStaff, card: ScoreCard): Promise<void> }

/** The monthly score of everybody who is posted (OC-1.3): the ledger by a versioned scheme, people's scores with reasons, deductions, closed by the due day. */
@Injectable()
export class Scores implements PostingListener, LeavingListener, StaffListener, ScoredMonths, OnModuleInit {
  private readonly listeners: ScoreListener[] = [];

  constructor(
    private readonly database: TenantDatabase, private readonly directory: Directory, private readonly duties: RecurringDuties, private readonly schemesOf: Schemes, private readonly cards: Scorecards, private readonly staff: Staff,
    private readonly postings: Postings, private readonly conduct: Conduct, private readonly claims: ClaimChecks,
  ) {}

  onModuleInit(): void {
    this.postings.hear(this);
    this.staff.hearLeaving(this);
    this.staff.hear(this);
    this.claims.scoredBy(this);
  }

  /** A room says at its start that it hears of scores; a list in the module would make a circle of the rooms. */
  hear(room: ScoreListener): void { this.listeners.push(room); }

  /** With the first posting the scores begin to be owed, by the channel engineer over the person. */
  async postingOpened(tx: Tx, { startsOn }: Posting, { id, engineerUserId, departmentUnitId }: OutstationStaff): Promise<void> {
    const name = (await this.staff.named(tx, [id])).get(id)!.name;
    await this.duties.begin(tx, [{ clauseId: 'OC-1.3', parameter: 'oc.score.dueDay', every: { by: 'oc.score.everyMonths' }, subject: { type: 'outstation_staff', id, number: name, title: `${name} 月度考核` }, unitId: departmentUnitId, userId: engineerUserId, beginsOn: startsOn }]);
  }

  async staffLeaving(tx: Tx, { id, leavingReason }: OutstationStaff, on: string): Promise<void> {
    await this.duties.end(tx, { subjectId: id, clauses: ['OC-1.3'] }, { on: addDays(on, -1), reason: leavingReason ?? '离职' });
  }

  /** R15: whoever leads the person now owes their scores. */
  engineerChanged(tx: Tx, { id, engineerUserId }: OutstationStaff): Promise<void> { return this.duties.reassign(tx, { subjectId: id, clauses: ['OC-1.3'] }, { userId: engineerUserId }); }

  /** Locks the card, so that it is not closed while something is still being taken off it. */
  async isClosed(tx: Tx, staffId: string, month: string): Promise<boolean> {
    const card = await this.cards.lockOf(tx, STAFF_SCORE, (await this.staff.read(tx, staffId)).userId, `${month}-01`);
    return card !== null && card.status !== 'draft';
  }

  schemes(ctx: Context): Promise<{ items: ScoreSchemeView[] }> {
    permit(ctx, 'staffScore.read');
    return this.database.read(ctx, async (tx) => ({ items: await this.schemesOf.list(tx, STAFF_SCORE) }));
  }

  /** The next version of the performance regime. Throws 422 naming each fault; only what the person owes by the rulebook can be weighed. */
  publishScheme(ctx: Context, { staffKind, items, effectiveFrom, reason }: PublishStaffScheme): Promise<{ items: ScoreSchemeView[] }> {
    permit(ctx, 'staffScore.scheme');
    const foreign = items.flatMap((item) => item.clauses ?? []).filter((id) => !SCORED_CLAUSES.some((known) => known === id));
    if (foreign.length) throw refuse.field('items', 'not_owed', { zh: `外派人员不承担：${foreign.join('、')}`, en: `not owed by outstation staff: ${foreign.join(', ')}` }, 'OC-1.3');
    return this.database.write(ctx, async (tx) => {
      await this.schemesOf.publish(tx, { kind: STAFF_SCORE, scope: staffKind ?? '', items: items as SchemeItem[], reason, clauseId: 'OC-1.3', facts: SCORE_FACTS, ...(effectiveFrom && { effectiveFrom: new Date(effectiveFrom) }) });
      return { items: await this.schemesOf.list(tx, STAFF_SCORE) };
    });
  }

  list(ctx: Context, { userId, ...filter }: ScoreFilter): Promise<Page<ScoreCardRow>> {
    const units = unitsOf(ctx, 'staffScore.read');
    return this.database.read(ctx, (tx) => this.cards.list(tx, { kind: STAFF_SCORE, units, subjectId: userId, ...filter }));
  }

  get(ctx: Context, id: string): Promise<StaffScoreView> {
    permit(ctx, 'staffScore.read');
    return this.database.read(ctx, async (tx) => {
      const card = await this.cards.get(tx, STAFF_SCORE, id);
      permit(ctx, 'staffScore.read', card.unitId);
      return this.view(tx, card);
    });
  }

  /** Everybody posted on a day of the period has a card, under the scheme of their kind; drafts are brought up to date. Throws 409 while no scheme is in force, 400 for a month to come. */
  open(ctx: Context, { departmentUnitId, month }: OpenScores): Promise<{ items: ScoreCardRow[] }> {
    permit(ctx, 'staffScore.write', departmentUnitId);
    return this.database.write(ctx, async (tx) => {
      await this.directory.unit(tx, departmentUnitId, 'departmentUnitId');
      const period = await this.periodOf(tx, month);
      if (period.from > await this.staff.today(tx)) throw refuse.field('month', 'future', { zh: '还没到这个月', en: 'that month has not come yet' }, 'OC-1.3');
      const ids = [...new Set((await this.postings.posted(tx, { from: period.from, to: period.to })).map((p) => p.staffId))];
      const people = [...(await this.staff.named(tx, ids)).values()].filter((person) => person.departmentUnitId === departmentUnitId);
      const cards: ScoreCard[] = [];
      for (const kind of new Set(people.map((p) => p.kind))) {
        const subjects = people.filter((p) => p.kind === kind).map((p) => ({ id: p.userId, name: p.name, unitId: p.departmentUnitId }));
        cards.push(...await this.cards.open(tx, { kind: STAFF_SCORE, scope: kind, period, subjects, clauseId: 'OC-1.3' }));
      }
      await this.cards.refresh(tx, cards);
      const { items } = await this.cards.list(tx, { kind: STAFF_SCORE, units: [departmentUnitId], period: period.label, limit: 200 });
      return { items };
    });
  }

  score(ctx: Context, id: string, item: string, { score, reason }: ScoreManually): Promise<StaffScoreView> {
    return this.change(ctx, id, 'staffScore.write', async (tx, card) => { await this.cards.score(tx, card, item, score, reason, 'OC-1.3'); });
  }

  deduct(ctx: Context, id: string, { points, reason }: DeductPoints): Promise<StaffScoreView> {
    return this.change(ctx, id, 'staffScore.write', async (tx, card) => { await this.cards.deduct(tx, card, points, reason, 'OC-1.3'); });
  }

  /** Counts the ledger a last time, takes conduct and falsified vouchers off, fixes the total and tells the person. Meets the period's duty. Throws 409 before the period is over. */
  close(ctx: Context, id: string): Promise<StaffScoreView> {
    return this.change(ctx, id, 'staffScore.write', async (tx, card, staff) => {
      if (card.periodTo >= await this.staff.today(tx)) throw refuse.conflict('period_not_over', { zh: '这一期还没过完', en: 'The period is not over' }, { clause: 'OC-1.3' });
      if (card.status === 'draft') {
        await this.cards.refresh(tx, [card]);
        for (const { points, reason } of await this.taken(tx, card, staff)) await this.cards.deduct(tx, card, points, reason, 'OC-1.3');
      }
      await this.cards.close(tx, card, 'OC-1.3');
      await this.cards.publish(tx, card, 'OC-1.3');
      const text = `${card.period} 得分 ${(card.totalHundredths ?? 0) / 100}`;
      await this.duties.complete(tx, { subjectId: staff.id, clauseId: 'OC-1.3', on: card.periodFrom }, { at: tx.now, note: text, evidence: [{ kind: 'fact', at: tx.now.toISOString(), by: ctx.userName, text }] });
      await this.tell(tx, staff, card);
    });
  }

  /** By the person, once. Throws 422 for anybody else. */
  appeal(ctx: Context, id: string, { reason }: { reason: string }): Promise<StaffScoreView> {
    return this.change(ctx, id, 'ownPost.work', async (tx, card) => {
      if (card.subjectId !== ctx.userId) throw refuse.rule('OC-1.3', 'not_your_score', { zh: '只能对自己的考核提出申诉', en: 'Everybody appeals against their own score' });
      await this.cards.appeal(tx, card, reason, 'OC-1.3');
    });
  }

  /** By headquarters. */
  decide(ctx: Context, id: string, body: DecideCardAppeal): Promise<StaffScoreView> {
    return this.change(ctx, id, 'rotation.decide', async (tx, card, staff) => {
      await this.cards.decide(tx, card, body, 'OC-1.3');
      await this.tell(tx, staff, card);
    });
  }

  private change(ctx: Context, id: string, permission: string, work: (tx: Tx, card: ScoreCard, staff: OutstationStaff) => Promise<void>): Promise<StaffScoreView> {
    permit(ctx, permission);
    return this.database.write(ctx, async (tx) => {
      const card = await this.cards.lock(tx, STAFF_SCORE, id);
      permit(ctx, permission, card.unitId);
      if (permission === 'staffScore.write' && card.subjectId === ctx.userId) throw refuse.rule('PF-12', 'own_score', { zh: '不能给自己考核', en: 'Nobody scores themself' });
      await work(tx, card, await this.staff.employedAs(tx, card.subjectId, card.periodTo));
      return this.view(tx, card);
    });
  }

  private async tell(tx: Tx, staff: OutstationStaff, card: ScoreCard): Promise<void> {
    for (const room of this.listeners) await room.scoreFixed(tx, staff, card);
  }

  private async taken(tx: Tx, { periodFrom, periodTo }: ScoreCard, { id }: OutstationStaff): Promise<Taken[]> {
    const [conduct, falsified] = await Promise.all([this.conduct.upheld(tx, [id], periodFrom, periodTo), this.claims.falsified(tx, [id], periodFrom.slice(0, 7), periodTo.slice(0, 7))]);
    return takenOff(conduct, falsified);
  }

  private async view(tx: Tx, card: ScoreCard): Promise<StaffScoreView> {
    const pending = card.status === 'draft' ? await this.taken(tx, card, await this.staff.employedAs(tx, card.subjectId, card.periodTo)) : [];
    return { ...this.cards.view(card), pending };
  }

  private async periodOf(tx: Tx, month: string) {
    const value = await this.directory.policyValues(tx);
    return periodOf(`${month}-01`, value<number>('oc.score.everyMonths'));
  }
}
