import type { Appointment, DealStep } from '../../../api/types.ts'
import { ClockChip } from '../../../components/ClockChip.tsx'
import { DeedButton } from '../../../components/DeedStage.tsx'
import { Clause, Facts, Panel } from '../../../components/small.tsx'
import type { Scene } from '../scene.ts'
import { expectStep, finishStep, mayFinish, rejectStep, startStep, stepLabel } from './step-deeds.ts'
import { Visit } from './Visit.tsx'
import { makeVisit } from './visit-deeds.ts'

/** Where the deal stands: whom it waits for, what was agreed, and what ends the step. */
export function CurrentStep({ scene, step, visits }: { scene: Scene; step: DealStep; visits: Appointment[] }) {
  const { t, formats, mine, closed } = scene
  const clock = step.obligations.find((each) => each.status === 'open')
  const works = mine && !closed
  return (
    <Panel title={t('step.now', { name: stepLabel(scene, step) })} extra={clock ? <ClockChip clock={clock} clause /> : t(`step.state.${step.state}`)}>
      <div className="stack">
        <Facts
          items={[
            [t('step.waitsFor'), step.state === 'in_progress' ? t(`step.waits.${step.waitsFor}`) : t('step.waits.specialist')],
            [t('step.clientComes'), step.clientPresent ? <>{t(step.accompanied ? 'step.accompanied' : 'step.comes')} <Clause id="PB-4.8" /></> : null],
            [t('step.since'), step.startedAt && formats.at(step.startedAt)], [t('step.expectedOn'), step.expectedOn],
            [t('step.guide'), step.guide && <>{t('step.guideOf', { ...step.guide })} {step.newerGuide && <span className="muted">{t('step.guideNewer', { ...step.newerGuide })}</span>}</>],
            [t('step.behind'), step.waitsBehind.map((name) => formats.words(name)).join(t('mark.list'))], [t('step.whyBack'), step.state === 'rejected' ? step.reason : null],
            [t('step.afterwards'), <>{t('step.afterwardsText')} <Clause id="PB-4.5" /> <Clause id="PB-4.8" /></>],
          ]}
        />
        {visits.map((visit) => <Visit key={visit.id} scene={scene} visit={visit} />)}
        {works && (
          <div className="row wrap">
            {step.state !== 'in_progress' && <DeedButton deed={startStep(scene, step)} />}
            <DeedButton deed={finishStep(scene, step)} may={mayFinish(scene, step)} />
            {!visits.some((visit) => visit.status === 'planned') && <DeedButton deed={makeVisit(scene, step)} />}
            {step.state === 'in_progress' && <DeedButton deed={rejectStep(scene, step)} />}
            <DeedButton deed={expectStep(scene, step)} />
          </div>
        )}
      </div>
    </Panel>
  )
}
