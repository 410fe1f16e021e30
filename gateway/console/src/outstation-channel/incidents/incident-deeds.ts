import { post } from '../../api/client.ts'
import type { AuthorisedStation, Incident, Unit } from '../../api/types.ts'
import type { Deed, Field } from '../../components/form-fields.ts'
import type { Say } from '../goods/parts.tsx'
import { departmentField } from '../quality/quality-deeds.ts'

const PATH = '/v1/outstation-channel/incidents'
export const BODIES = ['technical_supervision', 'consumer_association', 'media', 'online', 'authority', 'other'] as const
const bodiesField = (t: Say, label: string, bodies: readonly (typeof BODIES)[number][], more: { optional?: true } = {}): Field => ({ name: 'bodies', kind: 'many', label, ...more, options: bodies.map((value) => ({ value, label: t(`incident.body.${value}`) })) })

export const openIncident = (t: Say, departments: Unit[], departmentId: string | undefined, stations: AuthorisedStation[]): Deed => ({
  title: t('incident.open'), say: t('incident.openSays'), done: t('incident.opened'),
  fields: [
    ...departmentField(t, departments, departmentId), { name: 'title', kind: 'line', label: t('incident.title') }, { name: 'summary', kind: 'text', label: t('incident.summary') }, bodiesField(t, t('incident.bodies'), BODIES), { name: 'awareAt', kind: 'moment', label: t('incident.awareAt'), optional: true, hint: t('goods.nowIfEmpty') },
    { name: 'complainantName', kind: 'line', label: t('incident.complainant'), optional: true }, { name: 'complainantPhone', kind: 'line', label: t('incident.phone'), optional: true }, { name: 'stationUnitId', kind: 'pick', label: t('goods.station'), optional: true, options: stations.map((each) => ({ value: each.id, label: each.name })) },
    { name: 'ownerUserId', kind: 'person', label: t('column.owner'), optional: true, hint: t('incident.ownerHint') },
  ],
  send: (values) => post(PATH, { departmentUnitId: departmentId, ...values }),
})

/** What may be done with an incident as it stands, the report that is owed first. */
export function incidentDeeds(t: Say, row: Incident): Deed[] {
  const path = `${PATH}/${row.id}`
  const about = `${row.number} ${row.title}`
  const rest = BODIES.filter((each) => !row.bodies.includes(each))
  const report: Deed = {
    title: t(row.status === 'open' ? 'incident.reportFirst' : 'incident.reportMore'), about, say: t('incident.reportSays'), done: t('incident.isReported'),
    fields: [{ name: 'text', kind: 'text', label: t('incident.text') }, ...(rest.length > 0 ? [bodiesField(t, t('incident.alsoReached'), rest, { optional: true })] : [])], send: (values) => post(`${path}/reports`, values),
  }
  const resolve: Deed = { title: t('incident.resolve'), about, say: t('incident.resolveSays'), done: t('incident.isResolved'), fields: [{ name: 'resolution', kind: 'text', label: t('incident.resolutionText') }, { name: 'lessons', kind: 'text', label: t('incident.lessons'), optional: true }], send: (values) => post(`${path}/resolve`, values) }
  const expose: Deed = { title: t('incident.expose'), about, danger: true, say: t('incident.exposeSays'), done: t('incident.isExposed'), fields: [{ name: 'text', kind: 'line', label: t('incident.published') }, { name: 'url', kind: 'line', label: t('incident.url') }], send: (values) => post(`${path}/exposures`, values) }
  const handOn: Deed = { title: t('incident.handOn'), about, say: t('incident.handOnSays'), done: t('incident.changed'), fields: [{ name: 'ownerUserId', kind: 'person', label: t('column.owner'), initial: row.ownerUserId }], send: (values) => post(`${path}/owner`, values) }
  const reopen: Deed = { title: t('incident.reopen'), about, say: t('incident.reopenSays'), done: t('incident.changed'), fields: [{ name: 'reason', kind: 'text', label: t('goods.reason') }], send: (values) => post(`${path}/reopen`, values) }
  if (row.status === 'resolved') return [reopen, expose]
  return row.status === 'open' ? [report, handOn, expose] : [report, resolve, handOn, expose]
}
