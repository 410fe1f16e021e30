import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { ApprovalListener, ApprovalRequest } from '@luyue/approvals';
import { Directory } from '@luyue/directory';
import { addDays, instantAt, newId, parseDate } from '@luyue/kernel';
import { Obligations } from '@luyue/obligations';
import { checkMonths, type Context, decodeCursor, Numbers, page, type Page, permit, refuse, statement, TenantDatabase, type Text, type Tx, unitsOf } from '@luyue/platform';
import { Stock } from '@luyue/stock';
import { ChannelApprovals, takenBack } from '../channel-approvals.ts';
import { Regions } from '../regions/regions.service.ts';
import { SpareStock, warehouse } from '../spares/spare-stock.ts';
import { permitStation, refuseClosed, stationScope } from '../stations/station-scope.ts';
import type { AuthorisedStation } from '../stations/station.entity.ts';
import { type StationListener, Stations } from '../stations/stations.service.ts';
import type { AskLoan, DecideLoan, LoanMonth, LoanTurnover, SpareLoanView } from './loans.http.ts';
import { dutiesOfLoan, loanMoves, type LoanStatus } from './loans.rules.ts';
import { SpareLoan } from './spare-loan.entity.ts';

export interface LoanFilter { stationId?: string; status?: LoanStatus; overdue?: boolean; limit: number; cursor?: string }

const LOAN = { zh: '备用机借用', en: 'loan' };
const OPEN = statement('spare_loans_open', `
  SELECT count(*) FILTER (WHERE status = 'asked')::int AS asked, count(*) FILTER (WHERE status = 'out')::int AS out FROM spare_loan WHERE tenant_id = $1 AND station_id = $2 AND status IN ('asked', 'out')`);
const TURNOVER = statement('spare_loan_turnover', `
  SELECT region_id AS "regionId", count(*)::int AS loans, count(*) FILTER (WHERE status = 'out')::int AS out, count(*) FILTER (WHERE status = 'out' AND due_at < $2)::int AS overdue,
    count(*) FILTER (WHERE returned_at > due_at)::int AS "returnedLate", round((avg(extract(epoch FROM coalesce(returned_at, $2) - issued_at)) / 86400)::numeric, 1)::float8 AS "averageDays"
  FROM spare_loan WHERE tenant_id = $1 AND issued_at >= $3 AND ($4::uuid[] IS NULL OR department_unit_id = ANY ($4)) GROUP BY 1 ORDER BY 4 DESC, 2 DESC, 1`);
const MONTHS = statement('spare_loan_months', `
  SELECT to_char(issued_at AT TIME ZONE $2, 'YYYY-MM') AS month, count(*)::int AS loans, count(*) FILTER (WHERE returned_at > due_at)::int AS "returnedLate", round((avg(extract(epoch FROM coalesce(returned_at, $6) - issued_at)) / 86400)::numeric, 1)::float8 AS "averageDays"
  FROM spare_loan WHERE tenant_id = $1 AND issued_at >= ($3 || '-01')::timestamp AT TIME ZONE $2 AND issued_at < (($4 || '-01')::timestamp + interval '1 month') AT TIME ZONE $2 AND ($5::uuid[] IS NULL OR department_unit_id = ANY ($5)) GROUP BY 1 ORDER BY 1`);
const MOST_MONTHS = 24;
const TURNOVER_DAYS = 365;
/** Beside the station's own stock: what is lent is not its to use. */
const lentTo = (loan: { id: string }) => ({ type: 'loan', id: loan.id });

/** Spare units: applied for in moderation, turned over fast, returned on time (OC-3.7a, reading 16). */
@Injectable()
export class Loans implements StationListener, ApprovalListener, OnModuleInit {
  constructor(
    private readonly database: TenantDatabase, private readonly directory: Directory, private readonly numbers: Numbers, private readonly obligations: Obligations, private readonly stock: Stock, private readonly spares: SpareStock, private readonly stations: Stations,
    private readonly regions: Regions, private readonly approvals: ChannelApprovals,
  ) {}

  onModuleInit(): void { this.stations.hear(this); }

  /** What was approved and not yet issued keeps no station open: it is not issued any more. */
  async stationClosing(tx: Tx, station: AuthorisedStation): Promise<Text[]> {
    const [{ asked, out } = { asked: 0, out: 0 }] = await tx.sql<{ asked: number; out: number }>(OPEN, [tx.tenantId, station.id]);
    return [...(asked ? [{ zh: `${asked} 项备用机借用待审批`, en: `${asked} loans not decided` }] : []), ...(out ? [{ zh: `${out} 台备用机未还`, en: `${out} spare units not returned` }] : [])];
  }

  /** The latest first; the overdue ones, the longest overdue first. */
  list(ctx: Context, { stationId, status, overdue, limit, cursor }: LoanFilter): Promise<Page<SpareLoanView>> {
    const scope = stationScope(ctx, 'spare.read');
    const after = decodeCursor(cursor, 2);
    return this.database.read(ctx, async (tx) => {
      const query = tx.manager.createQueryBuilder(SpareLoan, 'l').where('l.tenantId = :tenant', { tenant: tx.tenantId });
      if (!scope.all) query.andWhere('(l.departmentUnitId = ANY (:departments) OR l.stationId = ANY (:stations))', scope);
      if (stationId) query.andWhere('l.stationId = :stationId', { stationId });
      if (status) query.andWhere('l.status = :status', { status });
      if (overdue) query.andWhere(`l.status = 'out' AND l.dueAt < :now`, { now: tx.now });
      if (after) query.andWhere(overdue ? '(l.dueAt, l.id) > (:at, :id)' : '(l.askedAt, l.id) < (:at, :id)', { at: after[0], id: after[1] });
      const rows = await (overdue ? query.orderBy('l.dueAt').addOrderBy('l.id') : query.orderBy('l.askedAt', 'DESC').addOrderBy('l.id', 'DESC')).limit(limit + 1).getMany();
      const cut = page(rows, limit, (l) => [(overdue ? l.dueAt! : l.askedAt).toISOString(), l.id], (l) => l);
      return { ...cut, items: await this.views(tx, cut.items) };
    });
  }

  /** Of the last year, by region: how many went out, how long they stayed, how many are overdue. */
  turnover(ctx: Context): Promise<{ items: LoanTurnover[] }> {
    const units = unitsOf(ctx, 'spare.read');
    return this.database.read(ctx, async (tx) => {
      const rows = await tx.sql<Omit<LoanTurnover, 'regionName'> & Record<string, unknown>>(TURNOVER, [tx.tenantId, tx.now, new Date(tx.now.getTime() - TURNOVER_DAYS * 86_400_000), units === 'all' ? null : units]);
      const names = await this.regions.named(tx, rows.map((r) => r.regionId));
      return { items: rows.map((row) => ({ ...row, regionName: names.get(row.regionId)?.name ?? '' })) };
    });
  }

  /** By month of issue. Throws 400 for months out of order or more than two years. */
  months(ctx: Context, from: string, to: string): Promise<{ items: LoanMonth[] }> {
    const units = unitsOf(ctx, 'spare.read');
    checkMonths(from, to, MOST_MONTHS);
    return this.database.read(ctx, async (tx) => ({ items: await tx.sql<LoanMonth & Record<string, unknown>>(MONTHS, [tx.tenantId, await this.directory.zone(tx), from, to, units === 'all' ? null : units, tx.now]) }));
  }

  async ask(ctx: Context, { stationId, itemId, purpose }: AskLoan): Promise<SpareLoanView> {
    stationScope(ctx, 'spare.apply');
    const number = await this.numbers.next(ctx, 'JY');
    return this.database.write(ctx, async (tx) => {
      const station = await this.stations.lock(tx, stationId);
      permitStation(ctx, 'spare.apply', station);
      refuseClosed(station, 'OC-3.7a');
      const [item] = await this.spares.named(tx, [itemId]);
      if (item!.type !== 'spare_unit') throw refuse.field('itemId', 'not_a_unit', { zh: '只借备用机，备件走备件申请', en: 'spare units are lent; parts are applied for' }, 'OC-3.7a');
      const row = await tx.insert(SpareLoan, {
        tenantId: tx.tenantId, id: newId(), version: 1, number, stationId, departmentUnitId: station.departmentUnitId, regionId: station.regionId, itemId, serial: null, purpose, status: 'asked', askedAt: tx.now, askedBy: ctx.userId, askedByName: ctx.userName, decidedBy: null, decisionNote: null,
        setDueOn: null, issuedAt: null, dueAt: null, returnedAt: null, requestId: null,
      });
      await tx.update(SpareLoan, row, { requestId: await this.approvals.submit(tx, 'spare_loan', row, `${(await this.stations.subject(tx, station)).title} ${item!.name!.zh}`) });
      return (await this.views(tx, [row]))[0]!;
    });
  }

  /** The say of an approver (PF-12), who may set another due day (reading 16). Throws 400 for a day that has passed, 403 for whoever has no say, 409 once it is decided. */
  decide(ctx: Context, id: string, { dueOn, ...say }: DecideLoan): Promise<SpareLoanView> {
    stationScope(ctx, 'spare.read');
    return this.database.write(ctx, async (tx) => {
      const asked = await tx.get(SpareLoan, id, LOAN);
      permitStation(ctx, 'spare.read', { id: asked.stationId, departmentUnitId: asked.departmentUnitId });
      mayMove(asked.status, say.decision);
      if (dueOn && dueOn < (await this.stations.today(tx))) throw refuse.field('dueOn', 'past', { zh: '归还日已过', en: 'that day has passed' }, 'OC-3.7a');
      const ended = await this.approvals.decide(tx, asked, say, 'OC-3.7a');
      const row = await tx.lock(SpareLoan, id, LOAN);
      await tx.update(SpareLoan, row, { setDueOn: dueOn ?? row.setDueOn, ...(ended && { status: say.decision, decidedBy: ctx.userName, decisionNote: say.note ?? null }) });
      return (await this.views(tx, [row]))[0]!;
    });
  }

  /** Taken back on the page of approvals. */
  approvalWithdrawn(tx: Tx, request: ApprovalRequest): Promise<void> { return takenBack(tx, request, 'spare_loan', { entity: SpareLoan, what: LOAN, mayMove }); }

  /** Out of the warehouse: the days run from here. Throws 422 for a serial number that is not there, 409 for a station that has closed. */
  issue(ctx: Context, id: string, serial: string): Promise<SpareLoanView> {
    permit(ctx, 'spare.work');
    return this.move(ctx, id, 'out', async (tx, row) => {
      permit(ctx, 'spare.work', row.departmentUnitId);
      refuseClosed(await this.stations.lock(tx, row.stationId), 'OC-3.7a');
      const [item] = await this.spares.named(tx, [row.itemId]);
      await this.stock.move(tx, { item: item!, from: warehouse(row.departmentUnitId), to: lentTo(row), quantity: 1, ...(item!.serial && { serials: [serial] }), kind: 'loan', reference: `loan/${id}`, at: tx.now, clause: 'OC-3.7a' });
      const dueAt = row.setDueOn ? new Date(instantAt(parseDate(addDays(row.setDueOn, 1)), '00:00', await this.directory.zone(tx))) : null;
      const title = `${item!.name!.zh} ${serial}`;
      const [owed] = await this.obligations.open(tx, dutiesOfLoan({ issuedAt: tx.now }).map((duty) => ({
        ...duty, subject: { type: 'spare_loan', id, number: row.number, title }, unitId: row.stationId, userId: null, ...(dueAt && { agreed: { dueAt, windowFrom: tx.now, agreedBy: row.decidedBy ?? ctx.userName, channel: '审批' } }) })));
      return { serial, issuedAt: tx.now, dueAt: owed?.dueAt ?? dueAt };
    });
  }

  /** Back in the warehouse; meets OC-3.7a. */
  giveBack(ctx: Context, id: string): Promise<SpareLoanView> {
    permit(ctx, 'spare.work');
    return this.move(ctx, id, 'returned', async (tx, row) => {
      permit(ctx, 'spare.work', row.departmentUnitId);
      const [item] = await this.spares.named(tx, [row.itemId]);
      await this.stock.move(tx, { item: item!, from: lentTo(row), to: warehouse(row.departmentUnitId), quantity: 1, ...(item!.serial && { serials: [row.serial!] }), kind: 'loan_back', reference: `loan-back/${id}`, at: tx.now, clause: 'OC-3.7a' });
      await this.obligations.meet(tx, { subjectId: id, clauses: ['OC-3.7a'] }, { at: tx.now, note: '备用机归还', evidence: [{ kind: 'fact', at: tx.now.toISOString(), by: ctx.userName, text: `归还 ${row.serial ?? ''}` }] });
      return { returnedAt: tx.now };
    });
  }

  private move(ctx: Context, id: string, to: 'out' | 'returned', act: (tx: Tx, row: SpareLoan) => Promise<Partial<SpareLoan>>): Promise<SpareLoanView> {
    return this.database.write(ctx, async (tx) => {
      const row = await tx.lock(SpareLoan, id, LOAN);
      permitStation(ctx, 'spare.read', { id: row.stationId, departmentUnitId: row.departmentUnitId });
      mayMove(row.status, to);
      await tx.update(SpareLoan, row, { ...(await act(tx, row)), status: to });
      return (await this.views(tx, [row]))[0]!;
    });
  }

  private async views(tx: Tx, rows: SpareLoan[]): Promise<SpareLoanView[]> {
    if (!rows.length) return [];
    const itemIds = [...new Set(rows.map((r) => r.itemId))];
    const [names, rounds, items] = await Promise.all([this.stations.named(tx, rows.map((r) => r.stationId)), this.approvals.ofSubjects(tx, rows.map((r) => r.id)), this.spares.named(tx, itemIds)]);
    const itemOf = new Map(items.map((i) => [i.id, i]));
    return rows.map((l) => ({
      id: l.id, version: l.version, number: l.number, stationId: l.stationId, stationName: names.get(l.stationId)?.name ?? '', itemId: l.itemId, itemNumber: itemOf.get(l.itemId)?.number ?? '', itemName: itemOf.get(l.itemId)?.name?.zh ?? '', serial: l.serial, purpose: l.purpose, status: l.status,
      askedAt: l.askedAt.toISOString(), askedByName: l.askedByName, decidedBy: l.decidedBy, decisionNote: l.decisionNote, setDueOn: l.setDueOn, issuedAt: l.issuedAt?.toISOString() ?? null, dueAt: l.dueAt?.toISOString() ?? null, returnedAt: l.returnedAt?.toISOString() ?? null,
      overdue: l.status === 'out' && l.dueAt !== null && l.dueAt < tx.now, approvals: rounds.get(l.id) ?? [],
    }));
  }
}

function mayMove(from: LoanStatus, to: LoanStatus): void {
  if (!loanMoves[from].includes(to)) throw refuse.transition(from, to, [...loanMoves[from]], 'OC-3.7a');
}
