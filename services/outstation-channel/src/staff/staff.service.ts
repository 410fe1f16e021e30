import { Injectable } from '@nestjs/common';
import { Directory } from '@luyue/directory';
import { localDate, newId } from '@luyue/kernel';
import { ObligationList, obligationView } from '@luyue/obligations';
import { type Context, decodeCursor, matchVersion, page, type Page, permit, refuse, statement, TenantDatabase, type Tx, unitsOf } from '@luyue/platform';
import { ContactChange, OutstationStaff, StaffLeave } from './staff.entity.ts';
import { type ChangeStaff, changeView, type EmployStaff, type LeaveStaff, leaveView, type OutstationStaffPage, type OutstationStaffView } from './staff-views.ts';
import { type StaffKind, staffStatus } from './staff.rules.ts';

export interface StaffFilter { kind?: StaffKind; engineerUserId?: string; left?: boolean; limit: number; cursor?: string }
/** Told in the transaction in which somebody's leaving is entered. */
export interface LeavingListener { staffLeaving(tx: Tx, staff: OutstationStaff, on: string): Promise<void> }
/** Told in the transaction in which somebody is led by another engineer, or somebody else stands in for them on some days: their deputy, or themself again. */
export interface StaffListener {
  engineerChanged?(tx: Tx, staff: OutstationStaff): Promise<void>;
  standsIn?(tx: Tx, staff: OutstationStaff, days: { from: string; to: string }, userId: string): Promise<void>;
}

const STAFF = { zh: '外派人员', en: 'outstation person' };
const OF_USER = statement('outstation_staff_of_user', 'tenant_id = $1 AND user_id = $2 ORDER BY employed_on DESC, id DESC');
const OF_IDS = statement('outstation_staff_of_ids', 'tenant_id = $1 AND id = ANY ($2)');
const EMPLOYED = statement('outstation_staff_employed', 'tenant_id = $1 AND ($2::uuid[] IS NULL OR department_unit_id = ANY ($2)) AND employed_on <= $3 AND (leaves_on IS NULL OR leaves_on > $3) ORDER BY id');
const LEAVES = statement('staff_leaves_of_staff', 'tenant_id = $1 AND staff_id = $2 ORDER BY from_on DESC, id DESC LIMIT 100');
const CHANGES = statement('contact_changes_of_staff', 'tenant_id = $1 AND staff_id = $2 ORDER BY told_at DESC, id DESC LIMIT 100');
const AWAY = statement('staff_leave_on', `tenant_id = $1 AND staff_id = ANY ($2) AND status = 'approved' AND from_on <= $3 AND to_on >= $3 ORDER BY decided_at`);

/** Who is posted, by whom they are led, and who stands in for them (OC-1.2, OC-4.7). */
@Injectable()
export class Staff {
  private readonly listeners: LeavingListener[] = [];
  private readonly hearing: StaffListener[] = [];

  constructor(private readonly database: TenantDatabase, private readonly directory: Directory, private readonly ledger: ObligationList) {}

  /** A room says at its start that it hears of leavings; a list in the module would make a circle of the rooms. */
  hearLeaving(room: LeavingListener): void { this.listeners.push(room); }

  /** The same for changes of engineer and deputy. */
  hear(room: StaffListener): void { this.hearing.push(room); }

  list(ctx: Context, filter: StaffFilter): Promise<Page<OutstationStaffView>> {
    const units = unitsOf(ctx, 'outstationStaff.read');
    const after = decodeCursor(filter.cursor, 2);
    return this.database.read(ctx, async (tx) => {
      const query = tx.manager.createQueryBuilder(OutstationStaff, 's').where('s.tenantId = :tenant', { tenant: tx.tenantId });
      if (units !== 'all') query.andWhere('s.departmentUnitId = ANY (:units)', { units });
      if (filter.kind) query.andWhere('s.kind = :kind', { kind: filter.kind });
      if (filter.engineerUserId) query.andWhere('s.engineerUserId = :engineer', { engineer: filter.engineerUserId });
      if (!filter.left) query.andWhere('(s.leavesOn IS NULL OR s.leavesOn > :today)', { today: await this.today(tx) });
      if (after) query.andWhere('(s.employedOn, s.id) < (:on, :id)', { on: after[0], id: after[1] });
      const rows = await query.orderBy('s.employedOn', 'DESC').addOrderBy('s.id', 'DESC').limit(filter.limit + 1).getMany();
      const cut = page(rows, filter.limit, (s) => [s.employedOn, s.id], (s) => s);
      return { ...cut, items: await this.views(tx, cut.items) };
    });
  }

  get(ctx: Context, id: string): Promise<OutstationStaffPage> {
    permit(ctx, 'outstationStaff.read');
    return this.database.read(ctx, (tx) => this.page(tx, id));
  }

  /** The whole page of a person, after any change too. */
  async page(tx: Tx, id: string): Promise<OutstationStaffPage> {
    const row = await this.read(tx, id);
    permit(tx.ctx, 'outstationStaff.read', row.departmentUnitId);
    const [[view], leaves, changes, people] = await Promise.all([this.views(tx, [row]), tx.rows(StaffLeave, LEAVES, [tx.tenantId, id]), tx.rows(ContactChange, CHANGES, [tx.tenantId, id]), this.ledger.people(tx)]);
    const owed = await this.ledger.ofSubjects(tx, [id, ...changes.map((c) => c.id)]);
    return {
      ...view!, contact: row.contact, leaves: leaves.map((leave) => leaveView(leave, people.users)), changes: changes.map((change) => changeView(change, row, people.users)),
      obligations: [...owed.values()].flat().map((o) => obligationView(o, tx.now, people)), mine: row.userId === tx.ctx.userId,
    };
  }

  /** Throws 400 naming OC-4.7 without a kind, for an engineer who is none, or for somebody who is employed already. */
  employ(ctx: Context, body: EmployStaff): Promise<OutstationStaffPage> {
    permit(ctx, 'outstationStaff.write', body.departmentUnitId);
    if (!body.kind) throw refuse.field('kind', 'required', { zh: '要选人员类别：客户经理、备件管理员或技术人员', en: 'the kind is required: account manager, parts manager or technician' }, 'OC-4.7');
    return this.database.write(ctx, async (tx) => {
      await Promise.all([this.directory.user(tx, body.userId), this.directory.unit(tx, body.departmentUnitId, 'departmentUnitId')]);
      await this.refuseEngineer(tx, body.engineerUserId, body.departmentUnitId);
      const [last] = await tx.rows(OutstationStaff, OF_USER, [tx.tenantId, body.userId]);
      if (last && (last.leavesOn === null || last.leavesOn > body.employedOn)) throw refuse.field('userId', 'employed', { zh: '这个人已是外派人员', en: 'this person is outstation staff already' }, 'OC-1.2');
      const { userId, departmentUnitId, kind, hire, engineerUserId, employedOn } = body;
      const row = await tx.insert(OutstationStaff, { tenantId: tx.tenantId, id: newId(), version: 1, userId, departmentUnitId, kind: kind!, hire, engineerUserId, employedOn, leavesOn: null, leavingReason: null, contact: contactOf(body.contact) });
      return this.page(tx, row.id);
    });
  }

  change(ctx: Context, id: string, version: number, { kind, engineerUserId }: ChangeStaff): Promise<OutstationStaffPage> {
    permit(ctx, 'outstationStaff.write');
    return this.database.write(ctx, async (tx) => {
      const row = await this.lock(tx, id);
      permit(ctx, 'outstationStaff.write', row.departmentUnitId);
      matchVersion(row, version);
      if (engineerUserId) await this.refuseEngineer(tx, engineerUserId, row.departmentUnitId);
      const another = engineerUserId !== undefined && engineerUserId !== row.engineerUserId;
      await tx.update(OutstationStaff, row, { kind: kind ?? row.kind, engineerUserId: engineerUserId ?? row.engineerUserId });
      if (another) for (const room of this.hearing) await room.engineerChanged?.(tx, row);
      return this.page(tx, id);
    });
  }

  /** Employment ends by date; a posting stays until its handover is signed (reading 9). Throws 409 for who leaves already. */
  leave(ctx: Context, id: string, { on, reason }: LeaveStaff): Promise<OutstationStaffPage> {
    permit(ctx, 'outstationStaff.write');
    return this.database.write(ctx, async (tx) => {
      const row = await this.lock(tx, id);
      permit(ctx, 'outstationStaff.write', row.departmentUnitId);
      const now = staffStatus(row, await this.today(tx));
      if (now !== 'employed') throw refuse.transition(now, 'leaving', [], 'OC-4.6');
      if (on < row.employedOn) throw refuse.field('on', 'before_employment', { zh: `不能早于入职日 ${row.employedOn}`, en: `not before the employment began on ${row.employedOn}` }, 'OC-4.6');
      await tx.update(OutstationStaff, row, { leavesOn: on, leavingReason: reason });
      for (const room of this.listeners) await room.staffLeaving(tx, row, on);
      return this.page(tx, id);
    });
  }

  read(tx: Tx, id: string): Promise<OutstationStaff> { return tx.get(OutstationStaff, id, STAFF); }

  lock(tx: Tx, id: string): Promise<OutstationStaff> { return tx.lock(OutstationStaff, id, STAFF); }

  /** Throws 400 naming `field` for an id that is nobody's. */
  async mentioned(tx: Tx, id: string, field = 'staffId'): Promise<OutstationStaff> {
    const row = await tx.find(OutstationStaff, id);
    if (!row) throw refuse.field(field, 'unknown_staff', { zh: '没有这个外派人员', en: 'no such outstation person' }, 'OC-1.2');
    return row;
  }

  /** The caller as outstation staff. Throws 422 for anybody else. */
  async own(tx: Tx): Promise<OutstationStaff> {
    const row = tx.ctx.userId && (await this.ofUser(tx, tx.ctx.userId));
    if (!row) throw refuse.rule('OC-1.2', 'not_outstation_staff', { zh: '只有在职外派人员本人可以办理', en: 'Only outstation staff do this, for themselves' });
    return row;
  }

  /** Somebody's employment that holds today; null for who is none of the staff. */
  async ofUser(tx: Tx, userId: string): Promise<OutstationStaff | null> {
    const today = await this.today(tx);
    return (await tx.rows(OutstationStaff, OF_USER, [tx.tenantId, userId])).find((row) => staffStatus(row, today) !== 'left') ?? null;
  }

  /** For the deciding of leaves: tells whoever hears of deputies. */
  async standsIn(tx: Tx, staff: OutstationStaff, days: { from: string; to: string }, userId: string): Promise<void> {
    for (const room of this.hearing) await room.standsIn?.(tx, staff, days, userId);
  }

  /** The employment that held on that day, or the last before it. Throws 404 for who was never employed. */
  async employedAs(tx: Tx, userId: string, day: string): Promise<OutstationStaff> {
    const rows = await tx.rows(OutstationStaff, OF_USER, [tx.tenantId, userId]);
    const found = rows.find((row) => row.employedOn <= day) ?? rows.at(-1);
    if (!found) throw refuse.notFound(STAFF);
    return found;
  }

  async named(tx: Tx, ids: string[]): Promise<Map<string, OutstationStaff & { name: string }>> {
    const [rows, users] = await Promise.all([tx.rows(OutstationStaff, OF_IDS, [tx.tenantId, [...new Set(ids)]]), this.directory.users(tx)]);
    return new Map(rows.map((row) => [row.id, Object.assign(row, { name: users.get(row.userId)?.name ?? '' })]));
  }

  /** Everybody who is employed on that day, of these departments. */
  employed(tx: Tx, units: 'all' | string[], on: string): Promise<OutstationStaff[]> { return tx.rows(OutstationStaff, EMPLOYED, [tx.tenantId, units === 'all' ? null : units, on]); }

  /** Of these people those who are on approved leave that day, with their deputy's id. */
  async deputies(tx: Tx, staffIds: string[], day: string): Promise<Map<string, string>> {
    return new Map((await tx.rows(StaffLeave, AWAY, [tx.tenantId, staffIds, day])).map((leave) => [leave.staffId, leave.deputyUserId]));
  }

  async today(tx: Tx): Promise<string> { return localDate(tx.now, await this.directory.zone(tx)); }

  private async refuseEngineer(tx: Tx, userId: string, departmentUnitId: string): Promise<void> {
    const { users } = await this.directory.holders(tx, 'channel_engineer', departmentUnitId);
    if (!users.some((user) => user.id === userId)) throw refuse.field('engineerUserId', 'not_an_engineer', { zh: '要选本部门的渠道工程师', en: 'a channel engineer of the department is needed' }, 'OC-3.1.3');
  }

  private async views(tx: Tx, rows: OutstationStaff[]): Promise<OutstationStaffView[]> {
    const today = await this.today(tx);
    const [users, away] = await Promise.all([this.directory.users(tx), this.deputies(tx, rows.map((r) => r.id), today)]);
    const nameOf = (id: string | undefined): string | null => (id && users.get(id)?.name) || null;
    return rows.map(({ id, version, userId, departmentUnitId, kind, hire, engineerUserId, employedOn, leavesOn, leavingReason }) => ({
      id, version, userId, name: nameOf(userId) ?? '', departmentUnitId, kind, hire, engineerUserId, engineerName: nameOf(engineerUserId) ?? '', employedOn, leavesOn, leavingReason, status: staffStatus({ leavesOn }, today), deputyName: nameOf(away.get(id)),
    }));
  }
}

export const contactOf = ({ phone, email, address }: { phone: string; email?: string; address?: string }): OutstationStaff['contact'] => ({ phone, email: email ?? null, address: address ?? null });
