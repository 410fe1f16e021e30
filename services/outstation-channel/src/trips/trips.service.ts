import { Injectable } from '@nestjs/common';
import { newId } from '@luyue/kernel';
import { type Context, decodeCursor, Numbers, page, type Page, permit, refuse, statement, TenantDatabase, type Tx, unitsOf } from '@luyue/platform';
import { Staff } from '../staff/staff.service.ts';
import { BusinessTrip, TripEvidence } from './trip.entity.ts';
import type { AskTrip, BusinessTripView, DecideTrip, TripEvidenceView } from './trip-views.ts';
import { tripMoves, type TripStatus } from './trips.rules.ts';

export interface TripFilter { staffId?: string; status?: TripStatus; mine?: boolean; limit: number; cursor?: string }

const TRIP = { zh: '差旅', en: 'trip' };
const OF_IDS = statement('business_trips_of_ids', 'tenant_id = $1 AND id = ANY ($2)');
const EVIDENCE = statement('trip_evidence_of_trips', 'tenant_id = $1 AND trip_id = ANY ($2) ORDER BY trip_id, counted_at, id');

/** Trips are asked for by the person and approved by headquarters (OC-3.1.4b). */
@Injectable()
export class Trips {
  constructor(private readonly database: TenantDatabase, private readonly numbers: Numbers, private readonly staff: Staff) {}

  list(ctx: Context, filter: TripFilter): Promise<Page<BusinessTripView>> {
    const units = unitsOf(ctx, 'outstationStaff.read');
    const after = decodeCursor(filter.cursor, 2);
    return this.database.read(ctx, async (tx) => {
      const query = tx.manager.createQueryBuilder(BusinessTrip, 't').where('t.tenantId = :tenant', { tenant: tx.tenantId });
      if (units !== 'all') query.andWhere('t.departmentUnitId = ANY (:units)', { units });
      if (filter.staffId) query.andWhere('t.staffId = :staff', { staff: filter.staffId });
      if (filter.mine) query.andWhere('t.staffId = :own', { own: (await this.staff.ofUser(tx, ctx.userId!))?.id ?? null });
      if (filter.status) query.andWhere('t.status = :status', { status: filter.status });
      if (after) query.andWhere('(t.fromOn, t.id) < (:on, :id)', { on: after[0], id: after[1] });
      const rows = await query.orderBy('t.fromOn', 'DESC').addOrderBy('t.id', 'DESC').limit(filter.limit + 1).getMany();
      const cut = page(rows, filter.limit, (t) => [t.fromOn, t.id], (t) => t);
      return { ...cut, items: await this.views(tx, cut.items) };
    });
  }

  /** By the person who travels. Throws 400 for days out of order. */
  async ask(ctx: Context, { purpose, destination, fromOn, toOn }: AskTrip): Promise<BusinessTripView> {
    permit(ctx, 'trip.write');
    if (toOn < fromOn) throw refuse.field('toOn', 'order', { zh: '结束日不能早于开始日', en: 'not before the first day' }, 'OC-3.1.4b');
    const number = await this.numbers.next(ctx, 'CL');
    return this.database.write(ctx, async (tx) => {
      const person = await this.staff.own(tx);
      const row = await tx.insert(BusinessTrip, { tenantId: tx.tenantId, id: newId(), version: 1, number, staffId: person.id, departmentUnitId: person.departmentUnitId, purpose, destination, fromOn, toOn, status: 'asked', askedAt: tx.now, decidedAt: null, decidedBy: null, decisionNote: null });
      return (await this.views(tx, [row]))[0]!;
    });
  }

  /** Headquarters approve or refuse, nobody their own; the person withdraws. Throws 409 for a trip that is decided. */
  decide(ctx: Context, id: string, { decision, note }: DecideTrip): Promise<BusinessTripView> {
    permit(ctx, decision === 'withdrawn' ? 'trip.write' : 'trip.approve');
    return this.database.write(ctx, async (tx) => {
      const row = await this.lock(tx, id);
      const own = (await this.staff.read(tx, row.staffId)).userId === ctx.userId;
      if (decision === 'withdrawn' ? !own : own) throw refuse.rule('PF-12', 'own_trip', { zh: '本人只能撤回自己的差旅，不能自批', en: 'Everybody withdraws their own trip and approves none of it' });
      if (!own) permit(ctx, 'trip.approve', row.departmentUnitId);
      if (!tripMoves[row.status].includes(decision)) throw refuse.transition(row.status, decision, [...tripMoves[row.status]], 'OC-3.1.4b');
      if (row.status === 'approved' && row.fromOn <= await this.staff.today(tx)) throw refuse.conflict('begun', { zh: '差旅已经开始', en: 'The trip has begun' }, { clause: 'OC-3.1.4b' });
      if (decision === 'refused' && !note) throw refuse.field('note', 'required', { zh: '不批要写理由', en: 'a refusal needs its reason' }, 'OC-3.1.4b');
      await tx.update(BusinessTrip, row, { status: decision, decidedAt: tx.now, decidedBy: ctx.userName, decisionNote: note ?? null });
      return this.view(tx, row);
    });
  }

  lock(tx: Tx, id: string): Promise<BusinessTrip> { return tx.lock(BusinessTrip, id, TRIP); }

  async view(tx: Tx, row: BusinessTrip): Promise<BusinessTripView> { return (await this.views(tx, [row]))[0]!; }

  /** Trips by id, for the claims that name them; an id that is none is not there. */
  async ofIds(tx: Tx, ids: string[]): Promise<Map<string, BusinessTrip>> {
    return new Map((await tx.rows(BusinessTrip, OF_IDS, [tx.tenantId, [...new Set(ids)]])).map((trip) => [trip.id, trip]));
  }

  private async views(tx: Tx, rows: BusinessTrip[]): Promise<BusinessTripView[]> {
    const [names, kept] = await Promise.all([this.staff.named(tx, rows.map((r) => r.staffId)), tx.rows(TripEvidence, EVIDENCE, [tx.tenantId, rows.map((r) => r.id)])]);
    return rows.map(({ id, version, number, staffId, purpose, destination, fromOn, toOn, status, askedAt, decidedAt, decidedBy, decisionNote }) => ({
      id, version, number, staffId, userId: names.get(staffId)?.userId ?? '', staffName: names.get(staffId)?.name ?? '', purpose, destination, fromOn, toOn, status, askedAt: askedAt.toISOString(), decidedAt: decidedAt?.toISOString() ?? null, decidedBy, decisionNote,
      evidence: kept.filter((each) => each.tripId === id).map(evidenceView),
    }));
  }
}

const evidenceView = ({ id, occurredAt, recordedAt, countedAt, text, latitude, longitude, accuracyM, attachmentIds }: TripEvidence): TripEvidenceView => ({
  id, occurredAt: occurredAt.toISOString(), recordedAt: recordedAt.toISOString(), countedAt: countedAt.toISOString(), text, latitude, longitude, accuracyM, attachmentIds,
});
