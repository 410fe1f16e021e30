import type { Deal, DealRow, DealSteps } from '../../api/types.ts'
import type { TrackItem } from '../../components/Track.tsx'
import type { Formats } from '../../shell/formats.ts'

type Say = (key: string, values?: Record<string, unknown>) => string

/** 买卖 按揭 as one or two tags. */
export const kindTags = (deal: Pick<DealRow, 'business' | 'payment'>, t: Say): string[] => [t(`deal.business.${deal.business}`), ...(deal.payment ? [t(`deal.payment.${deal.payment}`)] : [])]


const order = ['signed', 'submitted', 'assigned', 'taken', 'formalities_done', 'archived'] as const

/** From signature to archive; the first stage that is not reached is the present one. */
export function trackOf(deal: Deal, formats: Formats, t: Say): TrackItem[] {
  const at: Record<(typeof order)[number], string | null> = { signed: deal.signedAt, submitted: deal.f1SentAt, assigned: deal.specialistAcceptedAt, taken: deal.takenAt, formalities_done: deal.formalitiesDoneAt, archived: deal.archivedAt }
  const reached = order.indexOf(deal.status as (typeof order)[number])
  return order.map((key, index) => {
    const state = index <= reached ? 'done' : index === reached + 1 && deal.status !== 'cancelled' ? 'now' : 'ahead'
    const due = state === 'now' ? deal.nextClock?.dueAt : null
    return { key, title: t(`deal.track.${key}`), state, when: at[key] ? formats.at(at[key]) : due ? t('record.before', { due: formats.due(due) }) : undefined }
  })
}

/** Of a deal that was taken: its steps in the order of the template. */
export function stepTrack({ steps, stage }: DealSteps, formats: Formats): TrackItem[] {
  const day = (date: string) => date.slice(5)
  return steps.filter((step) => step.required && step.state !== 'not_applicable').map((step) => ({
    key: step.key, title: formats.words(step.name), state: step.state === 'done' ? 'done' : step.key === stage ? 'now' : 'ahead', when: step.finishedAt ? day(formats.date(step.finishedAt)) : step.expectedOn ? day(step.expectedOn) : undefined,
  }))
}

/** In a lease lessor and lessee (PB-2). */
export const sideKey = (business: DealRow['business'], side: 'seller' | 'buyer'): string => (business === 'lease' ? { seller: 'dealForm.lessor', buyer: 'dealForm.lessee' } : { seller: 'dealForm.seller', buyer: 'dealForm.buyer' })[side]
