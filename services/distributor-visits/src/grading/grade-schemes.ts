import { Injectable } from '@nestjs/common';
import { type Context, permit, refuse, TenantDatabase, type Tx, unitsOf } from '@luyue/platform';
import { Schemes } from '@luyue/scorecards';
import { Regions } from '../regions/regions.service.ts';
import type { GradeSchemeView, PublishGradeScheme } from './grading.http.ts';
import { FACTS, inOrder, type Thresholds } from './grading.rules.ts';

/** What the schemes and cards of grading are called. */
export const GRADE_CARDS = 'customer_grade';

/** Schemes of grading, one for a region or for the whole company, in versions (DV-4.1). */
@Injectable()
export class GradeSchemes {
  constructor(private readonly database: TenantDatabase, private readonly schemes: Schemes, private readonly regions: Regions) {}

  /** All versions of the company's own and of the regions whose customers the caller sees, the newest of each region first. */
  list(ctx: Context): Promise<{ items: GradeSchemeView[] }> {
    const units = unitsOf(ctx, 'visitCustomer.read');
    return this.database.read(ctx, async (tx) => {
      const found = await this.schemes.list(tx, GRADE_CARDS);
      const regions = await this.regions.named(tx, [...new Set(found.flatMap((s) => (s.scope ? [s.scope] : [])))]);
      const seen = found.filter(({ scope }) => !scope || units === 'all' || units.includes(regions.get(scope)?.unitId ?? ''));
      return { items: seen.map(({ scope, settings, ...s }) => ({ ...s, regionId: scope || null, regionName: regions.get(scope)?.name ?? null, thresholds: thresholdsOf(settings) })) };
    });
  }

  /**
   * The next version of a region's scheme, or of the company's for regions without one. Throws 422 naming DV-4.1 for weights that do not sum to exactly 100 and for thresholds that do not fall from A to C, 403 for the company's scheme
   * outside the whole tenant.
   */
  async publish(ctx: Context, { regionId, unitId, items, thresholds, effectiveFrom, reason }: PublishGradeScheme): Promise<{ items: GradeSchemeView[] }> {
    const units = unitsOf(ctx, 'visitGrade.write');
    if (!regionId && units !== 'all') throw refuse.forbidden('visitGrade.write');
    if (!inOrder(thresholds)) throw refuse.rule('DV-4.1', 'thresholds', { zh: '分数线应从 A 到 C 依次降低，在 0 到 100 之间', en: 'The thresholds fall from A to C, between 0 and 100' }, { errors: [{ field: 'thresholds', code: 'order', message: { zh: '应从 A 到 C 依次降低', en: 'fall from A to C' } }] });
    await this.database.write(ctx, async (tx) => {
      if (regionId) await this.permitRegion(tx, regionId, unitId);
      await this.schemes.publish(tx, { kind: GRADE_CARDS, scope: regionId ?? '', items: items as never, settings: { thresholds }, ...(effectiveFrom && { effectiveFrom: new Date(effectiveFrom) }), reason, clauseId: 'DV-4.1', facts: FACTS });
    });
    return this.list({ ...ctx, idempotency: undefined });
  }

  private async permitRegion(tx: Tx, regionId: string, unitId: string | undefined): Promise<void> {
    if (!unitId) throw refuse.field('unitId', 'required', { zh: '要写明地区所在的单位', en: 'is required with a region' }, 'DV-4.1');
    permit(tx.ctx, 'visitGrade.write', unitId);
    await this.regions.ofUnit(tx, regionId, unitId);
  }
}

export const thresholdsOf = (settings: Record<string, unknown>): Thresholds => settings['thresholds'] as Thresholds;
