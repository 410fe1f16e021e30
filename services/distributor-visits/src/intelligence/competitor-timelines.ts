import { Injectable } from '@nestjs/common';
import { type Context, decodeCursor, page, type Page, permit, TenantDatabase, unitsOf } from '@luyue/platform';
import { Competitor, VisitIntelligence } from './intelligence.entity.ts';
import type { CompetitorView, IntelligenceView } from './intelligence.http.ts';
import { Intelligence } from './intelligence.service.ts';

interface Range { limit: number; cursor?: string }

/** Competitors, and what is known of each over time (DV-3.1d, capability 8). Their names are the company's, the items those of the reader's units. */
@Injectable()
export class CompetitorTimelines {
  constructor(private readonly database: TenantDatabase, private readonly intelligence: Intelligence) {}

  competitors(ctx: Context, { limit, cursor }: Range): Promise<Page<CompetitorView>> {
    permit(ctx, 'visit.read');
    const after = decodeCursor(cursor, 2);
    return this.database.read(ctx, async (tx) => {
      const query = tx.manager.createQueryBuilder(Competitor, 'c').where('c.tenantId = :tenant', { tenant: tx.tenantId });
      if (after) query.andWhere('(c.lastAt, c.id) < (:at, :id)', { at: after[0], id: after[1] });
      const rows = await query.orderBy('c.lastAt', 'DESC').addOrderBy('c.id', 'DESC').limit(limit + 1).getMany();
      return page(rows, limit, (c) => [c.lastAt.toISOString(), c.id], ({ id, name, items, lastAt }) => ({ id, name, items, lastAt: lastAt.toISOString() }));
    });
  }

  timeline(ctx: Context, id: string, { limit, cursor }: Range): Promise<Page<IntelligenceView>> {
    const units = unitsOf(ctx, 'visit.read');
    const after = decodeCursor(cursor, 2);
    return this.database.read(ctx, async (tx) => {
      const { id: competitor } = await tx.get(Competitor, id, { zh: '竞争对手', en: 'competitor' });
      const query = tx.manager.createQueryBuilder(VisitIntelligence, 'i').where('i.tenantId = :tenant AND i.competitorId = :competitor', { tenant: tx.tenantId, competitor });
      if (units !== 'all') query.andWhere('i.unitId = ANY (:units)', { units });
      if (after) query.andWhere('(i.occurredAt, i.id) < (:at, :id)', { at: after[0], id: after[1] });
      const rows = await query.orderBy('i.occurredAt', 'DESC').addOrderBy('i.id', 'DESC').limit(limit + 1).getMany();
      const cut = page(rows, limit, (i) => [i.occurredAt.toISOString(), i.id], (i) => i);
      return { ...cut, items: await this.intelligence.views(tx, cut.items) };
    });
  }
}
