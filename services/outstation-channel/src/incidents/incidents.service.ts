import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Directory } from '@luyue/directory';
import { dueDayAndTime, newId } from '@luyue/kernel';
import { type Obligation, ObligationList, Obligations, obligationView, type Subject } from '@luyue/obligations';
import { checkMonths, type Context, decodeCursor, may, Numbers, page, type Page, permit, refuse, statement, TenantDatabase, type Tx, unitsOf } from '@luyue/platform';
import { roleInbox, tell } from '../channel-notice.ts';
import { type HandedOver, type PostingListener, Postings } from '../postings/postings.service.ts';
import { Incident, IncidentEntry } from './incident.entity.ts';
import type { IncidentEntryView, IncidentLine, IncidentStatistics, IncidentView } from './incident-views.ts';
import type { HandIncidentOn, IncidentQuery, OpenIncident, RecordExposure, ReopenIncident, ReportIncident, ResolveIncident } from './incidents.http.ts';
import { dutiesOfAwareness, dutiesOfReport, exposureOf, incidentMoves, type IncidentStatus } from './incidents.rules.ts';

const INCIDENT = { zh: '突发事件', en: 'incident' };
const CLAUSE = 'OC-3.6';
const MOST_MONTHS = 24;
// With what operators complained of (OC-3.3.1): the clause counts both.
const STATISTICS = statement('incident_statistics', `
  WITH i AS (SELECT to_char(aware_at AT TIME ZONE $2, 'YYYY-MM') AS month, count(*)::int AS incidents, count(*) FILTER (WHERE status = 'resolved')::int AS resolved, count(*) FILTER (WHERE reopenings > 0)::int AS reopened,
    count(*) FILTER (WHERE exposures > 0)::int AS exposed, round(avg(extract(epoch FROM first_reported_at - aware_at) / 3600), 2)::float8 AS "averageFirstReportHours",
    round(avg(extract(epoch FROM resolved_at - aware_at) / 86400) FILTER (WHERE status = 'resolved'), 2)::float8 AS "averageResolutionDays"
  FROM incident
  WHERE tenant_id = $1 AND aware_at >= ($3 || '-01')::timestamp AT TIME ZONE $2 AND aware_at < (($4 || '-01')::timestamp + interval '1 month') AT TIME ZONE $2 AND ($5::uuid[] IS NULL OR department_unit_id = ANY ($5))
  GROUP BY 1),
  c AS (
    SELECT to_char(received_at AT TIME ZONE $2, 'YYYY-MM') AS month, count(*)::int AS complaints FROM operator_matter
    WHERE tenant_id = $1 AND kind = 'complaint' AND received_at >= ($3 || '-01')::timestamp AT TIME ZONE $2 AND received_at < (($4 || '-01')::timestamp + interval '1 month') AT TIME ZONE $2 AND ($5::uuid[] IS NULL OR department_unit_id = ANY ($5)) GROUP BY 1)
  SELECT month, coalesce(incidents, 0) AS incidents, coalesce(resolved, 0) AS resolved, coalesce(reopened, 0) AS reopened, coalesce(exposed, 0) AS exposed, coalesce(complaints, 0) AS complaints, "averageFirstReportHours", "averageResolutionDays"
  FROM i FULL JOIN c USING (month) ORDER BY 1 DESC`);

const OF_GIVER = statement('incidents_of_giver', `tenant_id = $1 AND owner_user_id = $2 AND status <> 'resolved' ORDER BY id FOR UPDATE`);
const OF_PERSON = statement('incidents_of_person', `
  SELECT i.id, i.number, i.title, e.kind, e.text FROM incident_entry e JOIN incident i ON i.tenant_id = $1 AND i.id = e.incident_id
  WHERE e.tenant_id = $1 AND i.owner_user_id = $2 AND e.at >= $3 AND e.at < $4 AND e.kind <> 'owner' ORDER BY e.at, e.id LIMIT 200`);

/** Incidents (OC-3.6): a first report within hours of awareness, then an update within hours of each report until it is resolved. */
@Injectable()
export class Incidents implements PostingListener, OnModuleInit {
  constructor(
    private readonly database: TenantDatabase, private readonly obligations: Obligations, private readonly ledger: ObligationList, private readonly directory: Directory, private readonly numbers: Numbers,
    private readonly postings: Postings,
  ) {}

  onModuleInit(): void { this.postings.hear(this); }

  /** R15: on leaving, whoever takes over follows up what is not resolved. */
  async postingHandedOver(tx: Tx, { giverUserId, takerUserId, regionIds }: HandedOver): Promise<void> {
    if (regionIds) return;
    for (const row of await tx.rows(Incident, OF_GIVER, [tx.tenantId, giverUserId])) await this.give(tx, row, takerUserId);
  }

  list(ctx: Context, filter: IncidentQuery & { limit: number }): Promise<Page<IncidentLine>> {
    const units = unitsOf(ctx, 'incident.read');
    const after = decodeCursor(filter.cursor, 2);
    return this.database.read(ctx, async (tx) => {
      const query = tx.manager.createQueryBuilder(Incident, 'i').where('i.tenantId = :tenant', { tenant: tx.tenantId });
      if (units !== 'all') query.andWhere('i.departmentUnitId = ANY (:units)', { units });
      if (filter.status) query.andWhere('i.status = :status', { status: filter.status });
      if (filter.body) query.andWhere(':body = ANY (i.bodies)', { body: filter.body });
      if (filter.exposure) query.andWhere(filter.exposure === 'exposed' ? 'i.exposures > 0' : 'i.exposures = 0');
      if (after) query.andWhere('(i.awareAt, i.id) < (:at, :id)', { at: after[0], id: after[1] });
      const rows = await query.orderBy('i.awareAt', 'DESC').addOrderBy('i.id', 'DESC').limit(filter.limit + 1).getMany();
      const cut = page(rows, filter.limit, (i) => [i.awareAt.toISOString(), i.id], (i) => i);
      const [owed, people] = await Promise.all([this.ledger.ofSubjects(tx, cut.items.map((i) => i.id)), this.ledger.people(tx)]);
      return { ...cut, items: cut.items.map((row) => lineOf(row, owed.get(row.id) ?? [], people, tx.now)) };
    });
  }

  get(ctx: Context, id: string): Promise<IncidentView> {
    permit(ctx, 'incident.read');
    return this.database.read(ctx, async (tx) => {
      const row = await tx.get(Incident, id, INCIDENT);
      permit(ctx, 'incident.read', row.departmentUnitId);
      return this.view(tx, row);
    });
  }

  entries(ctx: Context, id: string, { limit, cursor }: { limit: number; cursor?: string }): Promise<Page<IncidentEntryView>> {
    permit(ctx, 'incident.read');
    const after = decodeCursor(cursor, 2);
    return this.database.read(ctx, async (tx) => {
      const incident = await tx.get(Incident, id, INCIDENT);
      permit(ctx, 'incident.read', incident.departmentUnitId);
      const query = tx.manager.createQueryBuilder(IncidentEntry, 'e').where('e.tenantId = :tenant AND e.incidentId = :id', { tenant: tx.tenantId, id });
      if (after) query.andWhere('(e.at, e.id) < (:at, :last)', { at: after[0], last: after[1] });
      const rows = await query.orderBy('e.at', 'DESC').addOrderBy('e.id', 'DESC').limit(limit + 1).getMany();
      return page(rows, limit, (e) => [e.at.toISOString(), e.id], ({ id: entryId, kind, at, byName, text, url }) => ({ id: entryId, kind, at: at.toISOString(), byName, text, url }));
    });
  }

  /** By month of awareness. Throws 400 for months out of order or more than two years. */
  statistics(ctx: Context, from: string, to: string): Promise<{ items: IncidentStatistics[] }> {
    const units = unitsOf(ctx, 'incident.read');
    checkMonths(from, to, MOST_MONTHS);
    return this.database.read(ctx, async (tx) => ({ items: await tx.sql<IncidentStatistics & Record<string, unknown>>(STATISTICS, [tx.tenantId, await this.directory.zone(tx), from, to, units === 'all' ? null : units]) }));
  }

  /** Starts the hours of the first report at awareness, also where that lies behind (R6). Throws 400 for an awareness ahead, or a unit or person that there is not. */
  async open(ctx: Context, body: OpenIncident): Promise<IncidentView> {
    permit(ctx, 'incident.work', body.departmentUnitId);
    const number = await this.numbers.next(ctx, 'TF');
    return this.database.write(ctx, async (tx) => {
      const awareAt = body.awareAt ? new Date(body.awareAt) : tx.now;
      if (awareAt > tx.now) throw refuse.field('awareAt', 'in_the_future', { zh: '得知时间不能晚于现在', en: 'not later than now' }, CLAUSE);
      const ownerUserId = body.ownerUserId ?? ctx.userId;
      if (!ownerUserId) throw refuse.field('ownerUserId', 'required', { zh: '要有负责人', en: 'somebody owns it' }, CLAUSE);
      await Promise.all([this.directory.unit(tx, body.departmentUnitId, 'departmentUnitId'), this.directory.user(tx, ownerUserId, 'ownerUserId'), body.stationUnitId && this.station(tx, body.stationUnitId)]);
      const { departmentUnitId, stationUnitId = null, title, summary, complainantName = null, complainantPhone = null, bodies } = body;
      const row = await tx.insert(Incident, {
        tenantId: tx.tenantId, id: newId(), version: 1, number, departmentUnitId, stationUnitId, ownerUserId, title, summary, complainantName, complainantPhone, bodies, status: 'open', awareAt, firstReportedAt: null, lastReportedAt: null,
        resolvedAt: null, reopenings: 0, resolution: null, lessons: null, exposures: 0,
      });
      await this.owe(tx, row, dutiesOfAwareness({ awareAt }));
      return this.view(tx, row);
    });
  }

  /** Goes to channel engineer, channel manager and headquarters, and starts the hours of the next update. Throws 409 once it is resolved. */
  report(ctx: Context, id: string, { text, bodies = [] }: ReportIncident): Promise<IncidentView> {
    return this.change(ctx, id, async (tx, row) => {
      const first = row.status === 'open';
      await this.move(tx, row, 'reported', { bodies: [...new Set([...row.bodies, ...bodies])], firstReportedAt: row.firstReportedAt ?? tx.now, lastReportedAt: tx.now });
      await this.note(tx, row, first ? 'first_report' : 'update', text);
      await this.meet(tx, row, first ? '首报' : '续报');
      const [next] = await this.owe(tx, row, dutiesOfReport({ reportedAt: tx.now }));
      tell(tx, {
        kind: first ? 'incident_first_report' : 'incident_update', clauseId: CLAUSE, unitId: row.departmentUnitId, subject: subjectOf(row), link: `/incidents/${row.id}`, urgent: first,
        values: { by: ctx.userName, text: text.slice(0, 300), due: next?.dueAt ? dueDayAndTime(next.dueAt, await this.directory.zone(tx)) : '—' },
        to: [roleInbox('channel_engineer', row.departmentUnitId), roleInbox('channel_manager', row.departmentUnitId), roleInbox('channel_headquarters', row.departmentUnitId)],
      });
    });
  }

  /** Ends the chain. Throws 409 for one that was never reported. */
  resolve(ctx: Context, id: string, { resolution, lessons }: ResolveIncident): Promise<IncidentView> {
    return this.change(ctx, id, async (tx, row) => {
      await this.move(tx, row, 'resolved', { resolution, lessons: lessons ?? null, resolvedAt: tx.now });
      await this.note(tx, row, 'resolution', resolution);
      await this.meet(tx, row, '已解决');
    });
  }

  reopen(ctx: Context, id: string, { reason }: ReopenIncident): Promise<IncidentView> {
    return this.change(ctx, id, async (tx, row) => {
      await this.move(tx, row, 'open', { reopenings: row.reopenings + 1, resolvedAt: null });
      await this.note(tx, row, 'reopening', reason);
      await this.owe(tx, row, dutiesOfAwareness({ awareAt: tx.now }));
    });
  }

  expose(ctx: Context, id: string, { url, text }: RecordExposure): Promise<IncidentView> {
    return this.change(ctx, id, async (tx, row) => {
      await tx.update(Incident, row, { exposures: row.exposures + 1 });
      await this.note(tx, row, 'exposure', text, url);
    });
  }

  /** R15: clocks and what was written stay. */
  handOn(ctx: Context, id: string, { ownerUserId }: HandIncidentOn): Promise<IncidentView> {
    return this.change(ctx, id, async (tx, row) => {
      await this.give(tx, row, ownerUserId);
    });
  }

  /** What was written from one instant to another about the incidents that a person owns. */
  ofPerson(tx: Tx, userId: string, from: Date, before: Date): Promise<{ id: string; number: string; title: string; kind: string; text: string }[]> {
    return tx.sql(OF_PERSON, [tx.tenantId, userId, from, before]);
  }

  private async give(tx: Tx, row: Incident, ownerUserId: string): Promise<void> {
    const owner = await this.directory.user(tx, ownerUserId, 'ownerUserId');
    await tx.update(Incident, row, { ownerUserId });
    await this.note(tx, row, 'owner', owner.name);
    await this.obligations.reassign(tx, { subjectId: row.id, clauses: [CLAUSE] }, { userId: ownerUserId });
  }

  private change(ctx: Context, id: string, work: (tx: Tx, row: Incident) => Promise<void>): Promise<IncidentView> {
    permit(ctx, 'incident.work');
    return this.database.write(ctx, async (tx) => {
      const row = await tx.lock(Incident, id, INCIDENT);
      permit(ctx, 'incident.work', row.departmentUnitId);
      await work(tx, row);
      return this.view(tx, row);
    });
  }

  private async move(tx: Tx, row: Incident, to: IncidentStatus, patch: Partial<Incident>): Promise<void> {
    if (!incidentMoves[row.status].includes(to)) throw refuse.transition(row.status, to, [...incidentMoves[row.status]], CLAUSE);
    await tx.update(Incident, row, { ...patch, status: to });
  }

  private async note(tx: Tx, row: Incident, kind: IncidentEntry['kind'], text: string, url: string | null = null): Promise<void> {
    await tx.insert(IncidentEntry, { tenantId: tx.tenantId, id: newId(), incidentId: row.id, kind, at: tx.now, byName: tx.ctx.userName, text, url });
  }

  private owe(tx: Tx, row: Incident, owed: ReturnType<typeof dutiesOfAwareness>): Promise<Obligation[]> {
    return this.obligations.open(tx, owed.map((duty) => ({ ...duty, subject: subjectOf(row), unitId: row.departmentUnitId, userId: row.ownerUserId })));
  }

  private async meet(tx: Tx, row: Incident, note: string): Promise<void> {
    await this.obligations.meet(tx, { subjectId: row.id, clauses: [CLAUSE] }, { at: tx.now, note, evidence: [{ kind: 'fact', at: tx.now.toISOString(), by: tx.ctx.userName, text: note }] });
  }

  private async station(tx: Tx, id: string): Promise<void> {
    const unit = await this.directory.unit(tx, id, 'stationUnitId');
    if (unit.kind !== 'station') throw refuse.field('stationUnitId', 'not_a_station', { zh: '这个单位不是授权站', en: 'this unit is no authorised station' }, CLAUSE);
  }

  private async view(tx: Tx, row: Incident): Promise<IncidentView> {
    const [owed, people] = await Promise.all([this.ledger.ofSubjects(tx, [row.id]), this.ledger.people(tx)]);
    const obligations = owed.get(row.id) ?? [];
    const { summary, complainantName, complainantPhone, firstReportedAt, reopenings, resolution, lessons } = row;
    return {
      ...lineOf(row, obligations, people, tx.now), summary, complainantName, complainantPhone, firstReportedAt: firstReportedAt?.toISOString() ?? null, reopenings, resolution, lessons,
      obligations: obligations.map((o) => obligationView(o, tx.now, people)), mayWork: may(tx.ctx, 'incident.work', row.departmentUnitId),
    };
  }
}

const subjectOf = ({ id, number, title }: Incident): Subject => ({ type: 'incident', id, number, title });

function lineOf(row: Incident, obligations: Obligation[], people: Awaited<ReturnType<ObligationList['people']>>, now: Date): IncidentLine {
  const { id, version, number, title, status, bodies, departmentUnitId, stationUnitId, ownerUserId } = row;
  const dueAt = obligations.find((o) => o.status === 'open')?.dueAt ?? null;
  return {
    id, version, number, title, status, bodies, departmentUnitId, stationUnitId, stationName: (stationUnitId && people.units.get(stationUnitId)?.name) || null, ownerUserId, ownerName: people.users.get(ownerUserId)?.name ?? '',
    awareAt: row.awareAt.toISOString(), lastReportedAt: row.lastReportedAt?.toISOString() ?? null, resolvedAt: row.resolvedAt?.toISOString() ?? null, exposure: exposureOf(row), nextReportDueAt: dueAt?.toISOString() ?? null, overdue: dueAt !== null && dueAt < now,
  };
}
