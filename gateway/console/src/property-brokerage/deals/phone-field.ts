import type { Field, Values } from '../../components/form-fields.ts'
import { textOf } from '../../components/form-fields.ts'
import type { Scene } from './scene.ts'

const key = (userId: string): string => `luyue.own-phone.${userId}`

/** The number under which the parties reach their specialist: typed once, then kept on this machine. */
export const phoneField = ({ t, userId }: Scene, hint?: string, when?: Field['when']): Field => ({ name: 'phone', kind: 'line', label: t('informing.phone'), initial: localStorage.getItem(key(userId)), hint, when })

export function keptPhone({ userId }: Scene, values: Values): Values {
  if (values.phone) localStorage.setItem(key(userId), textOf(values.phone))
  return values
}
