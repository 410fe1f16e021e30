import { InvalidValue } from '@luyue/kernel';
import { checkCompanions, compareTightness, parameter, type ParameterKey, type ParameterValue, type PolicyVersion, resolvePolicy, validateValue } from '@luyue/regulations';
import type { Refusal } from '../refusal.ts';

export interface Publication {
  key: ParameterKey;
  value: unknown;
  effectiveFrom: Date;
  now: Date;
  /** What headquarters above have released and is in force at `effectiveFrom`; null at the top of a tree and where they released nothing. */
  headquarters: PolicyVersion | null;
  /** Moments at which versions of the same key and origin begin already. */
  begins: Date[];
}

const no = (clause: string, code: string, zh: string, en: string, more: Partial<Refusal> = {}): Refusal => ({ clause, code, title: { zh, en }, ...more });

/** Why a subsidiary cannot set this parameter at all: headquarters keep it, or it has no tighter side (R19, PF-2). */
export function refuseOwnValue(key: ParameterKey, headquarters: PolicyVersion | null): Refusal | null {
  if (!headquarters) return null;
  if (parameter(key).tighter === 'none') return no('PF-2', 'policy_locked', '这一项没有更严的方向，按总部的值（R19）', 'This parameter has no tighter side; the value of headquarters holds (R19)');
  if (!headquarters.mayTighten) return no('PF-2', 'policy_locked', '总部没有允许各单位收紧这一项（R19）', 'Headquarters do not let their subsidiaries tighten this (R19)');
  return null;
}

/** Whether a version may be published: within bounds, not in the past, not at a moment already taken, and never looser than headquarters (R19). */
export function refusePublication({ key, value, effectiveFrom, now, headquarters, begins }: Publication): Refusal | null {
  const check = validateValue(key, value);
  if (!check.ok) return { ...no('PF-11', 'policy_out_of_bounds', check.message.zh, check.message.en), extra: { field: 'value', reason: check.code } };
  if (effectiveFrom < now) return no('PF-11', 'policy_in_the_past', '生效时间不能早于现在', 'A version cannot take effect in the past', { extra: { field: 'effectiveFrom', now: now.toISOString() } });
  if (begins.some((at) => at.getTime() === effectiveFrom.getTime())) return no('PF-11', 'policy_overlap', '同一时刻已经有一个版本生效', 'A version of this parameter takes effect at that moment already', { status: 409, extra: { field: 'effectiveFrom' } });
  const locked = refuseOwnValue(key, headquarters);
  if (locked || !headquarters) return locked;
  const tightness = compareTightness(key, value as ParameterValue, headquarters.value);
  if (tightness === 'tighter' || tightness === 'equal') return null;
  const shown = String(headquarters.value);
  return no('PF-2', 'policy_looser', `比总部的值（${shown}）宽，只能更严（R19）`, `Looser than the value of headquarters (${shown}); only tighter is possible (R19)`, { extra: { field: 'value', headquarters: headquarters.value, tighter: parameter(key).tighter } });
}

/**
 * A value that fits alone but not beside those it is used with: hours that end before they begin. Judged when it takes effect and at every later version of the others.
 * @param versions all that the tenant has, of every parameter
 */
export function refuseMisfit(key: ParameterKey, value: ParameterValue, effectiveFrom: Date, versions: PolicyVersion[]): Refusal | null {
  const moments = [effectiveFrom, ...versions.map((v) => v.effectiveFrom).filter((at) => at > effectiveFrom)];
  try {
    for (const at of moments) checkCompanions(key, value, (other) => resolvePolicy(other, versions, at).value);
    return null;
  } catch (error) {
    if (!(error instanceof InvalidValue)) throw error;
    return no('PF-11', 'policy_misfit', '和一起用的其他参数合不上：这样的钟点没法计时', 'Does not fit the parameters that it is used with: such hours cannot be counted', { extra: { field: 'value', reason: error.code } });
  }
}

/** The version of an origin that has begun last, at an instant. `versions` in the order of their beginning. */
export const latestAt = (versions: PolicyVersion[], origin: PolicyVersion['origin'], at: Date): PolicyVersion | null =>
  versions.findLast((v) => v.origin === origin && v.effectiveFrom <= at) ?? null;
