import { humanNumber, localDate } from '@luyue/kernel';
import type { Context } from '../auth/context.ts';
import { statement } from './statements.ts';
import type { TenantDatabase } from './tenant-database.ts';
import type { Tx } from './tx.ts';

const BLOCK = 10;
const ZONE = statement('number_zone', `SELECT zone FROM directory_tenant WHERE tenant_id = $1 AND id = $1`);
const TAKE = statement('number_block_take', `
  INSERT INTO number_block (tenant_id, prefix, day, last) VALUES ($1, $2, $3, $4)
  ON CONFLICT (tenant_id, prefix, day) DO UPDATE SET last = number_block.last + $4 RETURNING last`);

interface Block { next: number; last: number; day: string; zone: string }

/**
 * Human numbers such as GD20261124-0001, per tenant and day of the tenant's zone: never doubled, gaps allowed. Taken in small blocks in a
 * transaction of their own, so that two cases of one tenant do not wait for each other's commit. Ask before opening a transaction: a number
 * taken inside one would hold two connections.
 */
export class Numbers {
  private readonly blocks = new Map<string, Promise<Block>>();

  constructor(private readonly database: TenantDatabase) {}

  async next(ctx: Context, prefix: string): Promise<string> {
    // A sandbox's clock can be moved at any moment, and history has days of its own: their numbers are taken one by one.
    if (ctx.sandbox || ctx.at) return this.take(ctx, prefix, 1).then((b) => humanNumber(prefix, b.day, b.next));
    const id = `${ctx.tenantId}/${prefix}`;
    for (;;) {
      const pending = this.blocks.get(id) ?? this.refill(id, ctx, prefix);
      const block = await pending;
      if (block.next <= block.last && localDate(new Date(), block.zone) === block.day) return humanNumber(prefix, block.day, block.next++);
      if (this.blocks.get(id) === pending) this.blocks.delete(id);
    }
  }

  /** One taken inside the transaction that is open, for a fact that has no other: it needs no second connection, and whoever takes one of the same day waits for the commit. */
  async within(tx: Tx, prefix: string): Promise<string> {
    const { day, next } = await taken(tx, prefix, 1);
    return humanNumber(prefix, day, next);
  }

  private refill(id: string, ctx: Context, prefix: string): Promise<Block> {
    if (this.blocks.size > 10_000) this.blocks.clear();
    const taken = this.take(ctx, prefix, BLOCK);
    this.blocks.set(id, taken);
    taken.catch(() => this.blocks.delete(id));
    return taken;
  }

  private take(ctx: Context, prefix: string, size: number): Promise<Block> {
    return this.database.write({ ...ctx, idempotency: undefined }, (tx) => taken(tx, prefix, size));
  }
}

async function taken(tx: Tx, prefix: string, size: number): Promise<Block> {
  const zone = (await tx.sql<{ zone: string }>(ZONE, [tx.tenantId]))[0]?.zone ?? 'Asia/Shanghai';
  const day = localDate(tx.now, zone);
  const [row] = await tx.sql<{ last: number }>(TAKE, [tx.tenantId, prefix, day, size]);
  return { next: row!.last - size + 1, last: row!.last, day, zone };
}
