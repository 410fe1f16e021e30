import { Injectable, type OnModuleInit } from '@nestjs/common';
import { newId } from '@luyue/kernel';
import { type Context, permit, refuse, statement, TenantDatabase, type Tx } from '@luyue/platform';
import { type RegionBefore, type RegionListener, Regions } from '../regions/regions.service.ts';
import { Staff } from '../staff/staff.service.ts';
import type { OutstationStaff } from '../staff/staff.entity.ts';
import { Posting, PostingRegion } from './posting.entity.ts';
import type { AddRegions, OpenPosting, PostingView, RecordMistake } from './posting-views.ts';
import { PostingPages } from './posting-pages.ts';
import { asBefore, daysOverlap, refuseSet } from './postings.rules.ts';

/** Told in the transaction in which a posting begins, or its end is entered: for duties that last as long as it. */
export interface PostingListener {
  postingOpened?(tx: Tx, posting: Posting, staff: OutstationStaff): Promise<void>;
  postingEnding?(tx: Tx, posting: Posting, staff: OutstationStaff, on: string): Promise<void>;
  /** The three have signed (OC-4.6): what the giver looked after goes over to the taker. */
  postingHandedOver?(tx: Tx, handover: HandedOver): Promise<void>;
}
/** `regionIds` are those that the giver has left; null on leaving, with which everything goes over. */
export interface HandedOver { giverUserId: string; takerUserId: string; regionIds: string[] | null }
export interface PostedPerson { staffId: string; userId: string; kind: string; regionId: string }

const POSTING = { zh: '派驻', en: 'posting' };
const OF_IDS = statement('postings_of_ids', 'tenant_id = $1 AND id = ANY ($2)');
const OF_STAFF = statement('postings_of_staff', 'tenant_id = $1 AND staff_id = $2 ORDER BY starts_on');
const STAYS = statement('posting_regions_of_postings', 'tenant_id = $1 AND posting_id = ANY ($2) ORDER BY from_on, region_id');
const ACTIVE = statement('postings_active', `tenant_id = $1 AND status = 'active' AND ($2::uuid IS NULL OR department_unit_id = $2) AND ($3::uuid IS NULL OR staff_id = $3) ORDER BY starts_on, id`);
const HOLDING = statement('postings_holding_region', `SELECT p.id FROM posting_region r JOIN posting p ON p.tenant_id = $1 AND p.id = r.posting_id WHERE r.tenant_id = $1 AND r.region_id = $2 AND r.to_on IS NULL AND p.status = 'active'`);
const POSTED = statement('posted_on_days', `
  SELECT DISTINCT r.staff_id AS "staffId", r.region_id AS "regionId", s.user_id AS "userId", s.kind FROM posting_region r JOIN outstation_staff s ON s.tenant_id = $1 AND s.id = r.staff_id
  WHERE r.tenant_id = $1 AND ($2::uuid IS NULL OR r.region_id = $2) AND ($3::uuid IS NULL OR r.staff_id = $3) AND r.from_on <= $5 AND (r.to_on IS NULL OR r.to_on > $4) ORDER BY s.kind, s.user_id, r.region_id`);

/** Who is posted where (OC-4.5, readings 1, 4 and 6). */
@Injectable()
export class Postings implements RegionListener, OnModuleInit {
  private readonly listeners: PostingListener[] = [];

  constructor(private readonly database: TenantDatabase, private readonly regions: Regions, private readonly staff: Staff, private readonly pages: PostingPages) {}

  onModuleInit(): void { this.regions.askBeforeChange(this); }

  /** A room says at its start that it hears of postings; a list in the module would make a circle of the rooms. */
  hear(room: PostingListener): void { this.listeners.push(room); }

  /** Opens it. Throws 400 naming OC-4.5 for days on which the person is posted already, or a set of regions that one person may not have. */
  open(ctx: Context, body: OpenPosting): Promise<PostingView> {
    permit(ctx, 'posting.write');
    return this.database.write(ctx, async (tx) => this.pages.page(tx, (await this.openIn(tx, 'posting.write', body)).id));
  }

  /** The same for rooms that have asked for `permission` themselves; it must reach the person's department. */
  async openIn(tx: Tx, permission: string, { staffId, regionIds, startsOn }: OpenPosting): Promise<Posting> {
    await this.staff.mentioned(tx, staffId);
    // The lock keeps two postings of one person from passing each other.
    const staff = await this.staff.lock(tx, staffId);
    permit(tx.ctx, permission, staff.departmentUnitId);
    if (startsOn < staff.employedOn || (staff.leavesOn && startsOn >= staff.leavesOn)) throw refuse.field('startsOn', 'not_employed', { zh: '这一天不在职', en: 'not employed on that day' }, 'OC-4.5');
    await this.refuseRegions(tx, regionIds, startsOn, staff.departmentUnitId);
    await this.refuseOverlap(tx, staffId, startsOn);
    const posting = await tx.insert(Posting, { tenantId: tx.tenantId, id: newId(), version: 1, staffId, departmentUnitId: staff.departmentUnitId, status: 'active', startsOn, endsOn: null, ending: null, endingReason: null, endedAt: null, majorMistake: null });
    await tx.insertAll(PostingRegion, regionIds.map((regionId) => ({ tenantId: tx.tenantId, postingId: posting.id, regionId, staffId, fromOn: startsOn, toOn: null })));
    for (const room of this.listeners) await room.postingOpened?.(tx, posting, staff);
    return posting;
  }

  /** Further regions for the same person; those that are there keep their tenure (reading 4). */
  add(ctx: Context, id: string, { regionIds, fromOn }: AddRegions): Promise<PostingView> {
    permit(ctx, 'posting.write');
    return this.database.write(ctx, async (tx) => {
      const posting = await this.lock(tx, id);
      permit(ctx, 'posting.write', posting.departmentUnitId);
      if (posting.status !== 'active') throw refuse.conflict('not_active', { zh: '这次派驻已在交接', en: 'The posting is being handed over' }, { clause: 'OC-4.5', allowed: ['active'] });
      if (fromOn < posting.startsOn) throw refuse.field('fromOn', 'before_posting', { zh: `不能早于派驻开始 ${posting.startsOn}`, en: `not before the posting began on ${posting.startsOn}` }, 'OC-4.5');
      const held = (await tx.rows(PostingRegion, STAYS, [tx.tenantId, [id]])).map((r) => r.regionId);
      if (regionIds.some((regionId) => held.includes(regionId))) throw refuse.field('regionIds', 'held', { zh: '已在这次派驻里', en: 'part of this posting already' }, 'OC-4.5');
      await this.refuseRegions(tx, [...held, ...regionIds], fromOn, posting.departmentUnitId);
      await tx.insertAll(PostingRegion, regionIds.map((regionId) => ({ tenantId: tx.tenantId, postingId: id, regionId, staffId: posting.staffId, fromOn, toOn: null })));
      await tx.update(Posting, posting, {});
      return this.pages.page(tx, id);
    });
  }

  /** Headquarters record a major mistake: it takes the protection away (OC-4.1, reading 2). Throws 400 for a day to come, 409 for a posting that has ended. */
  mistake(ctx: Context, id: string, { on, text }: RecordMistake): Promise<PostingView> {
    permit(ctx, 'posting.decide');
    return this.database.write(ctx, async (tx) => {
      const posting = await this.lock(tx, id);
      permit(ctx, 'posting.decide', posting.departmentUnitId);
      if (posting.status === 'ended') throw refuse.conflict('ended', { zh: '这次派驻已结束', en: 'The posting has ended' }, { clause: 'OC-4.1', allowed: ['active', 'in_handover'] });
      if (on > (await this.staff.today(tx))) throw refuse.field('on', 'future', { zh: '还没到这一天', en: 'that day has not come yet' }, 'OC-4.1');
      await tx.update(Posting, posting, { majorMistake: { on, text, by: ctx.userName, at: tx.now.toISOString() } });
      return this.pages.page(tx, id);
    });
  }

  /** People posted on at least one day of `from` to `to`, both included: of a region, of a person, or all. */
  posted(tx: Tx, { regionId = null, staffId = null, from, to = from }: { regionId?: string | null; staffId?: string | null; from: string; to?: string }): Promise<PostedPerson[]> {
    return tx.sql<PostedPerson & Record<string, unknown>>(POSTED, [tx.tenantId, regionId, staffId, from, to]);
  }

  /** The person who looks after a region that day: its account manager, else whoever is posted there; null for nobody. */
  async inCharge(tx: Tx, regionId: string, day: string): Promise<PostedPerson | null> { return (await this.posted(tx, { regionId, from: day }))[0] ?? null; }

  /** Throws 400 naming `field` for an id that is none. */
  async mentioned(tx: Tx, id: string, field = 'postingId'): Promise<Posting> {
    const row = await tx.find(Posting, id);
    if (!row) throw refuse.field(field, 'unknown_posting', { zh: '没有这次派驻', en: 'no such posting' }, 'OC-4.6');
    return row;
  }

  /** Postings that go on: of a department, or of a person. */
  active(tx: Tx, { departmentUnitId = null, staffId = null }: { departmentUnitId?: string | null; staffId?: string | null }): Promise<Posting[]> { return tx.rows(Posting, ACTIVE, [tx.tenantId, departmentUnitId, staffId]); }

  async ofIds(tx: Tx, ids: string[]): Promise<Map<string, Posting>> { return new Map((await tx.rows(Posting, OF_IDS, [tx.tenantId, ids])).map((row) => [row.id, row])); }

  lock(tx: Tx, id: string): Promise<Posting> { return tx.lock(Posting, id, POSTING); }

  /** Tells whoever hears of postings; for the handover of this room. */
  async ending(tx: Tx, posting: Posting, staff: OutstationStaff, on: string): Promise<void> {
    for (const room of this.listeners) await room.postingEnding?.(tx, posting, staff, on);
  }

  /** The same once the handover is signed. A region that the giver holds by their next posting stays theirs. */
  async handedOver(tx: Tx, { id, staffId, ending }: Posting, { giverUserId, takerUserId }: Omit<HandedOver, 'regionIds'>): Promise<void> {
    const held = ending === 'leaving' ? null : new Set((await this.posted(tx, { staffId, from: await this.staff.today(tx) })).map((p) => p.regionId));
    const regionIds = held && (await tx.rows(PostingRegion, STAYS, [tx.tenantId, [id]])).map((r) => r.regionId).filter((regionId) => !held.has(regionId));
    for (const room of this.listeners) await room.postingHandedOver?.(tx, { giverUserId, takerUserId, regionIds });
  }

  /** Nothing that a region becomes may take the ground from a posting of several (reading 1). One that had lost it before, by a class that rose, is a deviation of staffing and hinders nothing. */
  async regionChanging(tx: Tx, regionId: string, field: 'oneStop' | 'neighbourIds', before: RegionBefore): Promise<void> {
    const holding = await tx.sql<{ id: string }>(HOLDING, [tx.tenantId, regionId]);
    const stays = await tx.rows(PostingRegion, STAYS, [tx.tenantId, holding.map((p) => p.id)]);
    const regions = new Map((await this.regions.staffed(tx, [...new Set(stays.map((s) => s.regionId))], await this.staff.today(tx))).map((r) => [r.id, r]));
    const people = await this.staff.named(tx, stays.map((s) => s.staffId));
    for (const { id } of holding) {
      const own = stays.filter((s) => s.postingId === id);
      const wrong = refuseSet(own.map((s) => regions.get(s.regionId)!));
      const name = people.get(own[0]!.staffId)?.name ?? '';
      if (wrong && !refuseSet(own.map((s) => asBefore(regions.get(s.regionId)!, regionId, before)))) throw refuse.field(field, wrong.code, { zh: `${name}的派驻含 ${own.length} 个地区。${wrong.zh}`, en: `${name} is posted to ${own.length} regions. ${wrong.en}` }, 'OC-4.5');
    }
  }

  private async refuseOverlap(tx: Tx, staffId: string, startsOn: string): Promise<void> {
    const other = (await tx.rows(Posting, OF_STAFF, [tx.tenantId, staffId])).find((p) => daysOverlap({ from: startsOn, to: null }, { from: p.startsOn, to: p.endsOn }));
    if (other) throw refuse.field('startsOn', 'overlap', { zh: `与 ${other.startsOn} 开始的派驻重叠`, en: `overlaps the posting that began on ${other.startsOn}` }, 'OC-4.5');
  }

  private async refuseRegions(tx: Tx, regionIds: string[], on: string, departmentUnitId: string): Promise<void> {
    const regions = await this.regions.staffed(tx, regionIds, on);
    if (regions.some((r) => r.departmentUnitId !== departmentUnitId)) throw refuse.field('regionIds', 'other_department', { zh: '地区不属于这个人的部门', en: 'a region belongs to another department' }, 'OC-4.5');
    const wrong = refuseSet(regionIds.map((id) => regions.find((r) => r.id === id)!));
    if (wrong) throw refuse.field('regionIds', wrong.code, { zh: wrong.zh, en: wrong.en }, 'OC-4.5');
  }
}
