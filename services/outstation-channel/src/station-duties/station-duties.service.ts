import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Directory, type DirectoryUnit } from '@luyue/directory';
import { localDate, newId, parseDate } from '@luyue/kernel';
import { type Obligation, ObligationList, obligationView, RecurringDuties } from '@luyue/obligations';
import { checkMonths, type Context, decodeCursor, page, type Page, permit, refuse, statement, TenantDatabase, type Tx, unitsOf } from '@luyue/platform';
import { type HandedOver, type PostingListener, Postings } from '../postings/postings.service.ts';
import { refuseClosed } from '../stations/station-scope.ts';
import type { AuthorisedStation } from '../stations/station.entity.ts';
import { type StationListener, Stations } from '../stations/stations.service.ts';
import { StationRecord, StationSupervision } from './station-record.entity.ts';
import type { EndSupervision, RecordAtStation, StationRecordQuery, SuperviseStation, SupervisionQuery } from './station-duties.http.ts';
import { clauseOf, dutyOf, faultsOf, KIND_NAMES, type RecordKind, STATION_DUTIES } from './station-duties.rules.ts';
import type { StationDutyFigures, StationDutyMonth, StationRecordView, StationSupervisionView } from './station-duty-views.ts';

const SUPERVISION = { zh: '授权站监督', en: 'supervision of the station' };
const MOST_MONTHS = 24;
const SCORES = statement('station_record_scores', `
  SELECT DISTINCT ON (station_unit_id, kind) station_unit_id AS "stationUnitId", kind, score FROM station_record
  WHERE tenant_id = $1 AND station_unit_id = ANY ($2) AND kind IN ('status_check', 'attitude_check') ORDER BY station_unit_id, kind, held_on DESC, recorded_at DESC`);
const OF_PERSON = statement('station_records_of_person', `
  SELECT r.id, r.kind, r.held_on::text AS "heldOn", r.score, r.text, r.station_unit_id AS "stationUnitId" FROM station_record r JOIN station_supervision s ON s.tenant_id = $1 AND s.id = r.station_unit_id
  WHERE r.tenant_id = $1 AND s.user_id = $2 AND r.held_on BETWEEN $3 AND $4 ORDER BY r.held_on, r.id LIMIT 200`);
// Without regions, wherever they are.
const OF_GIVER = statement('station_supervisions_of_giver', `
  tenant_id = $1 AND user_id = $2 AND ends_on IS NULL AND ($3::uuid[] IS NULL OR id IN (SELECT id FROM authorised_station WHERE tenant_id = $1 AND region_id = ANY ($3))) ORDER BY id FOR UPDATE`);
const COUNTED = `count(*) FILTER (WHERE kind IN ('status_check', 'attitude_check'))::int AS checks, round(avg(score), 2)::float8 AS "averageScore", count(*) FILTER (WHERE kind = 'settlement_talk')::int AS talks,
    count(*) FILTER (WHERE kind LIKE '%\\_training')::int AS trainings, coalesce(sum(jsonb_array_length(attendees)) FILTER (WHERE kind LIKE '%\\_training'), 0)::int AS attendances
  FROM station_record WHERE tenant_id = $1 AND held_on >= ($2 || '-01')::date AND held_on < ($3 || '-01')::date + interval '1 month' AND ($4::uuid[] IS NULL OR station_unit_id = ANY ($4))`;
const FIGURES = statement('station_record_figures', `SELECT station_unit_id AS "stationUnitId", ${COUNTED} GROUP BY 1 ORDER BY 1`);
const MONTHS = statement('station_record_months', `SELECT to_char(held_on, 'YYYY-MM') AS month, ${COUNTED} GROUP BY 1 ORDER BY 1`);

/** Which checks, talks and trainings are owed for a station, and their records (OC-3.1.2b, OC-3.2.1, OC-3.2.2c, OC-3.2.3c). */
@Injectable()
export class StationDuties implements PostingListener, StationListener, OnModuleInit {
  constructor(
    private readonly database: TenantDatabase, private readonly recurring: RecurringDuties, private readonly ledger: ObligationList, private readonly directory: Directory, private readonly postings: Postings, private readonly stations: Stations,
  ) {}

  onModuleInit(): void {
    this.postings.hear(this);
    this.stations.hear(this);
  }

  /** What is owed for it has ended with the station; so has its supervision. */
  async stationClosed(tx: Tx, { id }: AuthorisedStation, on: string): Promise<void> {
    const row = await tx.find(StationSupervision, id, { lock: true });
    if (row && !row.endsOn) await tx.update(StationSupervision, row, { endsOn: on });
  }

  /** R15: the stations that the giver supervised there, with all that is owed for them. */
  async postingHandedOver(tx: Tx, { giverUserId, takerUserId, regionIds }: HandedOver): Promise<void> {
    for (const row of await tx.rows(StationSupervision, OF_GIVER, [tx.tenantId, giverUserId, regionIds])) await this.handOn(tx, row, takerUserId);
  }

  supervisions(ctx: Context, filter: SupervisionQuery & { limit: number }): Promise<Page<StationSupervisionView>> {
    const units = unitsOf(ctx, 'station.read');
    const after = decodeCursor(filter.cursor, 1);
    return this.database.read(ctx, async (tx) => {
      const query = tx.manager.createQueryBuilder(StationSupervision, 's').where('s.tenantId = :tenant', { tenant: tx.tenantId });
      if (units !== 'all') query.andWhere('s.id = ANY (:units)', { units });
      if (filter.stationUnitId) query.andWhere('s.id = :station', { station: filter.stationUnitId });
      if (filter.userId) query.andWhere('s.userId = :user', { user: filter.userId });
      if (after) query.andWhere('s.id > :last', { last: after[0] });
      const cut = page(await query.orderBy('s.id').limit(filter.limit + 1).getMany(), filter.limit, (s) => [s.id], (s) => s);
      return { ...cut, items: await this.views(tx, cut.items) };
    });
  }

  /** From now on this person owes what is owed for the station; what is open goes over to them (R15). Throws 400 for a unit that is no station, 409 for one that has closed. */
  supervise(ctx: Context, stationUnitId: string, { userId, since }: SuperviseStation): Promise<StationSupervisionView> {
    permit(ctx, 'station.write', stationUnitId);
    return this.database.write(ctx, async (tx) => {
      const [station] = await Promise.all([this.station(tx, stationUnitId), this.directory.user(tx, userId)]);
      parseDate(since);
      const record = (await this.stations.named(tx, [stationUnitId])).get(stationUnitId)?.station;
      if (record) refuseClosed(record, 'OC-3.1.2b');
      const known = await tx.find(StationSupervision, stationUnitId, { lock: true });
      if (known && !known.endsOn) {
        await this.handOn(tx, known, userId);
        return (await this.views(tx, [known]))[0]!;
      }
      const row = known ? await tx.update(StationSupervision, known, { userId, beginsOn: since, endsOn: null }) : await tx.insert(StationSupervision, { tenantId: tx.tenantId, id: stationUnitId, version: 1, userId, beginsOn: since, endsOn: null });
      await this.recurring.begin(tx, STATION_DUTIES.map(({ kind, clauseId, parameter, strand }) => ({
        clauseId, parameter, every: { by: parameter }, ...(strand && { strand }), subject: { type: 'station_duty', id: stationUnitId, number: station.name, title: strand ? `${station.name} ${KIND_NAMES[kind]}` : station.name }, unitId: stationUnitId, userId, beginsOn: since,
      })));
      return (await this.views(tx, [row]))[0]!;
    });
  }

  /** What was owed before stays owed; the period that is not whole is not. Throws 409 for one that has ended. */
  end(ctx: Context, stationUnitId: string, { on, reason }: EndSupervision): Promise<StationSupervisionView> {
    permit(ctx, 'station.write', stationUnitId);
    return this.database.write(ctx, async (tx) => {
      const row = await tx.lock(StationSupervision, stationUnitId, SUPERVISION);
      if (row.endsOn) throw refuse.conflict('supervision_ended', { zh: `监督已于 ${row.endsOn} 结束`, en: `The supervision ended on ${row.endsOn}` }, { clause: 'OC-3.1.2b' });
      parseDate(on);
      if (on < row.beginsOn) throw refuse.field('on', 'before_beginning', { zh: `不能早于开始日 ${row.beginsOn}`, en: `not before it began on ${row.beginsOn}` }, 'OC-3.1.2b');
      await tx.update(StationSupervision, row, { endsOn: on });
      await this.recurring.end(tx, { subjectId: stationUnitId }, { on, reason });
      return (await this.views(tx, [row]))[0]!;
    });
  }

  records(ctx: Context, filter: StationRecordQuery & { limit: number }): Promise<Page<StationRecordView>> {
    const units = unitsOf(ctx, 'station.read');
    const after = decodeCursor(filter.cursor, 2);
    return this.database.read(ctx, async (tx) => {
      const query = tx.manager.createQueryBuilder(StationRecord, 'r').where('r.tenantId = :tenant', { tenant: tx.tenantId });
      if (units !== 'all') query.andWhere('r.stationUnitId = ANY (:units)', { units });
      if (filter.stationUnitId) query.andWhere('r.stationUnitId = :station', { station: filter.stationUnitId });
      if (filter.kind) query.andWhere('r.kind = :kind', { kind: filter.kind });
      if (after) query.andWhere('(r.heldOn, r.id) < (:on, :id)', { on: after[0], id: after[1] });
      const rows = await query.orderBy('r.heldOn', 'DESC').addOrderBy('r.id', 'DESC').limit(filter.limit + 1).getMany();
      const known = await this.directory.units(tx);
      return page(rows, filter.limit, (r) => [r.heldOn, r.id], (r) => recordView(r, known, []));
    });
  }

  /** Throws 400 naming clause and field: a check without its score, a training that nobody attended, a day ahead, a unit that is no station. */
  record(ctx: Context, body: RecordAtStation): Promise<StationRecordView> {
    permit(ctx, 'station.work', body.stationUnitId);
    return this.database.write(ctx, (tx) => this.put(tx, body, null));
  }

  /** The same for rooms that have asked their own permission. */
  async put(tx: Tx, { stationUnitId, kind, heldOn, score, text, attendees = [] }: RecordAtStation, trainingId: string | null): Promise<StationRecordView> {
    const clauseId = clauseOf(kind);
    await this.station(tx, stationUnitId);
    const [fault] = faultsOf(kind, score, attendees);
    if (fault) throw refuse.field(fault.field, fault.code, { zh: fault.zh, en: fault.en }, clauseId);
    const today = localDate(tx.now, await this.directory.zone(tx));
    parseDate(heldOn);
    if (heldOn > today) throw refuse.field('heldOn', 'in_the_future', { zh: '不能晚于今天', en: 'not later than today' }, clauseId);
    const row = await tx.insert(StationRecord, { tenantId: tx.tenantId, id: newId(), stationUnitId, kind, heldOn, score: score ?? null, text, attendees, trainingId, recordedAt: tx.now, byName: tx.ctx.userName });
    const duty = dutyOf(kind);
    const met = duty ? await this.recurring.complete(tx, { subjectId: stationUnitId, clauseId: duty.clauseId, ...(duty.strand && { strand: duty.strand }), on: heldOn }, {
      at: tx.now, note: text.slice(0, 200), evidence: [{ kind: 'fact', at: tx.now.toISOString(), by: tx.ctx.userName, text: score === undefined ? text.slice(0, 200) : `${score} 分：${text.slice(0, 180)}` }],
    }) : [];
    const people = await this.ledger.people(tx);
    return recordView(row, people.units, met.map((o) => obligationView(o, tx.now, people)));
  }

  /** Of each station in some months. Throws 400 for months out of order or more than two years. */
  figures(ctx: Context, from: string, to: string): Promise<{ items: StationDutyFigures[] }> {
    const units = unitsOf(ctx, 'station.read');
    checkMonths(from, to, MOST_MONTHS);
    return this.database.read(ctx, async (tx) => {
      const [rows, known] = await Promise.all([tx.sql<Omit<StationDutyFigures, 'stationName'> & Record<string, unknown>>(FIGURES, [tx.tenantId, from, to, units === 'all' ? null : units]), this.directory.units(tx)]);
      return { items: rows.map((row) => ({ ...row, stationName: known.get(row.stationUnitId)?.name ?? '' })) };
    });
  }

  /** The same by month, of one station or of all that the caller sees. Throws 403 for a station that is not theirs. */
  months(ctx: Context, { from, to, stationUnitId }: { from: string; to: string; stationUnitId?: string | undefined }): Promise<{ items: StationDutyMonth[] }> {
    const units = unitsOf(ctx, 'station.read');
    if (stationUnitId) permit(ctx, 'station.read', stationUnitId);
    checkMonths(from, to, MOST_MONTHS);
    return this.database.read(ctx, async (tx) => ({ items: await tx.sql<StationDutyMonth & Record<string, unknown>>(MONTHS, [tx.tenantId, from, to, stationUnitId ? [stationUnitId] : units === 'all' ? null : units]) }));
  }

  /** What took place from one day to another at the stations that a person supervises. */
  async ofPerson(tx: Tx, userId: string, from: string, to: string): Promise<{ id: string; kind: RecordKind; heldOn: string; score: number | null; text: string; stationName: string }[]> {
    const [rows, units] = await Promise.all([tx.sql<{ id: string; kind: RecordKind; heldOn: string; score: number | null; text: string; stationUnitId: string }>(OF_PERSON, [tx.tenantId, userId, from, to]), this.directory.units(tx)]);
    return rows.map(({ stationUnitId, ...row }) => ({ ...row, stationName: units.get(stationUnitId)?.name ?? '' }));
  }

  /** Who supervises a station today; null where nobody does. */
  async supervisorOf(tx: Tx, stationUnitId: string): Promise<string | null> {
    const row = await tx.find(StationSupervision, stationUnitId);
    return row && (!row.endsOn || row.endsOn >= localDate(tx.now, await this.directory.zone(tx))) ? row.userId : null;
  }

  /** Throws 400 for a unit that is no authorised station. */
  async station(tx: Tx, id: string): Promise<DirectoryUnit> {
    const unit = await this.directory.unit(tx, id, 'stationUnitId');
    if (unit.kind !== 'station') throw refuse.field('stationUnitId', 'not_a_station', { zh: '这个单位不是授权站', en: 'this unit is no authorised station' }, 'OC-3.1.2b');
    return unit;
  }

  private async handOn(tx: Tx, row: StationSupervision, userId: string): Promise<void> {
    await tx.update(StationSupervision, row, { userId });
    await this.recurring.reassign(tx, { subjectId: row.id }, { userId });
  }

  private async views(tx: Tx, rows: StationSupervision[]): Promise<StationSupervisionView[]> {
    const ids = rows.map((r) => r.id);
    const [open, scores, people] = await Promise.all([
      this.recurring.openOf(tx, ids), tx.sql<{ stationUnitId: string; kind: RecordKind; score: number }>(SCORES, [tx.tenantId, ids]), this.ledger.people(tx),
    ]);
    const scoreOf = (id: string, kind: RecordKind): number | null => scores.find((s) => s.stationUnitId === id && s.kind === kind)?.score ?? null;
    return rows.map(({ id, version, userId, beginsOn, endsOn }) => ({
      stationUnitId: id, stationName: people.units.get(id)?.name ?? '', version, userId, userName: people.users.get(userId)?.name ?? '', beginsOn, endsOn, lastStatusScore: scoreOf(id, 'status_check'), lastAttitudeScore: scoreOf(id, 'attitude_check'),
      obligations: (open.get(id) ?? []).map((o: Obligation) => obligationView(o, tx.now, people)),
    }));
  }
}

const recordView = ({ id, stationUnitId, kind, heldOn, score, text, attendees, trainingId, recordedAt, byName }: StationRecord, units: Map<string, DirectoryUnit>, met: StationRecordView['met']): StationRecordView =>
  ({ id, stationUnitId, stationName: units.get(stationUnitId)?.name ?? '', kind, heldOn, score, text, attendees, trainingId, recordedAt: recordedAt.toISOString(), byName, met });
