import type { Deal, DealRow } from '../../api/types.ts'

type Say = (key: string, values?: Record<string, unknown>) => string

/** 买卖 按揭 as one or two tags. */
export const kindTags = (deal: Pick<DealRow, 'business' | 'payment'>, t: Say): string[] => [t(`deal.business.${deal.business}`), ...(deal.payment ? [t(`deal.payment.${deal.payment}`)] : [])]

/** 3280000.00 as ¥3,280,000.00. */
export const yuan = (amount: string): string => `¥${amount.replace(/\B(?=(\d{3})+(?!\d)(?=\.|$))/g, ',')}`

const order = ['signed', 'submitted', 'assigned', 'taken', 'formalities_done', 'archived'] as const
export interface TrackStep { key: string; at: string | null; state: 'done' | 'now' | 'ahead' }

/** From signature to archive; the first step that is not reached is the present one. */
export function trackOf(deal: Deal): TrackStep[] {
  const at: Record<(typeof order)[number], string | null> = { signed: deal.signedAt, submitted: deal.f1SentAt, assigned: deal.specialistAcceptedAt, taken: deal.takenAt, formalities_done: deal.formalitiesDoneAt, archived: deal.archivedAt }
  const reached = order.indexOf(deal.status as (typeof order)[number])
  return order.map((key, index) => ({ key, at: at[key], state: index <= reached ? 'done' : index === reached + 1 && deal.status !== 'cancelled' ? 'now' : 'ahead' }))
}

/** In a lease lessor and lessee (PB-2). */
export const sideKey = (business: DealRow['business'], side: 'seller' | 'buyer'): string => (business === 'lease' ? { seller: 'dealForm.lessor', buyer: 'dealForm.lessee' } : { seller: 'dealForm.seller', buyer: 'dealForm.buyer' })[side]
