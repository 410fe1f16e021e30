import { clausesWith, parameter, resolvePolicy, type ParameterKey } from '@luyue/regulations';
import { refuseOwnValue } from './policies.rules.ts';
import type { PolicyRow } from './policy.entity.ts';
import { asVersion } from './policy-versions.ts';

export interface PolicyVersionView { version: number; value: unknown; effectiveFrom: Date; mayTighten: boolean; reason: string; setBy: string; setAt: Date; origin: 'headquarters' | 'own' }

export interface PolicyView {
  key: string; label: { zh: string; en: string }; clauseIds: string[]; unit: string; clock: string; type: string; tighter: string; bounds: { min: number; max: number } | null; choices: readonly (number | string)[] | null;
  /** Null for a number that is set case by case. */
  default: unknown;
  /** † in the rulebook: the default is the product's and not the rulebook's. */
  ours: boolean;
  inForce: { value: unknown; version: number; origin: 'default' | 'headquarters' | 'own'; since: Date | null };
  own: PolicyVersionView | null; headquarters: PolicyVersionView | null; pending: PolicyVersionView[]; mayChange: boolean; whyNot?: string; differs?: { tenantId: string; tenantName: string; value: unknown }[];
}

/** Who looks at the parameter, and what they may do about it. */
export interface Viewer { now: Date; language: 'zh' | 'en'; isSubsidiary: boolean; mayWrite: boolean; below: { id: string; name: string; rows: PolicyRow[] }[] }

const versionView = ({ version, value, effectiveFrom, mayTighten, reason, setBy, setAt, origin }: PolicyRow): PolicyVersionView => ({ version, value: value.value, effectiveFrom, mayTighten, reason, setBy, setAt, origin });

export const historyView = (rows: PolicyRow[]): PolicyVersionView[] => rows.toReversed().map(versionView);

/** One parameter as a tenant sees it. `rows`: its versions, oldest first. */
export function policyView(key: ParameterKey, rows: PolicyRow[], viewer: Viewer): PolicyView {
  const { label, unit, clock, type, tighter, bounds, choices, ours, default: byDefault } = parameter(key);
  const inForce = resolvePolicy(key, rows.map(asVersion), viewer.now);
  const latest = (origin: PolicyRow['origin']): PolicyRow | undefined => rows.findLast((r) => r.origin === origin && r.effectiveFrom <= viewer.now);
  const [own, headquarters] = [latest('own'), latest('headquarters')];
  const kept = viewer.isSubsidiary && headquarters ? refuseOwnValue(key, asVersion(headquarters)) : null;
  const whyNot = viewer.mayWrite ? kept?.title[viewer.language] : { zh: '没有权限：policy.write', en: 'Permission missing: policy.write' }[viewer.language];
  return {
    key, label, clauseIds: clausesWith(key), unit, clock, type, tighter, bounds: bounds ?? null, choices: choices ?? null, default: byDefault, ours,
    inForce: { value: inForce.value, version: inForce.version, origin: inForce.origin, since: inForce.ladder.find((step) => step.rules)?.effectiveFrom ?? null },
    own: own ? versionView(own) : null, headquarters: headquarters ? versionView(headquarters) : null, pending: rows.filter((r) => r.effectiveFrom > viewer.now).map(versionView),
    mayChange: !whyNot, ...(whyNot && { whyNot }), ...(viewer.below.length && { differs: differing(key, inForce.value, viewer) }),
  };
}

/** Units whose value in force is another than the viewer's: what headquarters look at (PF-2). */
function differing(key: ParameterKey, value: unknown, viewer: Viewer): NonNullable<PolicyView['differs']> {
  return viewer.below.flatMap(({ id, name, rows }) => {
    const theirs = resolvePolicy(key, rows.filter((r) => r.key === key).map(asVersion), viewer.now).value;
    return JSON.stringify(theirs) === JSON.stringify(value) ? [] : [{ tenantId: id, tenantName: name, value: theirs }];
  });
}
