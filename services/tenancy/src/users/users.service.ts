import { Injectable } from '@nestjs/common';
import { Brackets } from 'typeorm';
import { make, UserChanged } from '@luyue/contracts';
import { replicas } from '@luyue/directory';
import { newId } from '@luyue/kernel';
import { type Context, matchVersion, permit, refuse, TenantDatabase, type Tx, unitsOf } from '@luyue/platform';
import { Audit, changes } from '../audit/audit.service.ts';
import { Identities } from '../identities/identities.service.ts';
import { uphold } from '../refusal.ts';
import { WHOLE_TENANT } from '../roles/whole-tenant.ts';
import { Roles } from '../roles/roles.service.ts';
import { SessionStore } from '../sessions/session-store.ts';
import { mirrored, TenantContexts } from '../tenants/tenant-contexts.ts';
import { Units } from '../units/units.service.ts';
import { type RoleAssignment, UserAccount } from './user-account.entity.ts';
import { refuseAssignments, refuseDeactivation } from './users.rules.ts';
import { type UserView, userView } from './users.views.ts';

const WHAT = { zh: '人员', en: 'person' };

export interface NewUser { id?: string; account: string; password: string; name: string; title?: string; staffNumber?: string; unitId: string; roles: RoleAssignment[] }
export type UserChange = Partial<Pick<UserAccount, 'name' | 'title' | 'staffNumber' | 'unitId' | 'roles'>>;
export interface UserFilter { q?: string; unitId?: string; active?: boolean }

@Injectable()
export class Users {
  constructor(
    private readonly database: TenantDatabase, private readonly contexts: TenantContexts, private readonly units: Units, private readonly roles: Roles,
    private readonly identities: Identities, private readonly sessions: SessionStore, private readonly audit: Audit,
  ) {}

  /** People of the units that the caller may see, by name. */
  list(ctx: Context, filter: UserFilter): Promise<{ items: UserView[] }> {
    const units = unitsOf(ctx, 'user.read');
    return this.database.read(ctx, async (tx) => {
      const query = tx.manager.createQueryBuilder(UserAccount, 'u').where('u.tenantId = :tenant', { tenant: tx.tenantId });
      if (units !== 'all') query.andWhere('u.unitId = ANY (:units)', { units });
      if (filter.unitId) query.andWhere('u.unitId = :unit', { unit: filter.unitId });
      if (filter.active !== undefined) query.andWhere('u.active = :active', { active: filter.active });
      // strpos and not LIKE, so that % and _ in a name mean themselves.
      if (filter.q) query.andWhere(new Brackets((or) => or.where('strpos(lower(u.name), lower(:q)) > 0').orWhere('strpos(u.account, lower(:q)) > 0').orWhere('strpos(lower(u.staffNumber), lower(:q)) > 0')), { q: filter.q });
      const rows = await query.orderBy('u.active', 'DESC').addOrderBy('u.name').addOrderBy('u.id').limit(1_000).getMany();
      const [all, roles] = [await this.units.all(tx), await this.roles.all(tx)];
      return { items: rows.map((u) => userView(ctx, u, all, roles)) };
    });
  }

  get(ctx: Context, id: string): Promise<UserView> {
    permit(ctx, 'user.read');
    return this.database.read(ctx, async (tx) => {
      const user = await tx.get(UserAccount, id, WHAT);
      permit(ctx, 'user.read', user.unitId);
      return this.viewOf(tx, user);
    });
  }

  /** Lets a person in, in the sandbox twin too. An account that exists elsewhere keeps its password; the body's is then not used. */
  async create(ctx: Context, body: NewUser): Promise<UserView> {
    permit(ctx, 'user.write', body.unitId);
    const account = this.identities.checked(body.account, body.password);
    const user = { ...body, account, id: body.id ?? newId(), passwordHash: await this.identities.hash(body.password) };
    const contexts = await this.contexts.withTwin(ctx);
    const [made] = await this.database.writeMany(contexts, (tx) => mirrored(ctx, tx, async () => {
      await this.checkAssignments(tx, body.roles);
      return this.viewOf(tx, await this.add(tx, user));
    }));
    return made!;
  }

  /** Changes a person's place or roles. The access token in use keeps the old grants until it runs out (10 minutes at most). */
  async change(ctx: Context, id: string, version: number, body: UserChange): Promise<UserView> {
    permit(ctx, 'user.write');
    return this.database.write(ctx, async (tx) => {
      const user = await tx.lock(UserAccount, id, WHAT);
      permit(ctx, 'user.write', user.unitId);
      if (body.unitId) permit(ctx, 'user.write', body.unitId);
      if (body.roles) await this.checkAssignments(tx, body.roles);
      matchVersion(user, version);
      const before = { ...user };
      await this.checkUnits(tx, { unitId: body.unitId ?? user.unitId, roles: body.roles ?? user.roles });
      await tx.update(UserAccount, user, body);
      await this.changed(tx, user);
      await this.audit.record(tx, { action: 'user.changed', target: { type: 'user', id, name: user.name }, ...changes(before, { ...user }) });
      return this.viewOf(tx, user);
    });
  }

  /** Ends a person's access here and in the twin at once and keeps the history (PF-5). What they had open goes to the unit's head on the event. */
  async deactivate(ctx: Context, id: string): Promise<UserView> {
    permit(ctx, 'user.write');
    const contexts = await this.contexts.withTwin(ctx);
    const [view] = await this.database.writeMany(contexts, async (tx, { tenantId }) => {
      const here = tenantId === ctx.tenantId;
      const user = here ? await tx.lock(UserAccount, id, WHAT) : await tx.find(UserAccount, id, { lock: true });
      // The twin may have let them go already.
      if (!user || (!here && !user.active)) return undefined;
      if (here) await this.checkMayGo(tx, ctx, user);
      await tx.update(UserAccount, user, { active: false, deactivatedAt: tx.now });
      await this.sessions.revokeAll(tx, id, 'deactivated');
      await this.changed(tx, user);
      await this.audit.record(tx, { action: 'user.deactivated', target: { type: 'user', id, name: user.name } });
      return this.viewOf(tx, user);
    });
    return view!;
  }

  /** The stored row, for those who issue tokens. */
  find(tx: Tx, id: string): Promise<UserAccount | null> {
    return tx.find(UserAccount, id);
  }

  /** Writes a person into the transaction's tenant: the caller's checks are done. */
  async add(tx: Tx, body: Omit<NewUser, 'password'> & { id: string; passwordHash: string }): Promise<UserAccount> {
    const identity = await this.identities.ensure(tx, body.account, body.passwordHash);
    const taken = await tx.manager.createQueryBuilder(UserAccount, 'u').where('u.tenantId = :tenant AND (u.identityId = :identity OR u.id = :id)', { tenant: tx.tenantId, identity: identity.id, id: body.id }).getOne();
    if (taken) throw refuse.conflict('user_exists', { zh: '这个人已经在这里了', en: 'This person is here already' }, { clause: 'PF-5', extra: { userId: taken.id } });
    await this.checkUnits(tx, body);
    const user = await tx.insert(UserAccount, {
      tenantId: tx.tenantId, id: body.id, version: 1, identityId: identity.id, account: body.account, name: body.name, title: body.title ?? '', staffNumber: body.staffNumber ?? '', unitId: body.unitId,
      roles: body.roles.map(({ roleId, unitId }) => ({ roleId, unitId })), active: true, deactivatedAt: null,
    });
    await this.changed(tx, user);
    await this.audit.record(tx, { action: 'user.created', target: { type: 'user', id: user.id, name: user.name }, after: { account: user.account, unitId: user.unitId, roles: user.roles } });
    return user;
  }

  private async checkMayGo(tx: Tx, ctx: Context, user: UserAccount): Promise<void> {
    permit(ctx, 'user.write', user.unitId);
    const all = await tx.manager.createQueryBuilder(UserAccount, 'u').where('u.tenantId = :tenant AND u.active', { tenant: tx.tenantId }).getMany();
    const administrators = (await this.roles.all(tx)).filter((r) => r.permissions.includes('user.write') && r.permissions.includes('unit.write')).map((r) => r.id);
    uphold(refuseDeactivation(ctx.userId, user, all, administrators));
  }

  private async checkUnits(tx: Tx, { unitId, roles }: { unitId: string; roles: RoleAssignment[] }): Promise<void> {
    await this.units.checkOpen(tx, unitId, 'unitId');
    for (const [i, role] of roles.entries()) await this.units.checkOpen(tx, role.unitId, `roles.${i}.unitId`);
  }

  private async checkAssignments(tx: Tx, assignments: RoleAssignment[]): Promise<void> {
    uphold(refuseAssignments({ assignments, roles: await this.roles.all(tx), reach: unitsOf(tx.ctx, 'user.write'), wholeTenant: WHOLE_TENANT }));
  }

  private async viewOf(tx: Tx, user: UserAccount): Promise<UserView> {
    return userView(tx.ctx, user, await this.units.all(tx), await this.roles.all(tx));
  }

  private async changed(tx: Tx, user: UserAccount): Promise<void> {
    const { id, version, name, title, staffNumber, unitId, active } = user;
    const event = make(UserChanged, { id, version, name, title, staffNumber, unitId, roles: await this.roles.codes(tx, user.roles), active });
    await replicas.user(tx, event);
    tx.publish(event);
  }
}
