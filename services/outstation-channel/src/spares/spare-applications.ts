import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { ApprovalListener, ApprovalRequest } from '@luyue/approvals';
import { Directory } from '@luyue/directory';
import { newId } from '@luyue/kernel';
import { type Context, decodeCursor, Numbers, page, type Page, permit, refuse, statement, TenantDatabase, type Text, type Tx } from '@luyue/platform';
import { Stock } from '@luyue/stock';
import { ChannelApprovals, takenBack } from '../channel-approvals.ts';
import { permitStation, refuseClosed, stationScope } from '../stations/station-scope.ts';
import type { AuthorisedStation } from '../stations/station.entity.ts';
import { type StationListener, Stations } from '../stations/stations.service.ts';
import { SpareApplication, SpareItem } from './spare.entity.ts';
import { atStation, serialsOf, SpareStock, warehouse } from './spare-stock.ts';
import type { AskSpares, DecideSpares, ShipSpares, SpareApplicationView } from './spare-views.ts';
import { applicationMoves, type ApplicationStatus, contentsOf, isAbove, needOf } from './spares.rules.ts';

const APPLICATION = { zh: '备件申请', en: 'application' };
const NAMES = statement('spare_application_items', 'tenant_id = $1 AND id = ANY ($2)');
const OPEN = statement('spare_applications_open', `
  SELECT count(*) FILTER (WHERE status = 'asked')::int AS asked, count(*) FILTER (WHERE status = 'shipped')::int AS shipped FROM spare_application WHERE tenant_id = $1 AND station_id = $2 AND status IN ('asked', 'shipped')`);
const inTransit = (id: string) => ({ type: 'transit', id });

/** Stations ask for a fitting quantity; approved it is shipped and received (OC-3.2.3a, capability 4). */
@Injectable()
export class SpareApplications implements StationListener, ApprovalListener, OnModuleInit {
  constructor(
    private readonly database: TenantDatabase, private readonly directory: Directory, private readonly numbers: Numbers, private readonly stock: Stock, private readonly stations: Stations, private readonly spares: SpareStock,
    private readonly approvals: ChannelApprovals,
  ) {}

  onModuleInit(): void { this.stations.hear(this); }

  /** What was approved and not yet shipped keeps no station open: it is not shipped any more. */
  async stationClosing(tx: Tx, station: AuthorisedStation): Promise<Text[]> {
    const [{ asked, shipped } = { asked: 0, shipped: 0 }] = await tx.sql<{ asked: number; shipped: number }>(OPEN, [tx.tenantId, station.id]);
    return [...(asked ? [{ zh: `${asked} 张备件申请待审批`, en: `${asked} spare applications not decided` }] : []), ...(shipped ? [{ zh: `${shipped} 批备件在途`, en: `${shipped} shipments of spares on their way` }] : [])];
  }

  /** The latest first; a station's own users see their own. */
  list(ctx: Context, { stationId, status, limit, cursor }: { stationId?: string; status?: ApplicationStatus; limit: number; cursor?: string }): Promise<Page<SpareApplicationView>> {
    const scope = stationScope(ctx, 'spare.read');
    const after = decodeCursor(cursor, 2);
    return this.database.read(ctx, async (tx) => {
      const query = tx.manager.createQueryBuilder(SpareApplication, 'a').where('a.tenantId = :tenant', { tenant: tx.tenantId });
      if (!scope.all) query.andWhere('(a.departmentUnitId = ANY (:departments) OR a.stationId = ANY (:stations))', scope);
      if (stationId) query.andWhere('a.stationId = :stationId', { stationId });
      if (status) query.andWhere('a.status = :status', { status });
      if (after) query.andWhere('(a.askedAt, a.id) < (:at, :id)', { at: after[0], id: after[1] });
      const rows = await query.orderBy('a.askedAt', 'DESC').addOrderBy('a.id', 'DESC').limit(limit + 1).getMany();
      const cut = page(rows, limit, (a) => [a.askedAt.toISOString(), a.id], (a) => a);
      return { ...cut, items: await this.views(tx, cut.items) };
    });
  }

  get(ctx: Context, id: string): Promise<SpareApplicationView> {
    stationScope(ctx, 'spare.read');
    return this.database.read(ctx, async (tx) => {
      const row = await tx.get(SpareApplication, id, APPLICATION);
      permitStation(ctx, 'spare.read', { id: row.stationId, departmentUnitId: row.departmentUnitId });
      return (await this.views(tx, [row]))[0]!;
    });
  }

  /** Shows stock, use and turnover of each item as they are now, and waits for whoever looks after the channel. Throws 422 where a line is above the months of use and no reason is given, naming the items. */
  async ask(ctx: Context, { stationId, lines, reason }: AskSpares): Promise<SpareApplicationView> {
    stationScope(ctx, 'spare.apply');
    const number = await this.numbers.next(ctx, 'BJ');
    return this.database.write(ctx, async (tx) => {
      // The lock keeps it from closing meanwhile.
      const station = await this.stations.lock(tx, stationId);
      permitStation(ctx, 'spare.apply', station);
      refuseClosed(station, 'OC-3.2.3a');
      const ids = lines.map((l) => l.itemId);
      if (new Set(ids).size !== ids.length) throw refuse.field('lines', 'twice', { zh: '一种备件只写一行', en: 'each item once' }, 'OC-3.2.3a');
      const [items, figures, policy] = [await this.spares.named(tx, ids, 'lines'), await this.spares.figures(tx, stationId, ids), await this.directory.policyValues(tx)];
      const most = Number(policy('oc.spare.maxMonthsOfUse'));
      const above = lines.flatMap(({ itemId, quantity }, i) => (isAbove({ ...figures.get(itemId)!, quantity }, most) ? [items[i]!.name!] : []));
      if (above.length && !reason) {
        throw refuse.rule('OC-3.2.3a', 'reason_needed', { zh: `超过 ${most} 个月用量，要写理由：${above.map((n) => n.zh).join('、')}`, en: `More than ${most} months of use needs a reason: ${above.map((n) => n.en).join(', ')}` },
          { errors: [{ field: 'reason', code: 'required', message: { zh: '超出适量要写理由', en: 'more than a fitting quantity needs a reason' } }] });
      }
      const row = await tx.insert(SpareApplication, {
        tenantId: tx.tenantId, id: newId(), version: 1, number, stationId, departmentUnitId: station.departmentUnitId, lines: lines.map(({ itemId, quantity }) => ({ itemId, quantity, stock: figures.get(itemId)!.stock, ...needOf({ ...figures.get(itemId)!, quantity }), serials: [] })),
        reason: reason ?? null, status: 'asked', askedAt: tx.now, askedBy: ctx.userId, askedByName: ctx.userName, decidedAt: null, decidedBy: null, decisionNote: null, shippedAt: null, tracking: null, receivedAt: null, requestId: null,
      });
      await tx.update(SpareApplication, row, { requestId: await this.approvals.submit(tx, 'spare_application', row, `${(await this.stations.subject(tx, station)).title} ${contentsOf(lines.map(({ quantity }, i) => ({ name: items[i]!.name!.zh, quantity })))}`) });
      return (await this.views(tx, [row]))[0]!;
    });
  }

  /** The say of an approver (PF-12). Throws 403 for whoever has none, 409 once it is decided. */
  decide(ctx: Context, id: string, say: DecideSpares): Promise<SpareApplicationView> {
    stationScope(ctx, 'spare.read');
    return this.database.write(ctx, async (tx) => {
      const asked = await tx.get(SpareApplication, id, APPLICATION);
      permitStation(ctx, 'spare.read', { id: asked.stationId, departmentUnitId: asked.departmentUnitId });
      mayMove(asked.status, say.decision);
      const ended = await this.approvals.decide(tx, asked, say, 'OC-3.2.3a');
      const row = await tx.lock(SpareApplication, id, APPLICATION);
      if (ended) await tx.update(SpareApplication, row, { status: say.decision, decidedAt: tx.now, decidedBy: ctx.userName, decisionNote: say.note ?? null });
      return (await this.views(tx, [row]))[0]!;
    });
  }

  /** Taken back on the page of approvals. */
  approvalWithdrawn(tx: Tx, request: ApprovalRequest): Promise<void> { return takenBack(tx, request, 'spare_application', { entity: SpareApplication, what: APPLICATION, mayMove }); }

  /** Out of the warehouse, and on the way until it is received. Throws 422 for more than the warehouse has, or serial numbers that are not there; 409 for a station that has closed. */
  ship(ctx: Context, id: string, { tracking, serials = [] }: ShipSpares): Promise<SpareApplicationView> {
    permit(ctx, 'spare.work');
    return this.move(ctx, id, 'shipped', async (tx, row) => {
      permit(ctx, 'spare.work', row.departmentUnitId);
      refuseClosed(await this.stations.lock(tx, row.stationId), 'OC-3.2.3a');
      const items = await this.spares.named(tx, row.lines.map((l) => l.itemId));
      if (serials.some((s) => !row.lines.some((l) => l.itemId === s.itemId))) throw refuse.field('serials', 'unknown_item', { zh: '申请单里没有这种备件', en: 'is no item of the application' }, 'OC-3.2.3a');
      const lines = row.lines.map((line) => ({ ...line, serials: serials.find((s) => s.itemId === line.itemId)?.serials ?? [] }));
      await this.stock.moveAll(tx, lines.map((line, i) => ({
        item: items[i]!, from: warehouse(row.departmentUnitId), to: inTransit(id), quantity: line.quantity, ...serialsOf(items[i]!, line.quantity, line.serials), kind: 'shipment', reference: `shipment/${id}/${line.itemId}`, at: tx.now, clause: 'OC-3.2.3a' })));
      return { tracking, lines };
    });
  }

  /** By the station's own users, or whoever looks after it. */
  receive(ctx: Context, id: string): Promise<SpareApplicationView> {
    stationScope(ctx, 'spare.apply');
    return this.move(ctx, id, 'received', async (tx, row) => {
      permitStation(ctx, 'spare.apply', { id: row.stationId, departmentUnitId: row.departmentUnitId });
      const items = await this.spares.named(tx, row.lines.map((l) => l.itemId));
      await this.stock.moveAll(tx, row.lines.map((line, i) => ({
        item: items[i]!, from: inTransit(id), to: atStation(row.stationId), quantity: line.quantity, ...serialsOf(items[i]!, line.quantity, line.serials), kind: 'receipt', reference: `receipt/${id}/${line.itemId}`, at: tx.now, clause: 'OC-3.2.3a' })));
      return {};
    });
  }

  private move(ctx: Context, id: string, to: 'shipped' | 'received', act: (tx: Tx, row: SpareApplication) => Promise<Partial<SpareApplication>>): Promise<SpareApplicationView> {
    return this.database.write(ctx, async (tx) => {
      const row = await tx.lock(SpareApplication, id, APPLICATION);
      // Whom it does not concern is told nothing of where it stands.
      permitStation(ctx, 'spare.read', { id: row.stationId, departmentUnitId: row.departmentUnitId });
      mayMove(row.status, to);
      await tx.update(SpareApplication, row, { ...(await act(tx, row)), status: to, [to === 'shipped' ? 'shippedAt' : 'receivedAt']: tx.now });
      return (await this.views(tx, [row]))[0]!;
    });
  }

  private async views(tx: Tx, rows: SpareApplication[]): Promise<SpareApplicationView[]> {
    const [names, rounds, items] = await Promise.all([this.stations.named(tx, rows.map((r) => r.stationId)), this.approvals.ofSubjects(tx, rows.map((r) => r.id)), tx.rows(SpareItem, NAMES, [tx.tenantId, [...new Set(rows.flatMap((r) => r.lines.map((l) => l.itemId)))]])]);
    const itemOf = new Map(items.map((i) => [i.id, i]));
    return rows.map(({ id, version, number, stationId, lines, reason, status, askedAt, askedByName, decidedAt, decidedBy, decisionNote, shippedAt, tracking, receivedAt }) => ({
      id, version, number, stationId, stationName: names.get(stationId)?.name ?? '', lines: lines.map((line) => ({ ...line, itemNumber: itemOf.get(line.itemId)?.number ?? '', itemName: itemOf.get(line.itemId)?.name ?? '' })), reason, status, askedAt: askedAt.toISOString(), askedByName,
      decidedAt: decidedAt?.toISOString() ?? null, decidedBy, decisionNote, shippedAt: shippedAt?.toISOString() ?? null, tracking, receivedAt: receivedAt?.toISOString() ?? null,
      approvals: rounds.get(id) ?? [],
    }));
  }
}

function mayMove(from: ApplicationStatus, to: ApplicationStatus): void {
  if (!applicationMoves[from].includes(to)) throw refuse.transition(from, to, [...applicationMoves[from]], 'OC-3.2.3a');
}
