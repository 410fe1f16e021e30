import { Injectable } from '@nestjs/common';
import { Directory, type DirectoryUser } from '@luyue/directory';
import { instantAt, newId, parseDate } from '@luyue/kernel';
import { Obligations } from '@luyue/obligations';
import { type Context, decodeCursor, page, type Page, permit, refuse, TenantDatabase, type Tx, unitsOf } from '@luyue/platform';
import { ContactChange, OutstationStaff } from './staff.entity.ts';
import { contactOf, Staff } from './staff.service.ts';
import { changeView, type ContactChangeView, type DecideChange, type OutstationStaffPage, type TellChange } from './staff-views.ts';
import { changeMoves, type ChangeStatus, dutiesOfChange } from './staff.rules.ts';

/** Changes of own contact data go to the person in charge of the channel, who confirms them; only then they hold (OC-3.5.2). */
@Injectable()
export class ContactChanges {
  constructor(private readonly database: TenantDatabase, private readonly directory: Directory, private readonly obligations: Obligations, private readonly staff: Staff) {}

  list(ctx: Context, { status = 'told', limit, cursor }: { status?: ChangeStatus; limit: number; cursor?: string }): Promise<Page<ContactChangeView>> {
    const units = unitsOf(ctx, 'contactChange.decide');
    const after = decodeCursor(cursor, 2);
    return this.database.read(ctx, async (tx) => {
      const query = tx.manager.createQueryBuilder(ContactChange, 'c').where('c.tenantId = :tenant AND c.status = :status', { tenant: tx.tenantId, status });
      if (units !== 'all') query.andWhere('c.departmentUnitId = ANY (:units)', { units });
      if (after) query.andWhere('(c.toldAt, c.id) > (:at, :id)', { at: after[0], id: after[1] });
      const rows = await query.orderBy('c.toldAt').addOrderBy('c.id').limit(limit + 1).getMany();
      const [staff, users] = await Promise.all([this.staff.named(tx, rows.map((r) => r.staffId)), this.directory.users(tx)]);
      return page(rows, limit, (c) => [c.toldAt.toISOString(), c.id], (c) => changeView(c, staff.get(c.staffId), users));
    });
  }

  /** Owed from the day of the change (R6), met by telling. Throws 400 for a day to come. */
  tell(ctx: Context, staffId: string, body: TellChange): Promise<OutstationStaffPage> {
    permit(ctx, 'ownPost.work');
    return this.database.write(ctx, async (tx) => {
      const row = await this.staff.lock(tx, staffId);
      if (row.userId !== ctx.userId) throw refuse.rule('OC-3.5.2', 'not_your_data', { zh: '联系方式由本人告知', en: 'Everybody tells the change of their own data' });
      if (body.changedOn > await this.staff.today(tx)) throw refuse.field('changedOn', 'future', { zh: '变更日还没到', en: 'that day has not come yet' }, 'OC-3.5.2');
      const { id, departmentUnitId, userId } = row;
      const change = await tx.insert(ContactChange, { tenantId: tx.tenantId, id: newId(), version: 1, staffId: id, departmentUnitId, before: row.contact, after: contactOf(body), changedOn: body.changedOn, toldAt: tx.now, status: 'told', decidedAt: null, decidedBy: null, decisionNote: null });
      const changedAt = new Date(instantAt(parseDate(body.changedOn), '00:00', await this.directory.zone(tx)));
      const subject = { type: 'contact_change', id: change.id, number: body.changedOn, title: `${ctx.userName} 联系方式变更` };
      await this.obligations.open(tx, dutiesOfChange({ changedAt }).map((owed) => ({ ...owed, subject, unitId: departmentUnitId, userId })));
      const lead = (await this.leads(tx, departmentUnitId)).map((user) => user.name).join('、');
      await this.obligations.meet(tx, { subjectId: change.id, clauses: ['OC-3.5.2'] }, { at: tx.now, note: `告知渠道负责人${lead}`, evidence: [{ kind: 'fact', at: tx.now.toISOString(), by: ctx.userName, text: '告知联系方式变更' }] });
      return this.staff.page(tx, staffId);
    });
  }

  /** Confirmed, the new data hold. Throws 422 for anybody but the person in charge, 409 for what is decided. */
  decide(ctx: Context, id: string, { decision, note }: DecideChange): Promise<OutstationStaffPage> {
    permit(ctx, 'contactChange.decide');
    return this.database.write(ctx, async (tx) => {
      const change = await tx.lock(ContactChange, id, { zh: '变更', en: 'change' });
      permit(ctx, 'contactChange.decide', change.departmentUnitId);
      const leads = await this.leads(tx, change.departmentUnitId);
      if (!leads.some((user) => user.id === ctx.userId)) throw refuse.rule('OC-3.5.2', 'not_in_charge', { zh: `由渠道负责人确认：${leads.map((u) => u.name).join('、') || '—'}`, en: `The person in charge of the channel confirms it: ${leads.map((u) => u.name).join(', ') || '-'}` });
      if (!changeMoves[change.status].includes(decision)) throw refuse.transition(change.status, decision, [...changeMoves[change.status]], 'OC-3.5.2');
      if (decision === 'rejected' && !note) throw refuse.field('note', 'required', { zh: '退回要写理由', en: 'a rejection needs its reason' }, 'OC-3.5.2');
      await tx.update(ContactChange, change, { status: decision, decidedAt: tx.now, decidedBy: ctx.userName, decisionNote: note ?? null });
      const row = await this.staff.lock(tx, change.staffId);
      if (decision === 'confirmed') await tx.update(OutstationStaff, row, { contact: change.after });
      return this.staff.page(tx, change.staffId);
    });
  }

  /** The person in charge of the channel; the channel manager unless one is set. */
  private async leads(tx: Tx, departmentUnitId: string): Promise<DirectoryUser[]> {
    const { users } = await this.directory.holders(tx, 'channel_lead', departmentUnitId);
    return users.length ? users : (await this.directory.holders(tx, 'channel_manager', departmentUnitId)).users;
  }
}
