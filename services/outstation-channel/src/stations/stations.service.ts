import { Injectable } from '@nestjs/common';
import { Directory } from '@luyue/directory';
import { localDate } from '@luyue/kernel';
import { ObligationList, obligationView, RecurringDuties } from '@luyue/obligations';
import { checkMonths, type Context, decodeCursor, page, type Page, permit, refuse, statement, TenantDatabase, type Text, type Tx, unitsOf } from '@luyue/platform';
import { Postings } from '../postings/postings.service.ts';
import { Regions } from '../regions/regions.service.ts';
import { permitStation, stationScope } from './station-scope.ts';
import { AuthorisedStation, StationChange } from './station.entity.ts';
import { type CloseStation, type OpenStation, stationChangeView, type StationNetworkLine, type StationNetworkMonth, type StationPage, type StationProfile, type StationView } from './station-views.ts';
import { isGap, type StationData, stationMoves, type StationStatus, unitsPerStation } from './stations.rules.ts';

export interface StationFilter { q?: string; regionId?: string; status?: StationStatus; limit: number; cursor?: string }
/** Told in the transaction in which a station opens or closes; says what keeps it from closing. */
export interface StationListener {
  stationOpened?(tx: Tx, station: AuthorisedStation): Promise<void>;
  /** What is still open at the station; nothing where it may close. */
  stationClosing?(tx: Tx, station: AuthorisedStation): Promise<Text[]>;
  stationClosed?(tx: Tx, station: AuthorisedStation, on: string): Promise<void>;
}

const STATION = { zh: '授权站', en: 'station' };
const OF_IDS = statement('stations_of_ids', 'tenant_id = $1 AND id = ANY ($2)');
const CHANGES = statement('station_changes_of_station', 'tenant_id = $1 AND station_id = $2 ORDER BY told_at DESC, id DESC LIMIT 100');
const COUNTS = statement('stations_by_region', `SELECT region_id AS "regionId", count(*)::int AS stations FROM authorised_station WHERE tenant_id = $1 AND status = 'open' GROUP BY 1`);
const NETWORK_MONTHS = statement('station_network_months', `
  SELECT r.id AS "regionId", to_char(m, 'YYYY-MM') AS month,
    (SELECT count(*)::int FROM authorised_station s WHERE s.tenant_id = $1 AND s.region_id = r.id AND s.opened_on < m + interval '1 month' AND (s.closed_on IS NULL OR s.closed_on >= m + interval '1 month')) AS stations,
    (SELECT coalesce(sum(units), 0)::int FROM region_sales v WHERE v.tenant_id = $1 AND v.region_id = r.id AND v.month = to_char(m, 'YYYY-MM')) AS "unitsSold"
  FROM channel_region r CROSS JOIN generate_series(($2 || '-01')::timestamp, ($3 || '-01')::timestamp, interval '1 month') AS m WHERE r.tenant_id = $1 AND ($4::uuid[] IS NULL OR r.department_unit_id = ANY ($4)) ORDER BY 2, 1`);
const MOST_MONTHS = 24;
const NUMBER = statement('station_by_number', 'tenant_id = $1 AND number = $2');

/** Authorised stations (授权站): an org unit with its record (OC-2.1, capability 3). */
@Injectable()
export class Stations {
  private readonly listeners: StationListener[] = [];

  constructor(
    private readonly database: TenantDatabase, private readonly directory: Directory, private readonly regions: Regions, private readonly postings: Postings, private readonly ledger: ObligationList, private readonly recurring: RecurringDuties,
  ) {}

  /** A room says at its start that it hears of stations; a list in the module would make a circle of the rooms. */
  hear(room: StationListener): void { this.listeners.push(room); }

  /** By number; a station's own users see their own. */
  list(ctx: Context, { q, regionId, status, limit, cursor }: StationFilter): Promise<Page<StationView>> {
    const scope = stationScope(ctx, 'station.read');
    const after = decodeCursor(cursor, 2);
    return this.database.read(ctx, async (tx) => {
      const query = tx.manager.createQueryBuilder(AuthorisedStation, 's').where('s.tenantId = :tenant', { tenant: tx.tenantId });
      if (!scope.all) query.andWhere('(s.departmentUnitId = ANY (:departments) OR s.id = ANY (:stations))', scope);
      if (regionId) query.andWhere('s.regionId = :regionId', { regionId });
      if (status) query.andWhere('s.status = :status', { status });
      if (q) {
        const named = [...(await this.directory.units(tx)).values()].filter((unit) => unit.name.includes(q)).map((unit) => unit.id);
        query.andWhere('(starts_with(upper(s.number), :start) OR s.id = ANY (:named))', { start: q.toUpperCase(), named });
      }
      if (after) query.andWhere('(s.number, s.id) > (:number, :id)', { number: after[0], id: after[1] });
      const rows = await query.orderBy('s.number').addOrderBy('s.id').limit(limit + 1).getMany();
      const cut = page(rows, limit, (s) => [s.number, s.id], (s) => s);
      return { ...cut, items: await this.views(tx, cut.items) };
    });
  }

  get(ctx: Context, id: string): Promise<StationPage> {
    stationScope(ctx, 'station.read');
    return this.database.read(ctx, (tx) => this.page(tx, id));
  }

  /** The whole page of a station, after any change too. */
  async page(tx: Tx, id: string): Promise<StationPage> {
    const row = await tx.get(AuthorisedStation, id, STATION);
    permitStation(tx.ctx, 'station.read', row);
    const [[view], changes, people] = await Promise.all([this.views(tx, [row]), tx.rows(StationChange, CHANGES, [tx.tenantId, id]), this.ledger.people(tx)]);
    const owed = await this.ledger.ofSubjects(tx, [id, ...changes.map((c) => c.id)]);
    return { ...view!, changes: changes.map((c) => stationChangeView(c, view!.name)), obligations: [...owed.values()].flat().map((o) => obligationView(o, tx.now, people)) };
  }

  /** Throws 400 for a unit that is no station, a region of another department, or a number that is taken; 409 for a unit that has its record. */
  open(ctx: Context, { unitId, regionId, number, openedOn, ...profile }: OpenStation): Promise<StationPage> {
    permit(ctx, 'station.write');
    return this.database.write(ctx, async (tx) => {
      const [unit, region, today] = [await this.directory.unit(tx, unitId), (await this.regions.named(tx, [regionId])).get(regionId), await this.today(tx)];
      if (unit.kind !== 'station') throw refuse.field('unitId', 'not_a_station', { zh: '这个单位不是授权站', en: 'that org unit is no station' }, 'OC-2.1');
      if (!region) throw refuse.field('regionId', 'unknown_region', { zh: '没有这个地区', en: 'no such region' }, 'OC-2.1');
      if (!unit.path.includes(region.departmentUnitId)) throw refuse.field('regionId', 'other_department', { zh: '地区不属于这个站的客服部', en: "the region belongs to another department than the station's" }, 'OC-2.1');
      permit(ctx, 'station.write', region.departmentUnitId);
      if (openedOn > today) throw refuse.field('openedOn', 'future', { zh: '开站日还没到', en: 'that day has not come yet' }, 'OC-2.1');
      if ((await tx.rows(AuthorisedStation, NUMBER, [tx.tenantId, number])).length) throw refuse.field('number', 'taken', { zh: '已有授权站用这个编号', en: 'another station has that number' }, 'OC-2.1');
      if (await tx.find(AuthorisedStation, unitId)) throw refuse.conflict('station_there', { zh: '这个单位已有授权站档案', en: 'This unit has its station record already' }, { clause: 'OC-2.1' });
      const station = await tx.insert(AuthorisedStation, { tenantId: tx.tenantId, id: unitId, version: 1, number, departmentUnitId: region.departmentUnitId, regionId, data: dataOf(profile), status: 'open', openedOn, closedOn: null, closeReason: null });
      for (const room of this.listeners) await room.stationOpened?.(tx, station);
      return this.page(tx, unitId);
    });
  }

  /** Refused with what is still open there: loans, stock, orders, settlements. What is owed again and again ends with the day. */
  close(ctx: Context, id: string, { on, reason }: CloseStation): Promise<StationPage> {
    permit(ctx, 'station.write');
    return this.database.write(ctx, async (tx) => {
      const station = await this.lock(tx, id);
      permit(ctx, 'station.write', station.departmentUnitId);
      if (!stationMoves[station.status].includes('closed')) throw refuse.transition(station.status, 'closed', [...stationMoves[station.status]], 'OC-2.1');
      if (on < station.openedOn || on > (await this.today(tx))) throw refuse.field('on', 'range', { zh: '关站日在开站日和今天之间', en: 'from the day it opened to today' }, 'OC-2.1');
      const open: Text[] = [];
      for (const room of this.listeners) open.push(...((await room.stationClosing?.(tx, station)) ?? []));
      if (open.length) throw refuse.conflict('station_in_use', { zh: `还不能关站：${open.map((t) => t.zh).join('；')}`, en: `It cannot close yet: ${open.map((t) => t.en).join('; ')}` }, { clause: 'OC-2.1', extra: { open } });
      await tx.update(AuthorisedStation, station, { status: 'closed', closedOn: on, closeReason: reason });
      await this.recurring.end(tx, { subjectId: id }, { on, reason: `授权站关闭：${reason}` });
      for (const room of this.listeners) await room.stationClosed?.(tx, station, on);
      return this.page(tx, id);
    });
  }

  /** OC-2.1: stations per region against what it sells, those with a gap first. */
  async network(ctx: Context): Promise<{ items: StationNetworkLine[] }> {
    permit(ctx, 'station.read');
    const { items: regions } = await this.regions.list(ctx);
    const counts = await this.database.read(ctx, (tx) => tx.sql<{ regionId: string; stations: number }>(COUNTS, [tx.tenantId]));
    const stationsOf = new Map(counts.map((c) => [c.regionId, c.stations]));
    const lines = regions.map(({ id, name, computed }): StationNetworkLine => {
      const figures = { stations: stationsOf.get(id) ?? 0, unitsSold: computed?.unitsSold ?? 0 };
      return { regionId: id, regionName: name, ...figures, unitsPerStation: unitsPerStation(figures), gap: isGap(figures) };
    });
    return { items: lines.toSorted((a, b) => Number(b.gap) - Number(a.gap) || b.unitsSold - a.unitsSold) };
  }

  /** Throws 400 for months out of order or more than two years. */
  networkMonths(ctx: Context, from: string, to: string): Promise<{ items: StationNetworkMonth[] }> {
    const units = unitsOf(ctx, 'station.read');
    checkMonths(from, to, MOST_MONTHS);
    return this.database.read(ctx, async (tx) => ({ items: await tx.sql<StationNetworkMonth & Record<string, unknown>>(NETWORK_MONTHS, [tx.tenantId, from, to, units === 'all' ? null : units]) }));
  }

  /** For other rooms: throws 404 for a station that the tenant does not have, 403 for whom it does not concern. */
  async read(tx: Tx, id: string, permission: string): Promise<AuthorisedStation> {
    const station = await tx.get(AuthorisedStation, id, STATION);
    permitStation(tx.ctx, permission, station);
    return station;
  }

  lock(tx: Tx, id: string): Promise<AuthorisedStation> { return tx.lock(AuthorisedStation, id, STATION); }

  /** Stations by id with their names, for other pages. */
  async named(tx: Tx, ids: string[]): Promise<Map<string, { station: AuthorisedStation; name: string }>> {
    const [rows, units] = await Promise.all([tx.rows(AuthorisedStation, OF_IDS, [tx.tenantId, [...new Set(ids)]]), this.directory.units(tx)]);
    return new Map(rows.map((station) => [station.id, { station, name: units.get(station.id)?.name ?? station.number }]));
  }

  /** What an obligation says of the station. */
  async subject(tx: Tx, station: AuthorisedStation): Promise<{ type: string; id: string; number: string; title: string }> {
    return { type: 'station', id: station.id, number: station.number, title: (await this.directory.units(tx)).get(station.id)?.name ?? station.number };
  }

  async today(tx: Tx): Promise<string> { return localDate(tx.now, await this.directory.zone(tx)); }

  private async views(tx: Tx, rows: AuthorisedStation[]): Promise<StationView[]> {
    const today = await this.today(tx);
    const [{ units, users }, regions, posted] = await Promise.all([this.directory.people(tx), this.regions.named(tx, rows.map((r) => r.regionId)), this.postings.posted(tx, { from: today })]);
    return rows.map(({ id, version, number, departmentUnitId, regionId, data, status, openedOn, closedOn, closeReason }) => {
      const staffUserId = posted.find((p) => p.regionId === regionId)?.userId ?? null;
      return {
        id, version, number, name: units.get(id)?.name ?? number, departmentUnitId, regionId, regionName: regions.get(regionId)?.name ?? '', staffUserId, staffName: (staffUserId && users.get(staffUserId)?.name) || null, data, status, openedOn, closedOn, closeReason,
      };
    });
  }
}

/** What was given, over what was known; what nobody named is empty. */
export function dataOf({ operator, address, latitude, longitude, contacts, models, repairers, hours, note }: StationProfile, before?: StationData): StationData {
  return {
    operator: operator ?? before?.operator ?? '', address: address ?? before?.address ?? '', latitude: latitude ?? before?.latitude ?? null, longitude: longitude ?? before?.longitude ?? null,
    contacts: contacts?.map((c) => ({ name: c.name, role: c.role ?? '', phone: c.phone })) ?? before?.contacts ?? [], models: models ?? before?.models ?? [], repairers: repairers ?? before?.repairers ?? 0, hours: hours ?? before?.hours ?? '', note: note ?? before?.note ?? '',
  };
}
