import { Injectable, Module } from '@nestjs/common';
import type { Statement, Tx } from '@luyue/platform';
import type { OpenMatterView, SurveyAnswerView, SurveyTemplateView } from './views.ts';

/** A visit as other rooms see it. */
export interface VisitFacts { id: string; customerId: string; unitId: string; regionId: string | null; visitorUserId: string; visitDayId: string; day: string }
/** Something that was recorded on a visit, as the phone sent it. */
export interface RecordedFact { id: string; kind: string; body: Record<string, unknown>; at: Date; attachmentIds: string[]; replaces: string | null }

/** A room whose kind of record is taken on visits (opinion, intelligence, hand_out, survey). */
export interface VisitRecordHandler {
  /** Of which one visit has only one: two devices that fill it are a conflict. Null: any number. */
  slotOf?(body: Record<string, unknown>): string | null;
  /** In the transaction of the record; what it throws refuses the record with that problem. `replaces`: the record of the same slot whose place it takes. */
  record(tx: Tx, visit: VisitFacts, fact: RecordedFact): Promise<void>;
}
/** A day on which somebody visits: from the first check-in on (reading 3). */
export interface VisitDayFacts { id: string; visitorUserId: string; unitId: string; day: string; startedAt: Date }
/** A room that does something when somebody's day of visits begins, in the same transaction: the daily report. */
export interface DayListener { dayOpened(tx: Tx, day: VisitDayFacts): Promise<void> }
/** Open matters of customers, one question for all. */
export type OpenMatters = (tx: Tx, customerIds: string[]) => Promise<Map<string, OpenMatterView[]>>;
/** A room that does something with each visit when it begins, or with each survey when it is taken in, in the same transaction. */
export type VisitListener = (tx: Tx, visit: VisitFacts) => Promise<void>;
/** Forms of surveys in force, and what was answered last at these customers. */
export interface SurveySource { templates(tx: Tx): Promise<SurveyTemplateView[]>; last(tx: Tx, customerIds: string[]): Promise<SurveyAnswerView[]> }

/** Where rooms say at their start what they do on visits; a list in the module of visits would make a circle of the rooms. */
@Injectable()
export class VisitSeams {
  readonly handlers = new Map<string, VisitRecordHandler>();
  readonly days: DayListener[] = [];
  private readonly matters: OpenMatters[] = [];
  private readonly begun: VisitListener[] = [];
  private readonly answered: VisitListener[] = [];
  surveys: SurveySource | null = null;

  handle(kind: string, handler: VisitRecordHandler): void { this.handlers.set(kind, handler); }

  onDay(listener: DayListener): void { this.days.push(listener); }

  openMatters(source: OpenMatters): void { this.matters.push(source); }

  onVisit(listener: VisitListener): void { this.begun.push(listener); }

  onSurvey(listener: VisitListener): void { this.answered.push(listener); }

  async visitBegan(tx: Tx, visit: VisitFacts): Promise<void> { for (const listener of this.begun) await listener(tx, visit); }

  async surveyTaken(tx: Tx, visit: VisitFacts): Promise<void> { for (const listener of this.answered) await listener(tx, visit); }

  /** Of all rooms, the oldest first. */
  async mattersOf(tx: Tx, customerIds: string[]): Promise<Map<string, OpenMatterView[]>> {
    const found = new Map<string, OpenMatterView[]>();
    for (const each of await Promise.all(this.matters.map((source) => source(tx, customerIds)))) for (const [id, items] of each) found.set(id, [...(found.get(id) ?? []), ...items]);
    for (const items of found.values()) items.sort((a, b) => (a.since < b.since ? -1 : 1));
    return found;
  }
}

/** Open matters by customer, from a statement that answers `customerId, kind, id, title, since, due` for the tenant $1 and the customers $2. */
export async function mattersBy(tx: Tx, open: Statement, customerIds: string[]): Promise<Map<string, OpenMatterView[]>> {
  const found = new Map<string, OpenMatterView[]>();
  const rows = customerIds.length ? await tx.sql<{ customerId: string; kind: string; id: string; title: string; since: Date; due: Date | null }>(open, [tx.tenantId, customerIds]) : [];
  for (const { customerId, since, due, ...matter } of rows) found.set(customerId, [...(found.get(customerId) ?? []), { ...matter, since: since.toISOString(), dueAt: due?.toISOString() ?? null }]);
  return found;
}

@Module({ providers: [VisitSeams], exports: [VisitSeams] })
export class VisitSeamsModule {}
