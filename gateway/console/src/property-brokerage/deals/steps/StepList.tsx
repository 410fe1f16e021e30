import { Dropdown, Button } from 'antd'
import { Ban, Check, CircleDashed, CircleDot, Ellipsis, Undo2, type LucideIcon } from 'lucide-react'
import type { Appointment, DealStep, DealSteps, StepProgress } from '../../../api/types.ts'
import { ClockChip } from '../../../components/ClockChip.tsx'
import { DeedButton, useDeeds } from '../../../components/DeedStage.tsx'
import type { Deed } from '../../../components/form-fields.ts'
import { Photo } from '../../../components/Photo.tsx'
import { RowItem, RowList } from '../../../components/RowList.tsx'
import { Panel } from '../../../components/small.tsx'
import type { Scene } from '../scene.ts'
import { tellParty, textAgain, untold } from './progress-deeds.ts'
import { addStep, dropStep, expectStep, finishStep, mayFinish, reopenStep, startStep, stepLabel } from './step-deeds.ts'
import { makeVisit } from './visit-deeds.ts'

const icons: Record<DealStep['state'], LucideIcon> = { pending: CircleDashed, in_progress: CircleDot, done: Check, rejected: Undo2, not_applicable: Ban }

interface Props { scene: Scene; steps: DealSteps; progress: StepProgress[]; visits: Appointment[] }

/** All steps of a deal in the order of its operating guide; what was added, dropped or done before its time says why (PB-4.5b). */
export function StepList({ scene, steps, progress, visits }: Props) {
  const { t, mine, closed } = scene
  const done = steps.steps.filter((step) => step.state === 'done').length
  const needed = steps.steps.filter((step) => step.state !== 'not_applicable').length
  return (
    <Panel
      bare
      title={t('deal.steps')}
      extra={<>{t('step.doneOf', { done, needed })}{steps.outOfOrder > 0 && t('step.outOfOrderCount', { count: steps.outOfOrder })}{steps.newerEdition !== null && <span title={t('step.editionHint')}>{t('step.edition', { n: steps.edition, newer: steps.newerEdition })}</span>}{mine && !closed && <DeedButton deed={addStep(scene, steps.steps)} />}</>}
    >
      <RowList label={t('deal.steps')}>{steps.steps.map((step) => <Step key={step.id} scene={scene} step={step} now={step.key === steps.stage} progress={progress.find((each) => each.stepId === step.id)} held={visits.some((visit) => visit.stepId === step.id)} />)}</RowList>
    </Panel>
  )
}

interface StepProps { scene: Scene; step: DealStep; now: boolean; progress: StepProgress | undefined; held: boolean }

function Step({ scene, step, now, progress, held }: StepProps) {
  const { t, formats, mine, closed } = scene
  const Icon = icons[step.state]
  const clock = step.obligations.find((each) => each.status === 'open')
  const waits = untold(progress)
  const note = [
    step.state !== 'pending' && t(`step.state.${step.state}`), step.finishedAt && formats.at(step.finishedAt), step.state === 'pending' && step.expectedOn && t('step.expected', { day: step.expectedOn.slice(5) }), step.result, step.reason && step.state !== 'done' && step.reason,
    step.outOfOrderReason && t('step.early', { reason: step.outOfOrderReason }), step.addedBy && t('step.addedBy', { by: step.addedBy, reason: step.addedReason }),
    step.state === 'done' && (step.toldAt ? t('step.toldAt', { at: formats.at(step.toldAt) }) : waits.length > 0 && t('step.untold', { names: waits.map((party) => `${party.contact}${party.texts.some((text) => text.result === null) ? t('step.textUnderWay') : ''}`).join(t('mark.list')) })),
  ].filter(Boolean).join(' · ')
  return (
    <RowItem
      icon={<Icon size={16} />}
      title={stepLabel(scene, step)}
      sub={[t(`step.waits.${step.waitsFor}`), step.clientPresent && t(step.accompanied ? 'step.accompanied' : 'step.comes'), !step.required && t('step.optional')].filter(Boolean).join(' · ')}
      note={note}
      now={now}
      bad={step.state === 'rejected'}
      faint={step.state === 'not_applicable'}
      below={step.attachmentIds.length > 0 && <div className="row wrap">{step.attachmentIds.map((id) => <Photo key={id} id={id} />)}</div>}
    >
      {clock && <ClockChip clock={clock} />}
      {mine && !closed && progress && !step.toldAt && waits.length > 0 && <><DeedButton deed={tellParty(scene, progress)} /><DeedButton deed={textAgain(scene, progress)} /></>}
      {!closed && <More scene={scene} step={step} held={held} />}
    </RowItem>
  )
}

/** What is rarer: beginning out of turn, another date, undoing, leaving out. */
function More({ scene, step, held }: { scene: Scene; step: DealStep; held: boolean }) {
  const { t, mine, may } = scene
  const open = useDeeds()
  const settled = step.state === 'done' || step.state === 'not_applicable'
  const deeds: Deed[] = [
    ...(mine && step.state !== 'in_progress' && !settled ? [startStep(scene, step)] : []), ...(mine && !settled && !mayFinish(scene, step) ? [finishStep(scene, step)] : []),
    ...(mine && !settled ? [expectStep(scene, step), ...(held ? [] : [makeVisit(scene, step)])] : []), ...(mine && settled ? [reopenStep(scene, step)] : []),
    ...(!settled && (step.required ? may('deal.assign') : mine) ? [dropStep(scene, step)] : []),
  ]
  if (deeds.length === 0) return null
  return <Dropdown trigger={['click']} menu={{ items: deeds.map((deed, key) => ({ key, label: deed.title })), onClick: ({ key }) => void open(deeds[Number(key)]!) }}><Button size="small" type="text" aria-label={`${t('do.more')} ${stepLabel(scene, step)}`} icon={<Ellipsis size={16} />} /></Dropdown>
}
