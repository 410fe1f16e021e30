import { Injectable } from '@nestjs/common';
import { Directory } from '@luyue/directory';
import { localDate, newId } from '@luyue/kernel';
import { type Context, matchVersion, permit, refuse, statement, TenantDatabase, type Tx, unitsOf } from '@luyue/platform';
import { ChannelRegion, RegionClassRow } from './region.entity.ts';
import type { ChannelRegionView, MakeRegion, RegionClassView } from './region-views.ts';
import { reasonText, type RegionClass } from './regions.rules.ts';

const REGION = { zh: '地区', en: 'region' };
const ALL = statement('channel_regions_all', 'tenant_id = $1 AND ($2::uuid[] IS NULL OR department_unit_id = ANY ($2)) ORDER BY name, id');
const OF_IDS = statement('channel_regions_of_ids', 'tenant_id = $1 AND id = ANY ($2)');
const NEIGHBOURS = statement('region_neighbours', 'SELECT region_id AS "regionId", array_agg(neighbour_id ORDER BY neighbour_id) AS neighbours FROM region_adjacency WHERE tenant_id = $1 AND ($2::uuid[] IS NULL OR region_id = ANY ($2)) GROUP BY region_id');
const FORGET = statement('region_adjacency_forget', 'DELETE FROM region_adjacency WHERE tenant_id = $1 AND (region_id = $2 OR neighbour_id = $2)');
const JOIN = statement('region_adjacency_join', 'INSERT INTO region_adjacency (tenant_id, region_id, neighbour_id) SELECT $1::uuid, $2::uuid, n FROM unnest($3::uuid[]) n UNION ALL SELECT $1::uuid, n, $2::uuid FROM unnest($3::uuid[]) n');
const LATEST = statement('region_class_latest', `
  SELECT DISTINCT ON (region_id) region_id AS "regionId", month, class, reason, effective_from::text AS "effectiveFrom" FROM region_class WHERE tenant_id = $1 AND region_id = ANY ($2) AND ($3::date IS NULL OR effective_from <= $3) ORDER BY region_id, month DESC`);

const CLASSES = statement('region_classes', 'SELECT region_id AS "regionId", month, class, reason, effective_from::text AS "effectiveFrom" FROM region_class WHERE tenant_id = $1 AND region_id = $2 ORDER BY month DESC LIMIT 36');

/** A region with what staffing asks about it on a day. */
export interface StaffedRegion { id: string; name: string; departmentUnitId: string; oneStop: boolean; class: RegionClass | null; neighbours: string[] }
/** What of a region was otherwise before. */
export interface RegionBefore { oneStop?: boolean; neighbours?: string[] }
/** Told in the transaction that changes a region; refuses what its own records forbid. */
export interface RegionListener { regionChanging(tx: Tx, regionId: string, field: 'oneStop' | 'neighbourIds', before: RegionBefore): Promise<void> }
type ClassLine = Pick<RegionClassRow, 'regionId' | 'month' | 'class' | 'reason' | 'effectiveFrom'>;

/** Regions, how they lie beside each other, and the class in force for staffing (OC-2.1, OC-4.4). */
@Injectable()
export class Regions {
  private readonly listeners: RegionListener[] = [];

  constructor(private readonly database: TenantDatabase, private readonly directory: Directory) {}

  /** A room says at its start that it has a say; a list in the module would make a circle of the rooms. */
  askBeforeChange(room: RegionListener): void { this.listeners.push(room); }

  list(ctx: Context): Promise<{ items: ChannelRegionView[] }> {
    const units = unitsOf(ctx, 'channelRegion.read');
    return this.database.read(ctx, async (tx) => ({ items: await this.views(tx, await tx.rows(ChannelRegion, ALL, [tx.tenantId, units === 'all' ? null : units])) }));
  }

  get(ctx: Context, id: string): Promise<ChannelRegionView> {
    permit(ctx, 'channelRegion.read');
    return this.database.read(ctx, async (tx) => {
      const region = await tx.get(ChannelRegion, id, REGION);
      permit(ctx, 'channelRegion.read', region.departmentUnitId);
      return (await this.views(tx, [region]))[0]!;
    });
  }

  /** What each month's close made of it, with the reason, the latest first (OC-4.4). */
  classesOf(ctx: Context, id: string): Promise<{ items: RegionClassView[] }> {
    permit(ctx, 'channelRegion.read');
    return this.database.read(ctx, async (tx) => {
      permit(ctx, 'channelRegion.read', (await this.read(tx, id)).departmentUnitId);
      return { items: (await tx.sql<ClassLine & Record<string, unknown>>(CLASSES, [tx.tenantId, id])).map(classView) };
    });
  }

  /** Throws 400 for a department that is none, 409 for a name that its department has already. */
  make(ctx: Context, { name, departmentUnitId, oneStop = false }: MakeRegion): Promise<ChannelRegionView> {
    permit(ctx, 'channelRegion.write', departmentUnitId);
    return this.database.write(ctx, async (tx) => {
      await this.directory.unit(tx, departmentUnitId, 'departmentUnitId');
      await this.refuseName(tx, departmentUnitId, name);
      const row = await tx.insert(ChannelRegion, { tenantId: tx.tenantId, id: newId(), version: 1, departmentUnitId, name, oneStop });
      return (await this.views(tx, [row]))[0]!;
    });
  }

  /** A flag that would leave a posting of several regions without its ground is refused by the postings, by field and clause. */
  change(ctx: Context, id: string, version: number, { name, oneStop }: { name?: string; oneStop?: boolean }): Promise<ChannelRegionView> {
    permit(ctx, 'channelRegion.write');
    return this.database.write(ctx, async (tx) => {
      const row = await tx.lock(ChannelRegion, id, REGION);
      permit(ctx, 'channelRegion.write', row.departmentUnitId);
      matchVersion(row, version);
      if (name !== undefined && name !== row.name) await this.refuseName(tx, row.departmentUnitId, name);
      const was = row.oneStop;
      await tx.update(ChannelRegion, row, { name: name ?? row.name, oneStop: oneStop ?? row.oneStop });
      if (row.oneStop !== was) await this.ask(tx, id, 'oneStop', { oneStop: was });
      return (await this.views(tx, [row]))[0]!;
    });
  }

  /** Says which regions lie beside it; adjacency goes both ways. Throws 400 for itself, or a region of another department. */
  adjoin(ctx: Context, id: string, neighbourIds: string[]): Promise<ChannelRegionView> {
    permit(ctx, 'channelRegion.write');
    return this.database.write(ctx, async (tx) => {
      const row = await tx.lock(ChannelRegion, id, REGION);
      permit(ctx, 'channelRegion.write', row.departmentUnitId);
      const found = await tx.rows(ChannelRegion, OF_IDS, [tx.tenantId, neighbourIds]);
      if (neighbourIds.includes(id) || found.length !== new Set(neighbourIds).size || found.some((r) => r.departmentUnitId !== row.departmentUnitId)) {
        throw refuse.field('neighbourIds', 'unknown_region', { zh: '只能选本部门的其他地区', en: 'other regions of the same department only' }, 'OC-4.5');
      }
      const neighbours = (await this.neighbours(tx, [id])).get(id) ?? [];
      await tx.sql(FORGET, [tx.tenantId, id]);
      await tx.sql(JOIN, [tx.tenantId, id, [...new Set(neighbourIds)]]);
      await this.ask(tx, id, 'neighbourIds', { neighbours });
      return (await this.views(tx, [row]))[0]!;
    });
  }

  /** Regions as staffing sees them on a day, in one flight. Throws 400 naming `field` for an id that is none. */
  async staffed(tx: Tx, ids: string[], on: string, field = 'regionIds'): Promise<StaffedRegion[]> {
    const [rows, classes, neighbours] = await Promise.all([tx.rows(ChannelRegion, OF_IDS, [tx.tenantId, ids]), this.classes(tx, ids, on), this.neighbours(tx, ids)]);
    if (rows.length !== new Set(ids).size) throw refuse.field(field, 'unknown_region', { zh: '没有这个地区', en: 'no such region' }, 'OC-4.4');
    return rows.map(({ id, name, departmentUnitId, oneStop }) => ({ id, name, departmentUnitId, oneStop, class: classes.get(id)?.class ?? null, neighbours: neighbours.get(id) ?? [] }));
  }

  /** All regions of these departments as staffing sees them on a day. */
  async staffedOf(tx: Tx, units: 'all' | string[], on: string): Promise<StaffedRegion[]> {
    const rows = await tx.rows(ChannelRegion, ALL, [tx.tenantId, units === 'all' ? null : units]);
    const order = new Map(rows.map(({ id }, i) => [id, i]));
    return (await this.staffed(tx, rows.map((r) => r.id), on)).toSorted((a, b) => order.get(a.id)! - order.get(b.id)!);
  }

  /** Regions by id, for names on other pages. */
  async named(tx: Tx, ids: string[]): Promise<Map<string, ChannelRegion>> {
    return new Map((await tx.rows(ChannelRegion, OF_IDS, [tx.tenantId, [...new Set(ids)]])).map((row) => [row.id, row]));
  }

  /** Throws 404 for a region that the tenant does not have. */
  read(tx: Tx, id: string): Promise<ChannelRegion> { return tx.get(ChannelRegion, id, REGION); }

  private async ask(tx: Tx, regionId: string, field: 'oneStop' | 'neighbourIds', before: RegionBefore): Promise<void> {
    for (const room of this.listeners) await room.regionChanging(tx, regionId, field, before);
  }

  private async classes(tx: Tx, ids: string[], on: string | null): Promise<Map<string, ClassLine>> {
    return new Map((await tx.sql<ClassLine & Record<string, unknown>>(LATEST, [tx.tenantId, ids, on])).map((row) => [row.regionId, row]));
  }

  private async neighbours(tx: Tx, ids: string[] | null): Promise<Map<string, string[]>> {
    return new Map((await tx.sql<{ regionId: string; neighbours: string[] }>(NEIGHBOURS, [tx.tenantId, ids])).map((row) => [row.regionId, row.neighbours]));
  }

  private async refuseName(tx: Tx, departmentUnitId: string, name: string): Promise<void> {
    const taken = (await tx.rows(ChannelRegion, ALL, [tx.tenantId, [departmentUnitId]])).some((r) => r.name === name);
    if (taken) throw refuse.field('name', 'taken', { zh: '这个部门已有同名地区', en: 'the department has a region of that name' }, 'OC-4.4');
  }

  private async views(tx: Tx, rows: ChannelRegion[]): Promise<ChannelRegionView[]> {
    const ids = rows.map((r) => r.id);
    const today = localDate(tx.now, await this.directory.zone(tx));
    const [latest, inForce, neighbours, units] = await Promise.all([this.classes(tx, ids, null), this.classes(tx, ids, today), this.neighbours(tx, ids), this.directory.units(tx)]);
    const line = (found: ClassLine | undefined) => (found ? classView(found) : null);
    return rows.map(({ id, version, name, departmentUnitId, oneStop }) => ({
      id, version, name, departmentUnitId, departmentName: units.get(departmentUnitId)?.name ?? '', oneStop, neighbourIds: neighbours.get(id) ?? [], computed: line(latest.get(id)), inForce: line(inForce.get(id)), staffedAs: oneStop ? 3 : inForce.get(id)?.class ?? null,
    }));
  }
}

const classView = ({ class: made, month, effectiveFrom, reason }: ClassLine): RegionClassView => ({
  class: made, month, effectiveFrom, reason: reasonText(made, reason), unitsSold: reason.unitsSold, highFailureUnits: reason.highFailureUnits, sharePercent: reason.sharePercent,
});
