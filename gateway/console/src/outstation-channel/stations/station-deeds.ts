import { post, put } from '../../api/client.ts'
import type { AuthorisedStation, StationChange, StationSupervision } from '../../api/types.ts'
import { type Deed, type Field, filledRows, type Option, textOf, type Values } from '../../components/form-fields.ts'

type Say = (key: string, values?: Record<string, unknown>) => string
type Data = AuthorisedStation['data']

const PATH = '/v1/outstation-channel/stations'
const aboutOf = ({ number, name }: AuthorisedStation): string => `${number} ${name}`

/** What a station's record holds; `data` is what stands there now. */
function profile(t: Say, data?: Data): Field[] {
  const line = (name: 'operator' | 'address' | 'hours'): Field => ({ name, kind: 'line', label: t(`station.field.${name}`), optional: true, initial: data?.[name] })
  const degrees = (name: 'latitude' | 'longitude'): Field => ({ name, kind: 'line', label: t(`station.field.${name}`), optional: true, initial: data?.[name]?.toString(), ...(name === 'longitude' && { hint: t('station.degreesHint') }) })
  return [
    line('operator'), line('address'),
    { name: 'contacts', kind: 'rows', label: t('station.field.contacts'), optional: true, initial: data?.contacts.map(({ name, role, phone }) => ({ name, role, phone })) ?? [], columns: (['name', 'role', 'phone'] as const).map((key) => ({ key, label: t(`station.contact.${key}`), width: key === 'phone' ? 150 : 110 })) },
    { name: 'models', kind: 'line', label: t('station.field.models'), optional: true, initial: data?.models.join('、'), hint: t('station.modelsHint') }, { name: 'repairers', kind: 'line', label: t('station.field.repairers'), optional: true, initial: data?.repairers.toString() },
    line('hours'), degrees('latitude'), degrees('longitude'), { name: 'note', kind: 'text', label: t('station.field.note'), optional: true, initial: data?.note },
  ]
}

const bodyOf = ({ latitude, longitude, contacts, models, repairers, ...rest }: Values) => ({
  ...rest, ...(latitude ? { latitude: Number(latitude) } : {}), ...(longitude ? { longitude: Number(longitude) } : {}), ...(contacts ? { contacts: filledRows(contacts) } : {}),
  ...(models ? { models: textOf(models).split(/[、,，;；\s]+/).filter(Boolean) } : {}), ...(repairers ? { repairers: Number(repairers) } : {}),
})

export interface Around { /** Org units of stations that have no record yet. */ units: Option[]; regions: Option[]; today: string }

export const openStation = (t: Say, { units, regions, today }: Around, then: (made: AuthorisedStation) => void): Deed => ({
  title: t('station.open'), done: t('station.opened'), say: t('station.openSays'),
  fields: [
    { name: 'unitId', kind: 'pick', label: t('station.field.unit'), options: units }, { name: 'number', kind: 'line', label: t('station.field.number') }, { name: 'regionId', kind: 'pick', label: t('station.field.region'), options: regions },
    { name: 'openedOn', kind: 'date', label: t('station.field.openedOn'), initial: today }, ...profile(t),
  ],
  send: async (values) => then(await post<AuthorisedStation>(PATH, bodyOf(values))),
})

/** OC-3.5.2: told by whoever looks after the station, or by the station; it holds once the person in charge has confirmed it. */
export const tellChange = (t: Say, row: AuthorisedStation, today: string): Deed => ({
  title: t('station.tell'), about: aboutOf(row), say: t('station.tellSays'), done: t('station.told'), fields: [{ name: 'changedOn', kind: 'date', label: t('station.changedOn'), initial: today }, ...profile(t, row.data)],
  // What was emptied is told as empty: a field that is left out stays as it was.
  send: (values) => post(`${PATH}/${row.id}/changes`, { operator: '', address: '', hours: '', note: '', contacts: [], models: [], ...bodyOf(values) }),
})

export const closeStation = (t: Say, row: AuthorisedStation, today: string): Deed => ({
  title: t('station.close'), about: aboutOf(row), say: t('station.closeSays'), danger: true, done: t('station.closed'), fields: [{ name: 'on', kind: 'date', label: t('station.closedOn'), initial: today }, { name: 'reason', kind: 'text', label: t('station.why') }], send: (values) => post(`${PATH}/${row.id}/close`, values),
})

export function decideChange(t: Say, change: StationChange): Deed[] {
  const path = `/v1/outstation-channel/station-changes/${change.id}/decide`
  return [
    { title: t('station.confirm'), about: change.stationName, say: t('station.confirmSays'), done: t('station.confirmed'), fields: [{ name: 'note', kind: 'text', label: t('station.note'), optional: true }], send: (values) => post(path, { decision: 'confirmed', ...values }) },
    { title: t('station.reject'), about: change.stationName, danger: true, done: t('station.rejected'), fields: [{ name: 'note', kind: 'text', label: t('station.why') }], send: (values) => post(path, { decision: 'rejected', ...values }) },
  ]
}

/** OC-3.1.2b: from now on this person owes what is owed for the station. */
export const supervise = (t: Say, station: { id: string; name: string }, today: string, now?: StationSupervision): Deed => ({
  title: t(now && !now.endsOn ? 'station.handOver' : 'station.supervise'), about: station.name, say: t(now && !now.endsOn ? 'station.handOverSays' : 'station.superviseSays'), done: t('station.supervised'),
  fields: [{ name: 'userId', kind: 'person', label: t('station.supervisor'), initial: now?.userId }, ...(now && !now.endsOn ? [] : [{ name: 'since', kind: 'date' as const, label: t('station.since'), initial: today }])],
  send: (values) => put(`/v1/outstation-channel/station-supervisions/${station.id}`, { since: now?.beginsOn ?? today, ...values }),
})

export const endSupervision = (t: Say, row: StationSupervision, today: string): Deed => ({
  title: t('station.endSupervision'), about: row.stationName, danger: true, say: t('station.endSays'), done: t('station.ended'), fields: [{ name: 'on', kind: 'date', label: t('station.lastDay'), initial: today }, { name: 'reason', kind: 'text', label: t('station.why') }],
  send: (values) => post(`/v1/outstation-channel/station-supervisions/${row.stationUnitId}/end`, values),
})
