import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type Loop, statement, TenantDatabase, TenantTurns, type Tx, WORKS } from '@luyue/platform';
import { type Due, PeriodOpening } from './period-opening.ts';

const BATCH = 500;
/** Tenants at once, in as many connections: while some wait for the database others are counted. */
const LANES = 6;
const DUE = statement('recurring_duty_due', `
  SELECT id, version, clause_id AS "clauseId", parameter_key AS "parameterKey", strand, cadence, months, interval_key AS "intervalKey", due, partial, subject_id AS "subjectId", owner_unit_id AS "ownerUnitId",
    begins_on::text AS "beginsOn", ends_on::text AS "endsOn", next_from::text AS "nextFrom", NULL AS "nextOpensAt", opened
  FROM recurring_duty WHERE tenant_id = $1 AND next_opens_at <= $2 ORDER BY next_opens_at, id LIMIT ${BATCH} FOR UPDATE SKIP LOCKED`);

// A batch that the server loses with its power is opened again, under the same ids: nobody waits for the disk. Nor is a batch planned anew: all are alike.
const UNHURRIED = statement('recurring_unhurried', `SELECT set_config('synchronous_commit', 'off', true), set_config('plan_cache_mode', 'force_generic_plan', true)`);

/**
 * Opens each period's obligations once, when it begins by the tenant's own clock; what was missed while the process was down follows in order. Row locks let two
 * replicas share the work, and a transaction a batch lets a killed one begin where it stopped.
 */
@Injectable()
export class PeriodOpener implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly loop: Loop;

  constructor(
    private readonly source: DataSource, private readonly database: TenantDatabase, private readonly opening: PeriodOpening, @Inject(WORKS) private readonly works: Set<string>, private readonly turns: TenantTurns,
  ) {
    this.loop = turns.loop('period-opener', 1_000, () => this.turn());
  }

  onApplicationBootstrap(): void { if (this.works.has('sweep')) this.loop.start(); }

  onApplicationShutdown(): Promise<void> { return this.loop.stop(); }

  /** One pass over all tenants with something to open; answers how many periods it went through. */
  async turn(): Promise<number> {
    // In the order of the indexes: what is written together lies together.
    const tenants = await this.source.query<{ id: string; sandbox: boolean }[]>('SELECT id, sandbox FROM recurring_tenants_due(now()) ORDER BY id');
    // Another replica has the same list: whoever begins elsewhere seldom waits for the other's rows.
    const from = Math.floor(Math.random() * tenants.length);
    return this.turns.each('period-opener', [...tenants.slice(from), ...tenants.slice(0, from)], async (ctx) => {
      let opened = 0;
      for (let more = true; more;) {
        const batch = await this.database.write(ctx, (tx) => this.batch(tx));
        opened += batch.opened;
        more = batch.more;
      }
      return opened;
    }, LANES);
  }

  private async batch(tx: Tx): Promise<{ opened: number; more: boolean }> {
    const [due] = await Promise.all([tx.sql<Due & Record<string, unknown>>(DUE, [tx.tenantId, tx.now]), tx.sql(UNHURRIED), this.opening.prepare(tx)]);
    if (due.length) await this.opening.round(tx, due);
    return { opened: due.length, more: due.length === BATCH || due.some((d) => d.nextOpensAt !== null && d.nextOpensAt <= tx.now) };
  }
}
