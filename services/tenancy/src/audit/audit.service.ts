import { Injectable } from '@nestjs/common';
import { newId } from '@luyue/kernel';
import { type Context, decodeCursor, page, type Page, permit, statement, TenantDatabase, type Tx } from '@luyue/platform';
import { AuditEntry } from './audit-entry.entity.ts';
import type { AuditEntryView, AuditVerification } from './audit.http.ts';
import { type ChainState, FIRST_HASH, follow, hashOf } from './audit.rules.ts';

export { changes } from './audit.rules.ts';

const HEAD = statement('audit_head_lock', `SELECT seq, hash FROM audit_head WHERE tenant_id = $1 FOR UPDATE`);
const START = statement('audit_head_start', `INSERT INTO audit_head (tenant_id, seq, hash) VALUES ($1, 0, $2) ON CONFLICT DO NOTHING`);
const MOVE = statement('audit_head_move', `UPDATE audit_head SET seq = $2, hash = $3 WHERE tenant_id = $1`);
const END = statement('audit_head_read', `SELECT seq, hash FROM audit_head WHERE tenant_id = $1`);
const VERIFY_BATCH = 1_000;

/** What was done. `before` and `after` carry no secret: no password, key, token or hash of one. */
export interface Deed { action: string; target: { type: string; id: string; name: string }; before?: Record<string, unknown>; after?: Record<string, unknown> }
export interface AuditFilter { action?: string; targetId?: string; userId?: string; from?: string; to?: string; limit: number; cursor?: string }

@Injectable()
export class Audit {
  constructor(private readonly database: TenantDatabase) {}

  /** Writes one entry in the transaction of the deed. Call it last: from here to the commit the tenant's other writers of entries wait. */
  async record(tx: Tx, deed: Deed): Promise<void> {
    await tx.sql(START, [tx.tenantId, FIRST_HASH]);
    const [head] = await tx.sql<{ seq: number; hash: string }>(HEAD, [tx.tenantId]);
    const entry: Omit<AuditEntry, 'hash'> = {
      tenantId: tx.tenantId, id: newId(), seq: head!.seq + 1, at: tx.now, userId: tx.ctx.userId, clientId: tx.ctx.clientId ?? null, by: tx.ctx.userName, action: deed.action,
      targetType: deed.target.type, targetId: deed.target.id, targetName: deed.target.name, before: deed.before ?? null, after: deed.after ?? null,
      requestId: tx.ctx.requestId, previousHash: head!.hash,
    };
    const hash = hashOf(entry);
    await tx.insert(AuditEntry, { ...entry, hash });
    await tx.sql(MOVE, [tx.tenantId, entry.seq, hash]);
  }

  /** The trail, newest first. */
  list(ctx: Context, filter: AuditFilter): Promise<Page<AuditEntryView>> {
    permit(ctx, 'audit.read');
    const after = decodeCursor(filter.cursor, 1);
    return this.database.read(ctx, async (tx) => {
      const query = tx.manager.createQueryBuilder(AuditEntry, 'a').where('a.tenantId = :tenant', { tenant: tx.tenantId });
      if (filter.action) query.andWhere('a.action = :action', { action: filter.action });
      if (filter.targetId) query.andWhere('a.targetId = :target', { target: filter.targetId });
      if (filter.userId) query.andWhere('a.userId = :user', { user: filter.userId });
      if (filter.from) query.andWhere('a.at >= :from', { from: filter.from });
      if (filter.to) query.andWhere('a.at < :to', { to: filter.to });
      if (after) query.andWhere('a.seq < :seq', { seq: after[0] });
      const rows = await query.orderBy('a.seq', 'DESC').limit(filter.limit + 1).getMany();
      return page(rows, filter.limit, (a) => [String(a.seq)], view);
    });
  }

  /** Recomputes the whole chain. `ok: false` names the first entry that was changed, taken out or cut off (PF-7). */
  verify(ctx: Context): Promise<AuditVerification> {
    permit(ctx, 'audit.read');
    return this.database.read(ctx, async (tx) => {
      const [head] = await tx.sql<{ seq: number; hash: string }>(END, [tx.tenantId]);
      const expected: ChainState = head ?? { seq: 0, hash: FIRST_HASH };
      let state: ChainState = { seq: 0, hash: FIRST_HASH };
      for (;;) {
        const batch = await tx.manager.createQueryBuilder(AuditEntry, 'a').where('a.tenantId = :tenant AND a.seq > :seq', { tenant: tx.tenantId, seq: state.seq }).orderBy('a.seq').limit(VERIFY_BATCH).getMany();
        const next = follow(state, batch);
        if ('brokenAt' in next) return { ok: false, entries: expected.seq, head: expected.hash, brokenAt: next.brokenAt };
        state = next;
        if (batch.length < VERIFY_BATCH) break;
      }
      const whole = state.seq === expected.seq && state.hash === expected.hash;
      return { ok: whole, entries: expected.seq, head: expected.seq ? expected.hash : null, brokenAt: whole ? null : state.seq + 1 };
    });
  }
}

const view = (a: AuditEntry): AuditEntryView => ({
  id: a.id, seq: a.seq, at: a.at, by: { userId: a.userId, clientId: a.clientId, name: a.by }, action: a.action, target: { type: a.targetType, id: a.targetId, name: a.targetName },
  before: a.before, after: a.after, requestId: a.requestId, hash: a.hash,
});
