import { Injectable } from '@nestjs/common';
import { Directory } from '@luyue/directory';
import { Files } from '@luyue/files';
import { type CountedInstant, localDate, newId } from '@luyue/kernel';
import { Obligations } from '@luyue/obligations';
import { type Context, permit, Problem, refuse, statement, TenantDatabase, type Tx } from '@luyue/platform';
import { Cards } from '../cards/cards.service.ts';
import { CustomerRecord } from '../customers/customer-record.ts';
import type { VisitCustomer } from '../customers/customer.entity.ts';
import { haversineKm } from '../proposals/distance.ts';
import { PlannedVisits } from '../plans/planned-visits.ts';
import { VisitSeams } from '../visit-seams.ts';
import { ActivityBody, bodyOf, CheckInBody, CheckOutBody, NoteBody, type PlaceBody, SignatureBody } from './visit-bodies.ts';
import { type Milestone, Visit, VisitDay, VisitRecord } from './visit.entity.ts';
import type { SyncRecord, SyncResult } from './visits.http.ts';
import { countedAt, dutiesOfDay, OWN_SLOTS, recordMoves, type RecordStatus, visitMoves } from './visits.rules.ts';

const VISIT = { zh: '巡访', en: 'visit' };
const ALIAS = statement('visit_alias_of', 'SELECT visit_id AS id FROM visit_alias WHERE tenant_id = $1 AND alias = $2');
const PUT_ALIAS = statement('visit_alias_put', 'INSERT INTO visit_alias (tenant_id, alias, visit_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING');
const IN_SLOT = statement('visit_record_in_slot', `tenant_id = $1 AND visit_id = $2 AND slot = $3 AND status = 'applied' FOR UPDATE`);
const NEW_DAY = statement('visit_day_new', 'INSERT INTO visit_day (tenant_id, id, version, visitor_user_id, unit_id, day, started_at) VALUES ($1, $2, 1, $3, $4, $5, $6) ON CONFLICT DO NOTHING RETURNING id');
const OF_DAY = statement('visit_day_of', 'tenant_id = $1 AND visitor_user_id = $2 AND day = $3');
// What was in conflict with a record is in conflict with whatever took its place: two of one slot never count at once.
const REPOINT = statement('visit_conflicts_repoint', `UPDATE visit_record SET conflict_with = $4, version = version + 1 WHERE tenant_id = $1 AND visit_id = $2 AND conflict_with = $3 AND status = 'conflict'`);
const UNIQUE_VIOLATION = '23505';

/** What the phone recorded, taken in record by record: each has its own transaction, so that a dead connection loses none and repeats none (R5). */
@Injectable()
export class VisitSync {
  constructor(
    private readonly database: TenantDatabase, private readonly record: CustomerRecord, private readonly planned: PlannedVisits, private readonly cards: Cards, private readonly seams: VisitSeams, private readonly obligations: Obligations, private readonly directory: Directory,
    private readonly files: Files,
  ) {}

  /** `applied`; `known`: it is here already; `conflict`: another device filled the same slot, both are kept; `refused`: nothing of it is kept, and the problem says why. */
  async sync(ctx: Context, deviceId: string, records: SyncRecord[]): Promise<{ results: SyncResult[] }> {
    permit(ctx, 'visit.work');
    if (!ctx.userId) throw refuse.forbidden('visit.work');
    const results: SyncResult[] = [];
    // In the order in which they were recorded: a check-in comes before what it makes possible.
    for (const each of records) results.push(await this.one(ctx, deviceId, each));
    return { results };
  }

  /** The visitor says which of two devices' records stands. Throws 404 for another's visit, 409 for one that is settled. */
  settle(ctx: Context, visitId: string, recordId: string, keep: 'this' | 'other'): Promise<void> {
    permit(ctx, 'visit.work');
    return this.database.write(ctx, async (tx) => {
      const visit = await this.own(tx, await tx.lock(Visit, visitId, VISIT));
      const row = await tx.lock(VisitRecord, recordId, { zh: '记录', en: 'record' });
      if (row.visitId !== visit.id) throw refuse.notFound({ zh: '记录', en: 'record' });
      const other = row.conflictWith ? await tx.lock(VisitRecord, row.conflictWith, VISIT) : null;
      if (row.status !== 'conflict') throw refuse.transition(row.status, keep === 'this' ? 'applied' : 'discarded', [...recordMoves[row.status]], 'DV-9a');
      if (keep === 'this') {
        if (other?.status === 'applied') await this.move(tx, other, 'discarded');
        await this.apply(tx, visit, row, other?.id ?? null);
        await this.move(tx, row, 'applied');
        if (other) await this.takesPlace(tx, visit, other, row);
      } else await this.move(tx, row, 'discarded');
      await tx.update(Visit, visit, { conflicts: visit.conflicts - 1 });
    });
  }

  private async one(ctx: Context, deviceId: string, each: SyncRecord, again = false): Promise<SyncResult> {
    try {
      return await this.database.write(ctx, (tx) => this.take(tx, deviceId, each));
    } catch (error) {
      // The same record came twice at once: the other one is there by now.
      if (!again && (error as { code?: string }).code === UNIQUE_VIOLATION) return this.one(ctx, deviceId, each, true);
      if (!(error instanceof Problem)) throw error;
      const { code, title, clause, errors } = error.document(ctx.language, ctx.requestId) as { code: string; title: string; clause?: string; errors?: { field: string; code: string; message: string }[] };
      return { id: each.id, outcome: 'refused', problem: { code, title, ...(clause && { clause }), ...(errors && { errors }) } };
    }
  }

  private async take(tx: Tx, deviceId: string, each: SyncRecord): Promise<SyncResult> {
    const known = await tx.find(VisitRecord, each.id);
    if (known) {
      await this.own(tx, await tx.get(Visit, known.visitId, VISIT));
      return { id: each.id, outcome: known.status === 'conflict' ? 'conflict' : 'known', ...(known.conflictWith && { conflictWith: known.conflictWith }) };
    }
    const [alias] = await tx.sql<{ id: string }>(ALIAS, [tx.tenantId, each.visitId]);
    const found = await tx.find(Visit, alias?.id ?? each.visitId, { lock: true });
    if (found) await this.own(tx, found);
    if (!found && each.kind !== 'check_in') throw refuse.field('visitId', 'no_check_in', { zh: '还没有到访签到', en: 'there is no check-in yet' }, 'DV-8');
    const maxLagHours = (await this.directory.policyValues(tx))<number>('pf.sync.maxLagHours');
    const counted = countedAt(new Date(each.occurredAt), tx.now, maxLagHours, found?.checkedInAt);
    const visit = found ?? await this.begin(tx, each, counted);
    const fresh = !found && visit.id === each.visitId;
    const handler = this.seams.handlers.get(each.kind);
    const slot = OWN_SLOTS[each.kind] ?? handler?.slotOf?.(each.body) ?? null;
    const [before] = slot && !fresh ? await tx.rows(VisitRecord, IN_SLOT, [tx.tenantId, visit.id, slot]) : [];
    const attachments = await this.files.claim(tx, each.attachmentIds ?? [], { type: 'visit', id: visit.id });
    const row: VisitRecord = {
      tenantId: tx.tenantId, id: each.id, version: 1, visitId: visit.id, kind: each.kind, deviceId, slot, occurredAt: new Date(each.occurredAt), recordedAt: tx.now, countedAt: counted.at, body: each.body, attachmentIds: attachments.map((a) => a.id), status: 'applied', conflictWith: null, byName: tx.ctx.userName,
    };
    if (before && (before.deviceId !== deviceId || each.kind === 'check_in')) {
      await this.check(row);
      await tx.insert(VisitRecord, { ...row, status: 'conflict', conflictWith: before.id });
      await tx.update(Visit, visit, { conflicts: visit.conflicts + 1 });
      return { id: each.id, outcome: 'conflict', conflictWith: before.id };
    }
    if (before) await this.move(tx, before, 'superseded');
    await tx.insert(VisitRecord, row);
    if (before) await this.takesPlace(tx, visit, before, row);
    if (!fresh) await this.apply(tx, visit, row, before?.id ?? null);
    return { id: each.id, outcome: 'applied' };
  }

  /** A visit begins with its check-in. One that another device began already is that one: both check-ins are kept. */
  private async begin(tx: Tx, each: SyncRecord, counted: CountedInstant): Promise<Visit> {
    const body = await bodyOf(CheckInBody, each.body);
    const customer = await this.record.subject(tx, body.customerId);
    permit(tx.ctx, 'visit.work', customer.unitId);
    const named = body.plannedVisitId ? await this.planned.take(tx, body.plannedVisitId, customer.id) : null;
    if (named?.visitId) {
      const other = await tx.lock(Visit, named.visitId, VISIT);
      if (other.visitorUserId !== tx.ctx.userId) throw refuse.conflict('visited_already', { zh: '这次巡访已由别人完成', en: 'Somebody else has made this visit' }, { clause: 'DV-5' });
      await tx.sql(PUT_ALIAS, [tx.tenantId, each.visitId, other.id]);
      return other;
    }
    const planned = named?.status === 'planned' ? named : null;
    if (planned?.visitorUserId !== tx.ctx.userId && !body.reason) throw refuse.field('reason', 'required', { zh: '计划外的巡访要写原因', en: 'a visit outside the plan needs its reason' }, 'DV-5');
    const day = localDate(counted.at, await this.directory.zone(tx));
    const visitDay = await this.day(tx, day, counted.at);
    const visit: Visit = {
      tenantId: tx.tenantId, id: each.visitId, version: 1, customerId: customer.id, unitId: customer.unitId, regionId: customer.regionId, visitorUserId: tx.ctx.userId!, visitDayId: visitDay.id, day, plannedVisitId: planned?.id ?? null, unplannedReason: body.reason ?? null, status: 'open',
      checkedInAt: counted.at, checkIn: milestone(each, tx.now, counted, body, customer), checkedOutAt: null, checkOut: null, effect: null, conflicts: 0,
    };
    await tx.insert(Visit, visit);
    if (planned) await this.planned.done(tx, planned, visit.id);
    await this.record.visited(tx, customer.id, day);
    await this.seams.visitBegan(tx, visit);
    return visit;
  }

  /** The day of somebody's visits; the first check-in of it owes the daily report and tells the rooms that hear of it. */
  private async day(tx: Tx, day: string, startedAt: Date): Promise<VisitDay> {
    const visitorUserId = tx.ctx.userId!;
    const user = await this.directory.user(tx, visitorUserId);
    const [made] = await tx.sql<{ id: string }>(NEW_DAY, [tx.tenantId, newId(), visitorUserId, user.unitId, day, startedAt]);
    const row = (await tx.rows(VisitDay, OF_DAY, [tx.tenantId, visitorUserId, day]))[0]!;
    if (!made) return row;
    const subject = { type: 'daily_report', id: row.id, number: day, title: `${user.name} ${day} 巡访日报表` };
    await this.obligations.open(tx, dutiesOfDay({ startedAt }).map((owed) => ({ ...owed, subject, unitId: user.unitId, userId: visitorUserId })));
    for (const room of this.seams.days) await room.dayOpened(tx, { id: row.id, visitorUserId, unitId: user.unitId, day, startedAt });
    return row;
  }

  /** What a record that cannot be applied yet would be refused for. */
  private async check(row: VisitRecord): Promise<void> {
    const own = { check_in: CheckInBody, check_out: CheckOutBody, activity: ActivityBody, note: NoteBody, signature: SignatureBody }[row.kind as 'note'] as (new () => object) | undefined;
    if (own) await bodyOf(own, row.body);
  }

  /** What a record brings about. */
  private async apply(tx: Tx, visit: Visit, row: VisitRecord, replaces: string | null): Promise<void> {
    switch (row.kind) {
      case 'check_in': return this.checkInAgain(tx, visit, row);
      case 'check_out': return this.checkOut(tx, visit, row);
      case 'activity': {
        const body = await bodyOf(ActivityBody, row.body);
        if (body.activity === 'explanation' && !body.product) throw refuse.field('product', 'required', { zh: '讲解要写明产品', en: 'an explanation names the product' }, 'DV-3.2a');
        return;
      }
      case 'note': return void await bodyOf(NoteBody, row.body);
      case 'signature': return void await bodyOf(SignatureBody, row.body);
      default: {
        const handler = this.seams.handlers.get(row.kind);
        if (!handler) throw refuse.field('kind', 'unknown_kind', { zh: '这种记录还不能收', en: 'this kind of record is not taken' }, 'DV-9a');
        await handler.record(tx, visit, { id: row.id, kind: row.kind, body: row.body, at: row.countedAt, attachmentIds: row.attachmentIds, replaces });
      }
    }
  }

  /** The other device's check-in stands; the day of a visit does not change with it. */
  private async checkInAgain(tx: Tx, visit: Visit, row: VisitRecord): Promise<void> {
    const body = await bodyOf(CheckInBody, row.body);
    if (localDate(row.countedAt, await this.directory.zone(tx)) !== visit.day) throw refuse.conflict('other_day', { zh: '不是同一天的签到', en: 'That check-in is of another day' }, { clause: 'DV-9a' });
    await tx.update(Visit, visit, { checkedInAt: row.countedAt, checkIn: milestone(row, row.recordedAt, { at: row.countedAt, source: sourceOf(row) }, body, await this.record.subject(tx, visit.customerId)) });
  }

  private async checkOut(tx: Tx, visit: Visit, row: VisitRecord): Promise<void> {
    const body = await bodyOf(CheckOutBody, row.body);
    if (!visitMoves[visit.status].includes('ended')) throw refuse.transition(visit.status, 'ended', [...visitMoves[visit.status]], 'DV-9a');
    const customer = (await this.record.ofIds(tx, [visit.customerId])).get(visit.customerId)!;
    await tx.update(Visit, visit, { status: 'ended', checkedOutAt: row.countedAt, checkOut: milestone(row, row.recordedAt, { at: row.countedAt, source: sourceOf(row) }, body, customer), effect: body.effect ?? visit.effect });
    await this.cards.write(tx, visit, customer, body.card ?? {});
  }

  /** Throws 404 for a visit that somebody else makes. */
  private async own(tx: Tx, visit: Visit): Promise<Visit> {
    if (visit.visitorUserId !== tx.ctx.userId) throw refuse.notFound(VISIT);
    return visit;
  }

  private async takesPlace(tx: Tx, visit: Visit, before: VisitRecord, after: VisitRecord): Promise<void> { await tx.sql(REPOINT, [tx.tenantId, visit.id, before.id, after.id]); }

  private async move(tx: Tx, row: VisitRecord, to: RecordStatus): Promise<void> {
    if (!recordMoves[row.status].includes(to)) throw refuse.transition(row.status, to, [...recordMoves[row.status]], 'DV-9a');
    await tx.update(VisitRecord, row, { status: to });
  }
}

const sourceOf = (row: VisitRecord): CountedInstant['source'] => (row.countedAt.getTime() === row.occurredAt.getTime() ? 'occurred' : 'recorded');

function milestone({ occurredAt }: { occurredAt: string | Date }, recordedAt: Date, { source, because }: CountedInstant, { latitude = null, longitude = null, accuracyM = null }: { [K in keyof PlaceBody]: number | null | undefined }, customer: Pick<VisitCustomer, 'latitude' | 'longitude'>): Milestone {
  const known = latitude !== null && longitude !== null && customer.latitude !== null && customer.longitude !== null;
  return {
    occurredAt: new Date(occurredAt).toISOString(), recordedAt: recordedAt.toISOString(), source, because: because ?? null, latitude, longitude, accuracyM,
    distance: known ? Math.round(1000 * haversineKm({ latitude, longitude }, { latitude: customer.latitude!, longitude: customer.longitude! })) : null,
  };
}
