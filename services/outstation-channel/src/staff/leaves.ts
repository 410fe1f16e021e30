import { Injectable } from '@nestjs/common';
import { Directory } from '@luyue/directory';
import { newId } from '@luyue/kernel';
import { type Context, decodeCursor, page, type Page, permit, refuse, statement, TenantDatabase, type Tx, unitsOf } from '@luyue/platform';
import { Staff } from './staff.service.ts';
import { OutstationStaff, StaffLeave } from './staff.entity.ts';
import { type AskedLeaveView, type AskLeave, type DecideLeave, leaveView, type OutstationStaffPage } from './staff-views.ts';
import { leaveMoves, overlaps } from './staff.rules.ts';

const STANDING = statement('staff_leave_standing', `tenant_id = $1 AND staff_id = $2 AND status IN ('asked', 'approved') ORDER BY from_on`);

/** Days away with a deputy, asked by the person and approved by the channel engineer over them (OC-3.1.2a). */
@Injectable()
export class Leaves {
  constructor(private readonly database: TenantDatabase, private readonly directory: Directory, private readonly staff: Staff) {}

  /** What waits for whoever decides it, the longest first. */
  asked(ctx: Context, { limit, cursor }: { limit: number; cursor?: string }): Promise<Page<AskedLeaveView>> {
    const units = unitsOf(ctx, 'staffLeave.decide');
    const after = decodeCursor(cursor, 2);
    return this.database.read(ctx, async (tx) => {
      const query = tx.manager.createQueryBuilder(StaffLeave, 'l').where(`l.tenantId = :tenant AND l.status = 'asked'`, { tenant: tx.tenantId });
      if (units !== 'all') query.innerJoin(OutstationStaff, 's', 's.tenantId = l.tenantId AND s.id = l.staffId').andWhere('s.departmentUnitId = ANY (:units)', { units });
      if (after) query.andWhere('(l.askedAt, l.id) > (:at, :id)', { at: after[0], id: after[1] });
      const rows = await query.orderBy('l.askedAt').addOrderBy('l.id').limit(limit + 1).getMany();
      const [staff, users] = await Promise.all([this.staff.named(tx, rows.map((r) => r.staffId)), this.directory.users(tx)]);
      return page(rows, limit, (l) => [l.askedAt.toISOString(), l.id], (l) => ({ ...leaveView(l, users), staffId: l.staffId, staffName: staff.get(l.staffId)?.name ?? '' }));
    });
  }

  /** Throws 400 for days out of order, days that are asked already, or a deputy who is neither outstation staff nor a channel engineer of the department. */
  ask(ctx: Context, staffId: string, { fromOn, toOn, deputyUserId, reason }: AskLeave): Promise<OutstationStaffPage> {
    permit(ctx, 'ownPost.work');
    return this.database.write(ctx, async (tx) => {
      // The lock keeps two askings from passing each other.
      const row = await this.staff.lock(tx, staffId);
      if (row.userId !== ctx.userId) throw refuse.rule('OC-3.1.2a', 'not_your_leave', { zh: '请假由本人提出', en: 'Everybody asks for their own leave' });
      if (toOn < fromOn) throw refuse.field('toOn', 'order', { zh: '结束日不能早于开始日', en: 'not before the first day' }, 'OC-3.1.2a');
      await this.refuseDeputy(tx, row, deputyUserId);
      const standing = await tx.rows(StaffLeave, STANDING, [tx.tenantId, staffId]);
      if (standing.some((l) => overlaps({ from: l.fromOn, to: l.toOn }, { from: fromOn, to: toOn }))) throw refuse.field('fromOn', 'overlap', { zh: '这几天已经请过假', en: 'some of these days are asked for already' }, 'OC-3.1.2a');
      await tx.insert(StaffLeave, { tenantId: tx.tenantId, id: newId(), version: 1, staffId, fromOn, toOn, deputyUserId, reason, status: 'asked', askedAt: tx.now, decidedAt: null, decidedBy: null, decisionNote: null });
      return this.staff.page(tx, staffId);
    });
  }

  /** The person withdraws; whoever leads decides, nobody their own. Throws 409 for a leave that is decided. */
  decide(ctx: Context, staffId: string, leaveId: string, { decision, note }: DecideLeave): Promise<OutstationStaffPage> {
    permit(ctx, decision === 'withdrawn' ? 'ownPost.work' : 'staffLeave.decide');
    return this.database.write(ctx, async (tx) => {
      const row = await this.staff.lock(tx, staffId);
      const leave = await tx.lock(StaffLeave, leaveId, { zh: '请假', en: 'leave' });
      if (leave.staffId !== staffId) throw refuse.notFound({ zh: '请假', en: 'leave' });
      const own = row.userId === ctx.userId;
      if (decision === 'withdrawn' ? !own : own) throw refuse.rule('PF-12', 'own_leave', { zh: '本人只能撤回自己的请假，不能自批', en: 'Everybody withdraws their own leave and decides none of it' });
      if (!own) permit(ctx, 'staffLeave.decide', row.departmentUnitId);
      if (!leaveMoves[leave.status].includes(decision)) throw refuse.transition(leave.status, decision, [...leaveMoves[leave.status]], 'OC-3.1.2a');
      if (decision === 'refused' && !note) throw refuse.field('note', 'required', { zh: '不批要写理由', en: 'a refusal needs its reason' }, 'OC-3.1.2a');
      const given = leave.status === 'approved';
      await tx.update(StaffLeave, leave, { status: decision, decidedAt: tx.now, decidedBy: ctx.userName, decisionNote: note ?? null });
      // What falls due on these days is the deputy's to do (reading 11), and the person's own again once the leave is given back.
      if (decision === 'approved' || given) await this.staff.standsIn(tx, row, { from: leave.fromOn, to: leave.toOn }, given ? row.userId : leave.deputyUserId);
      return this.staff.page(tx, staffId);
    });
  }

  private async refuseDeputy(tx: Tx, { userId, departmentUnitId }: { userId: string; departmentUnitId: string }, deputyUserId: string): Promise<void> {
    await this.directory.user(tx, deputyUserId, 'deputyUserId');
    const [colleague, engineers] = await Promise.all([this.staff.ofUser(tx, deputyUserId), this.directory.holders(tx, 'channel_engineer', departmentUnitId)]);
    if (deputyUserId === userId || (!colleague && !engineers.users.some((u) => u.id === deputyUserId))) throw refuse.field('deputyUserId', 'not_a_deputy', { zh: '代理人要选其他外派人员或渠道工程师', en: 'a colleague of the staff or a channel engineer stands in' }, 'OC-3.1.2a');
  }
}
