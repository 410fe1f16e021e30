import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Directory } from '@luyue/directory';
import { instantAt, parseDate } from '@luyue/kernel';
import { Obligations } from '@luyue/obligations';
import { type Context, permit, refuse, statement, TenantDatabase, type Tx } from '@luyue/platform';
import { HandoverRules } from '../handover-rules/handover-rules.service.ts';
import { type LeavingListener, Staff, type StaffListener } from '../staff/staff.service.ts';
import type { OutstationStaff } from '../staff/staff.entity.ts';
import { Posting, PostingHandover } from './posting.entity.ts';
import type { EndPosting, KeepHandover, PostingView, SignHandover } from './posting-views.ts';
import { PostingPages } from './posting-pages.ts';
import { Postings } from './postings.service.ts';
import { CHECKLIST, dutiesOfHandover, type Ending, isProtected, postingMoves, type Signer, SIGNERS } from './postings.rules.ts';

const LEAVE_REGIONS = statement('posting_regions_leave', 'UPDATE posting_region SET to_on = $3 WHERE tenant_id = $1 AND posting_id = $2 AND to_on IS NULL');

const OPEN_OF_STAFF = statement('posting_handovers_open_of_staff', `tenant_id = $1 AND id IN (SELECT id FROM posting WHERE tenant_id = $1 AND staff_id = $2 AND status = 'in_handover') ORDER BY id FOR UPDATE`);

/** A posting ends by move or leaving, and only with the handover that giver, taker and channel engineer have signed (OC-4.6). */
@Injectable()
export class Handovers implements LeavingListener, StaffListener, OnModuleInit {
  constructor(
    private readonly database: TenantDatabase, private readonly directory: Directory, private readonly obligations: Obligations, private readonly staff: Staff, private readonly pages: PostingPages, private readonly postings: Postings,
    private readonly rules: HandoverRules,
  ) {}

  onModuleInit(): void {
    this.staff.hearLeaving(this);
    this.staff.hear(this);
  }

  /** R15: whoever leads the person now signs as the engineer, and takes over where the engineer was to; what is signed stays signed. */
  async engineerChanged(tx: Tx, { id, engineerUserId }: OutstationStaff): Promise<void> {
    const open = await tx.rows(PostingHandover, OPEN_OF_STAFF, [tx.tenantId, id]);
    const postings = await this.postings.ofIds(tx, open.map((row) => row.id));
    for (const row of open) {
      const next = (as: Signer, userId: string): string => (userId === row.engineerUserId && !row.signatures.some((s) => s.as === as) ? engineerUserId : userId);
      await tx.update(PostingHandover, row, { takerUserId: next('taker', row.takerUserId), engineerUserId: next('engineer', row.engineerUserId) });
      if (postings.get(row.id)?.ending === 'leaving') await this.obligations.reassign(tx, { subjectId: row.id, clauses: ['OC-4.6'], parameter: 'oc.handover.days' }, { userId: engineerUserId });
    }
  }

  /** Headquarters move somebody. Throws 422 naming OC-4.1 for who is protected, 409 for a posting that is ending already. */
  end(ctx: Context, id: string, body: EndPosting): Promise<PostingView> {
    permit(ctx, 'posting.decide');
    return this.database.write(ctx, async (tx) => {
      await this.move(tx, 'posting.decide', id, body);
      return this.pages.page(tx, id);
    });
  }

  /** The same for rooms that have asked for `permission` themselves; it must reach the posting's department. */
  async move(tx: Tx, permission: string, id: string, { on, reason, takerUserId }: EndPosting): Promise<void> {
    const posting = await this.postings.lock(tx, id);
    permit(tx.ctx, permission, posting.departmentUnitId);
    if (on <= posting.startsOn) throw refuse.field('on', 'before_posting', { zh: `要晚于派驻开始 ${posting.startsOn}`, en: `after the posting began on ${posting.startsOn}` }, 'OC-4.6');
    if (!posting.majorMistake && (await this.protectedOf(tx, [posting], on)).has(id)) throw refuse.rule('OC-4.1', 'protected', { zh: '未满半年，没有重大失误，不能调动', en: 'Under half a year and without a major mistake nobody is moved' });
    await this.begin(tx, posting, await this.staff.read(tx, posting.staffId), { ending: 'move', on, reason, takerUserId });
  }

  /** Of these postings those whose people are still in the first months of every region (OC-4.1). */
  async protectedOf(tx: Tx, postings: readonly Pick<Posting, 'id' | 'staffId'>[], on: string): Promise<Set<string>> {
    const [tenures, value] = await Promise.all([this.pages.tenures(tx, postings), this.directory.policyValues(tx)]);
    return new Set(postings.filter(({ id }) => isProtected(tenures.get(id)!.map((t) => t.from), on, value<number>('oc.tenure.protectMonths'))).map(({ id }) => id));
  }

  /** Reading 9: employment ends by its date, the postings stay in handover until signed. */
  async staffLeaving(tx: Tx, staff: OutstationStaff, on: string): Promise<void> {
    for (const posting of await this.postings.active(tx, { staffId: staff.id })) await this.begin(tx, posting, staff, { ending: 'leaving', on, reason: staff.leavingReason ?? '' });
  }

  /** The checklist and the taker, until somebody has signed. Throws 403 for who is none of the three and does not post people, 409 afterwards. */
  keep(ctx: Context, id: string, { takerUserId, items = [] }: KeepHandover): Promise<PostingView> {
    permit(ctx, 'outstationStaff.read');
    return this.database.write(ctx, async (tx) => {
      const [posting, handover] = await this.lockBoth(tx, id);
      const part = [handover.giverUserId, handover.takerUserId, handover.engineerUserId].includes(ctx.userId ?? '');
      if (!part) permit(ctx, 'posting.write', posting.departmentUnitId);
      if (posting.status !== 'in_handover' || handover.signatures.length) throw refuse.conflict('signed', { zh: '已有人签字，清单不能再改', en: 'Somebody has signed: the list stands' }, { clause: 'OC-4.6' });
      await this.refuseTaker(tx, takerUserId, handover.giverUserId);
      const unknown = items.find((item) => !handover.items.some((known) => known.key === item.key));
      if (unknown) throw refuse.field('items', 'unknown_item', { zh: `清单上没有：${unknown.key}`, en: `not on the list: ${unknown.key}` }, 'OC-4.6');
      const told = new Map(items.map(({ key, state, note }) => [key, { state, ...(note !== undefined && { note }) }]));
      await tx.update(PostingHandover, handover, { takerUserId: takerUserId ?? handover.takerUserId, items: handover.items.map((item) => ({ ...item, ...told.get(item.key) })) });
      return this.pages.page(tx, id);
    });
  }

  /**
   * Signs as one of the three; the third signature ends the posting and hands what was looked after to the taker. Once the giver has left, the channel engineer over them signs in their place. Throws 422 for anybody
   * else or while something on the list is open, 409 for a second signature.
   */
  sign(ctx: Context, id: string, { as, note = '' }: SignHandover): Promise<PostingView> {
    permit(ctx, 'outstationStaff.read');
    return this.database.write(ctx, async (tx) => {
      const [posting, handover] = await this.lockBoth(tx, id);
      if (posting.status !== 'in_handover') throw refuse.transition(posting.status, 'ended', [...postingMoves[posting.status]], 'OC-4.6');
      if (!(await this.maySign(tx, posting, handover, as))) throw refuse.rule('OC-4.6', 'not_the_signer', { zh: '这一栏不由您签', en: 'This line is not yours to sign' });
      if (handover.signatures.some((s) => s.as === as)) throw refuse.conflict('signed', { zh: '这一栏已签', en: 'This line is signed' }, { clause: 'OC-4.6' });
      const open = CHECKLIST.filter(({ key }) => handover.items.some((item) => item.key === key && item.state === 'open'));
      if (open.length) throw refuse.rule('OC-4.6', 'items_open', { zh: `清单还有没交的：${open.map((c) => c.title.zh).join('、')}`, en: `Still open on the list: ${open.map((c) => c.title.en).join('; ')}` });
      await tx.update(PostingHandover, handover, { signatures: [...handover.signatures, { as, userId: ctx.userId!, name: ctx.userName, at: tx.now.toISOString(), note }] });
      if (SIGNERS.every((each) => handover.signatures.some((s) => s.as === each))) await this.signed(tx, posting, handover);
      return this.pages.page(tx, id);
    });
  }

  private async begin(tx: Tx, posting: Posting, staff: OutstationStaff, { ending, on, reason, takerUserId }: { ending: Ending; on: string; reason: string; takerUserId?: string }): Promise<void> {
    if (!postingMoves[posting.status].includes('in_handover')) throw refuse.transition(posting.status, 'in_handover', [...postingMoves[posting.status]], 'OC-4.6');
    const { userId: giverUserId, engineerUserId } = staff;
    await this.refuseTaker(tx, takerUserId, giverUserId);
    await tx.update(Posting, posting, { status: 'in_handover', endsOn: on, ending, endingReason: reason });
    await tx.sql(LEAVE_REGIONS, [tx.tenantId, posting.id, on]);
    await tx.insert(PostingHandover, { tenantId: tx.tenantId, id: posting.id, version: 1, giverUserId, takerUserId: takerUserId ?? engineerUserId, engineerUserId, items: CHECKLIST.map(({ key }) => ({ key, state: 'open' as const, note: '' })), signatures: [], rules: await this.rules.inForce(tx, posting.departmentUnitId, on) });
    const onAt = new Date(instantAt(parseDate(on), '00:00', await this.directory.zone(tx)));
    const name = (await this.staff.named(tx, [staff.id])).get(staff.id)!.name;
    // The clock begins with the day of leaving, on which nobody is there any more to owe it but the giver's supervisor (reading 9).
    await this.obligations.open(tx, dutiesOfHandover({ onAt }).map((owed) => ({ ...owed, subject: { type: 'posting', id: posting.id, number: on, title: `${name} 工作交接` }, unitId: posting.departmentUnitId, userId: ending === 'move' ? giverUserId : engineerUserId })));
    await this.postings.ending(tx, posting, staff, on);
  }

  private async signed(tx: Tx, posting: Posting, handover: PostingHandover): Promise<void> {
    const { signatures } = handover;
    await tx.update(Posting, posting, { status: 'ended', endedAt: tx.now });
    await this.obligations.meet(tx, { subjectId: posting.id, clauses: ['OC-4.6'], parameter: 'oc.handover.days' }, { at: tx.now, note: '三方签字', evidence: signatures.map(({ name, at, as }) => ({ kind: 'fact', at, by: name, text: `签字：${as}` })) });
    await this.postings.handedOver(tx, posting, handover);
  }

  private async maySign(tx: Tx, posting: Posting, { giverUserId, takerUserId, engineerUserId }: PostingHandover, as: Signer): Promise<boolean> {
    const me = tx.ctx.userId;
    if (as === 'taker') return me === takerUserId;
    if (as === 'engineer') return me === engineerUserId;
    const gone = posting.ending === 'leaving' && posting.endsOn! <= await this.staff.today(tx);
    return me === giverUserId || (gone && me === engineerUserId);
  }

  private async refuseTaker(tx: Tx, takerUserId: string | undefined, giverUserId: string): Promise<void> {
    if (!takerUserId) return;
    await this.directory.user(tx, takerUserId, 'takerUserId');
    if (takerUserId === giverUserId) throw refuse.field('takerUserId', 'giver', { zh: '不能交给自己', en: 'nobody hands over to themself' }, 'OC-4.6');
  }

  private async lockBoth(tx: Tx, id: string): Promise<[Posting, PostingHandover]> {
    const posting = await this.postings.lock(tx, id);
    permit(tx.ctx, 'outstationStaff.read', posting.departmentUnitId);
    const handover = await tx.find(PostingHandover, id, { lock: true });
    if (!handover) throw refuse.conflict('not_in_handover', { zh: '还没有开始交接', en: 'No handover has begun' }, { clause: 'OC-4.6', allowed: ['in_handover'] });
    return [posting, handover];
  }
}
