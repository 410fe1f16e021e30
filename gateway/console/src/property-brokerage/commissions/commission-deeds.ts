import { post } from '../../api/client.ts'
import type { Commission, CommissionConfirmation, CommissionSide } from '../../api/types.ts'
import type { Deed } from '../../components/form-fields.ts'
import { yuan } from '../../shell/formats.ts'
import type { Scene } from '../deals/scene.ts'

type Speaker = Pick<Scene, 't' | 'formats'>

export const differs = (side: CommissionSide): boolean => Number(side.difference) !== 0
/** 卖方 约定 ¥32,800.00，实收 ¥30,000.00. */
export const sideLine = ({ t, formats }: Speaker, side: CommissionSide): string => t('commission.side', { side: formats.words(side.sideName), agreed: yuan(side.agreed), received: yuan(side.received) })

/** PB-3.2: the specialist confirms the figures of now; what differs from the contract needs its reason. */
export function confirmCommission(scene: Scene, commission: Commission): Deed {
  const reasons = { seller: 'reasonSeller', buyer: 'reasonBuyer' } as const
  return {
    title: scene.t('commission.confirm'), about: scene.about, say: commission.sides.map((side) => sideLine(scene, side)).join(' · '), done: scene.t('commission.confirmed'),
    fields: commission.sides.filter(differs).map((side) => ({ name: reasons[side.side], kind: 'text', label: scene.t('commission.why', { side: scene.formats.words(side.sideName) }) })),
    send: (values) => post(`${scene.path}/commission/confirm`, values),
  }
}

/** By somebody else than whoever confirmed it. */
export const checkCommission = (speaker: Speaker, confirmation: Pick<CommissionConfirmation, 'dealId' | 'dealNumber' | 'dealTitle' | 'sides'>): Deed => ({
  title: speaker.t('commission.check'), about: `${confirmation.dealNumber} ${confirmation.dealTitle}`, say: confirmation.sides.map((side) => `${sideLine(speaker, side)}${side.reason ? `${speaker.t('mark.comma')}${side.reason}` : ''}`).join(' · '), done: speaker.t('commission.checkedDone'),
  fields: [
    { name: 'decision', kind: 'choice', label: speaker.t('slip.decision'), options: (['check', 'return'] as const).map((value) => ({ value, label: speaker.t(`commission.decisions.${value}`) })) },
    { name: 'reason', kind: 'text', label: speaker.t('transfer.why'), when: (values) => values.decision === 'return' },
  ],
  send: (values) => post(`/v1/property-brokerage/deals/${confirmation.dealId}/commission/check`, values),
})
