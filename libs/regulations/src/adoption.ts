import { InvalidValue, type Label } from '@luyue/kernel';
import type { Regulation } from './clauses.ts';

/** One text of one rulebook (platform.md "Regulations as records", point 1). */
export interface RegulationVersion {
  id: string;
  regulation: Regulation;
  title: Label;
  /** As the publisher numbers it. */
  number: string;
  publisher: string;
  publishedAt: Date;
}

/** Puts a version in force for a tenant (point 2). */
export interface Adoption {
  id: string;
  regulation: Regulation;
  versionId: string;
  publishedAt: Date;
  /** The org units bound: obligations open only for these (UC-2). */
  scopeUnitIds: readonly string[] | 'all';
  effectiveFrom: Date;
  /** The adoption that ends where this one begins (UC-21); null for the first. */
  supersedes: string | null;
}

/** The adoption of a rulebook in force at an instant: the latest that has begun, so the one before ends where it begins (point 3). */
export function adoptionInForce(adoptions: readonly Adoption[], regulation: Regulation, at: Date): Adoption | undefined {
  return adoptions
    .filter((adoption) => adoption.regulation === regulation && adoption.effectiveFrom <= at)
    .reduce<Adoption | undefined>((latest, adoption) => (latest && latest.effectiveFrom >= adoption.effectiveFrom ? latest : adoption), undefined);
}

/**
 * Whether a fact of `unitId` at `at` opens obligations of the rulebook: UC-24, nothing for a fact before it is in force; UC-2, only for the
 * units bound. The product rules (`platform`) bind every tenant without adoption.
 */
export function opensFor(adoptions: readonly Adoption[], regulation: Regulation, unitId: string, at: Date): boolean {
  if (regulation === 'platform') return true;
  const scope = adoptionInForce(adoptions, regulation, at)?.scopeUnitIds;
  return scope === 'all' || scope?.includes(unitId) === true;
}

/**
 * Checks a new adoption against those there are.
 * @throws InvalidValue naming the field: `adoption.beforePublication` (UC-24), `adoption.scope` (UC-2), `adoption.supersedes` and
 * `adoption.order` (UC-21: it follows the latest one of its rulebook, without gap or overlap)
 */
export function checkAdoption(adoption: Adoption, existing: readonly Adoption[]): void {
  if (adoption.effectiveFrom < adoption.publishedAt) throw new InvalidValue('effectiveFrom', 'adoption.beforePublication', 'a version is not in force before it is published (UC-24)');
  if (adoption.scopeUnitIds !== 'all' && adoption.scopeUnitIds.length === 0) throw new InvalidValue('scopeUnitIds', 'adoption.scope', 'an adoption names the units it binds (UC-2)');
  const latest = existing.filter(({ regulation }) => regulation === adoption.regulation).sort((a, b) => b.effectiveFrom.getTime() - a.effectiveFrom.getTime())[0];
  if ((latest?.id ?? null) !== adoption.supersedes) throw new InvalidValue('supersedes', 'adoption.supersedes', 'a new adoption supersedes the latest one of its rulebook (UC-21)');
  if (latest && adoption.effectiveFrom <= latest.effectiveFrom) throw new InvalidValue('effectiveFrom', 'adoption.order', 'a new adoption begins after the one it supersedes (UC-21)');
}
