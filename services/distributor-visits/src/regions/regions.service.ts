import { Injectable } from '@nestjs/common';
import { Directory, type DirectoryUser } from '@luyue/directory';
import { type DateText, localDate, newId } from '@luyue/kernel';
import { type Context, decodeCursor, page, type Page, permit, refuse, statement, TenantDatabase, type Tx, unitsOf, whenTaken } from '@luyue/platform';
import type { ParameterKey } from '@luyue/regulations';
import { RegionMember, VisitRegion } from './region.entity.ts';
import type { AddRegionMember, ChangeRegion, RegionView } from './regions.http.ts';
import { type Limits, type RegionDuty, technicianState } from './regions.rules.ts';

/** A room that does something when a region is closed or opened again, in the same transaction. */
export interface RegionListener { regionSwitched(tx: Tx, region: { id: string; unitId: string; name: string; active: boolean }): Promise<void> }
export interface RegionFilter { unitId?: string; flagged?: boolean; inactive?: boolean; limit: number; cursor?: string }

const REGION = { zh: '地区', en: 'region' };
const OF_UNIT = statement('visit_regions_of_unit', 'tenant_id = $1 AND unit_id = $2 AND active ORDER BY name');
const MEMBERS = statement('region_members', 'tenant_id = $1 AND region_id = ANY ($2) ORDER BY from_day, id');
const [MIN, MAX] = ['dv.technicians.perRegion.min', 'dv.technicians.perRegion.max'] as const satisfies ParameterKey[];
const ON_DUTY = 'm.from_day <= :today AND (m.until_day IS NULL OR m.until_day > :today)';

/** Regions of the business units, with their salespersons and technicians (DV-4.2, DV-7.1). */
@Injectable()
export class Regions {
  private readonly listeners: RegionListener[] = [];

  constructor(private readonly database: TenantDatabase, private readonly directory: Directory) {}

  /** A room says at its start that it hears of regions. */
  onSwitch(room: RegionListener): void { this.listeners.push(room); }

  /** By unit and name; `flagged` those alone that have too few or too many technicians today, `inactive` those that were closed. */
  list(ctx: Context, filter: RegionFilter): Promise<Page<RegionView>> {
    const units = unitsOf(ctx, 'visitCustomer.read');
    const after = decodeCursor(filter.cursor, 2);
    return this.database.read(ctx, async (tx) => {
      const query = tx.manager.createQueryBuilder(VisitRegion, 'r').where('r.tenantId = :tenant AND r.active = :active', { tenant: tx.tenantId, active: !filter.inactive });
      if (units !== 'all') query.andWhere('r.unitId = ANY (:units)', { units });
      if (filter.unitId) query.andWhere('r.unitId = :unit', { unit: filter.unitId });
      if (filter.flagged) {
        const { min, max } = (await this.limits(tx)).at(-1)!;
        query.andWhere(`(SELECT count(*) FROM region_member m WHERE m.tenant_id = r.tenant_id AND m.region_id = r.id AND m.duty = 'technician' AND ${ON_DUTY}) NOT BETWEEN :min AND :max`, { today: await this.today(tx), min, max });
      }
      if (after) query.andWhere('(r.name, r.id) > (:name, :id)', { name: after[0], id: after[1] });
      const rows = await query.orderBy('r.name').addOrderBy('r.id').limit(filter.limit + 1).getMany();
      const cut = page(rows, filter.limit, (r) => [r.name, r.id], (r) => r);
      return { ...cut, items: await this.views(tx, cut.items) };
    });
  }

  get(ctx: Context, id: string): Promise<RegionView> {
    permit(ctx, 'visitCustomer.read');
    return this.database.read(ctx, async (tx) => {
      const row = await this.of(tx, id);
      permit(ctx, 'visitCustomer.read', row.unitId);
      return this.view(tx, row);
    });
  }

  /** Throws 409 where the unit has a region of that name. */
  create(ctx: Context, unitId: string, name: string): Promise<RegionView> {
    permit(ctx, 'visitRegion.write', unitId);
    return this.database.write(ctx, async (tx) => {
      await this.directory.unit(tx, unitId);
      const row = { tenantId: tx.tenantId, id: newId(), version: 1, unitId, name, active: true, begunOn: await this.today(tx) };
      await tx.insert(VisitRegion, row).catch(whenTaken(taken));
      return this.view(tx, row);
    });
  }

  change(ctx: Context, id: string, change: ChangeRegion): Promise<RegionView> {
    return this.write(ctx, id, async (tx, row) => {
      const before = row.active;
      await tx.update(VisitRegion, row, change).catch(whenTaken(taken));
      if (row.active !== before) for (const room of this.listeners) await room.regionSwitched(tx, row);
    });
  }

  /** Throws 400 for somebody without that role, 409 for who is there already. */
  addMember(ctx: Context, id: string, { userId, duty, fromDay }: AddRegionMember): Promise<RegionView> {
    return this.write(ctx, id, async (tx) => {
      const user = await this.directory.user(tx, userId);
      if (!user.active || !user.roles.some((r) => r.code === duty)) throw refuse.field('userId', 'not_in_role', duty === 'technician' ? { zh: '不是技术人员', en: 'is no technician' } : { zh: '不是业务员', en: 'is no salesperson' }, 'DV-7.1');
      const day = await this.notLater(tx, fromDay, 'fromDay');
      await tx.insert(RegionMember, { tenantId: tx.tenantId, id: newId(), version: 1, regionId: id, userId, duty, fromDay: day, untilDay: null })
        .catch(whenTaken(() => refuse.conflict('already_there', { zh: '已在这个地区', en: 'Is there already' }, { clause: 'DV-7.1' })));
    });
  }

  /** `untilDay` is the first day on which they are no longer there. Throws 409 for a stay that has ended. */
  endMember(ctx: Context, id: string, memberId: string, untilDay?: DateText): Promise<RegionView> {
    return this.write(ctx, id, async (tx) => {
      const member = await tx.lock(RegionMember, memberId, { zh: '地区人员', en: 'member of the region' });
      if (member.regionId !== id) throw refuse.notFound({ zh: '地区人员', en: 'member of the region' });
      if (member.untilDay) throw refuse.conflict('has_left', { zh: '已经离开这个地区', en: 'Has left it' }, { clause: 'DV-7.1' });
      const day = await this.notLater(tx, untilDay, 'untilDay');
      if (day < member.fromDay) throw refuse.field('untilDay', 'before', { zh: '不能早于到岗日', en: 'not before the day they came' }, 'DV-7.1');
      await tx.update(RegionMember, member, { untilDay: day });
    });
  }

  /** For other rooms, which have asked their own permission. Throws 400 naming `field` for a region that this unit does not have. */
  async ofUnit(tx: Tx, id: string, unitId: string, field = 'regionId'): Promise<VisitRegion> {
    const row = await tx.find(VisitRegion, id);
    if (!row || row.unitId !== unitId) throw refuse.field(field, 'unknown_region', { zh: '这个单位没有这个地区', en: 'the unit has no such region' }, 'DV-7.1');
    return row;
  }

  /** Regions of a unit that are in use, by name. */
  async idsByName(tx: Tx, unitId: string): Promise<Map<string, string>> { return new Map((await tx.rows(VisitRegion, OF_UNIT, [tx.tenantId, unitId])).map((r) => [r.name, r.id])); }

  /** By id. */
  async named(tx: Tx, ids: string[]): Promise<Map<string, Pick<VisitRegion, 'name' | 'unitId'>>> {
    const rows = ids.length ? await tx.manager.createQueryBuilder(VisitRegion, 'r').where('r.tenantId = :tenant AND r.id = ANY (:ids)', { tenant: tx.tenantId, ids }).getMany() : [];
    return new Map(rows.map((r) => [r.id, r]));
  }

  /** Names by id. */
  async names(tx: Tx, ids: string[]): Promise<Map<string, string>> { return new Map([...(await this.named(tx, ids))].map(([id, { name }]) => [id, name])); }

  /** Who does this duty in the regions on a day: user ids by region. */
  async onDuty(tx: Tx, duty: RegionDuty, regionIds: string[], day: DateText): Promise<Map<string, string[]>> {
    const found = new Map<string, string[]>();
    for (const m of regionIds.length ? await tx.rows(RegionMember, MEMBERS, [tx.tenantId, regionIds]) : []) {
      if (m.duty === duty && m.fromDay <= day && (!m.untilDay || m.untilDay > day)) found.set(m.regionId, [...(found.get(m.regionId) ?? []), m.userId]);
    }
    return found;
  }

  private async write(ctx: Context, id: string, change: (tx: Tx, row: VisitRegion) => Promise<void>): Promise<RegionView> {
    permit(ctx, 'visitRegion.write');
    return this.database.write(ctx, async (tx) => {
      const row = await tx.lock(VisitRegion, id, REGION);
      permit(ctx, 'visitRegion.write', row.unitId);
      await change(tx, row);
      return this.view(tx, row);
    });
  }

  private of(tx: Tx, id: string): Promise<VisitRegion> { return tx.get(VisitRegion, id, REGION); }

  private async today(tx: Tx): Promise<DateText> { return localDate(tx.now, await this.directory.zone(tx)); }

  /** A day of the past is entered late (R6); one to come is none yet. */
  private async notLater(tx: Tx, day: DateText | undefined, field: string): Promise<DateText> {
    const today = await this.today(tx);
    if (day && day > today) throw refuse.field(field, 'future', { zh: '不能晚于今天', en: 'not later than today' }, 'DV-7.1');
    return day ?? today;
  }

  /** How many technicians a region may have, day by day of the company's policies. */
  private async limits(tx: Tx): Promise<Limits[]> {
    const [policies, zone] = await Promise.all([this.directory.policies(tx), this.directory.zone(tx)]);
    const versions = [...(policies.get(MIN) ?? []), ...(policies.get(MAX) ?? [])].map((v) => v.effectiveFrom);
    const at = async (instant: Date): Promise<Limits> => {
      const value = await this.directory.policyValues(tx, instant);
      return { from: localDate(instant, zone), min: value(MIN), max: value(MAX) };
    };
    return Promise.all([new Date(0), ...versions.toSorted((a, b) => a.getTime() - b.getTime()).filter((v) => v <= tx.now)].map(at));
  }

  private async view(tx: Tx, row: VisitRegion): Promise<RegionView> { return (await this.views(tx, [row]))[0]!; }

  private async views(tx: Tx, rows: VisitRegion[]): Promise<RegionView[]> {
    const [members, { users, units }, limits, today] = await Promise.all([rows.length ? tx.rows(RegionMember, MEMBERS, [tx.tenantId, rows.map((r) => r.id)]) : [], this.directory.people(tx), this.limits(tx), this.today(tx)]);
    return rows.map((r) => {
      const own = members.filter((m) => m.regionId === r.id);
      const { outsideSince, ...technicians } = technicianState(r.begunOn, own.filter((m) => m.duty === 'technician'), limits, today);
      return {
        id: r.id, version: r.version, unitId: r.unitId, unitName: units.get(r.unitId)?.name ?? '', name: r.name, active: r.active, begunOn: r.begunOn, technicians: { ...technicians, outsideSince },
        members: own.filter((m) => !m.untilDay || m.untilDay > today).map((m) => memberView(m, users)),
      };
    });
  }
}

const taken = (): Error => refuse.conflict('region_taken', { zh: '这个单位已有同名地区', en: 'The unit has a region of that name' }, { clause: 'DV-7.1' });
const memberView = (m: RegionMember, users: Map<string, DirectoryUser>) => ({ id: m.id, userId: m.userId, userName: users.get(m.userId)?.name ?? '', duty: m.duty, fromDay: m.fromDay, active: users.get(m.userId)?.active ?? false });
