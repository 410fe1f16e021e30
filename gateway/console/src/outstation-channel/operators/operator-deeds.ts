import { post } from '../../api/client.ts'
import type { AuthorisedStation, Operator, OperatorMatter, Unit } from '../../api/types.ts'
import { type Deed, type Field, filledRows } from '../../components/form-fields.ts'
import type { Say } from '../goods/parts.tsx'
import { departmentField } from '../quality/quality-deeds.ts'

const BASE = '/v1/outstation-channel'
export const COUNTERPARTS = ['operator', 'agent', 'station', 'maker'] as const
const KINDS = ['wish', 'complaint'] as const
const kindsOf = (t: Say) => KINDS.map((value) => ({ value, label: t(`operator.kind.${value}`) }))

export const register = (t: Say, departments: Unit[], departmentId: string | undefined): Deed => ({
  title: t('operator.register'), say: t('operator.registerSays'), done: t('operator.registered'),
  fields: [
    ...departmentField(t, departments, departmentId), { name: 'name', kind: 'line', label: t('operator.name') }, { name: 'ownerUserId', kind: 'person', label: t('operator.owner') }, { name: 'since', kind: 'date', label: t('operator.since') },
    { name: 'contacts', kind: 'rows', label: t('operator.contact'), initial: [{}], optional: true, columns: [{ key: 'name', label: t('operator.contactName'), width: 130 }, { key: 'title', label: t('operator.contactTitle'), width: 130 }, { key: 'phone', label: t('operator.phone'), width: 160 }] },
  ],
  send: ({ contacts, ...values }) => post(`${BASE}/operators`, { departmentUnitId: departmentId, ...values, contacts: filledRows(contacts).map((each) => ({ title: '', ...each })) }),
})

export function operatorDeeds(t: Say, row: Operator): Deed[] {
  const path = `${BASE}/operators/${row.id}`
  if (row.endedOn) return []
  const matter: Field[] = [{ name: 'kind', kind: 'choice', label: t('column.kind'), initial: 'wish', options: kindsOf(t) }, { name: 'text', kind: 'text', label: t('operator.text') }]
  return [
    {
      title: t('operator.talk'), about: row.name, say: t('operator.talkSays'), done: t('operator.talked'),
      fields: [
        { name: 'heldOn', kind: 'date', label: t('operator.heldOn') }, { name: 'talkedWith', kind: 'line', label: t('operator.talkedWith'), initial: row.contacts[0]?.name }, { name: 'judgement', kind: 'text', label: t('operator.judgement') }, { name: 'score', kind: 'choice', label: t('operator.score'), optional: true, options: [1, 2, 3, 4, 5].map((value) => ({ value: String(value), label: String(value) })) },
        { name: 'matters', kind: 'rows', label: t('operator.part.matters'), optional: true, initial: [], hint: t('operator.mattersHint'), columns: [{ key: 'kind', label: t('column.kind'), width: 110, options: kindsOf(t) }, { key: 'text', label: t('operator.text'), width: 380 }] },
      ],
      send: ({ score, matters, ...values }) => post(`${path}/talks`, { ...values, ...(score !== undefined && { score: Number(score) }), matters: filledRows(matters) }),
    },
    { title: t('operator.raise'), about: row.name, say: t('operator.raiseSays'), done: t('operator.raised'), fields: [...matter, { name: 'receivedAt', kind: 'moment', label: t('operator.receivedAt'), optional: true, hint: t('goods.nowIfEmpty') }], send: (values) => post(`${path}/matters`, values) },
    { title: t('operator.handOn'), about: row.name, say: t('operator.handOnSays'), done: t('operator.changed'), fields: [{ name: 'ownerUserId', kind: 'person', label: t('operator.owner') }], send: (values) => post(`${path}/owner`, values) },
    { title: t('operator.end'), about: row.name, danger: true, say: t('operator.endSays'), done: t('operator.changed'), fields: [{ name: 'on', kind: 'date', label: t('operator.endOn') }, { name: 'reason', kind: 'text', label: t('goods.reason') }], send: (values) => post(`${path}/end`, values) },
  ]
}

export function matterDeeds(t: Say, row: OperatorMatter): Deed[] {
  const path = `${BASE}/operator-matters/${row.id}`
  const about = `${row.number} ${row.operatorName}`
  if (row.status === 'replied') return []
  const measure: Field = { name: 'countermeasure', kind: 'text', label: t('operator.countermeasure'), initial: row.countermeasure }
  return [
    { title: t('operator.reply'), about, say: t('operator.replySays'), done: t('operator.replied'), fields: [measure, { name: 'reply', kind: 'text', label: t('operator.replyText') }], send: (values) => post(`${path}/reply`, values) },
    { title: t('operator.counter'), about, done: t('operator.changed'), fields: [measure], send: (values) => post(`${path}/counter`, values) },
  ]
}

/** OC-2.2: the counterpart is one that is known, or is named. */
export const logContact = (t: Say, departments: Unit[], departmentId: string | undefined, operators: Operator[], stations: AuthorisedStation[]): Deed => ({
  title: t('operator.log'), done: t('operator.logged'),
  fields: [
    ...departmentField(t, departments, departmentId), { name: 'counterpart', kind: 'choice', label: t('operator.counterpart'), initial: 'operator', options: COUNTERPARTS.map((value) => ({ value, label: t(`operator.with.${value}`) })) },
    { name: 'operatorId', kind: 'pick', label: t('operator.what'), options: operators.map((each) => ({ value: each.id, label: each.name })), when: ({ counterpart }) => counterpart === 'operator' }, { name: 'stationUnitId', kind: 'pick', label: t('goods.station'), options: stations.map((each) => ({ value: each.id, label: each.name })), when: ({ counterpart }) => counterpart === 'station' },
    { name: 'counterpartName', kind: 'line', label: t('operator.who'), when: ({ counterpart }) => counterpart === 'agent' || counterpart === 'maker' }, { name: 'text', kind: 'text', label: t('operator.about') }, { name: 'occurredAt', kind: 'moment', label: t('operator.occurredAt'), optional: true, hint: t('goods.nowIfEmpty') },
  ],
  send: (values) => post(`${BASE}/channel-contacts`, { departmentUnitId: departmentId, ...values }),
})
