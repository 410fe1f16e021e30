import { CircleCheck, CircleDashed, CircleSlash } from 'lucide-react'
import type { DealBook, DealStep, PaymentSlip, PayoutCondition, PayoutPlan, SlipField } from '../../../api/types.ts'
import { ClockChip } from '../../../components/ClockChip.tsx'
import { DeedButton } from '../../../components/DeedStage.tsx'
import { RowItem, RowList } from '../../../components/RowList.tsx'
import { Panel } from '../../../components/small.tsx'
import { EmptyState } from '../../../components/states.tsx'
import { yuan } from '../../../shell/formats.ts'
import type { Scene } from '../scene.ts'
import { addCondition, dropCondition, meetCondition } from './payout-deeds.ts'
import { writeSlip } from './slip-deeds.ts'

const icons = { waiting: CircleDashed, met: CircleCheck, dropped: CircleSlash }

interface Props { scene: Scene; plan: PayoutPlan; slips: PaymentSlip[]; book: DealBook; steps: DealStep[]; form: SlipField[] }

/** Whoever audits stands in for the specialist (PB-4.7). */
const makes = ({ mine, may, closed }: Scene): boolean => !closed && may('slip.make') && (mine || may('slip.audit'))

/** What the contract pays, to whom, and what each waits for (PB-4.7). */
export function Payouts({ scene, plan, slips, book, steps, form }: Props) {
  const { t } = scene
  return (
    <Panel bare title={t('payout.title')} extra={<>{plan.items.length > 0 && t('payout.planned', { amount: yuan(plan.planned) })}{makes(scene) && <DeedButton deed={addCondition(scene, book, steps)} />}</>}>
      {plan.items.length === 0 ? <EmptyState title={t('payout.none')} /> : <RowList label={t('payout.title')}>{plan.items.map((condition) => <Item key={condition.id} scene={scene} condition={condition} steps={steps} form={form} slip={slips.find((slip) => slip.conditionId === condition.id && slip.status !== 'withdrawn')} />)}</RowList>}
    </Panel>
  )
}

function Item({ scene, condition, steps, form, slip }: { scene: Scene; condition: PayoutCondition; steps: DealStep[]; form: SlipField[]; slip: PaymentSlip | undefined }) {
  const { t, formats } = scene
  const { on, state } = condition
  const Icon = icons[state]
  const step = steps.find((each) => each.key === on.stepKey)
  const waits = on.stepKey ? t('payout.onStep', { step: step ? formats.words(step.name) : on.stepKey }) : (on.date ?? on.text)
  return (
    <RowItem
      icon={<Icon size={16} />}
      title={yuan(condition.amount)}
      sub={`${condition.label} · ${condition.payeeName}`}
      faint={state !== 'met'}
      note={[t(`payout.state.${state}`), state === 'met' ? formats.at(condition.metAt) : waits, condition.metNote, condition.droppedReason, slip && `${slip.number} ${t(`slip.status.${slip.status}`)}`].filter(Boolean).join(' · ')}
    >
      {condition.obligation && <ClockChip clock={condition.obligation} />}
      {makes(scene) && (
        <>
          {state === 'waiting' && on.text && <DeedButton deed={meetCondition(scene, condition)} />}
          {state === 'met' && !slip && <DeedButton deed={writeSlip(scene, condition, form)} />}
          {state !== 'dropped' && condition.obligation?.status !== 'met' && condition.obligation?.status !== 'met_late' && <DeedButton deed={dropCondition(scene, condition)} />}
        </>
      )}
    </RowItem>
  )
}
