import { post, remove } from '../api/client.ts'
import type { Approval, ApprovalChain, Delegation, Person } from '../api/types.ts'
import type { Deed } from '../components/form-fields.ts'
import type { Formats } from '../shell/formats.ts'

type Say = (key: string, values?: Record<string, unknown>) => string
/** The one context that has matters to approve. */
export const CONTEXT = '/v1/property-brokerage'

/** PF-12: whoever submitted it asks again those who may decide. */
export const remind = (t: Say, { id, subject }: Approval): Deed => ({ title: t('approval.remind'), about: `${subject.number} ${subject.title}`, done: t('approval.reminded'), fields: [], send: () => post(`${CONTEXT}/approvals/${id}/remind`) })

/** Somebody decides in one's place, for a time; what they decide counts as one's own. */
export const entrust = (t: Say, formats: Formats, people: Person[], me: string, chains: ApprovalChain[]): Deed => ({
  title: t('approval.entrust'), say: t('approval.entrustSays'), done: t('approval.entrusted'),
  fields: [
    { name: 'delegateId', kind: 'pick', label: t('approval.delegate'), options: people.filter((person) => person.active && person.id !== me).map((person) => ({ value: person.id, label: [person.name, person.title].filter(Boolean).join(' · ') })) },
    { name: 'from', kind: 'moment', label: t('approval.from'), optional: true, hint: t('informing.nowIfEmpty') }, { name: 'to', kind: 'moment', label: t('approval.to') },
    ...(chains.length > 0 ? [{ name: 'matters', kind: 'many' as const, label: t('approval.matters'), optional: true, hint: t('approval.allIfEmpty'), options: chains.map((chain) => ({ value: chain.matter, label: formats.words(chain.title) })) }] : []),
  ],
  send: (values) => post(`${CONTEXT}/approval-delegates`, values),
})

export const endDelegation = (t: Say, { id, delegate }: Delegation): Deed => ({ title: t('approval.endDelegation'), about: delegate.name, say: t('approval.endSays'), danger: true, done: t('approval.ended'), fields: [], send: () => remove(`${CONTEXT}/approval-delegates/${id}`) })
