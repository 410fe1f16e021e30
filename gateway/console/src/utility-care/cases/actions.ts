import type { Case } from '../../api/types.ts'
import type { Values } from '../../components/form-fields.ts'

/** One input of an action's form; `name` is the property of the request body. */
export interface ActionField {
  name: string
  kind: 'line' | 'text' | 'number' | 'choice' | 'person' | 'candidate' | 'case' | 'window' | 'photos'
  /** i18n group of the choices, `choice.refer.no_part`. */
  choices?: string[]
  optional?: boolean
  /** Asked only then; what is not asked is not sent. */
  when?: (record: Case, draft: Values) => boolean
}

export interface ActionForm {
  fields: ActionField[]
  /** Constant parts of the body. */
  fixed?: Record<string, unknown>
}

const note: ActionField = { name: 'note', kind: 'text' }
const reason: ActionField = { name: 'reason', kind: 'text' }
// Only a major fault of the network gets its hours from a person (UC-7.3d).
const repairHours = (when: ActionField['when']): ActionField => ({ name: 'repairHours', kind: 'number', when })
const photos: ActionField = { name: 'attachmentIds', kind: 'photos', optional: true }

/** What each verb of a case asks before it is sent; the verb is the last part of its address. */
export const caseForms: Record<string, ActionForm> = {
  grade: { fields: [reason, repairHours((record) => record.kind === 'repair' && record.faultScope === 'network')], fixed: { severity: 'major' } },
  'acknowledge-report': { fields: [] },
  reclassify: { fields: [{ name: 'faultScope', kind: 'choice', choices: ['network', 'equipment'] }, repairHours((record, draft) => record.severity === 'major' && draft.faultScope === 'network'), reason] },
  link: { fields: [{ name: 'masterId', kind: 'case' }] },
  'agree-window': { fields: [{ name: 'window', kind: 'window' }, { name: 'agreedBy', kind: 'line' }, { name: 'channel', kind: 'choice', choices: ['phone', 'counter', 'sms', 'visit'] }] },
  refer: { fields: [{ name: 'reason', kind: 'choice', choices: ['out_of_scope', 'no_part', 'other'] }, note] },
  inform: { fields: [{ name: 'how', kind: 'choice', choices: ['phone', 'visit', 'sms', 'channel_accepted'] }, { name: 'who', kind: 'line' }, note] },
  progress: { fields: [{ name: 'text', kind: 'text' }] },
  investigate: { fields: [{ name: 'entry', kind: 'text' }] },
  reply: { fields: [{ name: 'content', kind: 'text' }, { name: 'how', kind: 'choice', choices: ['phone', 'visit', 'letter', 'sms', 'file_note'] }] },
  transfer: { fields: [{ name: 'toUserId', kind: 'person' }, reason] },
  'transfer/accept': { fields: [] },
  'transfer/decline': { fields: [reason] },
  'user-answered': { fields: [note] },
  close: { fields: [note] },
  reopen: { fields: [reason] },
}

/** The verbs of a work order. */
export const orderForms: Record<string, ActionForm> = {
  assign: { fields: [{ name: 'userId', kind: 'candidate' }] },
  accept: { fields: [] },
  depart: { fields: [] },
  arrive: { fields: [] },
  handle: { fields: [note, photos] },
  repair: { fields: [note, photos] },
  'no-access': { fields: [note] },
  return: { fields: [reason] },
}

/** Servers may write `agreeWindow`, `agree_window` or `agree-window`; the address says `agree-window`. */
export function verbOf(action: string): string {
  const kebab = action.replace(/([a-z])([A-Z])/g, '$1-$2').toLowerCase().replaceAll('_', '-')
  return /^(transfer-(accept|decline)|(accept|decline)-transfer)$/.test(kebab) ? `transfer/${/accept|decline/.exec(kebab)![0]}` : kebab
}
