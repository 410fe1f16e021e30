import { Injectable } from '@nestjs/common';
import { Directory } from '@luyue/directory';
import { localDate, newId } from '@luyue/kernel';
import { type Context, permit, refuse, statement, TenantDatabase, type Tx } from '@luyue/platform';
import { ChannelRegion, DeviceModel, RegionClassRow, RegionSales, SalesMonth } from './region.entity.ts';
import type { CloseSalesMonth, DeviceModelView, EnterSales, FlagModel, RegionSalesView, SalesMonthView } from './region-views.ts';
import { classOf, nextMonth, nextRound, percentOf, windowOf } from './regions.rules.ts';

const REGION = { zh: '地区', en: 'region' };
const IN_MONTH = statement('region_sales_in_month', 'tenant_id = $1 AND region_id = $2 AND month = $3 ORDER BY model');
const CLEAR = statement('region_sales_clear', 'DELETE FROM region_sales WHERE tenant_id = $1 AND region_id = $2 AND month = $3');
const LOCK = statement('channel_regions_lock', 'SELECT id FROM channel_region WHERE tenant_id = $1 AND department_unit_id = $2 ORDER BY id FOR UPDATE');
const LAST_CLOSED = statement('sales_month_last', 'SELECT max(month) AS month FROM sales_month WHERE tenant_id = $1 AND department_unit_id = $2');
const FIRST_OPEN = statement('region_sales_first', 'SELECT min(s.month) AS month FROM region_sales s JOIN channel_region r ON r.tenant_id = s.tenant_id AND r.id = s.region_id WHERE s.tenant_id = $1 AND r.department_unit_id = $2');
const MONTHS = statement('sales_months', 'tenant_id = $1 AND department_unit_id = $2 ORDER BY month DESC LIMIT 36');
const WITHOUT = statement('regions_without_sales', `
  SELECT r.name FROM channel_region r WHERE r.tenant_id = $1 AND r.department_unit_id = $2 AND NOT EXISTS (SELECT 1 FROM region_sales s WHERE s.tenant_id = $1 AND s.region_id = r.id AND s.month = $3) ORDER BY r.name`);
const SOLD = statement('region_sales_window', `
  SELECT r.id AS "regionId", s.model, coalesce(sum(s.units), 0)::int AS units FROM channel_region r LEFT JOIN region_sales s ON s.tenant_id = $1 AND s.region_id = r.id AND s.month BETWEEN $3 AND $4
  WHERE r.tenant_id = $1 AND r.department_unit_id = $2 GROUP BY r.id, s.model ORDER BY r.id`);
const CLASSED = statement('region_classed', 'SELECT DISTINCT region_id AS "regionId" FROM region_class WHERE tenant_id = $1');
const MODELS = statement('device_models', 'tenant_id = $1 ORDER BY name LIMIT 2000');
// Of two regions that tell of a new model at once, one makes it known.
const REGISTER = statement('device_models_register', `INSERT INTO device_model (tenant_id, id, version, name, flags) SELECT $1, n.id, 1, n.name, '[]' FROM unnest($2::uuid[], $3::text[]) AS n(id, name) ORDER BY n.name ON CONFLICT (tenant_id, name) DO NOTHING`);
const BY_MODEL = statement('region_sales_by_model', 'SELECT model, sum(units)::int AS units, sum(failures)::int AS failures FROM region_sales WHERE tenant_id = $1 AND month BETWEEN $2 AND $3 GROUP BY model');
const LAST_OF_ALL = statement('sales_month_last_of_all', 'SELECT max(month) AS month FROM sales_month WHERE tenant_id = $1');

/** Monthly sales by region and model; the close of a month recomputes the classes (OC-4.4). */
@Injectable()
export class Sales {
  constructor(private readonly database: TenantDatabase, private readonly directory: Directory) {}

  inMonth(ctx: Context, regionId: string, month: string): Promise<RegionSalesView> {
    permit(ctx, 'channelRegion.read');
    return this.database.read(ctx, async (tx) => {
      const region = await tx.get(ChannelRegion, regionId, REGION);
      permit(ctx, 'channelRegion.read', region.departmentUnitId);
      return this.view(tx, region, month);
    });
  }

  /** The month's figures of a region in place of those that were there. Throws 409 once the month is closed, 400 for a model that stands twice or a month to come. */
  enter(ctx: Context, regionId: string, month: string, { lines }: EnterSales): Promise<RegionSalesView> {
    permit(ctx, 'channelRegion.write');
    return this.database.write(ctx, async (tx) => {
      const region = await tx.lock(ChannelRegion, regionId, REGION);
      permit(ctx, 'channelRegion.write', region.departmentUnitId);
      if (month > await this.thisMonth(tx)) throw refuse.field('month', 'future', { zh: '还没到这个月', en: 'that month has not come yet' }, 'OC-4.4');
      if (month <= ((await this.lastClosed(tx, region.departmentUnitId)) ?? '')) throw refuse.conflict('month_closed', { zh: '这个月已经关账', en: 'The month is closed' }, { clause: 'OC-4.4' });
      if (new Set(lines.map((l) => l.model)).size !== lines.length) throw refuse.field('lines', 'model_twice', { zh: '同一机型出现两次', en: 'a model stands twice' }, 'OC-4.4');
      await tx.sql(CLEAR, [tx.tenantId, regionId, month]);
      await tx.insertAll(RegionSales, lines.map(({ model, units, failures = 0 }) => ({ tenantId: tx.tenantId, regionId, month, model, units, failures })));
      await this.register(tx, lines.map((l) => l.model));
      return this.view(tx, region, month);
    });
  }

  /** The last closed months and the one to close next, the latest first. */
  months(ctx: Context, departmentUnitId: string): Promise<{ items: SalesMonthView[] }> {
    permit(ctx, 'channelRegion.read', departmentUnitId);
    return this.database.read(ctx, async (tx) => {
      await this.directory.unit(tx, departmentUnitId, 'departmentUnitId');
      const [closed, next] = await Promise.all([tx.rows(SalesMonth, MONTHS, [tx.tenantId, departmentUnitId]), this.toClose(tx, departmentUnitId)]);
      const open = next && next < await this.thisMonth(tx) ? [{ month: next, closedAt: null, closedBy: null, missing: await this.without(tx, departmentUnitId, next) }] : [];
      return { items: [...open, ...closed.map(({ month, closedAt, closedBy }) => ({ month, closedAt: closedAt.toISOString(), closedBy, missing: [] }))] };
    });
  }

  /**
   * Closes the month and classes every region of the department by the months that count. The class takes effect in staffing from the next round; that of a region which
   * had none before, at once. Throws 409 for a month that is not over, out of turn, or with regions that nobody has entered figures of.
   */
  close(ctx: Context, month: string, { departmentUnitId, withoutFigures = false }: CloseSalesMonth): Promise<{ items: SalesMonthView[] }> {
    permit(ctx, 'channelRegion.write', departmentUnitId);
    return this.database.write(ctx, async (tx) => {
      await this.directory.unit(tx, departmentUnitId, 'departmentUnitId');
      // Figures that are entered meanwhile are counted before, or refused after; of two closings one comes second.
      await tx.sql(LOCK, [tx.tenantId, departmentUnitId]);
      if (month >= await this.thisMonth(tx)) throw refuse.conflict('month_not_over', { zh: '这个月还没过完', en: 'The month is not over' }, { clause: 'OC-4.4' });
      const next = await this.toClose(tx, departmentUnitId);
      if (next && month !== next) throw refuse.conflict('month_out_of_turn', { zh: `应先关 ${next}`, en: `${next} is to be closed next` }, { clause: 'OC-4.4', allowed: [next] });
      const missing = await this.without(tx, departmentUnitId, month);
      if (missing.length && !withoutFigures) throw refuse.conflict('figures_missing', { zh: `还没有销量：${missing.join('、')}`, en: `No figures of ${missing.join(', ')}` }, { clause: 'OC-4.4' });
      await tx.insert(SalesMonth, { tenantId: tx.tenantId, departmentUnitId, month, closedAt: tx.now, closedBy: tx.ctx.userName });
      await this.classify(tx, departmentUnitId, month);
      return { items: [{ month, closedAt: tx.now.toISOString(), closedBy: tx.ctx.userName, missing }] };
    });
  }

  models(ctx: Context): Promise<{ items: DeviceModelView[] }> {
    permit(ctx, 'channelRegion.read');
    return this.database.read(ctx, (tx) => this.modelViews(tx));
  }

  /** Headquarters' flag, with a date; the failure rate only suggests it (reading 8). */
  flag(ctx: Context, id: string, { highFailure, from, reason }: FlagModel): Promise<{ items: DeviceModelView[] }> {
    permit(ctx, 'deviceModel.flag');
    return this.database.write(ctx, async (tx) => {
      const row = await tx.lock(DeviceModel, id, { zh: '机型', en: 'model' });
      await tx.update(DeviceModel, row, { flags: [...row.flags, { highFailure, from, reason, by: ctx.userName, at: tx.now.toISOString() }] });
      return this.modelViews(tx, id);
    });
  }

  private async classify(tx: Tx, departmentUnitId: string, month: string): Promise<void> {
    const value = await this.directory.policyValues(tx);
    const span = windowOf(month, value<number>('oc.class.salesMonths'));
    const [sold, classed, models, today] = await Promise.all([
      tx.sql<{ regionId: string; model: string | null; units: number }>(SOLD, [tx.tenantId, departmentUnitId, span.from, span.to]), tx.sql<{ regionId: string }>(CLASSED, [tx.tenantId]), tx.rows(DeviceModel, MODELS, [tx.tenantId]), this.today(tx),
    ]);
    const highFailure = new Set(models.filter((m) => isFlagged(m, `${month}-31`)).map((m) => m.name));
    const policy = { class1Min: value<number>('oc.class.1.min'), class2Min: value<number>('oc.class.2.min'), class1HighFailureMin: value<number>('oc.class.1.highFailure.min'), highFailureShare: value<number>('oc.class.highFailure.share') };
    const round = nextRound(today, value<string[]>('oc.rotation.roundDates'));
    const known = new Set(classed.map((c) => c.regionId));
    await tx.insertAll(RegionClassRow, [...new Set(sold.map((s) => s.regionId))].map((regionId) => {
      const { class: made, reason } = classOf(sold.filter((s) => s.regionId === regionId).flatMap(({ model, units }) => (model === null ? [] : { model, units })), highFailure, policy);
      return { tenantId: tx.tenantId, regionId, month, class: made, reason: { ...reason, ...span, months: value<number>('oc.class.salesMonths') }, effectiveFrom: known.has(regionId) ? round : today };
    }));
  }

  /** A model is known from its first mention on. */
  private async register(tx: Tx, names: string[]): Promise<void> { await tx.sql(REGISTER, [tx.tenantId, names.map(() => newId()), names]); }

  private async modelViews(tx: Tx, only?: string): Promise<{ items: DeviceModelView[] }> {
    const value = await this.directory.policyValues(tx);
    const last = (await tx.sql<{ month: string | null }>(LAST_OF_ALL, [tx.tenantId]))[0]!.month ?? '0000-01';
    const span = windowOf(last, value<number>('oc.class.salesMonths'));
    const [rows, sums, today] = await Promise.all([tx.rows(DeviceModel, MODELS, [tx.tenantId]), tx.sql<{ model: string; units: number; failures: number }>(BY_MODEL, [tx.tenantId, span.from, span.to]), this.today(tx)]);
    const byModel = new Map(sums.map((s) => [s.model, s]));
    return { items: rows.filter((r) => !only || r.id === only).map((row) => {
      const { units = 0, failures = 0 } = byModel.get(row.name) ?? {};
      const highFailure = isFlagged(row, today);
      return { id: row.id, version: row.version, name: row.name, units, failures, failureRatePercent: percentOf(failures, units), highFailure, suggested: !highFailure && failures * 100 > value<number>('oc.model.highFailure.rate') * units, flags: row.flags };
    }) };
  }

  private async view(tx: Tx, region: ChannelRegion, month: string): Promise<RegionSalesView> {
    const [lines, models, last] = await Promise.all([tx.rows(RegionSales, IN_MONTH, [tx.tenantId, region.id, month]), tx.rows(DeviceModel, MODELS, [tx.tenantId]), this.lastClosed(tx, region.departmentUnitId)]);
    const byName = new Map(models.map((m) => [m.name, m]));
    return { month, closed: month <= (last ?? ''), lines: lines.map(({ model, units, failures }) => ({ model, units, failures, highFailure: isFlagged(byName.get(model)!, `${month}-31`) })) };
  }

  /** The month whose turn it is: the one after the last closed, else the first with figures; null where there are none. */
  private async toClose(tx: Tx, departmentUnitId: string): Promise<string | null> {
    const last = await this.lastClosed(tx, departmentUnitId);
    return last ? nextMonth(last) : (await tx.sql<{ month: string | null }>(FIRST_OPEN, [tx.tenantId, departmentUnitId]))[0]!.month;
  }

  private async lastClosed(tx: Tx, departmentUnitId: string): Promise<string | null> { return (await tx.sql<{ month: string | null }>(LAST_CLOSED, [tx.tenantId, departmentUnitId]))[0]!.month; }
  private async without(tx: Tx, departmentUnitId: string, month: string): Promise<string[]> { return (await tx.sql<{ name: string }>(WITHOUT, [tx.tenantId, departmentUnitId, month])).map((r) => r.name); }
  private async today(tx: Tx): Promise<string> { return localDate(tx.now, await this.directory.zone(tx)); }
  private async thisMonth(tx: Tx): Promise<string> { return (await this.today(tx)).slice(0, 7); }
}

/** By the last flag that had begun on that day; texts "YYYY-MM-DD" order as days do. */
const isFlagged = ({ flags }: DeviceModel, on: string): boolean => flags.filter((f) => f.from <= on).toSorted((a, b) => (a.from === b.from ? a.at.localeCompare(b.at) : a.from.localeCompare(b.from))).at(-1)?.highFailure ?? false;
