import { Injectable } from '@nestjs/common';
import { CalendarPublished, make } from '@luyue/contracts';
import { replicas } from '@luyue/directory';
import { nationalYears, newId } from '@luyue/kernel';
import { type Context, permit, TenantDatabase, type Tx } from '@luyue/platform';
import { Audit } from '../audit/audit.service.ts';
import { uphold } from '../refusal.ts';
import { inTenant, permitWholeTenant } from '../tenants/tenant-contexts.ts';
import { Tenants } from '../tenants/tenants.service.ts';
import { CalendarYearRow } from './calendar-year.entity.ts';
import type { YearView } from './calendars.http.ts';
import { latest, refuseDays, refuseLoad } from './calendars.rules.ts';

/** What a new tree starts with when nobody above it has published a year yet. */
const NOTICE = 'State Council notice';

export interface YearBody { year: number; origin: 'national' | 'tenant'; restDays: string[]; workDays: string[]; source: string }
export type SeedYear = YearBody & { version: number };

@Injectable()
export class Calendars {
  constructor(private readonly database: TenantDatabase, private readonly tenants: Tenants, private readonly audit: Audit) {}

  /** The years in force and the next one, `published: false` while its notice is not loaded: it is never guessed. */
  list(ctx: Context): Promise<{ items: YearView[] }> {
    permit(ctx, 'calendar.read');
    return this.database.read(ctx, async (tx) => {
      const items: YearView[] = latest(await this.versions(tx)).map(({ year, version, origin, restDays, workDays, source, setBy, publishedAt }) => ({ year, version, origin, published: true, restDays, workDays, source, setBy, publishedAt }));
      const next = Math.max(...items.filter((y) => y.origin === 'national').map((y) => y.year), tx.now.getUTCFullYear() - 1) + 1;
      items.push({ year: next, version: 0, origin: 'national', published: false, restDays: [], workDays: [], source: '', setBy: null, publishedAt: null });
      return { items };
    });
  }

  /**
   * Publishes a year (`load`) or a new version of one (`correct`): a national year for the tenant and all below it, own exceptions for the
   * tenant alone. Open deadlines follow on the event (R18).
   */
  async publish(ctx: Context, act: 'load' | 'correct', body: YearBody): Promise<YearView> {
    permitWholeTenant(ctx, 'calendar.write');
    uphold(refuseDays(body));
    const subtree = await this.database.read(ctx, (tx) => this.tenants.subtree(tx));
    const contexts = body.origin === 'national' ? [ctx, ...subtree.slice(1).map((t) => inTenant(ctx, t))] : [ctx];
    const [published] = await this.database.writeMany(contexts, async (tx) => {
      const loaded = latest(await this.versions(tx)).find((y) => y.year === body.year && y.origin === body.origin);
      if (tx.tenantId === ctx.tenantId) uphold(refuseLoad(loaded, act, body.origin, !subtree[0]!.parentId));
      const row = await this.add(tx, { ...body, version: (loaded?.version ?? 0) + 1 });
      await this.audit.record(tx, { action: act === 'load' ? 'calendar.published' : 'calendar.corrected', target: { type: 'calendar', id: String(body.year), name: `${body.year}` }, after: { version: row.version, origin: row.origin, source: row.source } });
      return row;
    });
    const { year, version, origin, restDays, workDays, source, setBy, publishedAt } = published!;
    return { year, version, origin, published: true, restDays, workDays, source, setBy, publishedAt };
  }

  /** The years for a new tenant below the reader's: those that hold above it. */
  async inherited(tx: Tx): Promise<SeedYear[]> {
    return latest(await this.versions(tx)).filter((y) => y.origin === 'national').map(({ year, version, origin, restDays, workDays, source }) => ({ year, version, origin, restDays, workDays, source }));
  }

  /** The years for the top of a new tree. */
  national(): SeedYear[] {
    return nationalYears.map(({ year, version, origin, restDays, workDays }) => ({ year, version, origin, restDays: [...restDays], workDays: [...workDays], source: NOTICE }));
  }

  async seed(tx: Tx, years: SeedYear[]): Promise<void> {
    for (const year of years) await this.add(tx, year);
  }

  private async add(tx: Tx, body: SeedYear): Promise<CalendarYearRow> {
    const { year, version, origin, restDays, workDays, source } = body;
    const row = await tx.insert(CalendarYearRow, { tenantId: tx.tenantId, id: newId(), year, version, origin, restDays, workDays, source, setBy: tx.ctx.userName, publishedAt: tx.now });
    const event = make(CalendarPublished, { streamId: `${tx.tenantId}/${year}`, year, version, origin, restDays, workDays });
    await replicas.calendar(tx, event);
    tx.publish(event);
    return row;
  }

  private versions(tx: Tx): Promise<CalendarYearRow[]> {
    return tx.manager.createQueryBuilder(CalendarYearRow, 'y').where('y.tenantId = :tenant', { tenant: tx.tenantId }).getMany();
  }
}
