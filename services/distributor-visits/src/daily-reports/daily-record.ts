import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Directory } from '@luyue/directory';
import { dayAndTime } from '@luyue/kernel';
import { Obligations } from '@luyue/obligations';
import { refuse, statement, type Tx } from '@luyue/platform';
import { AssembledReports, type ReportItem } from '@luyue/reports';
import { Cards } from '../cards/cards.service.ts';
import { CustomerRecord } from '../customers/customer-record.ts';
import { type DayListener, type VisitDayFacts, VisitSeams } from '../visit-seams.ts';
import { Visits } from '../visits/visits.service.ts';
import { DailyMatter, DailyReport } from './daily-report.entity.ts';
import { DAILY, type DayFact, dailyDuties, type DayVisit, matterLine, matterMoves, recordLine, visitLine } from './daily-reports.rules.ts';

// What was written down on the visits, by part of the report; the rooms of opinions and intelligence keep following it. What was taken back was not handed out.
const OPINIONS = statement('daily_opinions_of_visits', `
  SELECT id, visit_id AS "visitId", CASE kind WHEN 'suggestion' THEN 'opinions.suggestions' WHEN 'wish' THEN 'opinions.wishes' ELSE 'opinions.opinions' END AS part, 'visit_opinion' AS type, number,
    concat_ws(' ', CASE WHEN maker = 'other' THEN maker_name END, product) AS about, content
  FROM visit_opinion WHERE tenant_id = $1 AND visit_id = ANY ($2) AND status <> 'withdrawn' ORDER BY raised_at, id`);
const INTELLIGENCE = statement('daily_intelligence_of_visits', `
  SELECT i.id, i.visit_id AS "visitId", CASE i.kind WHEN 'competitor_policy' THEN 'market.policies' WHEN 'competitor_move' THEN 'market.moves' WHEN 'new_product' THEN 'market.moves' ELSE 'market.prices' END AS part, 'visit_intelligence' AS type, i.number,
    concat_ws(' ', c.name, i.product, to_char(i.price_fen / 100.0, 'FM999,999,999,990.00') || ' 元' || CASE WHEN i.price_per IS NULL THEN '' ELSE '/' || i.price_per END) AS about, i.content
  FROM visit_intelligence i LEFT JOIN competitor c ON c.tenant_id = $1 AND c.id = i.competitor_id WHERE i.tenant_id = $1 AND i.visit_id = ANY ($2) AND i.status <> 'refuted' ORDER BY i.occurred_at, i.id`);
const HAND_OUTS = statement('daily_hand_outs_of_visits', `
  SELECT id, visit_id AS "visitId", 'other.other' AS part, 'item_hand_out' AS type, number, '' AS about,
    '发放' || (SELECT string_agg((l.line ->> 'name') || ' × ' || (l.line ->> 'quantity'), '、' ORDER BY l.at) FROM jsonb_array_elements(lines) WITH ORDINALITY AS l(line, at)) || CASE WHEN received_by = '' THEN '' ELSE '，' || received_by || '签收' END AS content
  FROM item_hand_out WHERE tenant_id = $1 AND visit_id = ANY ($2) AND status = 'handed_out' ORDER BY handed_at, id`);
interface Noted { [column: string]: unknown; id: string; visitId: string; part: string; type: string; number: string; about: string; content: string }
const MATTERS = statement('daily_matters_of_reports', 'tenant_id = $1 AND report_id = ANY ($2) ORDER BY report_id, position');

/** The days of visitors for the rooms of reports: begun by the room of visits, filled by what other rooms have to tell, with matters that may go up. */
@Injectable()
export class DailyRecord implements DayListener, OnModuleInit {
  private readonly days: DayListener[] = [];

  constructor(private readonly directory: Directory, private readonly obligations: Obligations, private readonly reports: AssembledReports, private readonly visits: Visits, private readonly cards: Cards, private readonly customers: CustomerRecord, private readonly seams: VisitSeams) {}

  onModuleInit(): void {
    this.reports.declare(DAILY, (tx, { id }) => this.assemble(tx, id));
    this.seams.onDay(this);
  }

  /** A room of reports says at its start that it hears of a day's report. */
  onDay(room: DayListener): void { this.days.push(room); }

  /** The first check-in of a day, whose report the room of visits has just made owed (DV-9a): its draft. One for all customers of the visitor (reading 3); its id is that of the day. */
  async dayOpened(tx: Tx, day: VisitDayFacts): Promise<void> {
    const { name, staffNumber } = await this.directory.user(tx, day.visitorUserId);
    await this.reports.draft(tx, {
      kind: DAILY.kind, id: day.id, subjectId: day.visitorUserId, period: day.day, unitId: day.unitId, number: `RB${day.day.replaceAll('-', '')}-${staffNumber || name}`, title: `${name} ${day.day}`, author: { id: day.visitorUserId, name },
    });
    await tx.insert(DailyReport, { tenantId: tx.tenantId, id: day.id, version: 1, unitId: day.unitId, triageDueAt: null });
    for (const room of this.days) await room.dayOpened(tx, day);
  }

  /** Opens what a fact of a day sets going; answers when it is due. */
  async owe(tx: Tx, subject: { id: string; number: string; title: string }, fact: DayFact, owner: { unitId: string; userId: string | null }, type = 'daily_report'): Promise<Date | null> {
    const [opened] = await this.obligations.open(tx, dailyDuties(fact).map((duty) => ({ ...duty, subject: { type, id: subject.id, number: subject.number, title: subject.title }, ...owner })));
    return opened?.dueAt ?? null;
  }

  /** R16: whoever holds the role for the unit, else the next level up; a person where there is one alone. */
  async ownerOf(tx: Tx, role: string, unitId: string): Promise<{ unitId: string; userId: string | null }> {
    const [{ users, levelsUp }, unit] = await Promise.all([this.directory.holders(tx, role, unitId), this.directory.unit(tx, unitId)]);
    return { unitId: users.length ? unit.path.at(-1 - levelsUp) ?? unitId : unitId, userId: users.length === 1 ? users[0]!.id : null };
  }

  /** The visits of a day, each with the version of the customer card that it brought. */
  async visitsOf(tx: Tx, dayId: string): Promise<DayVisit[]> {
    const visits = await this.visits.ofDay(tx, dayId);
    const [cards, customers] = await Promise.all([this.cards.ofVisits(tx, visits.map((v) => v.id)), this.customers.ofIds(tx, visits.map((v) => v.customerId))]);
    const versions = new Map(cards.map((card) => [card.visitId, card.number]));
    return visits.map((v) => ({ id: v.id, customerId: v.customerId, customerName: customers.get(v.customerId)?.name ?? '', checkInAt: v.checkedInAt, recordedAt: new Date(v.checkIn.recordedAt), checkOutAt: v.checkedOutAt, effect: v.effect, cardVersion: versions.get(v.id) ?? null }));
  }

  /** The cards of the day go to the supervisor with its report, and change no more. */
  sealCards(tx: Tx, visits: DayVisit[]): Promise<void> { return this.cards.seal(tx, visits.map((v) => v.id)); }

  /** All that the records say of a day, by part: a statement for each source, whatever the number of visits. */
  private async assemble(tx: Tx, dayId: string): Promise<Record<string, ReportItem[]>> {
    const [visits, matters, zone] = await Promise.all([this.visitsOf(tx, dayId), this.matters(tx, [dayId]), this.directory.zone(tx)]);
    const ids = visits.map((v) => v.id);
    const [records, ...noted] = await Promise.all([this.visits.records(tx, ids), ...[OPINIONS, INTELLIGENCE, HAND_OUTS].map((source) => tx.sql<Noted>(source, [tx.tenantId, ids]))]);
    const nameOf = new Map(visits.map((v) => [v.id, v.customerName]));
    const items: Record<string, ReportItem[]> = {
      'visits.visits': visits.map((visit) => visitLine(visit, (at) => dayAndTime(at, zone).slice(6))), 'matters.matters': matters.map(matterLine),
      'effect.effect': visits.flatMap((v) => (v.effect ? [{ text: `${v.customerName}：${v.effect}`, ref: { type: 'visit', id: v.id } }] : [])),
    };
    for (const { visitId, kind, status, body } of records) {
      const line = status === 'applied' ? recordLine(kind, body) : null;
      if (line) (items[line.part] ??= []).push({ text: `${nameOf.get(visitId)!}：${line.text}`, ref: { type: 'visit', id: visitId } });
    }
    for (const { id, visitId, part, type, number, about, content } of noted.flat()) (items[part] ??= []).push({ text: `${nameOf.get(visitId)!}：${about ? `${about}，` : ''}${content}`, ref: { type, id, number } });
    return items;
  }

  /** Matters of these reports, in their order. */
  matters(tx: Tx, reportIds: string[]): Promise<DailyMatter[]> { return tx.rows(DailyMatter, MATTERS, [tx.tenantId, reportIds]); }

  /** A matter that goes up (DV-11). Throws 400 naming `matterId` for one that there is not, 409 for one that the unit solves or that has its report. */
  async beyond(tx: Tx, matterId: string): Promise<DailyMatter> {
    const matter = await tx.find(DailyMatter, matterId, { lock: true });
    if (!matter) throw refuse.field('matterId', 'unknown_matter', { zh: '没有这个事项', en: 'no such matter' }, 'DV-11');
    if (matter.state !== 'beyond') throw refuse.conflict('matter_not_beyond', { zh: '主管还没有判定这个事项超出本单位', en: 'The supervisor has not marked it beyond the unit' }, { clause: 'DV-9b', allowed: ['beyond'] });
    if (matter.urgentReportId) throw refuse.conflict('matter_filed', { zh: '这个事项已经有紧急报告', en: 'It has its urgent report already' }, { clause: 'DV-11', extra: { urgentReportId: matter.urgentReportId } });
    return matter;
  }

  async takeUp(tx: Tx, matter: DailyMatter, urgentReportId: string): Promise<void> { await tx.update(DailyMatter, matter, { urgentReportId }); }

  /** Its urgent report was dropped: to be sorted anew. Its clock runs on from where it began (DV-11), until the supervisor says that the unit solves it. */
  async putBack(tx: Tx, matterId: string): Promise<void> {
    const matter = await tx.lock(DailyMatter, matterId);
    if (!matterMoves[matter.state].includes('unsorted')) throw refuse.transition(matter.state, 'unsorted', [...matterMoves[matter.state]], 'DV-9b');
    await tx.update(DailyMatter, matter, { state: 'unsorted', urgentReportId: null, sortedAt: null, sortedBy: null, note: '' });
  }
}
