import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Directory } from '@luyue/directory';
import { maskPhone, newId } from '@luyue/kernel';
import { checkMonths, type Context, decodeCursor, page, type Page, permit, refuse, statement, TenantDatabase, type Tx, unitsOf } from '@luyue/platform';
import { contactOf } from '../deal-contact.ts';
import { type Business, sideName } from '../deal-kinds.ts';
import { type ClosingListener, DealRecord } from '../deals/deal-record.ts';
import type { Deal } from '../deals/deal.entity.ts';
import { DealCallback } from './callback.entity.ts';
import type { CallbackStatistics, DealCallbackAttempt, DealCallbackView } from './callbacks.http.ts';
import { callbackMoves, type CallbackStatus, isUnreachable } from './callbacks.rules.ts';

export interface CallbackFilter { status: CallbackStatus; specialistUserId?: string; maxScore?: number; limit: number; cursor?: string }

const CALLBACK = { zh: '回访', en: 'callback' };
const MOST_MONTHS = 24;
const DEALS = statement('callback_deals', 'SELECT id, number, title, business FROM deal WHERE tenant_id = $1 AND id = ANY ($2)');
const STATISTICS = statement('callback_statistics', `
  SELECT to_char(archived_at AT TIME ZONE $2, 'YYYY-MM') AS month, specialist_user_id AS "specialistUserId", count(*) FILTER (WHERE status = 'planned')::int AS planned, count(*) FILTER (WHERE status = 'done')::int AS reached,
    count(*) FILTER (WHERE status = 'unreachable')::int AS unreachable, coalesce(sum(jsonb_array_length(attempts)), 0)::int AS calls, round(avg(score), 2)::float8 AS "averageScore", count(*) FILTER (WHERE score <= 2)::int AS discontent
  FROM deal_callback
  WHERE tenant_id = $1 AND archived_at >= ($3 || '-01')::timestamp AT TIME ZONE $2 AND archived_at < (($4 || '-01')::timestamp + interval '1 month') AT TIME ZONE $2 AND ($5::uuid[] IS NULL OR department_unit_id = ANY ($5))
  GROUP BY 1, 2 ORDER BY 1 DESC, 2`);

/** The supervisor calls the parties of an archived deal back (PB-3.3): counted, with what they think of it. */
@Injectable()
export class Callbacks implements ClosingListener, OnModuleInit {
  constructor(private readonly database: TenantDatabase, private readonly record: DealRecord, private readonly directory: Directory) {}

  onModuleInit(): void { this.record.askBeforeClosing(this); }

  /** With the archiving of a deal each of its parties is to be called. What was imported is past asking. */
  async dealClosing(tx: Tx, deal: Deal, to: 'archived' | 'cancelled'): Promise<void> {
    if (to !== 'archived' || deal.origin === 'import') return;
    const parties = await this.record.parties(tx, deal.id);
    await tx.insertAll(DealCallback, parties.map((party): DealCallback => {
      const { name, phone } = contactOf(party);
      return {
        tenantId: tx.tenantId, id: newId(), version: 1, dealId: deal.id, departmentUnitId: deal.departmentUnitId, specialistUserId: deal.specialistUserId, partyId: party.id, side: party.side, contactName: name, contactPhone: phone, archivedAt: tx.now, status: 'planned',
        attempts: [], score: null, comment: null, finishedAt: null,
      };
    }));
  }

  list(ctx: Context, filter: CallbackFilter): Promise<Page<DealCallbackView>> {
    const units = unitsOf(ctx, 'dealCallback.work');
    const after = decodeCursor(filter.cursor, 2);
    const planned = filter.status === 'planned';
    return this.database.read(ctx, async (tx) => {
      const query = tx.manager.createQueryBuilder(DealCallback, 'c').where('c.tenantId = :tenant AND c.status = :status', { tenant: tx.tenantId, status: filter.status });
      if (units !== 'all') query.andWhere('c.departmentUnitId = ANY (:units)', { units });
      if (filter.specialistUserId) query.andWhere('c.specialistUserId = :specialist', { specialist: filter.specialistUserId });
      if (filter.maxScore) query.andWhere('c.score <= :most', { most: filter.maxScore });
      if (after) query.andWhere(planned ? '(c.archivedAt, c.id) > (:at, :id)' : '(c.finishedAt, c.id) < (:at, :id)', { at: after[0], id: after[1] });
      const rows = await (planned ? query.orderBy('c.archivedAt').addOrderBy('c.id') : query.orderBy('c.finishedAt', 'DESC').addOrderBy('c.id', 'DESC')).limit(filter.limit + 1).getMany();
      const cut = page(rows, filter.limit, (c) => [(planned ? c.archivedAt : c.finishedAt!).toISOString(), c.id], (c) => c);
      return { ...cut, items: await this.views(tx, cut.items) };
    });
  }

  ofDeal(ctx: Context, dealId: string): Promise<{ items: DealCallbackView[] }> {
    permit(ctx, 'deal.read');
    return this.database.read(ctx, async (tx) => {
      await this.record.read(tx, dealId);
      return { items: await this.inDeal(tx, dealId) };
    });
  }

  /** The same for rooms that have asked their own permission. */
  async inDeal(tx: Tx, dealId: string): Promise<DealCallbackView[]> {
    const rows = await tx.manager.createQueryBuilder(DealCallback, 'c').where('c.tenantId = :tenant AND c.dealId = :dealId', { tenant: tx.tenantId, dealId }).orderBy('c.side', 'DESC').addOrderBy('c.id').getMany();
    return this.views(tx, rows);
  }

  /** By month of archiving and specialist, the latest month first; one question. Throws 400 for months out of order or more than two years. */
  statistics(ctx: Context, from: string, to: string): Promise<{ items: CallbackStatistics[] }> {
    const units = unitsOf(ctx, 'dealCallback.work');
    checkMonths(from, to, MOST_MONTHS);
    return this.database.read(ctx, async (tx) => {
      const [zone, users] = await Promise.all([this.directory.zone(tx), this.directory.users(tx)]);
      const rows = await tx.sql<Omit<CallbackStatistics, 'specialistName'> & Record<string, unknown>>(STATISTICS, [tx.tenantId, zone, from, to, units === 'all' ? null : units]);
      return { items: rows.map((row) => ({ ...row, specialistName: (row.specialistUserId && users.get(row.specialistUserId)?.name) || null })) };
    });
  }

  /** A score ends it; enough calls on enough days without an answer end it as unreachable. Throws 400 for somebody reached without a score, 409 once it is done. */
  attempt(ctx: Context, id: string, { outcome, score, comment, note = '' }: DealCallbackAttempt): Promise<DealCallbackView> {
    permit(ctx, 'dealCallback.work');
    return this.database.write(ctx, async (tx) => {
      const row = await tx.lock(DealCallback, id, CALLBACK);
      permit(ctx, 'dealCallback.work', row.departmentUnitId);
      if (row.status === 'done') throw refuse.conflict('callback_done', { zh: '这次回访已经做完', en: 'This callback is done' }, { clause: 'PB-3.3' });
      const reached = outcome === 'reached';
      if (reached && score === undefined) throw refuse.field('score', 'required', { zh: '打通了要记满意度，1 到 5 分', en: 'whoever is reached gives a score from 1 to 5' }, 'PB-3.3');
      if (!reached && score !== undefined) throw refuse.field('score', 'not_reached', { zh: '没打通不能记分', en: 'nobody was reached who could give one' }, 'PB-3.3');
      const attempts = [...row.attempts, { at: tx.now.toISOString(), outcome, by: ctx.userName, note }];
      if (reached) await this.move(tx, row, 'done', { attempts, score, comment: comment ?? null, finishedAt: tx.now });
      else if (row.status === 'planned' && isUnreachable(attempts, await this.needed(tx, row), await this.directory.zone(tx))) await this.move(tx, row, 'unreachable', { attempts, finishedAt: tx.now });
      else await tx.update(DealCallback, row, { attempts });
      const said = reached ? `${score} 分${comment ? `，${comment}` : ''}` : '没人接';
      await this.record.write(tx, row.dealId, { kind: 'call', title: `回访${row.contactName}`, text: [said, note].filter(Boolean).join('；'), clauseId: 'PB-3.3' });
      return (await this.views(tx, [row]))[0]!;
    });
  }

  private async move(tx: Tx, row: DealCallback, to: CallbackStatus, patch: Partial<DealCallback>): Promise<void> {
    if (!callbackMoves[row.status].includes(to)) throw refuse.transition(row.status, to, [...callbackMoves[row.status]], 'PB-3.3');
    await tx.update(DealCallback, row, { ...patch, status: to });
  }

  /** By the policy of the day when the deal was archived (R17). */
  private async needed(tx: Tx, { archivedAt }: DealCallback): Promise<{ attempts: number; days: number }> {
    const value = await this.directory.policyValues(tx, archivedAt);
    return { attempts: value<number>('pb.callback.attempts'), days: value<number>('pb.callback.attemptDays') };
  }

  private async views(tx: Tx, rows: DealCallback[]): Promise<DealCallbackView[]> {
    const [deals, users] = await Promise.all([tx.sql<{ id: string; number: string; title: string; business: Business }>(DEALS, [tx.tenantId, [...new Set(rows.map((r) => r.dealId))]]), this.directory.users(tx)]);
    const dealOf = new Map(deals.map((d) => [d.id, d]));
    return rows.map((r) => {
      const deal = dealOf.get(r.dealId)!;
      const { id, version, dealId, partyId, contactName, specialistUserId, status, attempts, score, comment } = r;
      return {
        id, version, dealId, dealNumber: deal.number, dealTitle: deal.title, partyId, sideName: sideName(deal.business, r.side), contactName, phoneMasked: maskPhone(r.contactPhone), specialistUserId, specialistName: (specialistUserId && users.get(specialistUserId)?.name) || null,
        archivedAt: r.archivedAt.toISOString(), status, attempts, score, comment, finishedAt: r.finishedAt?.toISOString() ?? null,
      };
    });
  }
}

/** Months since year 0. */
