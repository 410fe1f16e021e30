import { Injectable } from '@nestjs/common';
import { Directory, type DirectoryUnit, type DirectoryUser } from '@luyue/directory';
import { decodeCursor, page, permit, refuse, statement, TenantDatabase, type Context, type Page, type Tx, unitsOf } from '@luyue/platform';
import { Obligation } from './obligation.entity.ts';
import { Obligations } from './obligations.ts';
import type { ObligationDetail, ObligationView } from './obligation-view.ts';
import { obligationDetail, obligationView, type People } from './views.ts';

export interface ObligationFilter { subjectId?: string; clauseId?: string; status?: string; clock?: 'overdue' | 'risk' | 'open' | 'paused'; owner?: 'me'; ownerUserId?: string; limit: number; cursor?: string }

const OF_SUBJECTS = statement('obligations_of_subjects', 'tenant_id = $1 AND subject_id = ANY ($2) ORDER BY started_at, id');
// With the owner's names in the same round trip: the page behind "why this date?" is the most read of all.
const DETAIL = statement('obligation_detail', `
  SELECT o.*, to_jsonb(un) AS unit, to_jsonb(us) AS person FROM obligation o
  LEFT JOIN directory_unit un ON un.tenant_id = o.tenant_id AND un.id = o.owner_unit_id
  LEFT JOIN directory_user us ON us.tenant_id = o.tenant_id AND us.id = o.owner_user_id
  WHERE o.tenant_id = $1 AND o.id = $2`);

/** Reading the obligations of one service, within the units that the reader may see. */
@Injectable()
export class ObligationList {
  constructor(private readonly database: TenantDatabase, private readonly directory: Directory, private readonly obligations: Obligations) {}

  list(ctx: Context, filter: ObligationFilter): Promise<Page<ObligationView>> {
    const units = unitsOf(ctx, 'obligation.read');
    const after = decodeCursor(filter.cursor, 2);
    return this.database.read(ctx, async (tx) => {
      const query = tx.manager.createQueryBuilder(Obligation, 'o').where('o.tenantId = :tenant', { tenant: tx.tenantId });
      if (units !== 'all') query.andWhere('o.ownerUnitId = ANY (:units)', { units });
      if (filter.subjectId) query.andWhere('o.subjectId = :subject', { subject: filter.subjectId });
      if (filter.clauseId) query.andWhere('o.clauseId = :clause', { clause: filter.clauseId });
      if (filter.status) query.andWhere('o.status = :status', { status: filter.status });
      if (filter.owner) query.andWhere('o.ownerUserId = :me', { me: ctx.userId });
      if (filter.ownerUserId) query.andWhere('o.ownerUserId = :owner', { owner: filter.ownerUserId });
      if (filter.clock) query.andWhere(`o.status = 'open'`);
      if (filter.clock === 'paused') query.andWhere('o.pausedAt IS NOT NULL');
      if (filter.clock === 'overdue') query.andWhere('o.dueAt < :now', { now: tx.now });
      if (filter.clock === 'risk') query.andWhere('o.dueAt >= :now AND o.riskAt <= :now', { now: tx.now });
      if (filter.clock === 'open') query.andWhere('(o.dueAt >= :now AND (o.riskAt IS NULL OR o.riskAt > :now))', { now: tx.now });
      // Open ones by their due time, everything else by its start.
      if (filter.clock && filter.clock !== 'paused') {
        if (after) query.andWhere('(o.dueAt, o.id) > (:at, :id)', { at: after[0], id: after[1] });
        query.orderBy('o.dueAt').addOrderBy('o.id');
      } else {
        if (after) query.andWhere('(o.startedAt, o.id) < (:at, :id)', { at: after[0], id: after[1] });
        query.orderBy('o.startedAt', 'DESC').addOrderBy('o.id', 'DESC');
      }
      const rows = await query.limit(filter.limit + 1).getMany();
      const people = await this.people(tx);
      return page(rows, filter.limit, (o) => [(filter.clock && filter.clock !== 'paused' ? o.dueAt : o.startedAt)?.toISOString() ?? null, o.id], (o) => obligationView(o, tx.now, people));
    });
  }

  detail(ctx: Context, id: string): Promise<ObligationDetail> {
    permit(ctx, 'obligation.read');
    return this.database.read(ctx, async (tx) => {
      const [found] = await tx.sql<{ unit: DirectoryUnit | null; person: DirectoryUser | null } & Record<string, unknown>>(DETAIL, [tx.tenantId, id]);
      if (!found) throw refuse.notFound({ zh: '义务', en: 'obligation' });
      const row = tx.hydrate(Obligation, found);
      permit(ctx, 'obligation.read', row.ownerUnitId);
      return obligationDetail(row, tx.now, { units: new Map(found.unit ? [[row.ownerUnitId, found.unit]] : []), users: new Map(found.person ? [[row.ownerUserId!, found.person]] : []) });
    });
  }

  waive(ctx: Context, id: string, reason: string): Promise<ObligationDetail> {
    permit(ctx, 'obligation.waive');
    return this.database.write(ctx, async (tx) => obligationDetail(await this.obligations.waive(tx, id, reason), tx.now, await this.people(tx)));
  }

  /** Obligations of several subjects for their pages and lists: one query, not one per row. */
  async ofSubjects(tx: Tx, subjectIds: string[]): Promise<Map<string, Obligation[]>> {
    const rows = subjectIds.length
      ? await tx.rows(Obligation, OF_SUBJECTS, [tx.tenantId, subjectIds])
      : [];
    const found = new Map<string, Obligation[]>();
    for (const row of rows) found.set(row.subjectId, [...(found.get(row.subjectId) ?? []), row]);
    return found;
  }

  people(tx: Tx): Promise<People> { return this.directory.people(tx); }
}
