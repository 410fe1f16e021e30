import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Directory } from '@luyue/directory';
import { addDays, instantAt, InvalidValue, Money, newId, parseDate } from '@luyue/kernel';
import { occurrenceOf, RecurringDuties } from '@luyue/obligations';
import { type Context, decodeCursor, matchVersion, Numbers, page, type Page, permit, refuse, statement, TenantDatabase, type Tx, unitsOf } from '@luyue/platform';
import type { Posting } from '../postings/posting.entity.ts';
import { type PostingListener, Postings } from '../postings/postings.service.ts';
import type { OutstationStaff } from '../staff/staff.entity.ts';
import { type LeavingListener, Staff } from '../staff/staff.service.ts';
import { Trips } from '../trips/trips.service.ts';
import { ClaimPages } from './claim-pages.ts';
import type { KeepClaim, PostClaim, TravelClaimRow, TravelClaimView } from './claim-views.ts';
import { TravelClaim, TravelClaimLine } from './travel-claim.entity.ts';
import { claimMoves, type ClaimStatus, type MetBy, refuseLine } from './travel-claims.rules.ts';

export interface ClaimFilter { staffId?: string; month?: string; status?: ClaimStatus; mine?: boolean; limit: number; cursor?: string }

const CLAIM = { zh: '差旅补助单据', en: 'travel claim' };
const CLEAR = statement('travel_claim_lines_clear', 'DELETE FROM travel_claim_line WHERE tenant_id = $1 AND claim_id = $2');

/** A month's travel allowance vouchers: owed each month while somebody is posted, back by the tenth of the next (OC-3.1.4a). */
@Injectable()
export class TravelClaims implements PostingListener, LeavingListener, OnModuleInit {
  constructor(
    private readonly database: TenantDatabase, private readonly directory: Directory, private readonly numbers: Numbers, private readonly duties: RecurringDuties, private readonly staff: Staff, private readonly postings: Postings,
    private readonly trips: Trips, private readonly pages: ClaimPages,
  ) {}

  onModuleInit(): void {
    this.postings.hear(this);
    this.staff.hearLeaving(this);
  }

  /** With the first posting the months begin to be owed; a second posting changes nothing of it. */
  async postingOpened(tx: Tx, { startsOn }: Posting, { id, userId, departmentUnitId }: OutstationStaff): Promise<void> {
    const name = (await this.staff.named(tx, [id])).get(id)!.name;
    await this.duties.begin(tx, [{ clauseId: 'OC-3.1.4a', parameter: 'oc.claim.dueDay', every: { months: 1 }, subject: { type: 'outstation_staff', id, number: name, title: `${name} 差旅补助单据` }, unitId: departmentUnitId, userId, beginsOn: startsOn }]);
  }

  async staffLeaving(tx: Tx, { id, leavingReason }: OutstationStaff, on: string): Promise<void> {
    await this.duties.end(tx, { subjectId: id, clauses: ['OC-3.1.4a'] }, { on: addDays(on, -1), reason: leavingReason ?? '离职' });
  }

  list(ctx: Context, filter: ClaimFilter): Promise<Page<TravelClaimRow>> {
    const units = unitsOf(ctx, 'outstationStaff.read');
    const after = decodeCursor(filter.cursor, 2);
    return this.database.read(ctx, async (tx) => {
      const query = tx.manager.createQueryBuilder(TravelClaim, 'c').where('c.tenantId = :tenant', { tenant: tx.tenantId });
      if (units !== 'all') query.andWhere('c.departmentUnitId = ANY (:units)', { units });
      if (filter.staffId) query.andWhere('c.staffId = :staff', { staff: filter.staffId });
      if (filter.mine) query.andWhere('c.staffId = :own', { own: (await this.staff.ofUser(tx, ctx.userId!))?.id ?? null });
      if (filter.month) query.andWhere('c.month = :month', { month: filter.month });
      if (filter.status) query.andWhere('c.status = :status', { status: filter.status });
      if (after) query.andWhere('(c.month, c.id) < (:month2, :id)', { month2: after[0], id: after[1] });
      const rows = await query.orderBy('c.month', 'DESC').addOrderBy('c.id', 'DESC').limit(filter.limit + 1).getMany();
      const cut = page(rows, filter.limit, (c) => [c.month, c.id], (c) => c);
      return { ...cut, items: await this.pages.rows(tx, cut.items) };
    });
  }

  get(ctx: Context, id: string): Promise<TravelClaimView> {
    permit(ctx, 'outstationStaff.read');
    return this.database.read(ctx, async (tx) => this.pages.page(tx, await tx.get(TravelClaim, id, CLAIM)));
  }

  /** The caller's own claim of a month, with these lines in place of those that were there. Throws 400 for a date outside the month or an amount that is none, 409 once it was posted. */
  async keep(ctx: Context, month: string, version: number | null, { lines }: KeepClaim): Promise<TravelClaimView> {
    permit(ctx, 'travelClaim.write');
    const number = await this.numbers.next(ctx, 'BX');
    return this.database.write(ctx, async (tx) => {
      const person = await this.staff.lock(tx, (await this.staff.own(tx)).id);
      if (month > (await this.staff.today(tx)).slice(0, 7)) throw refuse.field('month', 'future', { zh: '还没到这个月', en: 'that month has not come yet' }, 'OC-3.1.4a');
      const amounts = lines.map((line, i) => {
        if (line.onDate.slice(0, 7) !== month) throw refuse.field(`lines.${i}.onDate`, 'other_month', { zh: `不在 ${month}`, en: `not in ${month}` }, 'OC-3.1.4a');
        return amountOf(line.amount, `lines.${i}.amount`);
      });
      const claim = await this.ownOf(tx, person, month, number);
      matchVersion(claim, version);
      if (claim.status !== 'draft') throw refuse.conflict('posted', { zh: '单据已经寄出', en: 'The vouchers were posted' }, { clause: 'OC-3.1.4a', allowed: ['draft'] });
      const named = await this.trips.ofIds(tx, lines.flatMap((l) => l.tripId ?? []));
      const unknown = lines.findIndex((l) => l.tripId && !named.has(l.tripId));
      if (unknown >= 0) throw refuse.field(`lines.${unknown}.tripId`, 'unknown_trip', { zh: '没有这次差旅', en: 'no such trip' }, 'OC-3.1.4b');
      await tx.sql(CLEAR, [tx.tenantId, claim.id]);
      await tx.insertAll(TravelClaimLine, lines.map(({ onDate, kind, text, tripId }, i) => ({ tenantId: tx.tenantId, id: newId(), version: 1, claimId: claim.id, position: i + 1, onDate, kind, text, amountFen: amounts[i]!.fen.toString(), tripId: tripId ?? null, status: 'claimed', refusal: null, finding: null })));
      await tx.update(TravelClaim, claim, {});
      return this.pages.page(tx, claim);
    });
  }

  /** Sends them back. A line without an approved trip that covers its date is refused with the reason, the others go on (reading 13). Throws 400 without the tracking number where posting counts. */
  post(ctx: Context, id: string, { trackingNumber }: PostClaim): Promise<TravelClaimView> {
    permit(ctx, 'travelClaim.write');
    return this.database.write(ctx, async (tx) => {
      const claim = await tx.lock(TravelClaim, id, CLAIM);
      if ((await this.staff.read(tx, claim.staffId)).userId !== ctx.userId) throw refuse.rule('OC-3.1.4a', 'not_yours', { zh: '单据由本人寄回', en: 'Everybody posts their own vouchers' });
      if (claim.metBy === 'posted' && !trackingNumber) throw refuse.field('trackingNumber', 'required', { zh: '以寄出为准，要填快递单号', en: 'posting counts, and needs the tracking number' }, 'OC-3.1.4a');
      const lines = await this.pages.lines(tx, [id]);
      const trips = await this.trips.ofIds(tx, lines.flatMap((l) => l.tripId ?? []));
      for (const line of lines) {
        const refusal = refuseLine(line, trips.get(line.tripId ?? ''), claim.staffId);
        if (refusal) await tx.update(TravelClaimLine, line, { status: 'refused', refusal: { ...refusal, by: 'Luyue' } });
      }
      await this.move(tx, claim, 'posted', { postedAt: tx.now, trackingNumber: trackingNumber ?? null });
      if (claim.metBy === 'posted') await this.meet(tx, claim, `寄出，单号 ${trackingNumber}`);
      return this.pages.page(tx, claim);
    });
  }

  /** They have arrived at the department (reading 12). */
  receive(ctx: Context, id: string): Promise<TravelClaimView> {
    permit(ctx, 'travelClaim.settle');
    return this.database.write(ctx, async (tx) => {
      const claim = await this.lock(tx, id);
      await this.move(tx, claim, 'received', { receivedAt: tx.now, receivedBy: ctx.userName });
      if (claim.metBy === 'received') await this.meet(tx, claim, `部门收到，${ctx.userName}`);
      return this.pages.page(tx, claim);
    });
  }

  /** Fixes what is paid: the lines that stand, less the penalties. */
  settle(ctx: Context, id: string): Promise<TravelClaimView> {
    permit(ctx, 'travelClaim.settle');
    return this.database.write(ctx, async (tx) => {
      const claim = await this.lock(tx, id);
      await this.move(tx, claim, 'settled', { settledAt: tx.now, settledBy: ctx.userName, paidFen: this.pages.sums(await this.pages.lines(tx, [id])).paid.toString() });
      return this.pages.page(tx, claim);
    });
  }

  /** For the desk that settles; asks its permission for the claim's department. */
  async lock(tx: Tx, id: string): Promise<TravelClaim> {
    const claim = await tx.lock(TravelClaim, id, CLAIM);
    permit(tx.ctx, 'travelClaim.settle', claim.departmentUnitId);
    return claim;
  }

  private async ownOf(tx: Tx, person: OutstationStaff, month: string, number: string): Promise<TravelClaim> {
    const id = occurrenceOf(person.id, 'OC-3.1.4a', month);
    const known = await tx.find(TravelClaim, id, { lock: true });
    if (known) return known;
    const value = await this.directory.policyValues(tx, new Date(instantAt(parseDate(`${month}-01`), '00:00', await this.directory.zone(tx))));
    return tx.insert(TravelClaim, {
      tenantId: tx.tenantId, id, version: 1, number, staffId: person.id, departmentUnitId: person.departmentUnitId, month, metBy: value<MetBy>('oc.claim.metBy'), status: 'draft', trackingNumber: null, postedAt: null, receivedAt: null, receivedBy: null,
      settledAt: null, settledBy: null, paidFen: null, recoverFen: '0',
    });
  }

  private async move(tx: Tx, claim: TravelClaim, to: ClaimStatus, patch: Partial<TravelClaim>): Promise<void> {
    if (!claimMoves[claim.status].includes(to)) throw refuse.transition(claim.status, to, [...claimMoves[claim.status]], 'OC-3.1.4a');
    await tx.update(TravelClaim, claim, { ...patch, status: to });
  }

  private async meet(tx: Tx, { staffId, month }: TravelClaim, text: string): Promise<void> {
    await this.duties.complete(tx, { subjectId: staffId, clauseId: 'OC-3.1.4a', on: `${month}-01` }, { at: tx.now, note: text, evidence: [{ kind: 'fact', at: tx.now.toISOString(), by: tx.ctx.userName, text }] });
  }
}

/** Throws 400 naming the field for what is no amount above zero. */
export function amountOf(text: string, field: string): Money {
  try {
    const amount = Money.parse(text);
    if (!amount.isNegative && !amount.isZero) return amount;
  } catch (error) { if (!(error instanceof InvalidValue)) throw error; }
  throw refuse.field(field, 'money', { zh: '金额要大于零，最多两位小数', en: 'is an amount of yuan above zero with two decimals at most' }, 'OC-3.1.4a');
}
