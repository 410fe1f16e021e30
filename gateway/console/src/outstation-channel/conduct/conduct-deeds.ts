import { post } from '../../api/client.ts'
import type { ConductRecord, OutstationStaff } from '../../api/types.ts'
import { type Deed, filledRows, listOf } from '../../components/form-fields.ts'

type Say = (key: string, values?: Record<string, unknown>) => string
const PATH = '/v1/outstation-channel/conduct-records'
export const KINDS = ['slackness', 'refusal', 'passive_resistance', 'conflicting_job', 'harmful_talk', 'other'] as const
const aboutOf = ({ number, staffName }: ConductRecord): string => `${number} ${staffName}`

/** OC-3.1.1: never without evidence, in words or in pictures. */
export const record = (t: Say, staff: OutstationStaff[], staffId: string | undefined): Deed => ({
  title: t('conduct.record'), say: t('conduct.recordSays'), done: t('conduct.recorded'),
  fields: [
    { name: 'staffId', kind: 'pick', label: t('outstation.who'), initial: staffId, options: staff.map((each) => ({ value: each.id, label: each.name, note: each.engineerName })) }, { name: 'kind', kind: 'pick', label: t('conduct.kindOf'), options: KINDS.map((value) => ({ value, label: t(`conduct.kind.${value}`) })) },
    { name: 'occurredOn', kind: 'date', label: t('conduct.occurredOn') }, { name: 'text', kind: 'text', label: t('conduct.text') },
    { name: 'evidence', kind: 'rows', label: t('conduct.evidence'), optional: true, initial: [{}], columns: [{ key: 'what', label: t('conduct.evidenceWhat'), width: 260 }, { key: 'where', label: t('conduct.evidenceWhere'), width: 200 }] }, { name: 'attachmentIds', kind: 'photos', label: t('conduct.pictures'), optional: true },
  ],
  send: ({ evidence, attachmentIds, ...values }) => post(PATH, { ...values, evidence: filledRows(evidence), attachmentIds: listOf(attachmentIds) }),
})

export const answer = (t: Say, row: ConductRecord): Deed => ({ title: t('conduct.answer'), about: aboutOf(row), say: t('conduct.answerSays'), done: t('conduct.answered'), fields: [{ name: 'text', kind: 'text', label: t('conduct.answerText') }], send: (values) => post(`${PATH}/${row.id}/answer`, values) })

/** By somebody else than who recorded it; before the person has answered only with the reason for that. */
export const decide = (t: Say, row: ConductRecord): Deed[] => [
  {
    title: t('conduct.uphold'), about: aboutOf(row), danger: true, say: t('conduct.upholdSays'), done: t('conduct.isUpheld'),
    fields: [{ name: 'text', kind: 'text', label: t('conduct.decisionText') }, { name: 'deduction', kind: 'line', label: t('conduct.deduction'), optional: true, hint: t('conduct.deductionSays') }, { name: 'withoutAnswer', kind: 'text', label: t('conduct.withoutAnswer'), when: () => row.status === 'recorded' }],
    send: ({ deduction, ...values }) => post(`${PATH}/${row.id}/decide`, { ...values, outcome: 'upheld', ...(deduction ? { deduction: Number(deduction) } : {}) }),
  },
  { title: t('conduct.dismiss'), about: aboutOf(row), done: t('conduct.isDismissed'), fields: [{ name: 'text', kind: 'text', label: t('conduct.decisionText') }], send: (values) => post(`${PATH}/${row.id}/decide`, { ...values, outcome: 'dismissed' }) },
]
