import { post } from '../../api/client.ts'
import { type Deed, type Field, textOf } from '../../components/form-fields.ts'
import type { Scene } from './scene.ts'
import { SpecialistChoice } from './SpecialistChoice.tsx'

export const VERBS = ['send-f1', 'accept', 'assign', 'reassign', 'decline', 'cancel'] as const
export type Verb = (typeof VERBS)[number]
export const isVerb = (action: string): action is Verb => VERBS.includes(action as Verb)

/** What each verb asks: a specialist, and a text that is owed or offered. */
const asks: Record<Verb, { specialist?: true; text?: 'note' | 'reason' }> = {
  'send-f1': {}, accept: {}, assign: { specialist: true, text: 'note' }, reassign: { specialist: true, text: 'reason' }, decline: { text: 'reason' }, cancel: { text: 'reason' },
}

/** The life of a deal: F1, the specialist, the end. */
export function dealDeed({ deal, path, about, t }: Scene, verb: Verb): Deed {
  const { specialist, text } = asks[verb]
  const fields: Field[] = [
    ...(specialist ? [{ name: 'specialistUserId', kind: 'own' as const, label: t('deal.specialist'), render: (value, onChange) => <SpecialistChoice deal={deal} value={textOf(value)} onPick={onChange} /> } satisfies Field] : []),
    ...(text ? [{ name: text, kind: 'text' as const, label: t(text === 'note' ? 'deal.ask.note' : `deal.ask.${verb}`), optional: text === 'note' } satisfies Field] : []),
  ]
  return { title: t(`deal.action.${verb}`), about, say: fields.length === 0 ? t(`deal.ask.${verb}`) : undefined, fields, danger: verb === 'cancel', done: t(`deal.done.${verb}`), send: (values) => post(`${path}/${verb}`, values) }
}
