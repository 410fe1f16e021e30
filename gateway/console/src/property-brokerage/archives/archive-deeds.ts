import { post } from '../../api/client.ts'
import type { ArchiveFile, CatalogueLine } from '../../api/types.ts'
import { type Deed, type Field, filledRows, textOf, type Values } from '../../components/form-fields.ts'
import type { Scene } from '../deals/scene.ts'

/** Who speaks of the archive: its own pages have no deal at hand. */
export type Speaker = Pick<Scene, 't' | 'formats'>
/** A deal as far as the archive needs it. */
export interface Filed { dealId: string; about: string }

const PB = '/v1/property-brokerage'
const NOT_LISTED = 'not-listed'
const PLACE = ['room', 'cabinet', 'box', 'mark'] as const
/** 一号库 / 3 柜 / 12 盒. */
export const placeOf = (location: ArchiveFile['location']): string => PLACE.map((part) => location[part]).filter(Boolean).join(' / ')
const placeFields = ({ t }: Speaker, from?: ArchiveFile['location']): Field[] => PLACE.map((part) => ({ name: part, kind: 'line', label: t(`archive.place.${part}`), optional: part !== 'room', initial: from?.[part], fills: [`location.${part}`] }))
const locationOf = (values: Values) => Object.fromEntries(PLACE.map((part) => [part, textOf(values[part])]))

/** PB-4.10: the archivist has all documents; the deal is closed with it. */
export const receiveArchive = (speaker: Speaker, { dealId, about }: Filed): Deed => ({
  title: speaker.t('archive.receive'), about, say: speaker.t('archive.receiveSays'), done: speaker.t('archive.received'), fields: placeFields(speaker), send: (values) => post(`${PB}/deals/${dealId}/archive/receive`, { location: locationOf(values) }),
})

/** Back to the specialist: a line of the catalogue, or something that it does not have; each with its reason. */
export function returnArchive({ t, formats }: Speaker, { dealId, about }: Filed, catalogue: CatalogueLine[]): Deed {
  const options = [...catalogue.map((line) => ({ value: line.key, label: `${formats.words(line.name)} ${line.detail}`.trim() })), { value: NOT_LISTED, label: t('archive.notListed') }]
  return {
    title: t('archive.return'), about, say: t('archive.returnSays'), danger: true, done: t('archive.returned'),
    fields: [{ name: 'lacking', kind: 'rows', label: t('archive.lacking'), initial: [{}], columns: [{ key: 'key', label: t('transfer.name'), options, width: 190 }, { key: 'name', label: t('archive.otherName'), width: 150 }, { key: 'reason', label: t('archive.lack'), width: 190 }] }],
    send: ({ lacking }) => post(`${PB}/deals/${dealId}/archive/return`, { lacking: filledRows(lacking).map(({ key, name, reason = '' }) => (key && key !== NOT_LISTED ? { key, reason } : { name, reason })) }),
  }
}

const aboutOf = (file: ArchiveFile): string => `${file.number} ${file.dealTitle}`

export const moveFile = (speaker: Speaker, file: ArchiveFile): Deed => ({
  title: speaker.t('archive.move'), about: `${aboutOf(file)} · ${placeOf(file.location)}`, done: speaker.t('archive.moved'),
  fields: [...placeFields(speaker, file.location), { name: 'reason', kind: 'line', label: speaker.t('transfer.why') }],
  send: ({ reason, ...place }) => post(`${PB}/archive-files/${file.id}/move`, { location: locationOf(place), reason }, { ifMatch: file.version }),
})

export const lendFile = ({ t }: Speaker, file: ArchiveFile): Deed => ({
  title: t('archive.lend'), about: aboutOf(file), done: t('archive.lent'),
  fields: [
    { name: 'borrowerUserId', kind: 'person', label: t('archive.borrower') }, { name: 'purpose', kind: 'line', label: t('archive.purpose') }, { name: 'dueOn', kind: 'date', label: t('archive.dueOn') },
  ],
  send: (values) => post(`${PB}/archive-files/${file.id}/lend`, values),
})

export const takeBackFile = ({ t }: Speaker, file: Pick<ArchiveFile, 'id' | 'number' | 'dealTitle'>): Deed => ({
  title: t('archive.takeBack'), about: `${file.number} ${file.dealTitle}`, done: t('archive.back'), fields: [{ name: 'note', kind: 'line', label: t('archive.condition'), optional: true }], send: (values) => post(`${PB}/archive-files/${file.id}/take-back`, values),
})
