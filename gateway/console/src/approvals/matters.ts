import { post } from '../api/client.ts'
import type { Approval } from '../api/types.ts'
import type { Deed } from '../components/form-fields.ts'

type Say = (key: string, values?: Record<string, unknown>) => string
interface Matter { page: string; decide: string; approve: (note?: unknown) => object; refuse: (reason: unknown) => object }

const plain: Pick<Matter, 'approve' | 'refuse'> = { approve: (note) => ({ decision: 'approve', ...(note !== undefined && { note }) }), refuse: (reason) => ({ decision: 'return', reason }) }
const channel: Pick<Matter, 'approve' | 'refuse'> = { approve: (note) => ({ decision: 'approved', ...(note !== undefined && { note }) }), refuse: (note) => ({ decision: 'refused', note }) }
const [DV, OC] = ['/v1/distributor-visits', '/v1/outstation-channel']

/** Where the record of a matter stands, and how its room is told what was decided. Payment slips have deeds of their own. */
const MATTERS: Record<string, Matter> = {
  gift_application: { page: '/visit-gifts?id=', decide: `${DV}/gift-applications`, ...plain },
  visit_plan: { page: '/visit-plans?id=', decide: `${DV}/plans`, ...plain },
  spare_application: { page: '/spares?what=applications&id=', decide: `${OC}/spare-applications`, ...channel },
  spare_return: { page: '/spares?what=returns&id=', decide: `${OC}/spare-returns`, ...channel },
  spare_loan: { page: '/spare-loans?id=', decide: `${OC}/spare-loans`, ...channel },
  replacement: { page: '/replacements?id=', decide: `${OC}/replacements`, ...channel },
  business_trip: { page: '/trips?id=', decide: `${OC}/trips`, ...channel },
}

export const pageOf = ({ matter, subject }: Approval): string | undefined => MATTERS[matter] && `${MATTERS[matter].page}${subject.id}`

/** What an approver says of it out of the list; the record's own page asks for more where there is more to say. */
export function decisionsOn(t: Say, { matter, subject }: Approval): Deed[] {
  const room = MATTERS[matter]
  if (!room) return []
  const about = `${subject.number} ${subject.title}`
  const path = `${room.decide}/${subject.id}/decide`
  return [
    { title: t('approval.approve'), about, done: t('approval.isApproved'), fields: [{ name: 'note', kind: 'text', label: t('approval.note'), optional: true }], send: ({ note }) => post(path, room.approve(note)) },
    { title: t('approval.return'), about, danger: true, done: t('approval.isReturned'), fields: [{ name: 'reason', kind: 'text', label: t('approval.reason'), fills: ['note'] }], send: ({ reason }) => post(path, room.refuse(reason)) },
  ]
}
