import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { ObligationBreached, ObligationEscalated } from '@luyue/contracts';
import { type Loop, statement, TenantDatabase, TenantTurns, type Tx, WORKS } from '@luyue/platform';
import { factsOf, nextAlarm } from './deadline-columns.ts';
import { Obligation } from './obligation.entity.ts';
import { OBLIGATION_CONTEXT, Obligations } from './obligations.ts';
import { entry, publishState } from './state-events.ts';

const BATCH = 200;
const DUE = statement('obligation_due', `
  SELECT id FROM obligation WHERE tenant_id = $1 AND next_alarm_at <= $2 ORDER BY next_alarm_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED`);

/** R10: who is told at each threshold, in turn. */
const RECIPIENTS = ['owner', 'supervisor', 'headquarters'] as const;

/**
 * Tells what time alone brings: escalation thresholds, and the breach at the due time, once, dated at the due time, also when the process was
 * down then. Row locks and the version let two replicas share the work.
 */
@Injectable()
export class BreachSweep implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly loop: Loop;

  constructor(
    private readonly source: DataSource, private readonly database: TenantDatabase, private readonly obligations: Obligations,
    @Inject(OBLIGATION_CONTEXT) private readonly context: string, @Inject(WORKS) private readonly works: Set<string>, private readonly turns: TenantTurns,
  ) {
    this.loop = turns.loop('breach-sweep', 500, () => this.turn());
  }

  onApplicationBootstrap(): void { if (this.works.has('sweep')) this.loop.start(); }

  onApplicationShutdown(): Promise<void> { return this.loop.stop(); }

  /** One pass over all tenants with something due by their own clock; returns how many obligations were told about. */
  async turn(): Promise<number> {
    const tenants = await this.source.query<{ id: string; sandbox: boolean }[]>('SELECT id, sandbox FROM obligation_tenants_due(now())');
    return this.turns.each('breach-sweep', tenants, (ctx) => this.turns.batches(BATCH, () => this.database.write(ctx, (tx) => this.tell(tx))));
  }

  private async tell(tx: Tx): Promise<number> {
    const due = await tx.sql<{ id: string }>(DUE, [tx.tenantId, tx.now]);
    const rows = await Promise.all(due.map(({ id }) => tx.get(Obligation, id)));
    for (const row of rows) await this.tellOne(tx, row);
    return rows.length;
  }

  /** All that has come due since the last look, in its order. */
  private async tellOne(tx: Tx, row: Obligation): Promise<void> {
    const facts = factsOf(row);
    const calendar = await this.obligations.calendarFor(tx, facts);
    for (let alarm = nextAlarm(facts, calendar, row.dueAt, row); ; alarm = nextAlarm(facts, calendar, row.dueAt, row)) {
      if (!alarm || alarm.at > tx.now) return void (await tx.update(Obligation, row, { nextAlarmAt: alarm?.at ?? null }));
      const breach = alarm.percent >= 100;
      await tx.update(Obligation, row, {
        escalatedPercent: alarm.percent, ...(breach && { breachedAt: row.dueAt }),
        history: [...row.history, breach ? entry(tx, alarm.at, 'breached', '到时未完成，记为超时', 'Unmet at its due time: overdue') : entry(tx, alarm.at, 'escalated', `用时到 ${alarm.percent}%`, `${alarm.percent} % of the time used`)],
      });
      if (breach) publishState(tx, this.context, ObligationBreached, row);
      const level = row.escalationPercents.indexOf(alarm.percent);
      if (level >= 0) publishState(tx, this.context, ObligationEscalated, row, { percent: alarm.percent, recipient: RECIPIENTS[Math.min(level, 2)]! });
    }
  }
}
