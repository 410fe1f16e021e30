import { Injectable, type OnModuleInit } from '@nestjs/common';
import { parseDate, weekOf } from '@luyue/kernel';
import { ObligationList, obligationView, occurrenceOf, RecurringDuties } from '@luyue/obligations';
import { type Context, decodeCursor, may, page, type Page, permit, refuse, statement, TenantDatabase, type Tx, unitsOf } from '@luyue/platform';
import { owedWhilePosted } from '../posting-duties.ts';
import { Postings } from '../postings/postings.service.ts';
import { Regions } from '../regions/regions.service.ts';
import { Staff } from '../staff/staff.service.ts';
import { ChannelExchange } from './exchange.entity.ts';
import type { ExchangeFigures, ExchangeQuery, ExchangeView, RecordExchange } from './exchanges.http.ts';

const CLAUSE = 'OC-3.3.3';
const ONE = statement('channel_exchange_one', 'tenant_id = $1 AND id = $2');
const FIGURES = statement('channel_exchange_figures', `
  SELECT l ->> 'regionId' AS "regionId", l ->> 'model' AS model, sum((l ->> 'sold')::int)::int AS sold, sum((l ->> 'failures')::int)::int AS failures,
    round(100.0 * sum((l ->> 'failures')::int) / nullif(sum((l ->> 'sold')::int), 0), 2)::float8 AS "failureRate"
  FROM channel_exchange e, jsonb_array_elements(e.lines) l
  WHERE e.tenant_id = $1 AND e.week BETWEEN $2 AND $3 AND ($4::uuid[] IS NULL OR e.department_unit_id = ANY ($4)) GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2 LIMIT 500`);

/** Whoever leads the staff reads it, and whoever takes part. */
const reads = (ctx: Context): string => (may(ctx, 'outstationStaff.read') ? 'outstationStaff.read' : 'channelExchange.write');

/** The weekly exchange with local sales (OC-3.3.3), due at the end of its week. */
@Injectable()
export class Exchanges implements OnModuleInit {
  constructor(
    private readonly database: TenantDatabase, private readonly recurring: RecurringDuties, private readonly ledger: ObligationList, private readonly staff: Staff, private readonly postings: Postings, private readonly regions: Regions,
  ) {}

  onModuleInit(): void { owedWhilePosted({ clauseId: CLAUSE, parameter: 'oc.exchange.weekday', every: 'week', within: true, partial: true, type: 'channel_exchange' }, { postings: this.postings, staff: this.staff, recurring: this.recurring }); }

  list(ctx: Context, filter: ExchangeQuery & { limit: number }): Promise<Page<ExchangeView>> {
    const units = unitsOf(ctx, reads(ctx));
    const after = decodeCursor(filter.cursor, 2);
    return this.database.read(ctx, async (tx) => {
      const query = tx.manager.createQueryBuilder(ChannelExchange, 'e').where('e.tenantId = :tenant', { tenant: tx.tenantId });
      if (units !== 'all') query.andWhere('e.departmentUnitId = ANY (:units)', { units });
      if (filter.staffId) query.andWhere('e.staffId = :staff', { staff: filter.staffId });
      if (filter.mine) query.andWhere('e.staffId = :own', { own: (await this.staff.ofUser(tx, ctx.userId!))?.id ?? null });
      if (after) query.andWhere('(e.week, e.id) < (:week, :id)', { week: after[0], id: after[1] });
      const cut = page(await query.orderBy('e.week', 'DESC').addOrderBy('e.id', 'DESC').limit(filter.limit + 1).getMany(), filter.limit, (e) => [e.week, e.id], (e) => e);
      return { ...cut, items: await this.views(tx, cut.items) };
    });
  }

  /** Throws 409 for a week that has one, 422 for one without a posting, 400 for a week ahead or a region that there is not. */
  record(ctx: Context, { day, salesPerson, lines, text, feedback }: RecordExchange): Promise<ExchangeView> {
    permit(ctx, 'channelExchange.write');
    return this.database.write(ctx, async (tx) => {
      const person = await this.staff.own(tx);
      permit(ctx, 'channelExchange.write', person.departmentUnitId);
      parseDate(day);
      const [week, today] = [weekOf(day), await this.staff.today(tx)];
      if (week.from > today) throw refuse.field('day', 'in_the_future', { zh: '这一周还没开始', en: 'this week has not begun' }, CLAUSE);
      if (!(await this.postings.posted(tx, { staffId: person.id, from: week.from, to: week.to })).length) throw refuse.rule(CLAUSE, 'not_posted', { zh: '这一周没有派驻', en: 'No posting in this week' });
      await this.regions.staffed(tx, [...new Set(lines.map((l) => l.regionId))], today, 'lines');
      const id = occurrenceOf(person.id, CLAUSE, week.label);
      if ((await tx.rows(ChannelExchange, ONE, [tx.tenantId, id])).length) throw refuse.conflict('exchange_recorded', { zh: `${week.from} 这一周已经记过`, en: `The week of ${week.from} has its record` }, { clause: CLAUSE });
      const row: ChannelExchange = {
        tenantId: tx.tenantId, id, staffId: person.id, departmentUnitId: person.departmentUnitId, week: week.from, salesPerson, lines: lines.map((l) => ({ regionId: l.regionId, model: l.model, sold: l.sold, failures: l.failures, stock: l.stock ?? null })), text, feedback,
        recordedAt: tx.now, byName: ctx.userName,
      };
      await tx.insert(ChannelExchange, row);
      await this.recurring.complete(tx, { subjectId: person.id, clauseId: CLAUSE, on: week.from }, { at: tx.now, evidence: [{ kind: 'fact', at: tx.now.toISOString(), by: ctx.userName, text: `与${salesPerson}交流` }] });
      return (await this.views(tx, [row]))[0]!;
    });
  }

  /** Of the weeks that begin from one day to another. Throws 400 for days out of order. */
  figures(ctx: Context, from: string, to: string): Promise<{ items: ExchangeFigures[] }> {
    const units = unitsOf(ctx, reads(ctx));
    for (const date of [from, to]) parseDate(date);
    if (to < from) throw refuse.field('to', 'range', { zh: '结束日不早于开始日', en: 'not before "from"' }, 'OC-3.3.3');
    return this.database.read(ctx, async (tx) => {
      const rows = await tx.sql<Omit<ExchangeFigures, 'regionName'> & Record<string, unknown>>(FIGURES, [tx.tenantId, from, to, units === 'all' ? null : units]);
      const names = await this.regions.named(tx, rows.map((r) => r.regionId));
      return { items: rows.map((row) => ({ ...row, regionName: names.get(row.regionId)?.name ?? '' })) };
    });
  }

  private async views(tx: Tx, rows: ChannelExchange[]): Promise<ExchangeView[]> {
    const [owed, people, staff, names] = await Promise.all([
      this.ledger.ofSubjects(tx, rows.map((r) => r.id)), this.ledger.people(tx), this.staff.named(tx, rows.map((r) => r.staffId)), this.regions.named(tx, rows.flatMap((r) => r.lines.map((l) => l.regionId))),
    ]);
    return rows.map(({ id, staffId, departmentUnitId, week, salesPerson, lines, text, feedback, recordedAt, byName }) => ({
      id, staffId, staffName: staff.get(staffId)?.name ?? '', departmentUnitId, week, salesPerson, lines: lines.map((l) => ({ ...l, regionName: names.get(l.regionId)?.name ?? '' })), text, feedback, recordedAt: recordedAt.toISOString(), byName,
      obligations: (owed.get(id) ?? []).map((o) => obligationView(o, tx.now, people)),
    }));
  }
}
