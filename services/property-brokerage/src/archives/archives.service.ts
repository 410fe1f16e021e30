import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Files } from '@luyue/files';
import { Directory } from '@luyue/directory';
import { dueDayAndTime, newId } from '@luyue/kernel';
import { type Obligation, ObligationList, Obligations, obligationView } from '@luyue/obligations';
import { type Context, decodeCursor, may, page, type Page, permit, refuse, statement, TenantDatabase, type Tx, unitsOf } from '@luyue/platform';
import { ArchiveFiles } from '../archive-files/archive-files.service.ts';
import { type LocationBody, placeOf } from '../archive-location.ts';
import { type ClosingListener, DealRecord, permitSpecialist, subjectOf } from '../deals/deal-record.ts';
import type { Deal } from '../deals/deal.entity.ts';
import { Deals } from '../deals/deals.service.ts';
import { DealMessages } from '../messages/messages.service.ts';
import type { StepListener } from '../steps/step-listeners.ts';
import { StepRecord } from '../steps/step-record.ts';
import type { DealAction, DealView } from '../views.ts';
import { ArchiveHanding, ArchiveItem } from './archive.entity.ts';
import { type ArchiveIntake, type ArchiveView, handingView } from './archive-views.ts';
import type { AddArchiveItem, LackingBody } from './archives.http.ts';
import { addedSince, type CatalogueLine, dutiesOfFormalities, type HandingStatus, handingMoves, type Lacking, missingOf } from './archives.rules.ts';
import { Catalogue } from './catalogue.ts';

const ITEM = { zh: '目录条目', en: 'line of the catalogue' };
const ROUNDS = statement('archive_handing_rounds', 'tenant_id = $1 AND deal_id = $2 ORDER BY round');
const DROP = statement('archive_item_drop', 'DELETE FROM archive_item WHERE tenant_id = $1 AND id = $2');
const DEALS = statement('archive_deals', `SELECT id, number, title, property->>'address' AS address, department_unit_id AS department, specialist_user_id AS specialist FROM deal WHERE tenant_id = $1 AND id = ANY ($2)`);
const ARCHIVIST = 'archivist';

/** All documents of a deal go to the archivist, whose receipt archives it (PB-4.10, reading 11, 12). */
@Injectable()
export class Archives implements StepListener, ClosingListener, OnModuleInit {
  constructor(
    private readonly database: TenantDatabase, private readonly deals: Deals, private readonly record: DealRecord, private readonly steps: StepRecord, private readonly catalogue: Catalogue, private readonly shelf: ArchiveFiles,
    private readonly messages: DealMessages, private readonly obligations: Obligations, private readonly ledger: ObligationList, private readonly directory: Directory, private readonly files: Files,
  ) {}

  onModuleInit(): void {
    this.steps.follow(this);
    this.record.askBeforeClosing(this);
  }

  get(ctx: Context, dealId: string): Promise<ArchiveView> {
    permit(ctx, 'deal.read');
    return this.database.read(ctx, async (tx) => this.view(tx, await this.record.read(tx, dealId)));
  }

  async formalitiesDone(tx: Tx, deal: Deal, at: Date): Promise<void> {
    await this.obligations.open(tx, dutiesOfFormalities({ doneAt: at }).map((owed) => ({ ...owed, subject: subjectOf(deal), unitId: deal.departmentUnitId, userId: deal.specialistUserId, origin: deal.origin })));
  }

  /** Reading 11: the clock is cancelled and opens anew at the next end; what lay with the archivist goes back. */
  async formalitiesReopened(tx: Tx, deal: Deal, reason: string): Promise<void> {
    await this.obligations.cancel(tx, { subjectId: deal.id, clauses: ['PB-4.10'] }, reason);
    await this.withdraw(tx, deal, reason);
  }

  /** Reading 12: no deal is archived while anything else of it is open. A cancelled one (reading 13) hands nothing over. */
  async dealClosing(tx: Tx, deal: Deal, to: 'archived' | 'cancelled', reason: string | null): Promise<void> {
    if (to === 'cancelled') return this.withdraw(tx, deal, reason ?? '');
    const subjects = await this.record.subjects(tx, [deal.id]);
    const open = [...(await this.ledger.ofSubjects(tx, [...subjects.keys()])).values()].flat().filter((o) => o.status === 'open');
    if (!open.length) return;
    const people = await this.ledger.people(tx);
    const owed = open.map((o) => obligationView(o, tx.now, people));
    throw refuse.rule('PB-4.10', 'obligations_open', { zh: `还有没完成的：${owed.map((o) => `${o.clauseId} ${o.label.zh}`).join('、')}`, en: `Still open: ${owed.map((o) => `${o.clauseId} ${o.label.en}`).join(', ')}` },
      { extra: { obligations: owed.map(({ id, clauseId, dueAt }) => ({ id, clauseId, dueAt })) } });
  }

  add(ctx: Context, dealId: string, { name, medium, note = '', attachmentIds = [] }: AddArchiveItem): Promise<ArchiveView> {
    return this.compile(ctx, dealId, async (tx, deal) => {
      const files = (await this.files.claim(tx, attachmentIds, { type: 'deal', id: dealId })).map((f) => f.id);
      await tx.insert(ArchiveItem, { tenantId: tx.tenantId, id: newId(), version: 1, dealId, name, medium, note, attachmentIds: files, addedAt: tx.now, addedBy: ctx.userName });
      await this.record.write(tx, deal.id, { kind: 'document', title: `归档目录增加：${name}`, text: note, clauseId: 'PB-4.10', attachmentIds: files });
    });
  }

  /** Takes back what was entered by hand. Its scans stay with the deal. */
  remove(ctx: Context, dealId: string, itemId: string): Promise<ArchiveView> {
    return this.compile(ctx, dealId, async (tx, deal) => {
      const item = await tx.lock(ArchiveItem, itemId, ITEM);
      if (item.dealId !== dealId) throw refuse.notFound(ITEM);
      await tx.sql(DROP, [tx.tenantId, itemId]);
      await this.record.write(tx, deal.id, { kind: 'document', title: `归档目录删去：${item.name}`, clauseId: 'PB-4.10' });
    });
  }

  /** With the catalogue of this moment. Throws 409 before the formalities are done or while the archivist has it, 422 naming each document that is not there. */
  handOver(ctx: Context, dealId: string, note: string): Promise<DealView> {
    return this.deals.change(ctx, dealId, 'deal.work', null, async (tx, deal) => {
      permitSpecialist(ctx, deal);
      const handings = await this.handings(tx, dealId);
      const catalogue = await this.catalogue.of(tx, deal);
      const no = handOverRefusal(deal, handings.at(-1), catalogue);
      if (no) throw no.status === 409 ? refuse.conflict(no.code, no, { clause: 'PB-4.10' }) : refuse.rule('PB-4.10', no.code, no, { allowed: missingOf(catalogue).map((l) => l.key) });
      const round = handings.length + 1;
      await tx.insert(ArchiveHanding, {
        tenantId: tx.tenantId, id: newId(), version: 1, dealId, departmentUnitId: deal.departmentUnitId, round, status: 'handed_over', catalogue, handedAt: tx.now, handedBy: ctx.userName, note, settledAt: null, settledBy: null, reason: null, lacking: [],
      });
      await this.record.write(tx, dealId, { kind: 'document', title: `资料移交资料管理员（${catalogue.length} 项）`, text: note, clauseId: 'PB-4.10' });
      const { dueAt, due } = await this.due(tx, dealId);
      await this.messages.send(tx, deal, {
        kind: 'archive_handed_over', clauseId: 'PB-4.10', unitId: deal.departmentUnitId, dueAt, values: { specialist: ctx.userName, due },
        to: [{ key: ARCHIVIST, person: 'role', role: ARCHIVIST, unitId: deal.departmentUnitId, channels: ['inapp'], copy: false }],
      });
      return 'archive-handed-over';
    });
  }

  /**
   * Meets PB-4.10 and closes the deal. Throws 409 where nothing was handed over, or something came to the deal since; 422 naming what is still open (reading 12) or that money is
   * held (reading 13).
   */
  async receive(ctx: Context, dealId: string, location: LocationBody): Promise<DealView> {
    permit(ctx, 'dealArchive.work');
    const number = await this.shelf.nextNumber(ctx);
    return this.deals.change(ctx, dealId, 'dealArchive.work', null, async (tx, deal) => {
      const handing = await this.pending(tx, dealId);
      const since = addedSince(handing.catalogue, await this.catalogue.of(tx, deal));
      if (since.length) throw refuse.conflict('catalogue_changed', { zh: `移交之后又有：${namesOf(since).zh}；请退回重新移交`, en: `Added since it was handed over: ${namesOf(since).en}; return it, so that it is handed over anew` }, { clause: 'PB-4.10' });
      await this.settle(tx, handing, 'received', {});
      const evidence = `${handing.catalogue.length} 项，${number}，${placeOf(location)}`;
      await this.obligations.meet(tx, { subjectId: dealId, clauses: ['PB-4.10'] }, { at: tx.now, note: number, evidence: [{ kind: 'fact', at: tx.now.toISOString(), by: ctx.userName, text: `资料管理员签收 ${evidence}` }] });
      await this.record.move(tx, deal, 'archived', { archivedAt: tx.now });
      await this.shelf.shelve(tx, deal, { number, location, documents: handing.catalogue.length });
      await this.record.write(tx, dealId, { kind: 'status', title: '归档', text: evidence, clauseId: 'PB-4.10' });
      return 'archived';
    });
  }

  /** Nothing was fulfilled, so that the clock runs on. Throws 400 naming what is neither of the catalogue nor a name. */
  giveBack(ctx: Context, dealId: string, named: LackingBody[]): Promise<DealView> {
    return this.deals.change(ctx, dealId, 'dealArchive.work', null, async (tx, deal) => {
      const handing = await this.pending(tx, dealId);
      const lacking = named.map((one, i) => lackingOf(handing.catalogue, one, i));
      await this.settle(tx, handing, 'returned', { lacking });
      const text = lacking.map((l) => `${l.name.zh}：${l.reason}`).join('；');
      await this.record.write(tx, dealId, { kind: 'document', title: '资料管理员退回', text, clauseId: 'PB-4.10' });
      const { dueAt, due } = await this.due(tx, dealId);
      if (deal.specialistUserId) {
        await this.messages.send(tx, deal, {
          kind: 'archive_returned', clauseId: 'PB-4.10', unitId: deal.departmentUnitId, dueAt, values: { by: ctx.userName, missing: inShort(lacking), due },
          to: [{ key: 'specialist', person: 'user', userId: deal.specialistUserId, channels: ['inapp'], copy: false }],
        });
      }
      return 'archive-returned';
    });
  }

  intake(ctx: Context, status: HandingStatus, limit: number, cursor: string | undefined): Promise<Page<ArchiveIntake>> {
    const units = unitsOf(ctx, 'dealArchive.work');
    const after = decodeCursor(cursor, 2);
    const [compare, order] = status === 'handed_over' ? ['>', 'ASC' as const] : ['<', 'DESC' as const];
    return this.database.read(ctx, async (tx) => {
      const query = tx.manager.createQueryBuilder(ArchiveHanding, 'h').where('h.tenantId = :tenant AND h.status = :status', { tenant: tx.tenantId, status });
      if (units !== 'all') query.andWhere('h.departmentUnitId = ANY (:units)', { units });
      if (after) query.andWhere(`(h.handedAt, h.id) ${compare} (:at, :id)`, { at: after[0], id: after[1] });
      const rows = await query.orderBy('h.handedAt', order).addOrderBy('h.id', order).limit(limit + 1).getMany();
      const ids = rows.map((r) => r.dealId);
      const [found, people, owed] = await Promise.all([tx.sql<{ id: string; number: string; title: string; address: string; department: string; specialist: string | null }>(DEALS, [tx.tenantId, ids]), this.ledger.people(tx), this.ledger.ofSubjects(tx, ids)]);
      const dealOf = new Map(found.map((d) => [d.id, d]));
      return page(rows, limit, (r) => [r.handedAt.toISOString(), r.id], (r) => {
        const deal = dealOf.get(r.dealId)!;
        const clock = clocksOf(owed.get(r.dealId)).at(-1);
        return {
          dealId: r.dealId, dealNumber: deal.number, dealTitle: deal.title, address: deal.address, departmentName: people.units.get(deal.department)?.name ?? '', specialistName: (deal.specialist && people.users.get(deal.specialist)?.name) || null,
          handing: handingView(r), obligation: clock ? obligationView(clock, tx.now, people) : null,
        };
      });
    });
  }

  /** The whole page, for rooms that have asked their own permission too. */
  async view(tx: Tx, deal: Deal): Promise<ArchiveView> {
    const [handings, now, file, owed, people] = await Promise.all([this.handings(tx, deal.id), this.catalogue.of(tx, deal), this.shelf.ofDeal(tx, deal.id), this.ledger.ofSubjects(tx, [deal.id]), this.ledger.people(tx)]);
    const last = handings.at(-1);
    const handed = last?.status === 'handed_over' || last?.status === 'received' ? last : undefined;
    const catalogue = handed?.catalogue ?? now;
    return {
      dealId: deal.id, state: stateOf(deal, last), catalogue, complete: !missingOf(catalogue).length, missing: missingOf(catalogue), addedSince: handed ? addedSince(handed.catalogue, now) : [], handings: handings.toReversed().map(handingView), file,
      obligations: clocksOf(owed.get(deal.id)).map((o) => obligationView(o, tx.now, people)), actions: actionsOf(tx.ctx, deal, last, now),
    };
  }

  /** A change of the catalogue, while it has not been handed over. */
  private async compile(ctx: Context, dealId: string, work: (tx: Tx, deal: Deal) => Promise<void>): Promise<ArchiveView> {
    permit(ctx, 'deal.work');
    return this.database.write(ctx, async (tx) => {
      const deal = await this.record.take(tx, dealId, 'deal.work');
      permitSpecialist(ctx, deal);
      if ((await this.handings(tx, dealId)).at(-1)?.status === 'handed_over') throw refuse.conflict('handed_over', WITH_ARCHIVIST, { clause: 'PB-4.10' });
      await work(tx, deal);
      await this.record.changed(tx, deal, 'archive-catalogue-changed');
      return this.view(tx, deal);
    });
  }

  private handings(tx: Tx, dealId: string): Promise<ArchiveHanding[]> {
    return tx.rows(ArchiveHanding, ROUNDS, [tx.tenantId, dealId]);
  }

  private async pending(tx: Tx, dealId: string): Promise<ArchiveHanding> {
    const last = (await this.handings(tx, dealId)).at(-1);
    if (last?.status !== 'handed_over') throw refuse.conflict('not_handed_over', { zh: '资料还没移交过来', en: 'The documents have not been handed over' }, { clause: 'PB-4.10' });
    return last;
  }

  private async withdraw(tx: Tx, deal: Deal, reason: string): Promise<void> {
    const last = (await this.handings(tx, deal.id)).at(-1);
    if (last?.status === 'handed_over') await this.settle(tx, last, 'withdrawn', { reason });
  }

  private async settle(tx: Tx, handing: ArchiveHanding, to: HandingStatus, patch: Partial<ArchiveHanding>): Promise<void> {
    if (!handingMoves[handing.status].includes(to)) throw refuse.transition(handing.status, to, [...handingMoves[handing.status]], 'PB-4.10');
    await tx.update(ArchiveHanding, handing, { ...patch, status: to, settledAt: tx.now, settledBy: tx.ctx.userName });
  }

  private async due(tx: Tx, dealId: string): Promise<{ dueAt: Date | null; due: string }> {
    const dueAt = clocksOf((await this.ledger.ofSubjects(tx, [dealId])).get(dealId)).find((o) => o.status === 'open')?.dueAt ?? null;
    return { dueAt, due: dueAt ? dueDayAndTime(dueAt, await this.directory.zone(tx)) : '—' };
  }
}

const WITH_ARCHIVIST = { zh: '资料已移交，资料管理员还没签收', en: 'The documents are with the archivist' };
const clocksOf = (owed: Obligation[] | undefined): Obligation[] => (owed ?? []).filter((o) => o.clauseId === 'PB-4.10');
const namesOf = (lines: CatalogueLine[]): { zh: string; en: string } => ({ zh: lines.map((l) => l.name.zh).join('、'), en: lines.map((l) => l.name.en).join(', ') });

/** As many words as a message holds; whoever needs them all has the deal. */
function inShort(lacking: Lacking[]): { zh: string; en: string } {
  const [zh, en] = [lacking.map((l) => `${l.name.zh}（${l.reason}）`).join('、'), lacking.map((l) => `${l.name.en} (${l.reason})`).join(', ')];
  return zh.length > 450 || en.length > 450 ? { zh: `${lacking[0]!.name.zh}等 ${lacking.length} 项`, en: `${lacking[0]!.name.en} and ${lacking.length - 1} more` } : { zh, en };
}

function stateOf(deal: Deal, last: ArchiveHanding | undefined): ArchiveView['state'] {
  if (deal.status === 'archived') return 'archived';
  if (deal.status !== 'formalities_done') return 'not_due';
  return last?.status === 'handed_over' || last?.status === 'returned' ? last.status : 'owed';
}

/** Why the documents cannot be handed over now; undefined where they can. */
function handOverRefusal(deal: Deal, last: ArchiveHanding | undefined, catalogue: CatalogueLine[]): { status: 409 | 422; code: string; zh: string; en: string } | undefined {
  if (deal.status !== 'formalities_done') return { status: 409, code: 'formalities_not_done', zh: '手续还没办结', en: 'The formalities are not done yet' };
  if (last?.status === 'handed_over') return { status: 409, code: 'handed_over', ...WITH_ARCHIVIST };
  const missing = missingOf(catalogue);
  if (!missing.length) return undefined;
  const named = (language: 'zh' | 'en'): string => missing.map((l) => `${l.name[language]}（${l.missing![language]}）`).join(language === 'zh' ? '、' : ', ');
  return { status: 422, code: 'incomplete', zh: `资料不齐：${named('zh')}`, en: `Documents are missing: ${named('en')}` };
}

/** Throws 400 naming the entry for a key that the catalogue does not have, and for one with neither key nor name. */
function lackingOf(catalogue: CatalogueLine[], { key, name, reason }: LackingBody, index: number): Lacking {
  const line = catalogue.find((l) => l.key === key);
  if (key !== undefined && !line) throw refuse.field(`lacking.${index}.key`, 'unknown_line', { zh: '目录里没有这一条', en: 'is no line of the catalogue' }, 'PB-4.10');
  if (line) return { key: line.key, name: line.name, reason };
  if (!name) throw refuse.field(`lacking.${index}.name`, 'required', { zh: '写明缺哪一份', en: 'say which document is lacking' }, 'PB-4.10');
  return { key: null, name: { zh: name, en: name }, reason };
}

/** What this person may do; what is not possible yet says why. */
function actionsOf(ctx: Context, deal: Deal, last: ArchiveHanding | undefined, catalogue: CatalogueLine[]): DealAction[] {
  if (deal.status !== 'formalities_done') return [];
  const no = handOverRefusal(deal, last, catalogue);
  const waits = last?.status === 'handed_over';
  return [
    ...(deal.specialistUserId === ctx.userId && !waits ? [{ action: 'hand-over-archive', ...(no ? { allowed: false, reason: { zh: no.zh, en: no.en }, clause: 'PB-4.10' } : { allowed: true }) }] : []),
    ...(may(ctx, 'dealArchive.work', deal.departmentUnitId) && waits ? [{ action: 'receive-archive', allowed: true }, { action: 'return-archive', allowed: true }] : []),
  ];
}
