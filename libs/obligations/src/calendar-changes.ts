import { Inject, Injectable } from '@nestjs/common';
import { type CalendarPublished, ObligationRescheduled } from '@luyue/contracts';
import { Directory, type DirectoryListener } from '@luyue/directory';
import { type CalendarYear, InvalidValue, recalculate, type WorkCalendar } from '@luyue/kernel';
import { type Context, permit, refuse, statement, TenantDatabase, type Tx } from '@luyue/platform';
import { factsOf } from './deadline-columns.ts';
import type { MovedDeadline } from './obligation-view.ts';
import { Obligation } from './obligation.entity.ts';
import { OBLIGATION_CONTEXT, Obligations } from './obligations.ts';
import { entry, publishState } from './state-events.ts';

// Only clocks that look at the calendar can move; `elapsed`, plain calendar days and months never do.
const CALENDAR_BOUND = statement('obligation_calendar_bound', `
  SELECT id FROM obligation WHERE tenant_id = $1 AND status = 'open' AND id > $2
    AND (explanation ->> 'clock' IN ('working_days', 'working_time') OR facts -> 'spec' ->> 'roll' = 'next_working_day') ORDER BY id LIMIT 500`);
const FIRST = '00000000-0000-0000-0000-000000000000';

/** R18: a calendar that is published or corrected moves the open obligations that lean on it. */
@Injectable()
export class CalendarChanges implements DirectoryListener {
  constructor(private readonly database: TenantDatabase, private readonly obligations: Obligations, private readonly directory: Directory, @Inject(OBLIGATION_CONTEXT) private readonly context: string) {}

  /** Open deadlines that the year would move, before it takes effect. */
  preview(ctx: Context, year: { year: number; restDays: string[]; workDays: string[] }): Promise<MovedDeadline[]> {
    permit(ctx, 'calendar.write');
    return this.database.read(ctx, async (tx) => {
      const moved: MovedDeadline[] = [];
      // As the version after all that there are: it would take their place.
      const proposed: CalendarYear = { ...year, origin: 'national', version: Number.MAX_SAFE_INTEGER };
      await this.each(tx, await this.directory.calendar(tx, [proposed]), async (row, result) => {
        if (result.moved) moved.push({ id: row.id, clauseId: row.clauseId, subjectNumber: row.subjectNumber, subjectTitle: row.subjectTitle, from: row.dueAt?.toISOString() ?? null, to: result.deadline.dueAt?.toISOString() ?? null, voidsBreach: result.voidedByCalendar });
      });
      return moved;
    }).catch((error: unknown) => {
      throw error instanceof InvalidValue ? refuse.field(error.field, error.code, { zh: error.message, en: error.message }) : error;
    });
  }

  async calendarPublished(tx: Tx, event: CalendarPublished): Promise<void> {
    await this.each(tx, await this.directory.calendar(tx), async (row, result) => {
      if (!result.moved && row.provisional === result.deadline.provisional) return;
      const previousDueAt = row.dueAt?.toISOString() ?? null;
      const facts = factsOf(row);
      const voided = result.voidedByCalendar && { voidedByCalendar: true, breachedAt: row.breachedAt, escalatedPercent: 0 };
      if (voided) Object.assign(row, { escalatedPercent: 0, breachedAt: null });
      await this.obligations.move(tx, row, facts, entry(tx, tx.now, 'rescheduled', `${event.year} 年工作日历第 ${event.version} 版`, `Calendar ${event.year}, version ${event.version}`), voided || {});
      publishState(tx, this.context, ObligationRescheduled, row, { previousDueAt });
    });
  }

  private async each(tx: Tx, calendar: WorkCalendar, see: (row: Obligation, result: ReturnType<typeof recalculate>) => Promise<void>): Promise<void> {
    for (let last = FIRST; ;) {
      const ids = await tx.sql<{ id: string }>(CALENDAR_BOUND, [tx.tenantId, last]);
      for (const { id } of ids) {
        const row = await tx.get(Obligation, id);
        await see(row, recalculate(factsOf(row), { dueAt: row.dueAt }, calendar, { breachedAt: row.breachedAt ?? undefined, now: tx.now }));
      }
      if (ids.length < 500) return;
      last = ids.at(-1)!.id;
    }
  }
}
