import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Directory } from '@luyue/directory';
import { addDays, instantAt, newId, parseDate } from '@luyue/kernel';
import { RecurringDuties } from '@luyue/obligations';
import { type Context, decodeCursor, page, type Page, permit, refuse, statement, TenantDatabase, type Text, type Tx, unitsOf } from '@luyue/platform';
import { Postings } from '../postings/postings.service.ts';
import { permitStation, stationScope } from '../stations/station-scope.ts';
import type { AuthorisedStation } from '../stations/station.entity.ts';
import { type StationListener, Stations } from '../stations/stations.service.ts';
import { OrderGuidance, OrderMailing, RepairOrder } from './order.entity.ts';
import { guidanceView, type MailOrders, mailingView, type OrderGuidanceView, type OrderMailingView, type RepairOrderView } from './order-views.ts';
import { before, isWhole, orderMoves } from './repair-orders.rules.ts';
import { RepairOrders } from './repair-orders.service.ts';

const INCOMPLETE = statement('repair_orders_incomplete', 'SELECT number FROM repair_order WHERE tenant_id = $1 AND station_id = $2 AND month = $3 AND status = ANY ($4) AND cardinality(missing) > 0 ORDER BY number LIMIT 6');
const MAIL = statement('repair_orders_mail', `
  UPDATE repair_order SET status = 'mailed', mailing_id = $5, mailed_on = $6, version = version + 1 WHERE tenant_id = $1 AND station_id = $2 AND month = $3 AND status = ANY ($4) AND cardinality(missing) = 0 RETURNING 1`);
const ACCEPT = statement('repair_orders_accept', `UPDATE repair_order SET status = 'accepted', accepted_at = $3, version = version + 1 WHERE tenant_id = $1 AND mailing_id = $2 AND status = 'mailed' RETURNING 1`);
// What was confirmed as faked is never settled (OC-3.2.2b), and nothing to wait for.
const UNSETTLED = statement('repair_orders_unsettled', `
  SELECT count(*)::int AS n FROM repair_order o WHERE o.tenant_id = $1 AND o.station_id = $2 AND o.status <> 'settled'
    AND NOT EXISTS (SELECT 1 FROM fraud_case f WHERE f.tenant_id = $1 AND f.station_id = $2 AND f.status IN ('confirmed', 'closed') AND o.id = ANY (f.order_ids))`);

/** The month's orders are mailed by a day; the department accepts them or sends them back (OC-3.2.2a, reading 15). */
@Injectable()
export class OrderMailings implements StationListener, OnModuleInit {
  constructor(
    private readonly database: TenantDatabase, private readonly directory: Directory, private readonly recurring: RecurringDuties, private readonly postings: Postings, private readonly stations: Stations, private readonly orders: RepairOrders,
  ) {}

  onModuleInit(): void { this.stations.hear(this); }

  /** The mailing is the station's own duty, and never a penalty by itself (reading 15). */
  async stationOpened(tx: Tx, station: AuthorisedStation): Promise<void> {
    await this.recurring.begin(tx, [{ clauseId: 'OC-3.2.2a', parameter: 'oc.order.mailDay', every: { months: 1 }, subject: await this.stations.subject(tx, station), unitId: station.id, userId: null, beginsOn: await this.stations.today(tx) }]);
  }

  async stationClosing(tx: Tx, station: AuthorisedStation): Promise<Text[]> {
    const [{ n } = { n: 0 }] = await tx.sql<{ n: number }>(UNSETTLED, [tx.tenantId, station.id]);
    return n ? [{ zh: `${n} 张维修工单未结算`, en: `${n} repair orders not settled` }] : [];
  }

  list(ctx: Context, { stationId, limit, cursor }: { stationId?: string; limit: number; cursor?: string }): Promise<Page<OrderMailingView>> {
    const scope = stationScope(ctx, 'repairOrder.read');
    const after = decodeCursor(cursor, 2);
    return this.database.read(ctx, async (tx) => {
      const query = tx.manager.createQueryBuilder(OrderMailing, 'm').where('m.tenantId = :tenant', { tenant: tx.tenantId });
      if (!scope.all) query.andWhere('(m.departmentUnitId = ANY (:departments) OR m.stationId = ANY (:stations))', scope);
      if (stationId) query.andWhere('m.stationId = :stationId', { stationId });
      if (after) query.andWhere('(m.enteredAt, m.id) < (:at, :id)', { at: after[0], id: after[1] });
      const rows = await query.orderBy('m.enteredAt', 'DESC').addOrderBy('m.id', 'DESC').limit(limit + 1).getMany();
      const names = await this.stations.named(tx, rows.map((r) => r.stationId));
      return page(rows, limit, (m) => [m.enteredAt.toISOString(), m.id], (m) => mailingView(m, names.get(m.stationId)?.name ?? ''));
    });
  }

  /** All complete orders of a month, in one statement; meets the month's duty, also with none to send, unless more of the month's repairs are still to come. Throws 422 naming those that are incomplete, unless they are left for later. */
  mail(ctx: Context, { stationId, month, mailedOn, tracking, leaveIncomplete = false }: MailOrders): Promise<OrderMailingView> {
    stationScope(ctx, 'repairOrder.write');
    return this.database.write(ctx, async (tx) => {
      const station = await this.stations.lock(tx, stationId);
      permitStation(ctx, 'repairOrder.write', station);
      const today = await this.stations.today(tx);
      const on = mailedOn ?? today;
      if (on > today || on < `${month}-01`) throw refuse.field('mailedOn', 'range', { zh: '寄出日在这个月的 1 日和今天之间', en: 'from the first of that month to today' }, 'OC-3.2.2a');
      const from = before('mailed');
      const incomplete = leaveIncomplete ? [] : await tx.sql<{ number: string }>(INCOMPLETE, [tx.tenantId, stationId, month, from]);
      if (incomplete.length) {
        const numbers = `${incomplete.slice(0, 5).map((o) => o.number).join('、')}${incomplete.length > 5 ? '……' : ''}`;
        throw refuse.rule('OC-3.2.2a', 'incomplete', { zh: `工单没填完整：${numbers}`, en: `Orders are incomplete: ${numbers}` }, { extra: { numbers: incomplete.slice(0, 5).map((o) => o.number) } });
      }
      const id = newId();
      const sent = await tx.sql(MAIL, [tx.tenantId, stationId, month, from, id, on]);
      const mailing = await tx.insert(OrderMailing, { tenantId: tx.tenantId, id, version: 1, stationId, departmentUnitId: station.departmentUnitId, month, mailedOn: on, tracking, orders: sent.length, enteredAt: tx.now, enteredBy: ctx.userName });
      // R6: a mailing that is entered later counts from its own day, which lasts until 24:00.
      const at = on === today ? tx.now : new Date(instantAt(parseDate(addDays(on, 1)), '00:00', await this.directory.zone(tx)));
      if (isWhole(month, on)) await this.recurring.complete(tx, { subjectId: stationId, clauseId: 'OC-3.2.2a', on: `${month}-01` }, { at, note: `${month} 工单 ${sent.length} 张，单号 ${tracking}`, evidence: [{ kind: 'fact', at: at.toISOString(), by: ctx.userName, text: `寄出 ${month} 维修工单` }] });
      return mailingView(mailing, (await this.stations.named(tx, [stationId])).get(stationId)?.name ?? '');
    });
  }

  /** What arrived and was not sent back is accepted, in one statement. */
  accept(ctx: Context, mailingId: string): Promise<{ accepted: number }> {
    permit(ctx, 'repairOrder.review');
    return this.database.write(ctx, async (tx) => {
      const mailing = await tx.lock(OrderMailing, mailingId, { zh: '寄单', en: 'mailing' });
      permit(ctx, 'repairOrder.review', mailing.departmentUnitId);
      return { accepted: (await tx.sql(ACCEPT, [tx.tenantId, mailingId, tx.now])).length };
    });
  }

  /** Counted at the station, and a guidance note for whoever looks after it. Throws 409 for what has not been mailed, or is accepted. */
  giveBack(ctx: Context, orderId: string, reason: string): Promise<RepairOrderView> {
    permit(ctx, 'repairOrder.review');
    return this.database.write(ctx, async (tx) => {
      const order = await this.orders.lock(tx, orderId);
      permit(ctx, 'repairOrder.review', order.departmentUnitId);
      if (!orderMoves[order.status].includes('returned')) throw refuse.transition(order.status, 'returned', [...orderMoves[order.status]], 'OC-3.2.2a');
      await tx.update(RepairOrder, order, { status: 'returned', returnReason: reason, returns: order.returns + 1 });
      const guide = await this.postings.inCharge(tx, order.regionId, await this.stations.today(tx));
      await tx.insert(OrderGuidance, {
        tenantId: tx.tenantId, id: newId(), version: 1, stationId: order.stationId, departmentUnitId: order.departmentUnitId, orderId, orderNumber: order.number, userId: guide?.userId ?? null, reason, openedAt: tx.now, guidedAt: null, guidedBy: null, note: null,
      });
      return this.orders.view(tx, order);
    });
  }

  /** Guidance notes, those that wait longest first; what is done, the latest first. */
  guidances(ctx: Context, { state = 'open', limit, cursor }: { state?: 'open' | 'done'; limit: number; cursor?: string }): Promise<Page<OrderGuidanceView>> {
    const units = unitsOf(ctx, 'repairOrder.read');
    const after = decodeCursor(cursor, 2);
    const open = state === 'open';
    return this.database.read(ctx, async (tx) => {
      const query = tx.manager.createQueryBuilder(OrderGuidance, 'g').where('g.tenantId = :tenant', { tenant: tx.tenantId }).andWhere(open ? 'g.guidedAt IS NULL' : 'g.guidedAt IS NOT NULL');
      if (units !== 'all') query.andWhere('g.departmentUnitId = ANY (:units)', { units });
      if (after) query.andWhere(open ? '(g.openedAt, g.id) > (:at, :id)' : '(g.openedAt, g.id) < (:at, :id)', { at: after[0], id: after[1] });
      const rows = await query.orderBy('g.openedAt', open ? 'ASC' : 'DESC').addOrderBy('g.id', open ? 'ASC' : 'DESC').limit(limit + 1).getMany();
      const [names, users] = await Promise.all([this.stations.named(tx, rows.map((r) => r.stationId)), this.directory.users(tx)]);
      return page(rows, limit, (g) => [g.openedAt.toISOString(), g.id], (g) => guidanceView(g, names.get(g.stationId)?.name ?? '', (g.userId && users.get(g.userId)?.name) || null));
    });
  }

  /** The note is written once the station was guided. Throws 409 for one that is done. */
  guide(ctx: Context, id: string, note: string): Promise<OrderGuidanceView> {
    permit(ctx, 'station.work');
    return this.database.write(ctx, async (tx) => {
      const row = await tx.lock(OrderGuidance, id, { zh: '指导', en: 'guidance note' });
      permit(ctx, 'station.work', row.departmentUnitId);
      if (row.guidedAt) throw refuse.conflict('guided', { zh: '已经指导过', en: 'The guidance has been given' }, { clause: 'OC-3.2.2a', allowed: [] });
      await tx.update(OrderGuidance, row, { guidedAt: tx.now, guidedBy: ctx.userName, note });
      const [names, users] = await Promise.all([this.stations.named(tx, [row.stationId]), this.directory.users(tx)]);
      return guidanceView(row, names.get(row.stationId)?.name ?? '', (row.userId && users.get(row.userId)?.name) || null);
    });
  }
}
