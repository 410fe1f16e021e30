import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Directory } from '@luyue/directory';
import { Money, newId, yuan } from '@luyue/kernel';
import { type Context, decodeCursor, matchVersion, page, type Page, permit, refuse, statement, TenantDatabase, type Text, type Tx, unitsOf } from '@luyue/platform';
import type { Signals } from '../fraud-signals/fraud-detection.ts';
import { FraudSignals } from '../fraud-signals/fraud-signals.service.ts';
import { permitStation, stationScope } from '../stations/station-scope.ts';
import type { AuthorisedStation } from '../stations/station.entity.ts';
import { type StationListener, Stations } from '../stations/stations.service.ts';
import { drawStations, type Drawn, LATE_MONTHS, TO_DRAW } from './settlement-draw.ts';
import { LabourRate, StationSettlement } from './settlement.entity.ts';
import { type LabourRateView, type PublishRate, rateView, type SettlementLineView, type SettlementRun, type SettlementView } from './settlement-views.ts';
import { mailedBy, rateOf, settlementMoves, type SettlementStatus, STATIONS_AT_ONCE } from './settlements.rules.ts';

export interface SettlementFilter { month?: string; stationId?: string; status?: SettlementStatus; limit: number; cursor?: string }

const SETTLEMENT = { zh: '结算单', en: 'settlement' };
const RATES = statement('labour_rates', 'tenant_id = $1 AND ($2::uuid[] IS NULL OR department_unit_id = ANY ($2)) ORDER BY effective_from DESC, published_at DESC LIMIT 500');
const BY_LEVEL = statement('settlement_by_level', `
  SELECT settlement_id AS "settlementId", level, count(*)::int AS orders, min(fee_fen)::text AS fee, sum(fee_fen)::text AS amount FROM settlement_line WHERE tenant_id = $1 AND settlement_id = ANY ($2) GROUP BY 1, 2 ORDER BY 1, min(fee_fen)`);
const LINES = statement('settlement_lines', `
  SELECT o.id AS "orderId", o.number, o.month, o.model, o.serial, o.fault, l.level, o.repaired_on::text AS "repairedOn", o.mailed_on::text AS "mailedOn", l.fee_fen::text AS fee FROM settlement_line l JOIN repair_order o ON o.tenant_id = l.tenant_id AND o.id = l.order_id
  WHERE l.tenant_id = $1 AND l.settlement_id = $2 AND l.order_id > $3 ORDER BY l.order_id LIMIT $4`);
const UNPAID = statement('settlements_unpaid', `SELECT month FROM station_settlement WHERE tenant_id = $1 AND station_id = $2 AND status <> 'paid' ORDER BY month`);
const FIRST = '00000000-0000-0000-0000-000000000000';

/** The labour-fee settlement of stations (capability 3, reading 15). */
@Injectable()
export class Settlements implements StationListener, OnModuleInit {
  constructor(private readonly database: TenantDatabase, private readonly directory: Directory, private readonly stations: Stations, private readonly signals: FraudSignals) {}

  onModuleInit(): void { this.stations.hear(this); }

  async stationClosing(tx: Tx, station: AuthorisedStation): Promise<Text[]> {
    const months = (await tx.sql<{ month: string }>(UNPAID, [tx.tenantId, station.id])).map(({ month }) => month);
    return months.length ? [{ zh: `${months.join('、')} 的结算单未付`, en: `settlements of ${months.join(', ')} not paid` }] : [];
  }

  rates(ctx: Context): Promise<{ items: LabourRateView[] }> {
    const units = unitsOf(ctx, 'stationSettlement.read');
    return this.database.read(ctx, async (tx) => ({ items: (await tx.rows(LabourRate, RATES, [tx.tenantId, units === 'all' ? null : units])).map(rateView) }));
  }

  /** A new version from a month on; what is drawn keeps its own. */
  publish(ctx: Context, { departmentUnitId, effectiveFrom, fees, reason }: PublishRate): Promise<{ items: LabourRateView[] }> {
    permit(ctx, 'stationSettlement.run', departmentUnitId);
    return this.database.write(ctx, async (tx) => {
      await this.directory.unit(tx, departmentUnitId, 'departmentUnitId');
      const fen = { minor: fenOf(fees.minor, 'fees.minor'), medium: fenOf(fees.medium, 'fees.medium'), major: fenOf(fees.major, 'fees.major') };
      await tx.insert(LabourRate, { tenantId: tx.tenantId, id: newId(), version: 1, departmentUnitId, effectiveFrom, fees: fen, reason, publishedAt: tx.now, publishedBy: ctx.userName });
      return { items: (await tx.rows(LabourRate, RATES, [tx.tenantId, [departmentUnitId]])).map(rateView) };
    });
  }

  /**
   * Draws the statements of a month, a transaction for every 25 stations: one that breaks off is started again and goes on. Signs of faked orders are looked for first, and orders in question wait for their case. Throws 422
   * for a month that is not over, or without rates.
   */
  async run(ctx: Context, departmentUnitId: string, month: string): Promise<SettlementRun> {
    permit(ctx, 'stationSettlement.run', departmentUnitId);
    const own = { ...ctx, idempotency: undefined };
    const { rate, until, stationIds, newCases } = await this.database.write(own, async (tx) => {
      const plan = await this.plan(tx, departmentUnitId, month);
      return { ...plan, newCases: await this.detect(tx, departmentUnitId, month, plan), stationIds: (await tx.sql<{ id: string }>(TO_DRAW, [tx.tenantId, departmentUnitId, month, plan.until])).map(({ id }) => id) };
    });
    const total: Drawn = { orders: 0, amountFen: 0n, held: 0, statements: 0 };
    for (let i = 0; i < stationIds.length; i += STATIONS_AT_ONCE) {
      const drawn = await this.database.write(own, (tx) => drawStations(tx, { departmentUnitId, month, mailedBy: until, rate, stationIds: stationIds.slice(i, i + STATIONS_AT_ONCE) }));
      total.orders += drawn.orders;
      total.amountFen += drawn.amountFen;
      total.held += drawn.held;
      total.statements += drawn.statements;
    }
    return { month, statements: total.statements, orders: total.orders, amount: yuan(total.amountFen), held: total.held, newCases };
  }

  /** The latest month first; a station's own users see their own. */
  list(ctx: Context, { month, stationId, status, limit, cursor }: SettlementFilter): Promise<Page<SettlementView>> {
    const scope = stationScope(ctx, 'stationSettlement.read');
    const after = decodeCursor(cursor, 2);
    return this.database.read(ctx, async (tx) => {
      const query = tx.manager.createQueryBuilder(StationSettlement, 's').where('s.tenantId = :tenant', { tenant: tx.tenantId });
      if (!scope.all) query.andWhere('(s.departmentUnitId = ANY (:departments) OR s.stationId = ANY (:stations))', scope);
      if (month) query.andWhere('s.month = :month', { month });
      if (stationId) query.andWhere('s.stationId = :stationId', { stationId });
      if (status) query.andWhere('s.status = :status', { status });
      if (after) query.andWhere('(s.month, s.id) < (:after, :id)', { after: after[0], id: after[1] });
      const rows = await query.orderBy('s.month', 'DESC').addOrderBy('s.id', 'DESC').limit(limit + 1).getMany();
      const cut = page(rows, limit, (s) => [s.month, s.id], (s) => s);
      return { ...cut, items: await this.views(tx, cut.items) };
    });
  }

  get(ctx: Context, id: string): Promise<SettlementView> {
    stationScope(ctx, 'stationSettlement.read');
    return this.database.read(ctx, async (tx) => (await this.views(tx, [await this.read(tx, id)]))[0]!);
  }

  lines(ctx: Context, id: string, { limit, cursor }: { limit: number; cursor?: string }): Promise<Page<SettlementLineView>> {
    stationScope(ctx, 'stationSettlement.read');
    return this.database.read(ctx, async (tx) => {
      await this.read(tx, id);
      return this.linesOf(tx, id, limit, decodeCursor(cursor, 1)?.[0] ?? FIRST);
    });
  }

  /** The station says that it is right. Throws 403 for anybody but its own users. */
  confirm(ctx: Context, id: string, version: number): Promise<SettlementView> {
    return this.byStation(ctx, id, version, 'confirmed', (tx) => ({ confirmedAt: tx.now, confirmedBy: ctx.userName, disputeReason: null }));
  }

  /** The station says what is wrong with it; also after it confirmed, until it is paid. */
  dispute(ctx: Context, id: string, version: number, reason: string): Promise<SettlementView> {
    return this.byStation(ctx, id, version, 'disputed', () => ({ disputeReason: reason, confirmedAt: null, confirmedBy: null }));
  }

  /** Draws one statement again, by the orders, cases and rates of now. Throws 409 after it was confirmed or paid. */
  redraw(ctx: Context, id: string): Promise<SettlementView> {
    permit(ctx, 'stationSettlement.run');
    return this.database.write(ctx, async (tx) => {
      const row = await this.lock(tx, id, 'drawn');
      permit(ctx, 'stationSettlement.run', row.departmentUnitId);
      const plan = await this.plan(tx, row.departmentUnitId, row.month);
      await this.detect(tx, row.departmentUnitId, row.month, plan);
      await drawStations(tx, { departmentUnitId: row.departmentUnitId, month: row.month, mailedBy: plan.until, rate: plan.rate, stationIds: [row.stationId] });
      return (await this.views(tx, [await this.read(tx, id)]))[0]!;
    });
  }

  /** Only what the station confirmed is paid; afterwards nothing moves it. */
  pay(ctx: Context, id: string, version: number, paymentReference: string): Promise<SettlementView> {
    permit(ctx, 'stationSettlement.run');
    return this.database.write(ctx, async (tx) => {
      const row = await this.lock(tx, id, 'paid');
      permit(ctx, 'stationSettlement.run', row.departmentUnitId);
      matchVersion(row, version);
      await tx.update(StationSettlement, row, { status: 'paid', paidAt: tx.now, paidBy: ctx.userName, paymentReference });
      return (await this.views(tx, [row]))[0]!;
    });
  }

  async read(tx: Tx, id: string): Promise<StationSettlement> {
    const row = await tx.get(StationSettlement, id, SETTLEMENT);
    permitStation(tx.ctx, 'stationSettlement.read', { id: row.stationId, departmentUnitId: row.departmentUnitId });
    return row;
  }

  async linesOf(tx: Tx, id: string, limit: number, after: string = FIRST): Promise<Page<SettlementLineView>> {
    const rows = await tx.sql<SettlementLineView & Record<string, unknown>>(LINES, [tx.tenantId, id, after, limit + 1]);
    return page(rows, limit, (l) => [l.orderId], (l) => ({ ...l, fee: yuan(l.fee) }));
  }

  async views(tx: Tx, rows: StationSettlement[]): Promise<SettlementView[]> {
    const [names, levels] = await Promise.all([
      this.stations.named(tx, rows.map((r) => r.stationId)), tx.sql<{ settlementId: string; level: 'minor' | 'medium' | 'major'; orders: number; fee: string; amount: string }>(BY_LEVEL, [tx.tenantId, rows.map((r) => r.id)]),
    ]);
    return rows.map((s) => ({
      id: s.id, version: s.version, stationId: s.stationId, stationNumber: names.get(s.stationId)?.station.number ?? '', stationName: names.get(s.stationId)?.name ?? '', month: s.month, status: s.status, orders: s.orders, amount: yuan(s.amountFen), held: s.held, round: s.round,
      levels: levels.filter((l) => l.settlementId === s.id).map(({ level, orders, fee, amount }) => ({ level, orders, fee: yuan(fee), amount: yuan(amount) })), drawnAt: s.drawnAt.toISOString(), drawnBy: s.drawnBy, disputeReason: s.disputeReason,
      confirmedAt: s.confirmedAt?.toISOString() ?? null, confirmedBy: s.confirmedBy, paidAt: s.paidAt?.toISOString() ?? null, paidBy: s.paidBy, paymentReference: s.paymentReference,
    }));
  }

  private async plan(tx: Tx, departmentUnitId: string, month: string): Promise<{ rate: LabourRate; until: string }> {
    await this.directory.unit(tx, departmentUnitId, 'departmentUnitId');
    if (month >= (await this.stations.today(tx)).slice(0, 7)) throw refuse.rule('OC-3.2.2a', 'month_not_over', { zh: `${month} 还没结束`, en: `${month} is not over yet` });
    const rate = rateOf(await tx.rows(LabourRate, RATES, [tx.tenantId, [departmentUnitId]]), month);
    if (!rate) throw refuse.rule('OC-3.2.2a', 'no_rates', { zh: `${month} 没有劳务费标准`, en: `there are no labour rates for ${month}` });
    return { rate, until: mailedBy(month, Number((await this.directory.policyValues(tx))('oc.order.mailDay'))) };
  }

  /** Looks for signs in all that would be settled now: the month, and what came late of those before. Answers how many cases are new. */
  private async detect(tx: Tx, departmentUnitId: string, month: string, { rate, until }: { rate: LabourRate; until: string }): Promise<number> {
    const late = await tx.sql<{ month: string }>(LATE_MONTHS, [tx.tenantId, departmentUnitId, month, until]);
    const found: Signals[] = [];
    for (const each of [...late.map((row) => row.month), month]) found.push(await this.signals.detect(tx, departmentUnitId, each, rate.fees));
    return found.flatMap((signals) => Object.values(signals)).reduce((sum, n) => sum + n, 0);
  }

  private byStation(ctx: Context, id: string, version: number, to: SettlementStatus, patch: (tx: Tx) => Partial<StationSettlement>): Promise<SettlementView> {
    permit(ctx, 'station.portal');
    return this.database.write(ctx, async (tx) => {
      const row = await this.lock(tx, id, to);
      permit(ctx, 'station.portal', row.stationId);
      matchVersion(row, version);
      await tx.update(StationSettlement, row, { ...patch(tx), status: to });
      return (await this.views(tx, [row]))[0]!;
    });
  }

  private async lock(tx: Tx, id: string, to: SettlementStatus): Promise<StationSettlement> {
    const row = await tx.lock(StationSettlement, id, SETTLEMENT);
    permitStation(tx.ctx, 'stationSettlement.read', { id: row.stationId, departmentUnitId: row.departmentUnitId });
    if (!settlementMoves[row.status].includes(to)) throw refuse.transition(row.status, to, [...settlementMoves[row.status]], 'OC-3.2.2a');
    return row;
  }
}

function fenOf(yuan: string, field: string): number {
  const { fen, isNegative } = Money.parse(yuan);
  if (isNegative) throw refuse.field(field, 'negative', { zh: '不能小于 0', en: 'must not be less than 0' }, 'OC-3.2.2a');
  return Number(fen);
}
