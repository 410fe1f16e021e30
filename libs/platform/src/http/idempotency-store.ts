import { statement } from '../database/statements.ts';
import type { Tx } from '../database/tx.ts';

const CLAIM = statement('idempotency_claim', `INSERT INTO idempotency_key (tenant_id, caller, key, hash) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING RETURNING key`);
const FIND = statement('idempotency_find', `SELECT hash, status, body, etag FROM idempotency_key WHERE tenant_id = $1 AND caller = $2 AND key = $3 AND created_at > now() - interval '24 hours'`);
const SAVE = statement('idempotency_save', `UPDATE idempotency_key SET status = $4, body = $5, etag = $6 WHERE tenant_id = $1 AND caller = $2 AND key = $3`);

export interface Stored { hash: string; status: number | null; body: string | null; etag: string | null }

/** Another request with the same key committed first; the HTTP layer answers with what that one answered. */
export class IdempotencyTaken extends Error {}

const callerOf = (tx: Tx): string => tx.ctx.userId ?? tx.ctx.clientId ?? 'anonymous';

/**
 * Claims the key in the transaction of the first effect: a rolled-back effect leaves no key, a committed one always does. A second request
 * waits here on the unique key until the first one has committed or rolled back.
 */
export async function claimIdempotencyKey(tx: Tx, idempotency: NonNullable<Tx['ctx']['idempotency']>): Promise<void> {
  const claimed = await tx.sql(CLAIM, [tx.tenantId, callerOf(tx), idempotency.key, idempotency.hash]);
  if (!claimed.length) throw new IdempotencyTaken();
  idempotency.claimed = true;
}

export async function findIdempotencyKey(tx: Tx, key: string): Promise<Stored | undefined> {
  return (await tx.sql<Stored>(FIND, [tx.tenantId, callerOf(tx), key]))[0];
}

/** Keeps the answer of the claimed key for replays. */
export async function saveAnswer(tx: Tx, key: string, status: number, body: string, etag: string | null): Promise<void> {
  await tx.sql(SAVE, [tx.tenantId, callerOf(tx), key, status, body, etag]);
}
