import { patch, post } from '../../api/client.ts'
import type { ChannelRegion, Posting, RotationProposal, RotationRound, Unit } from '../../api/types.ts'
import { type Deed, listOf } from '../../components/form-fields.ts'
import { namesOf, regionsField } from '../staff/posting-deeds.ts'

type Say = (key: string, values?: Record<string, unknown>) => string
const ROUNDS = '/v1/outstation-channel/rotation-rounds'
const PROPOSALS = '/v1/outstation-channel/rotation-proposals'

/** OC-4.3: everybody with a full year is proposed, and who was put forward since the last. */
export const openRound = (t: Say, departments: Unit[], departmentUnitId: string | undefined): Deed => ({
  title: t('rotation.openRound'), say: t('rotation.openSays'), done: t('rotation.roundOpened'), fields: [{ name: 'departmentUnitId', kind: 'pick', label: t('channelRegion.department'), initial: departmentUnitId, options: departments.map((unit) => ({ value: unit.id, label: unit.name })) }], send: (values) => post(ROUNDS, values),
})

export const closeRound = (t: Say, row: RotationRound): Deed => ({ title: t('rotation.closeRound'), about: row.roundOn, say: t('rotation.closeSays'), done: t('rotation.roundClosed'), fields: [], send: () => post(`${ROUNDS}/${row.id}/close`) })

/** Others with half a year, or who do not fit the region. */
export const propose = (t: Say, postings: Posting[], regions: ChannelRegion[]): Deed => ({
  title: t('rotation.propose'), say: t('rotation.proposeSays'), done: t('rotation.isProposed'),
  fields: [
    { name: 'postingId', kind: 'pick', label: t('rotation.who'), options: postings.map((each) => ({ value: each.id, label: `${each.staffName} ${namesOf(t, each)}` })) }, { name: 'rule', kind: 'choice', label: t('rotation.why'), initial: 'half_year', options: (['half_year', 'unfit'] as const).map((value) => ({ value, label: t(`rotation.rule.${value}`) })) },
    { name: 'reason', kind: 'text', label: t('field.reason') }, regionsField(t, regions, { label: t('rotation.whereTo'), optional: true }),
  ],
  send: (values) => post(PROPOSALS, values),
})

export const changeProposal = (t: Say, row: RotationProposal, regions: ChannelRegion[]): Deed => ({
  title: t('rotation.change'), about: row.staffName, done: t('rotation.changed'), fields: [regionsField(t, regions, { label: t('rotation.whereTo'), optional: true, initial: row.toRegionIds }), { name: 'improvementNote', kind: 'text', label: t('rotation.improvement'), optional: !row.protected, initial: row.improvementNote }],
  send: ({ regionIds, ...values }) => patch(`${PROPOSALS}/${row.id}`, { ...values, regionIds: listOf(regionIds) }, row.version),
})

/** Headquarters consider and decide, always with the reason: a move with its day and place, or that the person stays. */
export function decide(t: Say, row: RotationProposal, regions: ChannelRegion[]): Deed[] {
  const send = (decision: 'move' | 'keep') => (values: Parameters<Deed['send']>[0]) => post(`${PROPOSALS}/${row.id}/decide`, { ...values, decision })
  const about = `${row.staffName} ${row.reason}`
  const text = { name: 'text', kind: 'text' as const, label: t('rotation.decisionReason') }
  return [
    {
      title: t('rotation.move'), about, say: t(row.protected ? 'rotation.moveProtected' : 'rotation.moveSays'), done: t('rotation.isMoved'),
      fields: [{ name: 'on', kind: 'date', label: t('rotation.moveOn') }, regionsField(t, regions, { label: t('rotation.whereTo'), initial: row.toRegionIds }), text, { name: 'takerUserId', kind: 'person', label: t('handover.taker'), optional: true, hint: t('handover.engineerIfEmpty') }], send: send('move'),
    },
    { title: t('rotation.keep'), about, say: t(row.rule === 'full_year' ? 'rotation.keepFullYear' : 'rotation.keepSays'), done: t('rotation.isKept'), fields: [text], send: send('keep') },
  ]
}
