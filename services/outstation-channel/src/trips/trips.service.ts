import { Injectable } from '@nestjs/common';
import type { ApprovalListener, ApprovalRequest } from '@luyue/approvals';
import { newId } from '@luyue/kernel';
import { type Context, decodeCursor, Numbers, page, type Page, permit, refuse, statement, TenantDatabase, type Tx, unitsOf } from '@luyue/platform';
import { ChannelApprovals } from '../channel-approvals.ts';
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
export class Trips implements ApprovalListener {
  constructor(private readonly database: TenantDatabase, private readonly numbers: Numbers, private readonly staff: Staff, private readonly approvals: ChannelApprovals) {}

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
      const row = await tx.insert(BusinessTrip, { tenantId: tx.tenantId, id: newId(), version: 1, number, staffId: person.id, departmentUnitId: person.departmentUnitId, purpose, destination, fromOn, toOn, status: 'asked', askedAt: tx.now, decidedAt: null, decidedBy: null, decisionNote: null, requestId: null });
      await tx.update(BusinessTrip, row, { requestId: await this.approvals.submit(tx, 'business_trip', row, `${ctx.userName} ${destination} ${fromOn} – ${toOn}`) });
      return this.view(tx, row);
    });
  }

  /** Headquarters approve or refuse, by the chain (PF-12); the person withdraws, once it is approved before it begins. Throws 403 for whoever has no say, 409 for a trip that is decided or has begun. */
  decide(ctx: Context, id: string, { decision, note }: DecideTrip): Promise<BusinessTripView> {
    permit(ctx, decision === 'withdrawn' ? 'trip.write' : 'outstationStaff.read');
    return this.database.write(ctx, async (tx) => {
      const asked = await tx.get(BusinessTrip, id, TRIP);
      const own = (await this.staff.read(tx, asked.staffId)).userId === ctx.userId;
      if (!own) permit(ctx, 'outstationStaff.read', asked.departmentUnitId);
      if (decision === 'withdrawn' && !own) throw refuse.rule('OC-3.1.4b', 'not_the_traveller', { zh: '差旅由出差人本人撤回', en: 'Whoever travels withdraws the trip' });
      mayMove(asked.status, decision);
      const ended = decision === 'withdrawn' ? await this.givenBack(tx, asked) : await this.approvals.decide(tx, asked, { decision, ...(note !== undefined && { note }) }, 'OC-3.1.4b');
      const row = await this.lock(tx, id);
      if (ended) await tx.update(BusinessTrip, row, { status: decision, decidedAt: tx.now, decidedBy: ctx.userName, decisionNote: note ?? null });
      return this.view(tx, row);
    });
  }

  /** Taken back on the page of approvals. */
  async approvalWithdrawn(tx: Tx, { matter, subjectId }: ApprovalRequest): Promise<void> {
    if (matter !== 'business_trip') return;
    const row = await this.lock(tx, subjectId);
    mayMove(row.status, 'withdrawn');
    await tx.update(BusinessTrip, row, { status: 'withdrawn', decidedAt: tx.now, decidedBy: tx.ctx.userName });
  }

  lock(tx: Tx, id: string): Promise<BusinessTrip> { return tx.lock(BusinessTrip, id, TRIP); }

  private async givenBack(tx: Tx, trip: BusinessTrip): Promise<true> {
    if (trip.status === 'asked') await this.approvals.withdraw(tx, trip);
    else if (trip.fromOn <= await this.staff.today(tx)) throw refuse.conflict('begun', { zh: '差旅已经开始', en: 'The trip has begun' }, { clause: 'OC-3.1.4b' });
    return true;
  }

  async view(tx: Tx, row: BusinessTrip): Promise<BusinessTripView> { return (await this.views(tx, [row]))[0]!; }

  /** Trips by id, for the claims that name them; an id that is none is not there. */
  async ofIds(tx: Tx, ids: string[]): Promise<Map<string, BusinessTrip>> {
    return new Map((await tx.rows(BusinessTrip, OF_IDS, [tx.tenantId, [...new Set(ids)]])).map((trip) => [trip.id, trip]));
  }

  private async views(tx: Tx, rows: BusinessTrip[]): Promise<BusinessTripView[]> {
    const [names, rounds, kept] = await Promise.all([this.staff.named(tx, rows.map((r) => r.staffId)), this.approvals.ofSubjects(tx, rows.map((r) => r.id)), tx.rows(TripEvidence, EVIDENCE, [tx.tenantId, rows.map((r) => r.id)])]);
    return rows.map(({ id, version, number, staffId, purpose, destination, fromOn, toOn, status, askedAt, decidedAt, decidedBy, decisionNote }) => ({
      id, version, number, staffId, userId: names.get(staffId)?.userId ?? '', staffName: names.get(staffId)?.name ?? '', purpose, destination, fromOn, toOn, status, askedAt: askedAt.toISOString(), decidedAt: decidedAt?.toISOString() ?? null, decidedBy, decisionNote,
      evidence: kept.filter((each) => each.tripId === id).map(evidenceView), approvals: rounds.get(id) ?? [],
    }));
  }
}

function mayMove(from: TripStatus, to: TripStatus): void {
  if (!tripMoves[from].includes(to)) throw refuse.transition(from, to, [...tripMoves[from]], 'OC-3.1.4b');
}

const evidenceView = ({ id, occurredAt, recordedAt, countedAt, text, latitude, longitude, accuracyM, attachmentIds }: TripEvidence): TripEvidenceView => ({
  id, occurredAt: occurredAt.toISOString(), recordedAt: recordedAt.toISOString(), countedAt: countedAt.toISOString(), text, latitude, longitude, accuracyM, attachmentIds,
});
