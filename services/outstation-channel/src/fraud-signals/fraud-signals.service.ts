import { Injectable } from '@nestjs/common';
import { Directory } from '@luyue/directory';
import { newId } from '@luyue/kernel';
import { type Context, decodeCursor, page, type Page, permit, refuse, statement, TenantDatabase, type Tx, unitsOf } from '@luyue/platform';
import { Stations } from '../stations/stations.service.ts';
import { FraudCase } from './fraud-case.entity.ts';
import { detect, type Signals } from './fraud-detection.ts';
import type { CloseFraud, ConfirmFraud, FraudCaseView, ReportFraud } from './fraud-signals.http.ts';
import { type FraudKind, fraudMoves, type FraudStatus, KIND_NAMES } from './fraud-signals.rules.ts';

const CASE = { zh: '疑点', en: 'case' };
const NUMBERS = statement('fraud_order_numbers', 'SELECT id, number FROM repair_order WHERE tenant_id = $1 AND id = ANY ($2) AND ($3::uuid IS NULL OR station_id = $3) ORDER BY number');

/** Signs of faked orders, each a case that is dismissed with a reason or confirmed with evidence (OC-3.2.2b). */
@Injectable()
export class FraudSignals {
  constructor(private readonly database: TenantDatabase, private readonly directory: Directory, private readonly stations: Stations) {}

  /** The oldest open ones first; what is decided, the latest first. */
  list(ctx: Context, { status = 'open', stationId, kind, limit, cursor }: { status?: FraudStatus; stationId?: string; kind?: FraudKind; limit: number; cursor?: string }): Promise<Page<FraudCaseView>> {
    const units = unitsOf(ctx, 'fraudCase.work');
    const after = decodeCursor(cursor, 2);
    const open = status === 'open';
    return this.database.read(ctx, async (tx) => {
      const query = tx.manager.createQueryBuilder(FraudCase, 'c').where('c.tenantId = :tenant AND c.status = :status', { tenant: tx.tenantId, status });
      if (units !== 'all') query.andWhere('c.departmentUnitId = ANY (:units)', { units });
      if (stationId) query.andWhere('c.stationId = :stationId', { stationId });
      if (kind) query.andWhere('c.kind = :kind', { kind });
      if (after) query.andWhere(open ? '(c.openedAt, c.id) > (:at, :id)' : '(c.openedAt, c.id) < (:at, :id)', { at: after[0], id: after[1] });
      const rows = await query.orderBy('c.openedAt', open ? 'ASC' : 'DESC').addOrderBy('c.id', open ? 'ASC' : 'DESC').limit(limit + 1).getMany();
      const cut = page(rows, limit, (c) => [c.openedAt.toISOString(), c.id], (c) => c);
      return { ...cut, items: await this.views(tx, cut.items) };
    });
  }

  get(ctx: Context, id: string): Promise<FraudCaseView> {
    permit(ctx, 'fraudCase.work');
    return this.database.read(ctx, async (tx) => {
      const row = await tx.get(FraudCase, id, CASE);
      permit(ctx, 'fraudCase.work', row.departmentUnitId);
      return (await this.views(tx, [row]))[0]!;
    });
  }

  /** Looks for signs in the month's orders now, and lets what came since join the open cases; a settlement does it too. Throws 400 for a unit that this tenant does not have. */
  scan(ctx: Context, departmentUnitId: string, month: string): Promise<Signals> {
    permit(ctx, 'repairOrder.review', departmentUnitId);
    return this.database.write(ctx, async (tx) => {
      await this.directory.unit(tx, departmentUnitId, 'departmentUnitId');
      return this.detect(tx, departmentUnitId, month, null);
    });
  }

  /** The same for rooms that have asked their own permission; `fees` by level, in fen. */
  async detect(tx: Tx, departmentUnitId: string, month: string, fees: Record<string, number> | null): Promise<Signals> {
    return detect(tx, { departmentUnitId, month, repeatDays: (await this.directory.policyValues(tx))<number>('oc.fraud.repeatDays'), fees });
  }

  /** Somebody saw it themselves. Throws 400 for orders that are not the station's. */
  report(ctx: Context, { stationId, orderIds = [], evidence, report }: ReportFraud): Promise<FraudCaseView> {
    permit(ctx, 'fraudCase.work');
    return this.database.write(ctx, async (tx) => {
      const station = await this.stations.read(tx, stationId, 'fraudCase.work');
      const orders = await tx.sql<{ id: string; number: string }>(NUMBERS, [tx.tenantId, orderIds, stationId]);
      if (orders.length !== new Set(orderIds).size) throw refuse.field('orderIds', 'unknown_order', { zh: '不是这个站的工单', en: 'not orders of that station' }, 'OC-3.2.2b');
      const id = newId();
      const row = await tx.insert(FraudCase, {
        tenantId: tx.tenantId, id, version: 1, stationId, departmentUnitId: station.departmentUnitId, kind: 'reported', key: id, month: (await this.stations.today(tx)).slice(0, 7), orderIds: orders.map((o) => o.id), detail: { by: ctx.userName }, status: 'open', openedAt: tx.now,
        decidedAt: null, decidedBy: null, reason: null, evidence, report, reportedAt: tx.now, education: null, educatedOn: null,
      });
      return (await this.views(tx, [row]))[0]!;
    });
  }

  dismiss(ctx: Context, id: string, reason: string): Promise<FraudCaseView> { return this.move(ctx, id, 'dismissed', (tx) => ({ reason, decidedAt: tx.now, decidedBy: ctx.userName })); }

  /** With its evidence, reported to the company. */
  confirm(ctx: Context, id: string, { evidence, report }: ConfirmFraud): Promise<FraudCaseView> {
    return this.move(ctx, id, 'confirmed', (tx, row) => ({ evidence, report, reportedAt: row.reportedAt ?? tx.now, decidedAt: tx.now, decidedBy: ctx.userName }));
  }

  /** Once the station was educated, which whoever saw it may have done at once. Throws 400 for a day to come. */
  close(ctx: Context, id: string, { educatedOn, education }: CloseFraud): Promise<FraudCaseView> {
    return this.move(ctx, id, 'closed', async (tx) => {
      if (educatedOn > (await this.stations.today(tx))) throw refuse.field('educatedOn', 'future', { zh: '教育日期还没到', en: 'that day has not come yet' }, 'OC-3.2.2b');
      return { educatedOn, education };
    });
  }

  private move(ctx: Context, id: string, to: FraudStatus, patch: (tx: Tx, row: FraudCase) => Partial<FraudCase> | Promise<Partial<FraudCase>>): Promise<FraudCaseView> {
    permit(ctx, 'fraudCase.work');
    return this.database.write(ctx, async (tx) => {
      const row = await tx.lock(FraudCase, id, CASE);
      permit(ctx, 'fraudCase.work', row.departmentUnitId);
      if (!fraudMoves[row.status].includes(to)) throw refuse.transition(row.status, to, [...fraudMoves[row.status]], 'OC-3.2.2b');
      await tx.update(FraudCase, row, { ...(await patch(tx, row)), status: to });
      return (await this.views(tx, [row]))[0]!;
    });
  }

  private async views(tx: Tx, rows: FraudCase[]): Promise<FraudCaseView[]> {
    const [names, orders] = await Promise.all([this.stations.named(tx, rows.map((r) => r.stationId)), tx.sql<{ id: string; number: string }>(NUMBERS, [tx.tenantId, rows.flatMap((r) => r.orderIds.slice(0, 50)), null])]);
    const numbers = new Map(orders.map((o) => [o.id, o.number]));
    return rows.map(({ id, version, stationId, kind, month, orderIds, detail, status, openedAt, decidedAt, decidedBy, reason, evidence, report, reportedAt, education, educatedOn }) => ({
      id, version, stationId, stationName: names.get(stationId)?.name ?? '', kind, kindName: KIND_NAMES[kind], month, orderCount: orderIds.length, orders: orderIds.slice(0, 50).map((orderId) => ({ id: orderId, number: numbers.get(orderId) ?? '' })), detail, status,
      openedAt: openedAt.toISOString(), decidedAt: decidedAt?.toISOString() ?? null, decidedBy, reason, evidence, report, reportedAt: reportedAt?.toISOString() ?? null, education, educatedOn,
    }));
  }
}
