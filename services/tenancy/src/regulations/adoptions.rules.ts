import { InvalidValue } from '@luyue/kernel';
import { type Adoption, checkAdoption, type Regulation } from '@luyue/regulations';
import type { Refusal } from '../refusal.ts';
import type { AdoptionRow } from './adoption.entity.ts';

export type AdoptionFacts = Pick<AdoptionRow, 'id' | 'regulation' | 'regulationVersion' | 'publishedAt' | 'effectiveFrom' | 'scopeUnitIds' | 'supersedes'>;

const words: Record<string, string> = {
  'adoption.beforePublication': '制度在公布之前不能生效（UC-24）',
  'adoption.scope': '要写明约束哪些单位（UC-2）',
  'adoption.supersedes': '新版本替代同一制度最近的一次登记（UC-21）',
  'adoption.order': '新版本要在它替代的版本之后生效（UC-21）',
};

export const asAdoption = (row: AdoptionFacts): Adoption => ({
  id: row.id, regulation: row.regulation as Regulation, versionId: row.regulationVersion, publishedAt: row.publishedAt, effectiveFrom: row.effectiveFrom, scopeUnitIds: row.scopeUnitIds ?? 'all', supersedes: row.supersedes,
});

/** Why a version cannot be put in force: before its publication, for nobody, or with a gap or an overlap to the one before (PF-21). */
export function refuseAdoption(wanted: AdoptionFacts, existing: AdoptionFacts[]): Refusal | null {
  try {
    checkAdoption(asAdoption(wanted), existing.map(asAdoption));
    return null;
  } catch (error) {
    if (!(error instanceof InvalidValue)) throw error;
    return { clause: 'PF-21', code: error.code, field: error.field, title: { zh: words[error.code] ?? error.message, en: error.message } };
  }
}

/** Until when each adoption is in force: where its successor begins, so that its last whole day is the day before (PF-21). */
export const endOf = (row: AdoptionFacts, all: AdoptionFacts[]): Date | null => all.find((a) => a.supersedes === row.id)?.effectiveFrom ?? null;
