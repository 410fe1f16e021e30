import { post, put } from '../../api/client.ts'
import type { ChannelRegion, OutstationPerson, Posting } from '../../api/types.ts'
import { type Deed, type Field, listOf, textOf, type Values } from '../../components/form-fields.ts'

type Say = (key: string, values?: Record<string, unknown>) => string
const PATH = '/v1/outstation-channel/postings'
const pathOf = ({ id }: Posting): string => `${PATH}/${id}`
export const namesOf = (t: Say, { regions }: Posting): string => regions.map(({ name }) => name).join(t('mark.list'))
const aboutOf = (t: Say, row: Posting): string => `${row.staffName} ${namesOf(t, row)}`

/** Which regions: those of class 3 and one-stop ones may go together (OC-4.5). */
export const regionsField = (t: Say, regions: ChannelRegion[], more: Partial<Field> = {}): Field => ({
  name: 'regionIds', kind: 'many', label: t('posting.regions'), hint: t('posting.togetherSays'), options: regions.map((each) => ({ value: each.id, label: each.name, note: [t(`channelRegion.class.${each.inForce?.class ?? 0}`), each.oneStop && t('channelRegion.oneStop')].filter(Boolean).join(t('mark.list')) })), ...more,
}) as Field

export const open = (t: Say, person: Pick<OutstationPerson, 'id' | 'name'>, regions: ChannelRegion[]): Deed => ({
  title: t('posting.open'), about: person.name, done: t('posting.opened'), fields: [regionsField(t, regions), { name: 'startsOn', kind: 'date', label: t('posting.startsOn') }], send: ({ regionIds, startsOn }) => post(PATH, { staffId: person.id, regionIds: listOf(regionIds), startsOn }),
})

export const addRegions = (t: Say, row: Posting, regions: ChannelRegion[]): Deed => ({
  title: t('posting.add'), about: aboutOf(t, row), quiet: true, say: t('posting.addSays'), done: t('posting.changed'), fields: [regionsField(t, regions.filter(({ id }) => !row.regions.some(({ regionId }) => regionId === id))), { name: 'fromOn', kind: 'date', label: t('posting.fromOn') }], send: ({ regionIds, fromOn }) => post(`${pathOf(row)}/regions`, { regionIds: listOf(regionIds), fromOn }),
})

/** OC-4.1: refused for who is protected; the handover begins (OC-4.6). */
export const end = (t: Say, row: Posting): Deed => ({
  title: t('posting.end'), about: aboutOf(t, row), danger: true, say: t('posting.endSays'), done: t('posting.ends'),
  fields: [{ name: 'on', kind: 'date', label: t('posting.endsOn') }, { name: 'reason', kind: 'text', label: t('field.reason') }, { name: 'takerUserId', kind: 'person', label: t('handover.taker'), optional: true, hint: t('handover.engineerIfEmpty') }], send: (values) => post(`${pathOf(row)}/end`, values),
})

export const mistake = (t: Say, row: Posting): Deed => ({
  title: t('posting.mistake'), about: aboutOf(t, row), danger: true, say: t('posting.mistakeSays'), done: t('posting.changed'), fields: [{ name: 'on', kind: 'date', label: t('posting.mistakeOn') }, { name: 'text', kind: 'text', label: t('posting.mistakeText') }], send: (values) => post(`${pathOf(row)}/major-mistake`, values),
})

/** The checklist of the handover rules, until somebody has signed. */
export const keepHandover = (t: Say, words: (text: { zh: string; en: string }) => string, row: Posting): Deed => {
  const { items, takerUserId } = row.handover!
  return {
    title: t('handover.keep'), about: aboutOf(t, row), say: t('handover.keepSays'), done: t('handover.kept'),
    fields: [
      ...items.flatMap(({ key, title, state, note }): Field[] => [
        { name: key, kind: 'choice', label: words(title), initial: state, options: (['open', 'handed_over', 'none'] as const).map((value) => ({ value, label: t(`handover.state.${value}`) })) },
        { name: `note:${key}`, kind: 'line', label: t('handover.noteOf', { title: words(title) }), optional: true, initial: note, when: (values) => values[key] !== 'open' },
      ]),
      { name: 'takerUserId', kind: 'person', label: t('handover.taker'), initial: takerUserId, optional: true },
    ],
    send: ({ takerUserId: taker, ...values }: Values) => put(`${pathOf(row)}/handover`, { ...(taker ? { takerUserId: taker } : {}), items: items.map(({ key, note }) => ({ key, state: values[key], note: values[key] === 'open' ? note : textOf(values[`note:${key}`]) })) }),
  }
}

export const sign = (t: Say, row: Posting, as: 'giver' | 'taker' | 'engineer'): Deed => ({
  title: t(`handover.signAs.${as}`), about: aboutOf(t, row), say: t('handover.signSays'), done: t('handover.signed'), fields: [{ name: 'note', kind: 'line', label: t('field.note'), optional: true }], send: (values) => post(`${pathOf(row)}/handover/sign`, { ...values, as }),
})
