import { post } from '../../api/client.ts'
import type { Agreement, CrossingPurpose } from '../../api/types.ts'
import { type Deed, listOf, textOf } from '../../components/form-fields.ts'
import type { Formats } from '../../shell/formats.ts'

type Say = (key: string, values?: Record<string, unknown>) => string

export const fieldWord = (t: Say, field: string): string => t(`agreement.field.${field}`, { defaultValue: field })
const pathOf = ({ id }: Agreement): string => `/v1/tenancy/agreements/${id}`

/** PF-10: to whom, for what, and which fields of each event may cross beside those without which it means nothing. */
export function offerAgreement(t: Say, formats: Formats, purposes: CrossingPurpose[], purpose: CrossingPurpose): Deed {
  return {
    title: t('agreement.offer'), say: t('agreement.offerSays'), done: t('agreement.offered'),
    fields: [
      { name: 'code', kind: 'line', label: t('agreement.code'), hint: t('agreement.codeHint') },
      { name: 'purpose', kind: 'pick', label: t('agreement.purpose'), initial: purpose.purpose, options: purposes.map((each) => ({ value: each.purpose, label: formats.words(each.name) })) },
      ...purpose.events.map((event, index) => ({
        name: event.event, kind: 'many' as const, label: t('agreement.mayCross', { event: formats.words(event.name) }), optional: true, initial: event.optional, options: event.optional.map((field) => ({ value: field, label: fieldWord(t, field) })), hint: t('agreement.always', { fields: event.needed.map((field) => fieldWord(t, field)).join(t('mark.list')) }),
        fills: [`terms.${index}.fields`, `terms.${index}.event`],
      })),
      { name: 'reason', kind: 'text', label: t('agreement.reason') },
    ],
    send: ({ code, reason, ...chosen }) => post('/v1/tenancy/agreements', { code: textOf(code).toUpperCase(), purpose: purpose.purpose, reason, terms: purpose.events.map(({ event, needed }) => ({ event, fields: [...needed, ...listOf(chosen[event])] })) }),
  }
}

const accept = (t: Say, row: Agreement): Deed => ({ title: t('agreement.accept'), about: row.partnerName, say: t('agreement.acceptSays'), done: t('agreement.accepted'), fields: [], send: () => post(`${pathOf(row)}/accept`) })
const withReason = (t: Say, row: Agreement, verb: 'decline' | 'end', title: string, say: string): Deed => ({ title, about: row.partnerName, say, danger: true, fields: [{ name: 'reason', kind: 'text', label: t('agreement.reason') }], send: (values) => post(`${pathOf(row)}/${verb}`, values) })

/** What this side may do now: the other side answers an offer, either ends what runs, at once. */
export function agreementDeeds(t: Say, row: Agreement): Deed[] {
  const deeds: Record<string, () => Deed> = {
    accepted: () => accept(t, row), declined: () => withReason(t, row, 'decline', t('agreement.decline'), t('agreement.declineSays', { partner: row.partnerName })),
    ended: () => withReason(t, row, 'end', t(row.status === 'offered' ? 'agreement.takeBack' : 'agreement.end'), t(row.status === 'offered' ? 'agreement.takeBackSays' : 'agreement.endSays', { partner: row.partnerName })),
  }
  // Whoever was offered it declines; ending an offer is for whoever made it.
  return row.allowed.filter((to) => to !== 'ended' || row.status === 'accepted' || row.offeredByUs).flatMap((to) => deeds[to]?.() ?? [])
}
