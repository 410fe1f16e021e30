import { Inject, Injectable } from '@nestjs/common';
import { Directory, type DirectoryUser } from '@luyue/directory';
import { DAY_MS, newId } from '@luyue/kernel';
import { type Context, permit, refuse, statement, TenantDatabase, type Tx } from '@luyue/platform';
import { APPROVAL_SETTINGS, type ApprovalSettings } from './approval-options.ts';
import type { DelegationView } from './approval-views.ts';
import { ApprovalDelegation } from './approval.entity.ts';
import { personOf } from './person.ts';

export interface Entrust { userId?: string; delegateId: string; from?: string; to: string; matters?: string[] }

/** Nobody is away for longer than that at once. */
const LONGEST_DAYS = 366;
const RUNNING = 'tenant_id = $1 AND from_at <= $2 AND to_at > $2 AND (matters IS NULL OR $3::text = ANY (matters) OR $3 IS NULL)';
const TO_DELEGATE = statement('approval_entrusted_to', `SELECT user_id AS "userId", matters FROM approval_delegation WHERE ${RUNNING} AND delegate_id = $4`);
const OF_USERS = statement('approval_delegates_of', `SELECT DISTINCT delegate_id AS "delegateId" FROM approval_delegation WHERE ${RUNNING} AND user_id = ANY ($4::uuid[])`);
const OF_PERSON = statement('approval_delegations_of', 'SELECT * FROM approval_delegation WHERE tenant_id = $1 AND to_at > $2 AND (user_id = $3 OR delegate_id = $3) ORDER BY from_at, id');

/** Who decides in whose place, and when (PF-12). What a delegate does counts for the one who entrusted it; it goes no further. */
@Injectable()
export class Delegations {
  constructor(private readonly database: TenantDatabase, private readonly directory: Directory, @Inject(APPROVAL_SETTINGS) private readonly settings: ApprovalSettings) {}

  /** Delegations that run or are to come, given by the person or to them. Another's need the right to read people. */
  list(ctx: Context, userId?: string): Promise<{ items: DelegationView[] }> {
    const of = userId ?? personOf(ctx);
    if (of !== ctx.userId) permit(ctx, 'user.read');
    return this.database.read(ctx, async (tx) => {
      const rows = (await tx.sql(OF_PERSON, [tx.tenantId, tx.now, of])).map((row) => tx.hydrate(ApprovalDelegation, row));
      const users = await this.directory.users(tx);
      return { items: rows.map((row) => view(row, users)) };
    });
  }

  /** For oneself, or for somebody of a unit whose people the caller may write. Throws 400 naming the field. */
  add(ctx: Context, { delegateId, from, to, matters, ...whose }: Entrust): Promise<DelegationView> {
    const userId = whose.userId ?? personOf(ctx);
    if (userId !== ctx.userId) permit(ctx, 'user.write');
    return this.database.write(ctx, async (tx) => {
      const user = await this.active(tx, userId, 'userId');
      if (userId !== ctx.userId) permit(ctx, 'user.write', user.unitId);
      await this.active(tx, delegateId, 'delegateId');
      if (delegateId === userId) throw refuse.field('delegateId', 'oneself', { zh: '不能委托给自己', en: 'nobody is their own delegate' }, 'PF-12');
      if (userId !== ctx.userId && delegateId === ctx.userId) throw refuse.field('delegateId', 'oneself', { zh: '不能把别人的审批委托给自己', en: "nobody makes themselves another's delegate" }, 'PF-12');
      const [fromAt, toAt] = [from ? new Date(from) : tx.now, new Date(to)];
      if (fromAt < tx.now) throw refuse.field('from', 'past', { zh: '不能从过去开始', en: 'cannot begin in the past' }, 'PF-12');
      if (toAt <= fromAt) throw refuse.field('to', 'order', { zh: '应晚于开始时间', en: 'should be after its beginning' }, 'PF-12');
      if (toAt.getTime() - fromAt.getTime() > LONGEST_DAYS * DAY_MS) throw refuse.field('to', 'too_long', { zh: `最长 ${LONGEST_DAYS} 天`, en: `${LONGEST_DAYS} days at most` }, 'PF-12');
      const unknown = matters?.findIndex((matter) => !Object.hasOwn(this.settings.matters, matter)) ?? -1;
      if (unknown >= 0) throw refuse.field(`matters.${unknown}`, 'unknown_matter', { zh: '没有这个审批事项', en: 'no such matter' }, 'PF-12');
      const row = await tx.insert(ApprovalDelegation, { tenantId: tx.tenantId, id: newId(), version: 1, userId, delegateId, fromAt, toAt, matters: matters ?? null, setBy: ctx.userName, setAt: tx.now });
      return view(row, await this.directory.users(tx));
    });
  }

  /** Ends it now. What was decided meanwhile stays decided. Throws 409 for one that is over. */
  end(ctx: Context, id: string): Promise<DelegationView> {
    const me = personOf(ctx);
    return this.database.write(ctx, async (tx) => {
      const row = await tx.lock(ApprovalDelegation, id, { zh: '代理', en: 'delegation' });
      if (row.userId !== me) permit(ctx, 'user.write', (await this.directory.users(tx)).get(row.userId)?.unitId);
      if (row.toAt <= tx.now) throw refuse.conflict('delegation_over', { zh: '这项代理已经结束', en: 'This delegation is over' }, { clause: 'PF-12' });
      await tx.update(ApprovalDelegation, row, { toAt: tx.now, ...(row.fromAt > tx.now && { fromAt: tx.now }) });
      return view(row, await this.directory.users(tx));
    });
  }

  /** Whose decisions the person may take now: all those that run, or those for one matter. */
  entrustedTo(tx: Tx, delegateId: string, matter: string | null = null): Promise<{ userId: string; matters: string[] | null }[]> {
    return tx.sql<{ userId: string; matters: string[] | null }>(TO_DELEGATE, [tx.tenantId, tx.now, matter, delegateId]);
  }

  /** Who may decide in the place of any of the people, on this matter, now. */
  async delegatesOf(tx: Tx, userIds: readonly string[], matter: string): Promise<string[]> {
    return (await tx.sql<{ delegateId: string }>(OF_USERS, [tx.tenantId, tx.now, matter, userIds])).map((row) => row.delegateId);
  }

  private async active(tx: Tx, id: string, field: string): Promise<DirectoryUser> {
    const user = await this.directory.user(tx, id, field);
    if (!user.active) throw refuse.field(field, 'inactive', { zh: '这个人已经停用', en: 'this person is inactive' }, 'PF-12');
    return user;
  }
}

const view = (row: ApprovalDelegation, users: Map<string, DirectoryUser>): DelegationView => ({
  id: row.id, user: { id: row.userId, name: users.get(row.userId)?.name ?? '' }, delegate: { id: row.delegateId, name: users.get(row.delegateId)?.name ?? '' },
  from: row.fromAt.toISOString(), to: row.toAt.toISOString(), matters: row.matters, setBy: row.setBy, version: row.version,
});
