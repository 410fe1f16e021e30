import { DataSource } from 'typeorm';
import { type AdoptionRecorded, CalendarPublished, make, PolicyPublished, type TenantChanged } from '@luyue/contracts';
import { Directory, Directory1700000000002, replicas } from '@luyue/directory';
import { newId } from '@luyue/kernel';
import { type Context, migrate, systemContext, TenantDatabase, type Tx } from '@luyue/platform';
import { testDatabase, type TestDatabase } from '@luyue/testing';
import { Obligation } from './obligation.entity.ts';
import { Obligations1700000000003 } from './obligation.migration.ts';
import { Obligations } from './obligations.ts';
import { PeriodOpening } from './recurring/period-opening.ts';
import { Rebasing } from './recurring/rebasing.ts';
import { RecurringDuties } from './recurring/recurring-duties.ts';
import { RecurringDuty } from './recurring/recurring-duty.entity.ts';
import { RecurringDuties1700000000009 } from './recurring/recurring.migration.ts';

/** A database with obligations and two tenants, each a sandbox whose clock the test sets. */
export class ObligationHarness {
  private constructor(readonly source: DataSource, readonly database: TenantDatabase, readonly obligations: Obligations, readonly directory: Directory, private readonly clone: TestDatabase) {}

  static async start(): Promise<ObligationHarness> {
    const clone = await testDatabase({ name: 'obligations-test', migrate: async (owner) => void (await migrate('obligations-test', owner, [Directory1700000000002, Obligations1700000000003, RecurringDuties1700000000009])) });
    const source = await new DataSource({ type: 'postgres', url: clone.app, entities: [Obligation, RecurringDuty], extra: { pipeline: true } }).initialize();
    const directory = new Directory();
    return new ObligationHarness(source, new TenantDatabase(source), new Obligations(directory, 'utility-care'), directory, clone);
  }

  readonly opening = new PeriodOpening(this.obligations, this.directory, 'utility-care');
  readonly recurring = new RecurringDuties(this.obligations, this.opening, this.directory);
  readonly rebasing = new Rebasing(this.database, this.directory, this.obligations, 'utility-care');

  async stop(): Promise<void> {
    await this.source.destroy();
    await this.clone.drop();
  }

  /** A tenant with the rulebook adopted for all its units since 2020. */
  async tenant(now: string, regulation = 'utility-care'): Promise<Context> {
    const ctx = systemContext(newId(), true);
    await this.setClock(ctx, now, 1);
    await this.database.write(ctx, (tx) => replicas.adoption(tx, {
      id: newId(), version: 1, regulation, regulationVersion: '2020', publishedAt: '2020-01-01T00:00:00Z', effectiveFrom: '2020-01-01T00:00:00Z', scopeUnitIds: null, supersedes: null,
    } satisfies AdoptionRecorded));
    return { ...ctx, userName: '何静' };
  }

  /** Sets the tenant's clock so that `tx.now` is about `now`. */
  async setClock(ctx: Context, now: string, version: number): Promise<void> {
    const event: TenantChanged = { id: ctx.tenantId, version, name: '城东', kind: 'company', parentId: null, path: [ctx.tenantId], sandbox: true, sandboxOf: null, clockOffsetMs: Date.parse(now) - Date.now(), zone: 'Asia/Shanghai', modules: ['utility-care'], status: 'active' };
    await this.database.write(ctx, (tx) => replicas.tenant(tx, event));
  }

  /** A number of the tenant's own, in force from an instant on. */
  async policy(ctx: Context, key: string, value: unknown, effectiveFrom: string, version = 1): Promise<void> {
    await this.database.write(ctx, (tx) => replicas.policy(tx, make(PolicyPublished, { streamId: key, key, version, value: { value }, effectiveFrom, origin: 'own', mayTighten: false, setBy: '管理员', reason: '' })));
  }

  calendarYear(year: number, version: number, restDays: string[], workDays: string[] = []): CalendarPublished {
    return make(CalendarPublished, { streamId: `${year}`, year, version, origin: 'national', restDays, workDays });
  }

  write<T>(ctx: Context, work: (tx: Tx) => Promise<T>): Promise<T> { return this.database.write(ctx, work); }

  async all(ctx: Context): Promise<Obligation[]> {
    return this.database.read(ctx, (tx) => tx.manager.find(Obligation, { order: { startedAt: 'ASC', id: 'ASC' } }));
  }

  /** Types of the events in the outbox, in order. */
  async events(ctx: Context): Promise<string[]> {
    return this.database.read(ctx, async (tx) => (await tx.manager.query<{ type: string }[]>('SELECT type FROM outbox ORDER BY id')).map((r) => r.type.split('.')[2]!));
  }
}
