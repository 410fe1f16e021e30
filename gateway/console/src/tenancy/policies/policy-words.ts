import type { PolicyReplay, PolicyValue, PolicyView } from '../../api/types.ts'

type Say = (key: string, values?: Record<string, unknown>) => string

/** `uc.fault.network.repairHours` -> `uc.fault`: the table is grouped by rulebook and matter of the key. */
export const groupOf = (key: string): string => key.split('.').slice(0, 2).join('.')

export const differsFromDefault = (policy: PolicyView): boolean => JSON.stringify(policy.inForce.value) !== JSON.stringify(policy.default)

/** Whether `value` is stricter (1), looser (-1) or the same (0) as `other`; null where the parameter has no direction. */
export function strictness(policy: Pick<PolicyView, 'tighter'>, value: PolicyValue, other: PolicyValue): -1 | 0 | 1 | null {
  if (policy.tighter === 'none' || value === null || other === null) return null
  const order = typeof value === 'number' && typeof other === 'number' ? value - other : typeof value === 'string' && typeof other === 'string' ? value.localeCompare(other) : null
  if (order === null) return null
  if (order === 0) return 0
  return order < 0 === (policy.tighter === 'lower') ? 1 : -1
}

/** 严 24 小时 / 宽 2 天, or nothing where both are the same. */
export function tighterBy(policy: Pick<PolicyView, 'tighter' | 'unit'>, value: PolicyValue, other: PolicyValue, t: Say): string | null {
  const sign = strictness(policy, value, other)
  if (!sign) return null
  const by = typeof value === 'number' && typeof other === 'number' ? t(`unit.${policy.unit}`, { value: Math.abs(value - other), defaultValue: `${Math.abs(value - other)} ${policy.unit}` }) : ''
  return `${t(sign > 0 ? 'policy.stricter' : 'policy.looser')} ${by}`.trim()
}

/** A local look before sending; the server has the last word (R19). Returns an i18n key or null. */
export function objection(policy: PolicyView, value: PolicyValue, isHeadquarters: boolean): string | null {
  if (value === null || value === '') return 'policy.enterValue'
  if (typeof value === 'number' && policy.bounds) {
    if (policy.bounds.min !== undefined && value < policy.bounds.min) return 'policy.belowBounds'
    if (policy.bounds.max !== undefined && value > policy.bounds.max) return 'policy.aboveBounds'
  }
  if (!isHeadquarters && policy.headquarters && strictness(policy, value, policy.headquarters.value) === -1) return 'policy.looserRefused'
  return null
}

/** A parameter whose values can be judged again: a clock that is not set case by case. */
export const isReplayable = (policy: Pick<PolicyView, 'clock' | 'default'>): boolean => policy.clock !== 'none' && policy.default !== null

const BAD_FALL = 0.03

/** Three points or more below what it was: worth a second thought, and shown in red. */
export const fallsBadly = ({ rateBefore, rateAfter }: Pick<PolicyReplay['total'], 'rateBefore' | 'rateAfter'>): boolean => rateBefore !== null && rateAfter !== null && rateBefore - rateAfter >= BAD_FALL

/** Where the scale of the shares begins: at a step of ten points below the lowest, so that small differences are seen. */
export const scaleFrom = (rates: (number | null)[]): number => Math.max(0, Math.min(0.9, Math.floor(Math.min(1, ...rates.map((rate) => rate ?? 1)) * 10 - 0.001) / 10))
