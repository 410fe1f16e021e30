import type { ParameterValue } from './parameter-entry.ts';
import { parameter, type ParameterKey } from './parameters.ts';
import { compareTightness, type Tightness } from './values.ts';

/** One published value of a parameter. A version is never changed; a later one takes over at its `effectiveFrom`. */
export interface PolicyVersion {
  key: ParameterKey;
  value: ParameterValue;
  /** From 1, counted per key and origin; 0 is the registry's default. */
  version: number;
  effectiveFrom: Date;
  origin: 'headquarters' | 'own';
  /** On a value of headquarters: whether a subsidiary may move it to the tighter side (R19). */
  mayTighten: boolean;
  /** Name of the tenant that set it, for the ladder. */
  setBy: string;
  reason?: string;
  /** Distance from the top of the tree, where several headquarters stand above one another; the lowest number rules first. */
  depth?: number;
}

export interface LadderStep {
  origin: 'default' | 'headquarters' | 'own';
  value: ParameterValue | null;
  version: number;
  effectiveFrom?: Date;
  setBy?: string;
  reason?: string;
  mayTighten?: boolean;
  /** The one step whose value is in force. */
  rules: boolean;
  /** How it stands to the step that ruled before it: the reason why it rules or does not. */
  because: 'default' | 'first' | 'locked' | Tightness;
}

export interface ResolvedPolicy {
  key: ParameterKey;
  /** null only for a parameter without a default that nobody has set: the value comes case by case. */
  value: ParameterValue | null;
  version: number;
  origin: LadderStep['origin'];
  /** From the rulebook's default through headquarters to the tenant itself (PF-11: each due time explains itself). */
  ladder: LadderStep[];
  /** Published, not yet in force, earliest first. */
  upcoming: PolicyVersion[];
}

/**
 * The value of a parameter in force at an instant (R17, R19). Headquarters' value replaces the default; the tenant's own replaces
 * headquarters' only if that may be tightened and the own value is tighter or equal; without one of headquarters the own value rules.
 * @param versions all versions that concern the tenant; those of other keys are ignored
 */
export function resolvePolicy(key: ParameterKey, versions: readonly PolicyVersion[], at: Date): ResolvedPolicy {
  const own = versions.filter((version) => version.key === key);
  const ladder: LadderStep[] = [{ origin: 'default', value: parameter(key).default, version: 0, rules: true, because: 'default' }];
  let ruling = ladder[0]!;
  for (const { origin, value, version, effectiveFrom, setBy, reason, mayTighten } of inForce(own, at)) {
    const because = standing(key, value, ruling);
    const rules = because === 'first' || because === 'tighter' || because === 'equal';
    const step: LadderStep = { origin, value, version, effectiveFrom, setBy, ...(reason && { reason }), mayTighten, rules, because };
    ladder.push(step);
    if (!step.rules) continue;
    ruling.rules = false;
    ruling = step;
  }
  const upcoming = own.filter(({ effectiveFrom }) => effectiveFrom > at).sort((a, b) => a.effectiveFrom.getTime() - b.effectiveFrom.getTime() || a.version - b.version);
  return { key, value: ruling.value, version: ruling.version, origin: ruling.origin, ladder, upcoming };
}

function standing(key: ParameterKey, value: ParameterValue, ruling: LadderStep): LadderStep['because'] {
  if (ruling.origin === 'default') return 'first';
  // With no tighter side a subsidiary sets no value at all (PF "Headquarters and a unit", point 4).
  if (!ruling.mayTighten || parameter(key).tighter === 'none') return 'locked';
  return compareTightness(key, value, ruling.value!);
}

/** The latest version of each level of the tree, from the top down to the tenant itself. */
function inForce(versions: readonly PolicyVersion[], at: Date): PolicyVersion[] {
  const latest = new Map<number, PolicyVersion>();
  for (const version of versions) {
    if (version.effectiveFrom > at) continue;
    const level = levelOf(version);
    const known = latest.get(level);
    const later = !known || version.effectiveFrom > known.effectiveFrom || (version.effectiveFrom.getTime() === known.effectiveFrom.getTime() && version.version > known.version);
    if (later) latest.set(level, version);
  }
  return [...latest.entries()].sort(([a], [b]) => a - b).map(([, version]) => version);
}

const levelOf = ({ origin, depth = 0 }: PolicyVersion): number => (origin === 'own' ? Number.POSITIVE_INFINITY : depth);
