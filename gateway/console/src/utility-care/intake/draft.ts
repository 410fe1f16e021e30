import type { AccountHit, CaseKind, FaultScope } from '../../api/types.ts'
import type { Window } from '../../components/WindowPicker.tsx'

/** What the call-taker has written so far; kept on this machine until it is saved or thrown away. */
export interface IntakeDraft {
  intakeId: string | null
  receivedAt: string | null
  channel: 'phone' | 'counter' | 'web'
  callerPhone: string
  callerName: string
  address: string
  account: AccountHit | null
  /** Nobody in the register: a caller without an account. */
  unknown: boolean
  kind: CaseKind | null
  symptom: string | null
  faultScope: FaultScope | null
  visit: 'now' | 'window'
  window: Window | null
  description: string
  answers: Record<string, string>
  notSame: boolean
  linkTo: string | null
}

export const emptyDraft: IntakeDraft = {
  intakeId: null, receivedAt: null, channel: 'phone', callerPhone: '', callerName: '', address: '', account: null, unknown: false, kind: null, symptom: null,
  faultScope: null, visit: 'now', window: null, description: '', answers: {}, notSame: false, linkTo: null,
}

const KEY = 'luyue.draft.intake'

export function loadDraft(): IntakeDraft {
  try {
    return { ...emptyDraft, ...(JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<IntakeDraft>) }
  } catch {
    return emptyDraft
  }
}

export const keepDraft = (draft: IntakeDraft): void => localStorage.setItem(KEY, JSON.stringify(draft))
export const dropDraft = (): void => localStorage.removeItem(KEY)
export const isWritten = (draft: IntakeDraft): boolean => Boolean(draft.account ?? (draft.kind || draft.description || draft.callerName))

/** The body of POST /cases. `phone` is the caller's full number; `label` is the word of the symptom, which stands in for an empty description. */
export function bodyOf(draft: IntakeDraft, label: string, phone: string): Record<string, unknown> {
  const name = draft.callerName || draft.account?.holderName || ''
  return {
    intakeId: draft.intakeId,
    kind: draft.kind,
    ...(draft.kind === 'repair' ? { faultScope: draft.faultScope ?? 'equipment' } : {}),
    ...(draft.account ? { accountId: draft.account.id } : {}),
    caller: { name, ...(phone ? { phone } : {}) },
    ...(draft.address && !draft.account ? { address: draft.address } : {}),
    ...(draft.symptom ? { symptom: draft.symptom } : {}),
    description: draft.description.trim() || label,
    ...(Object.keys(draft.answers).length > 0 ? { answers: draft.answers } : {}),
    ...(draft.visit === 'window' && draft.window ? { agreedWindow: { ...draft.window, agreedBy: name } } : {}),
    ...(draft.linkTo ? { linkTo: draft.linkTo } : {}),
    ...(draft.notSame ? { duplicateAcknowledged: true } : {}),
  }
}

/** What still keeps the form from being saved, as names of fields. */
export function missingOf(draft: IntakeDraft): string[] {
  const missing: string[] = []
  if (!draft.account && !draft.unknown) missing.push('account')
  if (!draft.account && draft.unknown && !draft.callerName) missing.push('callerName')
  if (!draft.kind) missing.push('kind')
  if (draft.kind && !draft.symptom && !draft.description.trim()) missing.push('symptom')
  if (draft.visit === 'window' && !draft.window) missing.push('window')
  return missing
}
