import { humanNumber } from '@luyue/kernel';
import type { Context } from '../auth/context.ts';
import { statement } from './statements.ts';
import type { TenantDatabase } from './tenant-database.ts';

const BLOCK = 10;
const TAKE = statement('number_block_take', `
  INSERT INTO number_block (tenant_id, prefix, day, last) VALUES ($1, $2, $3, $4)
  ON CONFLICT (tenant_id, prefix, day) DO UPDATE SET last = number_block.last + $4 RETURNING last`);

interface Block { next: number; last: number }

/**
 * Human numbers such as GD20261124-0001, per tenant and day: never doubled, gaps allowed. Taken in small blocks in a transaction of their own,
 * so that two cases of one tenant do not wait for each other's commit.
 */
export class Numbers {
  private readonly blocks = new Map<string, Promise<Block>>();

  constructor(private readonly database: TenantDatabase) {}

  /** `day` is the tenant's day, YYYY-MM-DD. */
  async next(ctx: Context, prefix: string, day: string): Promise<string> {
    const id = `${ctx.tenantId}/${prefix}/${day}`;
    for (;;) {
      const block = await (this.blocks.get(id) ?? this.refill(id, ctx, prefix, day));
      if (block.next <= block.last) return humanNumber(prefix, day, block.next++);
      if (await this.blocks.get(id) === block) this.blocks.delete(id);
    }
  }

  private refill(id: string, ctx: Context, prefix: string, day: string): Promise<Block> {
    if (this.blocks.size > 10_000) this.blocks.clear();
    const taken = this.database.write({ ...ctx, idempotency: undefined }, async (tx) => {
      const [row] = await tx.sql<{ last: number }>(TAKE, [tx.tenantId, prefix, day, BLOCK]);
      return { next: row!.last - BLOCK + 1, last: row!.last };
    });
    this.blocks.set(id, taken);
    taken.catch(() => this.blocks.delete(id));
    return taken;
  }
}
