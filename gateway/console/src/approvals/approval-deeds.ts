import { post, remove } from '../api/client.ts'
import type { Approval, ApprovalChain, Delegation, Person } from '../api/types.ts'
import type { Deed } from '../components/form-fields.ts'
import type { Formats } from '../shell/formats.ts'
import type { ApprovalContext } from './contexts.ts'

type Say = (key: string, values?: Record<string, unknown>) => string
export type Here<T> = T & { context: ApprovalContext }

/** PF-12: whoever submitted it asks again those who may decide. */
export const remind = (t: Say, { id, subject, context }: Here<Approval>): Deed => ({ title: t('approval.remind'), about: `${subject.number} ${subject.title}`, done: t('approval.reminded'), fields: [], send: () => post(`/v1/${context}/approvals/${id}/remind`) })

/** And takes it back. */
export const withdraw = (t: Say, { id, subject, context }: Here<Approval>): Deed => ({ title: t('approval.withdraw'), about: `${subject.number} ${subject.title}`, say: t('approval.withdrawSays'), danger: true, done: t('approval.isWithdrawn'), fields: [], send: () => post(`/v1/${context}/approvals/${id}/withdraw`) })

/** Somebody decides in one's place, for a time, in each context whose matters are meant; what they decide counts as one's own. */
export const entrust = (t: Say, formats: Formats, { people, me, contexts, chains }: { people: Person[]; me: string; contexts: ApprovalContext[]; chains: Here<ApprovalChain>[] }): Deed => ({
  title: t('approval.entrust'), say: t('approval.entrustSays'), done: t('approval.entrusted'),
  fields: [
    { name: 'delegateId', kind: 'pick', label: t('approval.delegate'), options: people.filter((person) => person.active && person.id !== me).map((person) => ({ value: person.id, label: [person.name, person.title].filter(Boolean).join(' · ') })) },
    { name: 'from', kind: 'moment', label: t('approval.from'), optional: true, hint: t('informing.nowIfEmpty') }, { name: 'to', kind: 'moment', label: t('approval.to') },
    ...(chains.length > 0 ? [{ name: 'matters', kind: 'many' as const, label: t('approval.matters'), optional: true, hint: t('approval.allIfEmpty'), options: chains.map((chain) => ({ value: chain.matter, label: formats.words(chain.title) })) }] : []),
  ],
  send: async ({ matters, ...values }) => {
    const chosen = chains.filter(({ matter }) => Array.isArray(matters) && (matters as unknown[]).includes(matter))
    for (const context of contexts) {
      const here = chosen.filter((chain) => chain.context === context).map(({ matter }) => matter)
      if (chosen.length === 0 || here.length > 0) await post(`/v1/${context}/approval-delegates`, { ...values, ...(here.length > 0 && { matters: here }) })
    }
  },
})

export const endDelegation = (t: Say, { id, delegate, context }: Here<Delegation>): Deed => ({ title: t('approval.endDelegation'), about: delegate.name, say: t('approval.endSays'), danger: true, done: t('approval.ended'), fields: [], send: () => remove(`/v1/${context}/approval-delegates/${id}`) })
