import { Injectable, Module } from '@nestjs/common';
import { DealChanged, make } from '@luyue/contracts';
import { newId, tailOf } from '@luyue/kernel';
import { may, refuse, statement, type Context, type Tx } from '@luyue/platform';
import type { ClauseId } from '@luyue/regulations';
import { keyOf } from '@luyue/search';
import { Deal, DealEntry, DealParty } from './deal.entity.ts';
import { dealMoves, type DealStatus, isClosed } from './deals.rules.ts';

const PARTIES = statement('deal_parties', 'tenant_id = $1 AND deal_id = $2 ORDER BY side DESC, position');
/** The deal $2 itself and what hangs on it, as an array that obligation_subject is asked with: with OR, everything that the company owes would be walked. */
export const HANGING = 'ARRAY(SELECT $2::uuid UNION ALL SELECT s.subject_id FROM deal_subject s WHERE s.tenant_id = $1 AND s.deal_id = $2)';
const SET_CLOCK = statement('deal_clock_set', `
  UPDATE deal SET version = version + 1, (clock_due_at, clock_risk_at) = (SELECT min(o.due_at), min(o.risk_at) FROM obligation o WHERE o.tenant_id = $1 AND o.status = 'open' AND o.subject_id = ANY (${HANGING}))
  WHERE tenant_id = $1 AND id = $2 AND version = $3 RETURNING clock_due_at AS due, clock_risk_at AS risk`);
const PUT_SUBJECTS = statement('deal_subjects_put', 'INSERT INTO deal_subject (tenant_id, deal_id, subject_id) SELECT $1, $2, unnest($3::uuid[]) ON CONFLICT DO NOTHING');
const OWING = statement('deal_owing', `
  SELECT o.subject_id AS "subjectId", array_agg(DISTINCT o.clause_id) AS clauses FROM obligation o WHERE o.tenant_id = $1 AND o.status = 'open' AND ($3::uuid IS NULL OR o.owner_user_id = $3)
    AND o.subject_id = ANY (${HANGING}) GROUP BY o.subject_id ORDER BY o.subject_id`);
const SUBJECTS = statement('deal_subjects', 'SELECT subject_id AS id, deal_id AS deal FROM deal_subject WHERE tenant_id = $1 AND deal_id = ANY ($2)');
const LATEST = statement('deal_latest_lines', `
  SELECT DISTINCT ON (clause_id) clause_id AS clause, at, by_name AS by, title FROM deal_entry WHERE tenant_id = $1 AND deal_id = $2 AND clause_id = ANY ($3) ORDER BY clause_id, at DESC, id DESC`);
const DROP_KEYS = statement('deal_keys_drop', 'DELETE FROM deal_key WHERE tenant_id = $1 AND deal_id = $2');
const PUT_KEYS = statement('deal_keys_put', `
  INSERT INTO deal_key (tenant_id, deal_id, kind, key) SELECT $1, $2, k.kind, k.key FROM unnest($3::text[], $4::text[]) AS k(kind, key) ON CONFLICT DO NOTHING`);
const DROP_PARTIES = statement('deal_parties_drop', 'DELETE FROM deal_party WHERE tenant_id = $1 AND deal_id = $2');
const DEAL = { zh: '成交', en: 'deal' };

export interface Line { kind: DealEntry['kind']; title: string; text?: string; clauseId?: string; attachmentIds?: string[]; at?: Date; by?: string }

/** A room that has a say, or something to end, when a deal closes. */
export interface ClosingListener {
  /** In the transaction of the closing, before it: throws what refuses it (reading 12, 13). `reason` is that of a cancellation. */
  dealClosing(tx: Tx, deal: Deal, to: 'archived' | 'cancelled', reason: string | null): Promise<void>;
}

/** Who may do something to a deal holds the permission for its shop or for the department that carries it on. Throws 403 naming the permission. */
export function permitDeal(ctx: Context, permission: string, deal: Pick<Deal, 'shopUnitId' | 'departmentUnitId'>): void {
  if (!may(ctx, permission, deal.shopUnitId) && !may(ctx, permission, deal.departmentUnitId)) throw refuse.forbidden(permission);
}

/** PB-3.2: only the specialist who was named works on the deal. Throws 422 naming the clause for anybody else. */
export function permitSpecialist(ctx: Context, deal: Pick<Deal, 'specialistUserId'>): void {
  if (!deal.specialistUserId || deal.specialistUserId !== ctx.userId) throw refuse.rule('PB-3.2', 'not_the_specialist', { zh: '只有这单的专员本人能办', en: 'Only the specialist of this deal does that' });
}

/** What every room does with a deal: take it, move it by the one transition table, write its timeline, say that it changed. */
@Injectable()
export class DealRecord {
  private readonly closing: ClosingListener[] = [];

  /** A room says at its start that it is asked before a deal closes; a list in the module would make a circle of the rooms. */
  askBeforeClosing(room: ClosingListener): void { this.closing.push(room); }

  /** Takes the deal for a change; 404 for an unknown id, 409 for one that is archived or cancelled. */
  async take(tx: Tx, id: string, permission: string): Promise<Deal> {
    const deal = await tx.lock(Deal, id, DEAL);
    permitDeal(tx.ctx, permission, deal);
    if (isClosed(deal.status)) throw refuse.conflict('deal_closed', deal.status === 'archived' ? { zh: '已归档，不再改动', en: 'It is archived and changes no more' } : { zh: '已取消，不再改动', en: 'It is cancelled and changes no more' });
    return deal;
  }

  /** Reads it; 404 for an unknown id, 403 outside the units that the permission reaches. */
  async read(tx: Tx, id: string, permission = 'deal.read'): Promise<Deal> {
    const deal = await tx.get(Deal, id, DEAL);
    permitDeal(tx.ctx, permission, deal);
    return deal;
  }

  /** Reads it; asks no permission: for rooms that have asked their own. */
  get(tx: Tx, id: string): Promise<Deal> { return tx.get(Deal, id, DEAL); }

  /** The deal, taken for a change; asks no permission: for events and rooms that have asked their own. */
  lock(tx: Tx, id: string): Promise<Deal> { return tx.lock(Deal, id, DEAL); }

  parties(tx: Tx, dealId: string): Promise<DealParty[]> {
    return tx.rows(DealParty, PARTIES, [tx.tenantId, dealId]);
  }

  /** The party that somebody pays, or is paid. Throws 400 naming `field` for one that is not of this deal. */
  async party(tx: Tx, dealId: string, id: string, field: string): Promise<DealParty> {
    const party = (await this.parties(tx, dealId)).find((p) => p.id === id);
    if (!party) throw refuse.field(field, 'unknown_party', { zh: '不是这单的当事人', en: 'is no party of the deal' });
    return party;
  }

  /** A new deal with its parties, and what it is found by. */
  async insert(tx: Tx, deal: Deal, parties: DealParty[]): Promise<Deal> {
    await Promise.all([tx.insert(Deal, deal), tx.insertAll(DealParty, parties), this.putKeys(tx, deal, parties)]);
    return deal;
  }

  /** Other parties, or the same ones corrected; who keeps side and position keeps the id. */
  async replaceParties(tx: Tx, deal: Deal, before: DealParty[], after: DealParty[]): Promise<void> {
    const kept = after.map((party) => ({ ...party, id: before.find((p) => p.side === party.side && p.position === party.position)?.id ?? party.id }));
    await Promise.all([tx.sql(DROP_PARTIES, [tx.tenantId, deal.id]), tx.insertAll(DealParty, kept), this.putKeys(tx, deal, kept)]);
  }

  /** Numbers and phones, for whoever types digits. */
  private async putKeys(tx: Tx, deal: Deal, parties: DealParty[]): Promise<void> {
    const phones = parties.flatMap((p) => [p.phone, ...(p.representative ? [p.representative.phone] : [])]).map(tailOf);
    const keys: [kind: string, key: string][] = [['number', keyOf(deal.number)], ['contract', keyOf(deal.contractNumber)], ...[...new Set(phones)].map((tail): [string, string] => ['phone', tail])];
    await Promise.all([tx.sql(DROP_KEYS, [tx.tenantId, deal.id]), tx.sql(PUT_KEYS, [tx.tenantId, deal.id, keys.map(([kind]) => kind), keys.map(([, key]) => key)])]);
  }

  /** Says that these rows hang on the deal: their obligations are shown with it, move its clock, and end with it. */
  async hang(tx: Tx, dealId: string, subjectIds: string[]): Promise<void> { await tx.sql(PUT_SUBJECTS, [tx.tenantId, dealId, subjectIds]); }

  /** What hangs on these deals and the deals themselves: the subject's id with the deal's. */
  async subjects(tx: Tx, dealIds: string[]): Promise<Map<string, string>> {
    const rows = dealIds.length ? await tx.sql<{ id: string; deal: string }>(SUBJECTS, [tx.tenantId, dealIds]) : [];
    return new Map([...dealIds.map((id): [string, string] => [id, id]), ...rows.map((r): [string, string] => [r.id, r.deal])]);
  }

  /** Which subjects of the deal owe something, and under which clauses; with `userId` what this person owes. */
  owing(tx: Tx, dealId: string, userId: string | null = null): Promise<{ subjectId: string; clauses: ClauseId[] }[]> {
    return tx.sql<{ subjectId: string; clauses: ClauseId[] }>(OWING, [tx.tenantId, dealId, userId]);
  }

  /** Changes what is no status. */
  async patch(tx: Tx, deal: Deal, patch: Partial<Omit<Deal, 'status'>>): Promise<void> { await tx.update(Deal, deal, patch); }

  /** Moves the deal by the transition table; throws 409 naming the moves that are allowed, and what a room refuses where it closes. */
  async move(tx: Tx, deal: Deal, to: DealStatus, patch: Partial<Deal> = {}): Promise<void> {
    const allowed = dealMoves[deal.status as DealStatus];
    if (!allowed.includes(to)) throw refuse.transition(deal.status, to, [...allowed]);
    if (isClosed(to)) for (const room of this.closing) await room.dealClosing(tx, deal, to as 'archived' | 'cancelled', patch.cancelReason ?? null);
    await tx.update(Deal, deal, { ...patch, status: to });
  }

  async write(tx: Tx, dealId: string, line: Line): Promise<DealEntry> {
    return tx.insert(DealEntry, {
      tenantId: tx.tenantId, id: newId(), version: 1, dealId, at: line.at ?? tx.now, kind: line.kind, byName: line.by ?? tx.ctx.userName, title: line.title, text: line.text ?? '', clauseId: line.clauseId ?? null, attachmentIds: line.attachmentIds ?? [],
    });
  }

  /** The latest line of the timeline under each of these clauses. */
  latest(tx: Tx, dealId: string, clauses: readonly ClauseId[]): Promise<{ clause: ClauseId; at: Date; by: string; title: string }[]> {
    return tx.sql<{ clause: ClauseId; at: Date; by: string; title: string }>(LATEST, [tx.tenantId, dealId, clauses]);
  }

  /** After obligations changed: the list's clock follows the earliest that is still open. Publishes the change. Throws 412 when someone else was faster. */
  async changed(tx: Tx, deal: Deal, change: string): Promise<void> {
    const [clock] = await tx.sql<{ due: Date | null; risk: Date | null }>(SET_CLOCK, [tx.tenantId, deal.id, deal.version]);
    if (!clock) throw refuse.stale();
    Object.assign(deal, { clockDueAt: clock.due, clockRiskAt: clock.risk, version: deal.version + 1 });
    tx.publish(make(DealChanged, {
      dealId: deal.id, version: deal.version, number: deal.number, status: deal.status, shopUnitId: deal.shopUnitId, departmentUnitId: deal.departmentUnitId, specialistUserId: deal.specialistUserId, change, at: tx.now.toISOString(),
    }));
  }
}

/** The deal as obligations and messages name it. */
export const subjectOf = (deal: Pick<Deal, 'id' | 'number' | 'title' | 'property'>) => ({ type: 'deal', id: deal.id, number: deal.number, title: deal.title, place: deal.property.address });

/** Apart from the room's own module, so that the rooms which a deal leads to can write on it. */
@Module({ providers: [DealRecord], exports: [DealRecord] })
export class DealRecordModule {}
