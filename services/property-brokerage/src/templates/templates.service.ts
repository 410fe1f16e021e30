import { Injectable } from '@nestjs/common';
import { newId } from '@luyue/kernel';
import { type Context, permit, refuse, statement, TenantDatabase, type Tx } from '@luyue/platform';
import type { DealKind } from '../deal-kinds.ts';
import { DEFAULT_DOCUMENTS, DEFAULT_STEPS } from './default-templates.ts';
import { DealTemplate } from './template.entity.ts';
import { KINDS, type PublishTemplate, type DealTemplateView } from './template-views.ts';
import { type DocumentTemplate, editionFor, faultsOf, looserThan, type StepTemplate } from './templates.rules.ts';

const RUNNING = statement('deal_template_running', `
  SELECT template_id AS id, count(*)::int AS deals FROM deal WHERE tenant_id = $1 AND status NOT IN ('archived', 'cancelled') AND template_id IS NOT NULL GROUP BY template_id`);

/** What a deal starts with and keeps. */
export interface StartingTemplate { id: string | null; edition: number; steps: StepTemplate[]; documents: DocumentTemplate[] }

/** Steps and documents of each kind of deal, published like policies: a deal keeps the edition that it started with (PB-4.5b). */
@Injectable()
export class Templates {
  constructor(private readonly database: TenantDatabase) {}

  /** What is in force, was and will be, the latest of each kind and city first; what every tenant starts with stands last. */
  list(ctx: Context): Promise<{ items: DealTemplateView[] }> {
    permit(ctx, 'deal.read');
    return this.database.read(ctx, async (tx) => {
      const [rows, running] = await Promise.all([this.rows(tx), tx.sql<{ id: string; deals: number }>(RUNNING, [tx.tenantId])]);
      const deals = new Map(running.map((r) => [r.id, r.deals]));
      const defaults = KINDS.map((kind): DealTemplateView => ({
        id: null, kind, city: '', edition: 0, effectiveFrom: null, inForce: !editionFor(rows, kind, '', tx.now), runningDeals: 0, steps: DEFAULT_STEPS[kind], documents: DEFAULT_DOCUMENTS, reason: null, publishedBy: null, publishedAt: null, withdrawnAt: null,
      }));
      return { items: [...rows.map((row) => view(row, rows, deals, tx.now)), ...defaults] };
    });
  }

  /** The template of a deal that starts at `at`. */
  async startingAt(tx: Tx, kind: DealKind, city: string, at: Date): Promise<StartingTemplate> {
    const row = editionFor(await this.rows(tx), kind, city, at);
    return row ? { id: row.id, edition: row.edition, steps: row.steps, documents: row.documents } : { id: null, edition: 0, steps: DEFAULT_STEPS[kind], documents: DEFAULT_DOCUMENTS };
  }

  /** The template that a deal started with, also when it has been followed by another or withdrawn. */
  async of(tx: Tx, deal: { templateId: string | null }, kind: DealKind): Promise<StartingTemplate> {
    const row = deal.templateId ? await tx.get(DealTemplate, deal.templateId) : null;
    return row ? { id: row.id, edition: row.edition, steps: row.steps, documents: row.documents } : { id: null, edition: 0, steps: DEFAULT_STEPS[kind], documents: DEFAULT_DOCUMENTS };
  }

  /**
   * Publishes the next edition. Throws 400 naming the fields: also for what PB-4.2 asks for everywhere, for a city that asks for less than the company's own general edition, and for a start in the past;
   * 409 where one starts at the same moment.
   */
  publish(ctx: Context, body: PublishTemplate): Promise<{ items: DealTemplateView[] }> {
    permit(ctx, 'dealTemplate.write');
    const faults = faultsOf(body);
    if (faults.length) throw refuse.fields(faults, 'PB-4.5b');
    const missing = looserThan({ steps: [], documents: DEFAULT_DOCUMENTS }, body);
    if (missing.length) throw refuse.fields(missing, 'PB-4.2');
    return this.database.write(ctx, async (tx) => {
      const city = body.city?.trim() ?? '';
      const effectiveFrom = body.effectiveFrom ? new Date(body.effectiveFrom) : tx.now;
      if (effectiveFrom < tx.now) throw refuse.field('effectiveFrom', 'past', { zh: '生效时间已经过去', en: 'the start lies in the past' }, 'PB-4.5b');
      const rows = await this.rows(tx);
      const general = city ? editionFor(rows, body.kind, '', effectiveFrom) : undefined;
      const looser = general ? looserThan(general, body) : [];
      if (looser.length) throw refuse.fields(looser, 'PB-4.5b');
      const same = rows.filter((row) => row.kind === body.kind && row.city === city);
      if (same.some((row) => !row.withdrawnAt && row.effectiveFrom.getTime() === effectiveFrom.getTime())) throw refuse.conflict('template_overlaps', { zh: '同一时刻已有一版生效', en: 'Another edition starts at that moment' }, { clause: 'PB-4.5b' });
      await tx.insert(DealTemplate, {
        tenantId: tx.tenantId, id: newId(), version: 1, kind: body.kind, city, edition: Math.max(0, ...same.map((row) => row.edition)) + 1, effectiveFrom, steps: body.steps, documents: body.documents, reason: body.reason,
        publishedBy: ctx.userName, publishedAt: tx.now, withdrawnAt: null,
      });
    }).then(() => this.list({ ...ctx, idempotency: undefined }));
  }

  /** Takes an edition back. Throws 422 while deals run under it: they would be left without their steps. */
  withdraw(ctx: Context, id: string): Promise<{ items: DealTemplateView[] }> {
    permit(ctx, 'dealTemplate.write');
    return this.database.write(ctx, async (tx) => {
      const row = await tx.lock(DealTemplate, id, { zh: '模板', en: 'template' });
      const running = (await tx.sql<{ id: string; deals: number }>(RUNNING, [tx.tenantId])).find((r) => r.id === id)?.deals ?? 0;
      if (running) {
        const title = { zh: `还有 ${running} 单成交按这一版办理，不能撤回；请发布新的一版`, en: `${running} deals run under this edition; publish a new one instead` };
        throw refuse.rule('PB-4.5b', 'template_in_use', title, { errors: [{ field: 'runningDeals', code: 'template_in_use', message: title }] });
      }
      if (!row.withdrawnAt) await tx.update(DealTemplate, row, { withdrawnAt: tx.now });
    }).then(() => this.list({ ...ctx, idempotency: undefined }));
  }

  private rows(tx: Tx): Promise<DealTemplate[]> {
    return tx.manager.createQueryBuilder(DealTemplate, 't').where('t.tenantId = :tenant', { tenant: tx.tenantId }).orderBy('t.kind').addOrderBy('t.city').addOrderBy('t.edition', 'DESC').getMany();
  }
}

const view = (row: DealTemplate, all: DealTemplate[], deals: Map<string, number>, now: Date): DealTemplateView => ({
  id: row.id, kind: row.kind, city: row.city, edition: row.edition, effectiveFrom: row.effectiveFrom.toISOString(), inForce: editionFor(all.filter((r) => r.city === row.city), row.kind, row.city, now)?.id === row.id,
  runningDeals: deals.get(row.id) ?? 0, steps: row.steps, documents: row.documents, reason: row.reason, publishedBy: row.publishedBy, publishedAt: row.publishedAt.toISOString(),
  withdrawnAt: row.withdrawnAt?.toISOString() ?? null,
});
