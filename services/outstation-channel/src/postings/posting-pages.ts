import { Injectable } from '@nestjs/common';
import { Directory } from '@luyue/directory';
import { ObligationList, obligationView } from '@luyue/obligations';
import { type Context, decodeCursor, page, type Page, permit, statement, TenantDatabase, type Tx, unitsOf } from '@luyue/platform';
import { Regions } from '../regions/regions.service.ts';
import { Staff } from '../staff/staff.service.ts';
import { Posting, PostingHandover, PostingRegion } from './posting.entity.ts';
import type { PostingHandoverView, PostingView, StaffingLine } from './posting-views.ts';
import { CHECKLIST, deviationsOf, fullOn, type PostingStatus, SIGNERS, staffedAs, tenureFrom } from './postings.rules.ts';

export interface PostingFilter { staffId?: string; status?: PostingStatus; limit: number; cursor?: string }
export interface Tenure { regionId: string; from: string }

const STAYS_OF_STAFF = statement('posting_regions_of_staff', 'tenant_id = $1 AND staff_id = ANY ($2) ORDER BY from_on, region_id');
const HANDOVERS = statement('posting_handovers_of_ids', 'tenant_id = $1 AND id = ANY ($2)');
const STANDING = statement('posting_regions_on', 'tenant_id = $1 AND region_id = ANY ($2) AND from_on <= $3 AND (to_on IS NULL OR to_on > $3) ORDER BY from_on, staff_id');
const TITLES = new Map(CHECKLIST.map((item) => [item.key, item.title]));

/** Reading postings, and regions against the rules of staffing. */
@Injectable()
export class PostingPages {
  constructor(private readonly database: TenantDatabase, private readonly directory: Directory, private readonly ledger: ObligationList, private readonly regions: Regions, private readonly staff: Staff) {}

  list(ctx: Context, filter: PostingFilter): Promise<Page<PostingView>> {
    const units = unitsOf(ctx, 'outstationStaff.read');
    const after = decodeCursor(filter.cursor, 2);
    return this.database.read(ctx, async (tx) => {
      const query = tx.manager.createQueryBuilder(Posting, 'p').where('p.tenantId = :tenant', { tenant: tx.tenantId });
      if (units !== 'all') query.andWhere('p.departmentUnitId = ANY (:units)', { units });
      if (filter.staffId) query.andWhere('p.staffId = :staff', { staff: filter.staffId });
      if (filter.status) query.andWhere('p.status = :status', { status: filter.status });
      if (after) query.andWhere('(p.startsOn, p.id) < (:on, :id)', { on: after[0], id: after[1] });
      const rows = await query.orderBy('p.startsOn', 'DESC').addOrderBy('p.id', 'DESC').limit(filter.limit + 1).getMany();
      const cut = page(rows, filter.limit, (p) => [p.startsOn, p.id], (p) => p);
      return { ...cut, items: await this.views(tx, cut.items) };
    });
  }

  get(ctx: Context, id: string): Promise<PostingView> {
    permit(ctx, 'outstationStaff.read');
    return this.database.read(ctx, (tx) => this.page(tx, id));
  }

  /** The whole page, after any change too. */
  async page(tx: Tx, id: string): Promise<PostingView> {
    const row = await tx.get(Posting, id, { zh: '派驻', en: 'posting' });
    permit(tx.ctx, 'outstationStaff.read', row.departmentUnitId);
    return (await this.views(tx, [row]))[0]!;
  }

  /** Every region against OC-4.5 on a day, today when none is named; deviations are listed, none is refused. */
  staffing(ctx: Context, on?: string): Promise<{ items: StaffingLine[] }> {
    const units = unitsOf(ctx, 'channelRegion.read');
    return this.database.read(ctx, async (tx) => {
      const day = on ?? await this.staff.today(tx);
      const [regions, value] = await Promise.all([this.regions.staffedOf(tx, units, day), this.directory.policyValues(tx)]);
      const byId = new Map(regions.map((r) => [r.id, r]));
      const stays = await tx.rows(PostingRegion, STANDING, [tx.tenantId, regions.map((r) => r.id), day]);
      const staff = await this.staff.named(tx, stays.map((s) => s.staffId));
      const assistants = new Map(await Promise.all([...new Set(regions.map((r) => r.departmentUnitId))].map(async (unit) => [unit, (await this.directory.holders(tx, 'channel_assistant', unit)).users.map((u) => u.name)] as const)));
      const setOf = new Map(stays.map((s) => [s.postingId, stays.filter((other) => other.postingId === s.postingId).map((other) => byId.get(other.regionId)!)]));
      const perRegion = value<number>('oc.staffing.perRegion');
      return { items: regions.map((region) => {
        const here = stays.filter((s) => s.regionId === region.id);
        const sets = here.filter((s) => staff.get(s.staffId)?.kind === 'account_manager').map((s) => setOf.get(s.postingId)!);
        const help = staffedAs(region) === 1 ? assistants.get(region.departmentUnitId)! : [];
        return {
          regionId: region.id, name: region.name, staffedAs: staffedAs(region), required: perRegion, assistants: help, deviations: deviationsOf(region, sets, { perRegion, assistants: help.length }),
          people: here.map(({ staffId, postingId }) => ({ staffId, name: staff.get(staffId)?.name ?? '', kind: staff.get(staffId)?.kind ?? '', postingId, regions: setOf.get(postingId)!.map((r) => r.name) })),
        };
      }) };
    });
  }

  /** Since when the person of each posting holds its regions (reading 4); one question for all of them. */
  async tenures(tx: Tx, postings: readonly Pick<Posting, 'id' | 'staffId'>[]): Promise<Map<string, Tenure[]>> {
    const stays = await tx.rows(PostingRegion, STAYS_OF_STAFF, [tx.tenantId, [...new Set(postings.map((p) => p.staffId))]]);
    return new Map(postings.map(({ id, staffId }) => [id, stays.filter((s) => s.postingId === id).map(({ regionId, fromOn }) => ({ regionId, from: tenureFrom(daysIn(stays, staffId, regionId), fromOn) }))]));
  }

  private async views(tx: Tx, rows: Posting[]): Promise<PostingView[]> {
    const ids = rows.map((r) => r.id);
    const staffIds = [...new Set(rows.map((r) => r.staffId))];
    const [stays, handovers, staff, people, owed, value] = await Promise.all([
      tx.rows(PostingRegion, STAYS_OF_STAFF, [tx.tenantId, staffIds]), tx.rows(PostingHandover, HANDOVERS, [tx.tenantId, ids]), this.staff.named(tx, staffIds), this.ledger.people(tx), this.ledger.ofSubjects(tx, ids), this.directory.policyValues(tx),
    ]);
    const regions = await this.regions.named(tx, stays.map((s) => s.regionId));
    const [protect, most] = [value<number>('oc.tenure.protectMonths'), value<number>('oc.tenure.maxMonths')];
    return rows.map(({ id, version, staffId, status, startsOn, endsOn, ending, endingReason, endedAt, majorMistake }) => {
      const handover = handovers.find((h) => h.id === id);
      return {
        id, version, staffId, staffName: staff.get(staffId)?.name ?? '', kind: staff.get(staffId)?.kind ?? '', status, startsOn, endsOn, ending, endingReason, endedAt: endedAt?.toISOString() ?? null, majorMistake,
        regions: stays.filter((s) => s.postingId === id).map(({ regionId, fromOn, toOn }) => {
          const tenure = tenureFrom(daysIn(stays, staffId, regionId), fromOn);
          return { regionId, name: regions.get(regionId)?.name ?? '', fromOn, toOn, tenureFrom: tenure, halfYearOn: fullOn(tenure, protect), fullYearOn: fullOn(tenure, most) };
        }),
        handover: handover ? handoverView(handover, (userId) => people.users.get(userId)?.name ?? '') : null, obligations: (owed.get(id) ?? []).map((o) => obligationView(o, tx.now, people)),
      };
    });
  }
}

const handoverView = ({ version, giverUserId, takerUserId, engineerUserId, items, signatures, rules }: PostingHandover, nameOf: (userId: string) => string): PostingHandoverView => ({
  version, giverUserId, giverName: nameOf(giverUserId), takerUserId, takerName: nameOf(takerUserId), engineerUserId, engineerName: nameOf(engineerUserId), signatures, rules,
  items: items.map((item) => ({ ...item, title: TITLES.get(item.key) ?? { zh: item.key, en: item.key } })), missing: SIGNERS.filter((as) => !signatures.some((s) => s.as === as)),
});

const daysIn = (stays: PostingRegion[], staffId: string, regionId: string) => stays.filter((s) => s.staffId === staffId && s.regionId === regionId).map(({ fromOn, toOn }) => ({ from: fromOn, to: toOn }));
