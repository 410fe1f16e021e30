import type { Duty, Obligation, Obligations } from '@luyue/obligations';
import { factsOf } from '@luyue/obligations/deadline-columns';
import { type Context, Problem, systemContext, type Tx } from '@luyue/platform';
import { isTransient } from '@luyue/platform/inbox/dispatcher';
import { clause, type ClauseId } from '@luyue/regulations';
import type { DatabaseModel } from './database-model.ts';
import type { PostgresModel } from './postgres-model.ts';
import type { Random } from './random.ts';

/** Clauses with every kind of clock that the rulebook has. */
const DUTIES: Pick<Duty, 'clauseId' | 'parameter'>[] = [
  { clauseId: 'UC-7.3a', parameter: 'uc.fault.network.handleHours' }, { clauseId: 'UC-7.3b', parameter: 'uc.fault.network.repairHours' },
  { clauseId: 'UC-7.4', parameter: 'uc.fault.equipment.dispatchMinutes' }, { clauseId: 'UC-7.4', parameter: 'uc.fault.equipment.arriveMinutes' },
  { clauseId: 'UC-7.6b', parameter: 'uc.complaint.replyHours' }, { clauseId: 'UC-5.2d', parameter: 'uc.transfer.answerWorkingDays' },
  { clauseId: 'UC-7.2a', parameter: 'uc.gasQuality.testEveryDays' }, { clauseId: 'UC-14c', parameter: 'uc.shift.settleTime' },
];
const EVERY = [...new Set(DUTIES.map((d) => d.clauseId))];

/** People at work: they open obligations and change them through the real use cases, without knowing what breaks meanwhile. */
export class People {
  /** Failures that are neither a refusal nor a lost connection. */
  readonly surprises: string[] = [];
  private readonly tenants: { ctx: Context; subjects: string[]; unitId: string }[];

  constructor(private readonly random: Random, private readonly postgres: PostgresModel, private readonly database: DatabaseModel, private readonly obligations: Obligations) {
    this.tenants = [1, 2, 3].map((n) => ({
      ctx: { ...systemContext(random.id(), true), userName: `person ${n}`, grants: [{ units: 'all', permissions: ['obligation.waive'] }] },
      subjects: Array.from({ length: 3 }, () => random.id()), unitId: random.id(),
    }));
  }

  get tenantIds(): string[] { return this.tenants.map(({ ctx }) => ctx.tenantId); }

  /** One thing that one person does; refused, stale or interrupted, it is simply not done. */
  async act(): Promise<void> {
    const tenant = this.random.pick(this.tenants);
    const subjectId = this.random.pick(tenant.subjects);
    const open = [...this.postgres.rows.values()].filter((row) => row.subjectId === subjectId && row.status === 'open');
    const act = open.length < 2 || this.random.chance(0.3) ? this.open(subjectId, tenant.unitId) : this.change(subjectId, this.random.pick(open));
    await this.database.write(tenant.ctx, act).catch((error: unknown) => {
      if (!(error instanceof Problem || isTransient(error))) this.surprises.push(`surprise: ${String((error as Error).stack)}`);
    });
  }

  private open(subjectId: string, unitId: string): (tx: Tx) => Promise<unknown> {
    const duties = this.random.shuffle(DUTIES).slice(0, this.random.between(1, 3));
    return (tx) => this.obligations.open(tx, duties.map((duty) => ({ ...duty, subject: { type: 'case', id: subjectId, number: 'SL1', title: '停气' }, unitId, startedAt: tx.now })));
  }

  private change(subjectId: string, row: Obligation): (tx: Tx) => Promise<unknown> {
    const { obligations, random } = this;
    const target = { subjectId, clauses: [row.clauseId as ClauseId] };
    const hours = random.between(1, 30);
    if (clause(row.clauseId as ClauseId).pausable && random.chance(0.6)) {
      return (tx) => {
        const stopped = factsOf(row).pauses.at(-1);
        return stopped && !stopped.to ? obligations.resume(tx, target, tx.now) : obligations.pause(tx, target, tx.now, '敲门没人应');
      };
    }
    switch (random.between(1, 6)) {
      case 1: case 2: return (tx) => obligations.meet(tx, target, { at: tx.now });
      case 3: return (tx) => obligations.agree(tx, target, { at: tx.now, dueAt: new Date(tx.now.getTime() + hours * 3_600_000), agreedBy: '李桂兰', channel: 'phone' });
      case 4: return (tx) => obligations.cancel(tx, { subjectId, clauses: EVERY }, '用户撤回');
      case 5: return (tx) => obligations.waive(tx, row.id, '管道穿越铁路');
      default: return (tx) => obligations.reassign(tx, target, { userId: null });
    }
  }
}
