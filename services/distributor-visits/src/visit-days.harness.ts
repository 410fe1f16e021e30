import { newId } from '@luyue/kernel';
import type { Context } from '@luyue/platform';
import { systemRoles } from '@luyue/regulations';
import type { Person } from '@luyue/testing/service-stage';
import { DailyDesk } from './daily-reports/daily-desk.ts';
import type { DailyReportView } from './daily-reports/daily-reports.http.ts';
import { DailyReports } from './daily-reports/daily-reports.service.ts';
import { VisitSync } from './visits/visit-sync.ts';
import { type Maker, startVisits } from './visits.harness.ts';

/** Each of the six contents that the records say nothing to, as a visitor would mark it. */
export const NOTHING_ELSE = ['opinions.opinions', 'opinions.suggestions', 'opinions.wishes', 'market.prices', 'market.moves', 'market.policies', 'other.other'].map((part) => ({ part, none: true }));

/** Days with visits, each act at an instant of the test's choosing. */
export async function startDays(work = 'http') {
  const stage = await startVisits(work);
  const permissions = (role: string): string[] => [...(systemRoles(['distributor-visits']).find((r) => r.code === role)?.permissions ?? [])];
  /** Somebody at an instant, to the millisecond. */
  const whoAt = (who: Person, role: string, at: string): Context => ({ ...stage.contextOf(who, permissions(role), 'all'), at: new Date(at) });

  /** A visit of the eastern visitor that began at an instant; checked out with its card unless said otherwise. */
  async function visited(of: Maker, customer: { id: string }, at: string, { card = true, effect = '订货 20 台', by = of.visitor }: { card?: boolean; effect?: string; by?: Person } = {}): Promise<string> {
    const [visitId, minutes] = [newId(), (n: number) => new Date(Date.parse(at) + n * 60_000).toISOString()];
    const record = (kind: 'check_in' | 'note' | 'check_out', n: number, body: Record<string, unknown>) => ({ id: newId(), visitId, kind, occurredAt: minutes(n), body });
    for (const each of [record('check_in', 0, { customerId: customer.id, reason: '顺路' }), record('note', 5, { text: '店面已重新装修' }), ...(card ? [record('check_out', 10, { effect, card: { situation: '库存 30 台' } })] : [])]) {
      const { results: [result] } = await stage.get(VisitSync).sync(whoAt(by, 'visitor', each.occurredAt), 'spec', [each]);
      if (result!.outcome !== 'applied') throw new Error(JSON.stringify(result));
    }
    return visitId;
  }

  const daily = () => stage.get(DailyReports);
  const desk = () => stage.get(DailyDesk);
  /** The visitor's report of a day, with what the records lack marked "none". */
  async function written(of: Maker, day: string, at: string, matters: { title: string; course: string; result: string; kind?: 'new_product' }[] = []): Promise<DailyReportView> {
    const me = whoAt(of.visitor, 'visitor', at);
    const { id, version } = await daily().ofDay(me, day);
    const after = await daily().write(me, id, version, [...NOTHING_ELSE.filter(({ part }) => part !== 'other.other'), ...(matters.length ? [] : [{ part: 'matters.matters', none: true }])]);
    return daily().setMatters(me, id, after.version, matters);
  }
  /** The same, submitted. */
  const submitted = async (of: Maker, day: string, at: string, matters: { title: string; course: string; result: string; kind?: 'new_product' }[] = []): Promise<DailyReportView> =>
    daily().submit(whoAt(of.visitor, 'visitor', at), (await written(of, day, at, matters)).id, null);

  return { ...stage, whoAt, visited, written, submitted, daily, desk };
}

export type Days = Awaited<ReturnType<typeof startDays>>;
/** Obligations of one clause as status, due time and breach. */
export const clocks = (list: { clauseId: string; status: string; dueAt: string | null; breachedAt: string | null }[], clauseId: string) => list.filter((o) => o.clauseId === clauseId).map(({ status, dueAt, breachedAt }) => ({ status, dueAt, breachedAt }));
