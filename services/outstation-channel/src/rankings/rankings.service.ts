import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Directory } from '@luyue/directory';
import { periodOf } from '@luyue/kernel';
import { occurrenceOf, RecurringDuties } from '@luyue/obligations';
import { type Context, decodeCursor, page, type Page, permit, refuse, statement, TenantDatabase, type Tx, unitsOf } from '@luyue/platform';
import { Scorecards } from '@luyue/scorecards';
import type { Posting } from '../postings/posting.entity.ts';
import { type PostingListener, Postings } from '../postings/postings.service.ts';
import { Staff } from '../staff/staff.service.ts';
import { type RankedPerson, StaffRanking } from './ranking.entity.ts';
import { monthsOf } from './rankings.rules.ts';
import type { PublishRanking, StaffRankingView } from './rankings.http.ts';

/** As the scores room calls its cards. */
const STAFF_SCORE = 'staff_score';
const LAST = statement('staff_ranking_last', 'tenant_id = $1 AND department_unit_id = $2 ORDER BY period_from DESC LIMIT 1');

/** Each quarter the average of the monthly scores ranks the staff of each kind; a basis for moves (OC-4.2, reading 5). */
@Injectable()
export class Rankings implements PostingListener, OnModuleInit {
  constructor(
    private readonly database: TenantDatabase, private readonly directory: Directory, private readonly duties: RecurringDuties, private readonly cards: Scorecards, private readonly staff: Staff, private readonly postings: Postings,
  ) {}

  onModuleInit(): void { this.postings.hear(this); }

  /** With its first posting a department begins to owe rankings. */
  async postingOpened(tx: Tx, { departmentUnitId, startsOn }: Posting): Promise<void> {
    const { name } = await this.directory.unit(tx, departmentUnitId);
    await this.duties.begin(tx, [{ clauseId: 'OC-4.2', parameter: 'oc.ranking.dueDay', every: { by: 'oc.ranking.everyMonths' }, subject: { type: 'department', id: departmentUnitId, number: name, title: `${name} 季度排名` }, unitId: departmentUnitId, beginsOn: startsOn }]);
  }

  list(ctx: Context, { limit, cursor }: { limit: number; cursor?: string }): Promise<Page<StaffRankingView>> {
    const units = unitsOf(ctx, 'staffScore.read');
    const after = decodeCursor(cursor, 2);
    return this.database.read(ctx, async (tx) => {
      const query = tx.manager.createQueryBuilder(StaffRanking, 'r').where('r.tenantId = :tenant', { tenant: tx.tenantId });
      if (units !== 'all') query.andWhere('r.departmentUnitId = ANY (:units)', { units });
      if (after) query.andWhere('(r.periodFrom, r.id) < (:from, :id)', { from: after[0], id: after[1] });
      const rows = await query.orderBy('r.periodFrom', 'DESC').addOrderBy('r.id', 'DESC').limit(limit + 1).getMany();
      return page(rows, limit, (r) => [r.periodFrom, r.id], view);
    });
  }

  /** Published inside the tenant, once. Everybody posted in the quarter stands in it; who has fewer scored months than the least has no rank. Throws 409 before the quarter is over or for a second time. */
  publish(ctx: Context, { departmentUnitId, month }: PublishRanking): Promise<StaffRankingView> {
    permit(ctx, 'staffScore.rank', departmentUnitId);
    return this.database.write(ctx, async (tx) => {
      await this.directory.unit(tx, departmentUnitId, 'departmentUnitId');
      const value = await this.directory.policyValues(tx);
      const period = periodOf(`${month}-01`, value<number>('oc.ranking.everyMonths'));
      if (period.to >= await this.staff.today(tx)) throw refuse.conflict('period_not_over', { zh: `${period.label} 还没过完`, en: `${period.label} is not over` }, { clause: 'OC-4.2' });
      const id = occurrenceOf(departmentUnitId, 'OC-4.2', period.label);
      if (await tx.find(StaffRanking, id, { lock: true })) throw refuse.conflict('published', { zh: `${period.label} 排名已公布`, en: `The ranking of ${period.label} is published` }, { clause: 'OC-4.2' });
      const lines = await this.rank(tx, departmentUnitId, period.from, period.to, monthsOf(period), value<number>('oc.ranking.minMonths'));
      const row = await tx.insert(StaffRanking, { tenantId: tx.tenantId, id, version: 1, departmentUnitId, period: period.label, periodFrom: period.from, lines, publishedAt: tx.now, publishedBy: ctx.userName });
      await this.duties.complete(tx, { subjectId: departmentUnitId, clauseId: 'OC-4.2', on: period.from }, { at: tx.now, note: `${period.label} 排名公布`, evidence: [{ kind: 'fact', at: tx.now.toISOString(), by: ctx.userName, text: `${lines.length} 人` }] });
      return view(row);
    });
  }

  /** Where people stand in the last published ranking of their department, by their ids. */
  async last(tx: Tx, departmentUnitId: string): Promise<Map<string, { period: string; rank: number | null; of: number; average: number | null }>> {
    const [last] = await tx.rows(StaffRanking, LAST, [tx.tenantId, departmentUnitId]);
    return new Map((last?.lines ?? []).map(({ userId, kind, rank, average }) => [userId, { period: last!.period, rank, of: last!.lines.filter((l) => l.kind === kind).length, average }]));
  }

  private async rank(tx: Tx, departmentUnitId: string, from: string, to: string, periods: string[], least: number): Promise<RankedPerson[]> {
    const posted = [...new Set((await this.postings.posted(tx, { from, to })).map((p) => p.staffId))];
    const people = [...(await this.staff.named(tx, posted)).values()].filter((p) => p.departmentUnitId === departmentUnitId);
    const lists = await Promise.all([...new Set(people.map((p) => p.kind))].toSorted().map(async (kind) => {
      const own = people.filter((p) => p.kind === kind);
      const ranked = await this.cards.ranking(tx, { kind: STAFF_SCORE, scope: kind, periods, least, subjects: own.map((p) => ({ id: p.userId, name: p.name })) });
      // Another department's people are ranked by their own.
      return ranked.filter((r) => own.some((p) => p.userId === r.subjectId)).map(({ subjectId, subjectName, average, rank, scored, missing }) => ({ userId: subjectId, name: subjectName, kind, average, rank, scored, missing }));
    }));
    return lists.flat();
  }
}

const view = ({ id, version, departmentUnitId, period, lines, publishedAt, publishedBy }: StaffRanking): StaffRankingView => ({ id, version, departmentUnitId, period, lines, publishedAt: publishedAt.toISOString(), publishedBy });
