import { Bones, EmptyState, Failure } from '../../components/states.tsx'
import { DealFrame } from './DealFrame.tsx'
import { DealFacts, PartiesPanel } from './DealPanels.tsx'
import { useAppointments, useProgress, useSteps } from './queries.ts'
import type { Scene } from './scene.ts'
import { CurrentStep } from './steps/CurrentStep.tsx'
import { StepList } from './steps/StepList.tsx'

/** A deal's work: the step that runs, with its appointment, and all others in the order of the operating guide (PB-4.5, PB-4.5b, PB-4.8). */
export default function DealPage() {
  return <DealFrame beside={({ deal }) => <><PartiesPanel deal={deal} /><DealFacts deal={deal} /></>}>{(scene) => <Work scene={scene} />}</DealFrame>
}

function Work({ scene }: { scene: Scene }) {
  const { deal, t } = scene
  const steps = useSteps(deal.id)
  const visits = useAppointments(deal.id).data?.items ?? []
  const progress = useProgress(deal.id).data?.items ?? []
  if (steps.isError) return <Failure problem={steps.error} what={t('deal.steps')} retry={() => void steps.refetch()} />
  if (!steps.data) return <Bones lines={8} />
  if (steps.data.steps.length === 0) return <EmptyState title={t('step.none')} text={t('deal.later')} />
  const current = steps.data.steps.find((step) => step.key === steps.data.stage)
  return (
    <>
      {deal.takenAt && current && <CurrentStep scene={scene} step={current} visits={visits.filter((visit) => visit.stepId === current.id)} />}
      <StepList scene={scene} steps={steps.data} progress={progress} visits={visits} />
    </>
  )
}
