import { post, put } from '../../api/client.ts'
import type { BusinessTrip, TravelClaim, TravelClaimLine } from '../../api/types.ts'
import { type Deed, type Field, filledRows, plainAmount } from '../../components/form-fields.ts'
import { type Formats, yuan } from '../../shell/formats.ts'
import { monthBefore } from '../../shell/months.ts'

type Say = (key: string, values?: Record<string, unknown>) => string
export const CLAIMS = '/v1/outstation-channel/travel-claims'
const KINDS = ['fare', 'lodging', 'allowance', 'other'] as const

const linesField = (t: Say, trips: BusinessTrip[], lines: TravelClaimLine[]): Field => ({
  name: 'lines', kind: 'rows', label: t('claim.lines'), initial: lines.length > 0 ? lines.map(({ onDate, kind, text, amount, tripId }) => ({ onDate, kind, text, amount, ...(tripId && { tripId }) })) : [{}],
  columns: [
    { key: 'onDate', label: t('claim.date'), width: 112 }, { key: 'kind', label: t('claim.kindOf'), width: 80, options: KINDS.map((value) => ({ value, label: t(`claim.kind.${value}`) })) }, { key: 'text', label: t('claim.text'), width: 120 }, { key: 'amount', label: t('claim.amount'), width: 84 },
    { key: 'tripId', label: t('claim.trip'), width: 130, options: trips.map(({ id, destination, fromOn, toOn }) => ({ value: id, label: `${destination} ${fromOn.slice(5)}–${toOn.slice(5)}` })) },
  ],
})
const keep = (month: unknown, lines: Parameters<typeof filledRows>[0], version?: number) => put<TravelClaim>(`${CLAIMS}/own/${String(month)}`, { lines: filledRows(lines).map(({ amount, ...line }) => ({ ...line, amount: plainAmount(amount) })) }, version)

/** The months of which nothing is written yet; what is written is changed in its own place. */
export const openMonths = (taken: string[]): string[] => [2, 1, 0].map(monthBefore).filter((month) => !taken.includes(month))

export const writeClaim = (t: Say, formats: Formats, { months, trips, open }: { months: string[]; trips: BusinessTrip[]; open: (id: string) => void }): Deed => ({
  title: t('claim.write'), say: t('claim.writeSays'), done: t('claim.written'),
  fields: [{ name: 'month', kind: 'choice', label: t('claim.month'), initial: months[0], options: months.map((value) => ({ value, label: formats.month(value) })) }, linesField(t, trips, [])],
  send: ({ month, lines }) => keep(month, lines).then(({ id }) => open(id)),
})

export function claimDeeds(t: Say, formats: Formats, claim: TravelClaim, { own, settles, trips }: { own: boolean; settles: boolean; trips: BusinessTrip[] }): Deed[] {
  const about = `${claim.number} ${claim.staffName} ${formats.month(claim.month)}`
  const path = `${CLAIMS}/${claim.id}`
  const tracking: Field = { name: 'trackingNumber', kind: 'line', label: t('claim.tracking'), optional: claim.metBy !== 'posted', hint: t('claim.trackingHint') }
  return [
    ...(own && claim.status === 'draft' && claim.lines.length > 0 ? [{ title: t('claim.post'), about, say: t('claim.postSays'), done: t('claim.isPosted'), fields: [tracking], send: (values) => post(`${path}/post`, values) } satisfies Deed] : []),
    ...(own && claim.status === 'draft' ? [{ title: t('claim.change'), about, say: t('claim.writeSays'), done: t('claim.written'), fields: [linesField(t, trips, claim.lines)], send: ({ lines }) => keep(claim.month, lines, claim.version) } satisfies Deed] : []),
    ...(settles && claim.status === 'posted' ? [{ title: t('claim.receive'), about, done: t('claim.isReceived'), fields: [], send: () => post(`${path}/receive`) } satisfies Deed] : []),
    ...(settles && claim.status === 'received' ? [{ title: t('claim.settle'), about: `${about} ${yuan(claim.payable)}`, say: t('claim.settleSays'), done: t('claim.isSettled'), fields: [], send: () => post(`${path}/settle`) } satisfies Deed] : []),
  ]
}

/** The desk refuses what does not hold, and punishes what was falsified, in the reimbursement and in the score; also once it was paid, since much shows later. */
export function lineDeeds(t: Say, claim: TravelClaim, line: TravelClaimLine): Deed[] {
  const about = `${line.onDate} ${line.text} ${yuan(line.amount)}`
  const path = `${CLAIMS}/${claim.id}/lines/${line.id}`
  return [
    ...(line.status === 'claimed' && claim.status !== 'settled' ? [{ title: t('claim.refuse'), about, danger: true, done: t('claim.isRefused'), fields: [{ name: 'reason', kind: 'text', label: t('channelReport.why') }], send: (values) => post(`${path}/refuse`, values) } satisfies Deed] : []),
    ...(line.status === 'false'
      ? []
      : [{
          title: t('claim.findFalse'), about, danger: true, say: t(claim.status === 'settled' ? 'claim.falsePaidSays' : 'claim.findFalseSays'), done: t('claim.found'),
          fields: [
            { name: 'proof', kind: 'text', label: t('claim.proof') }, { name: 'kind', kind: 'choice', label: t('claim.penaltyKind'), initial: 'share', options: (['share', 'amount'] as const).map((value) => ({ value, label: t(`claim.penalty.${value}`) })) },
            { name: 'value', kind: 'line', label: t('claim.penaltyValue'), hint: t('claim.penaltyHint'), fills: ['penalty'] }, { name: 'deduction', kind: 'line', label: t('claim.deduction'), initial: '0' },
          ],
          send: ({ proof, kind, value, deduction }) => post(`${path}/false`, { proof, penalty: { kind, value: plainAmount(value) }, deduction: Number(deduction) }),
        } satisfies Deed]),
  ]
}
