import { post } from '../../api/client.ts'
import type { StationTraining } from '../../api/types.ts'
import { type Deed, type Field, type Option, textOf, type Value } from '../../components/form-fields.ts'

type Say = (key: string, values?: Record<string, unknown>) => string

const OC = '/v1/outstation-channel'
export const KINDS = ['status_check', 'attitude_check', 'attitude_training', 'settlement_talk', 'spares_training', 'technical_training', 'operation_training'] as const
export type Kind = (typeof KINDS)[number]
const TOPICS = ['attitude', 'spares', 'technical', 'operation'] as const
/** Which clause asks for what. */
export const CLAUSES: Record<Kind, string> = { status_check: 'OC-3.1.2b', attitude_check: 'OC-3.2.1', attitude_training: 'OC-3.2.1', settlement_talk: 'OC-3.2.2c', spares_training: 'OC-3.2.3c', technical_training: 'OC-3.4', operation_training: 'OC-2.4' }

const isCheck = (kind: Value): boolean => kind === 'status_check' || kind === 'attitude_check'
const isTraining = (kind: Value): boolean => textOf(kind).endsWith('_training')
const names = (text: Value): string[] => textOf(text).split(/[、,，;；\n]+/).map((name) => name.trim()).filter(Boolean)
const attendees = (t: Say, when?: Field['when']): Field => ({ name: 'attendees', kind: 'text', label: t('duty.attendees'), hint: t('duty.attendeesHint'), when })

/** A check, a talk or a training that took place; its day says which period it counts for. */
export const record = (t: Say, { stations, stationUnitId, kind, today }: { stations: Option[]; stationUnitId?: string | undefined; kind?: Kind | undefined; today: string }): Deed => ({
  title: t('duty.record'), say: t('duty.recordSays'), done: t('duty.recorded'),
  fields: [
    { name: 'stationUnitId', kind: 'pick', label: t('station.what'), initial: stationUnitId ?? (stations.length === 1 ? stations[0]!.value : undefined), options: stations }, { name: 'kind', kind: 'pick', label: t('duty.kindOf'), initial: kind ?? 'status_check', options: KINDS.map((value) => ({ value, label: `${t(`duty.kind.${value}`)} ${CLAUSES[value]}` })) },
    { name: 'heldOn', kind: 'date', label: t('duty.heldOn'), initial: today }, { name: 'score', kind: 'line', label: t('duty.score'), hint: t('duty.scoreHint'), when: (values) => isCheck(values.kind) }, { name: 'text', kind: 'text', label: t('duty.text') },
    attendees(t, (values) => isTraining(values.kind)),
  ],
  send: ({ score, attendees: who, ...values }) => post(`${OC}/station-records`, { ...values, ...(score !== undefined && { score: Number(score) }), ...(who !== undefined && { attendees: names(who) }) }),
})

export const plan = (t: Say, stations: Option[]): Deed => ({
  title: t('duty.plan'), done: t('duty.planned'),
  fields: [
    { name: 'stationUnitId', kind: 'pick', label: t('station.what'), initial: stations.length === 1 ? stations[0]!.value : undefined, options: stations }, { name: 'topic', kind: 'choice', label: t('duty.topicOf'), initial: 'technical', options: TOPICS.map((value) => ({ value, label: t(`duty.topic.${value}`) })) },
    { name: 'title', kind: 'line', label: t('duty.title') }, { name: 'plannedOn', kind: 'date', label: t('duty.plannedOn') }, { name: 'trainerUserId', kind: 'person', label: t('duty.trainer') },
  ],
  send: (values) => post(`${OC}/station-trainings`, values),
})

export const trainingDeeds = (t: Say, row: StationTraining, today: string): Deed[] => row.status !== 'planned' ? [] : [
  { title: t('duty.hold'), about: `${row.stationName} ${row.title}`, done: t('duty.recorded'), fields: [{ name: 'heldOn', kind: 'date', label: t('duty.heldOn'), initial: today }, { name: 'text', kind: 'text', label: t('duty.text') }, attendees(t)], send: ({ attendees: who, ...values }) => post(`${OC}/station-trainings/${row.id}/hold`, { ...values, attendees: names(who) }) },
  { title: t('duty.cancel'), about: `${row.stationName} ${row.title}`, danger: true, done: t('duty.cancelled'), fields: [{ name: 'reason', kind: 'text', label: t('station.why') }], send: (values) => post(`${OC}/station-trainings/${row.id}/cancel`, values) },
]
