import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type Loop, statement, TenantDatabase, TenantTurns, WORKS } from '@luyue/platform';
import { PayoutConditions } from './payout-conditions.service.ts';

const BATCH = 50;
const DUE = statement('payout_condition_due', `
  SELECT id FROM payout_condition WHERE tenant_id = $1 AND on_date_at <= $2 AND met_at IS NULL AND dropped_at IS NULL ORDER BY on_date_at LIMIT ${BATCH}`);

/** Conditions that are a day come true when it begins, by each tenant's own clock (PB-4.7). */
@Injectable()
export class DueDays implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly loop: Loop;

  constructor(private readonly source: DataSource, private readonly database: TenantDatabase, private readonly conditions: PayoutConditions, @Inject(WORKS) private readonly works: Set<string>, private readonly turns: TenantTurns) {
    this.loop = turns.loop('payout-due-days', 5_000, () => this.turn());
  }

  onApplicationBootstrap(): void { if (this.works.has('sweep')) this.loop.start(); }

  onApplicationShutdown(): Promise<void> { return this.loop.stop(); }

  /** One pass over all tenants; returns how many came true. Two replicas may find the same one: the second sees under the lock that it is done. */
  async turn(): Promise<number> {
    const tenants = await this.source.query<{ id: string; sandbox: boolean }[]>('SELECT id, sandbox FROM payout_tenants_due(now())');
    return this.turns.each('payout-due-days', tenants, async (ctx) => {
      const due = await this.database.read(ctx, (tx) => tx.sql<{ id: string }>(DUE, [tx.tenantId, tx.now]));
      for (const condition of due) await this.database.write(ctx, (tx) => this.conditions.dayBegan(tx, condition.id));
      return due.length;
    });
  }
}
