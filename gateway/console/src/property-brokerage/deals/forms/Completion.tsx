import { Link } from 'react-router'
import type { FormState } from '../../../api/types.ts'
import { ClockChip } from '../../../components/ClockChip.tsx'
import { DeedButton } from '../../../components/DeedStage.tsx'
import { Clause, Panel } from '../../../components/small.tsx'
import { useForms, useSteps } from '../queries.ts'
import type { Scene } from '../scene.ts'
import { completeForms, expectSteps, openEnded } from './form-deeds.ts'

/** F1 and F2 by the contract: what each still lacks and where it is entered, then the specialist's word that nothing does (PB-4.3b). */
export function Completion({ scene }: { scene: Scene }) {
  const { t, formats, deal, mine, closed } = scene
  const forms = useForms(deal.id).data
  const steps = useSteps(deal.id).data?.steps ?? []
  if (!forms) return null
  const own = forms.items.filter(({ form }) => form === 'f1' || form === 'f2')
  const gaps = [...new Map(own.flatMap(({ missing }) => missing).map((gap) => [gap.field, gap])).values()]
  const [declared] = own
  const without = openEnded(steps)
  return (
    <Panel title={t('form.complete')} extra={forms.obligation ? <ClockChip clock={forms.obligation} clause /> : <>{t('deal.later')} <Clause id="PB-4.3b" /></>}>
      <div className="stack">
        {declared?.completedAt && <p>{t('form.completedAt.f1', { at: formats.at(declared.completedAt), by: declared.completedBy ?? '' })}</p>}
        {gaps.length > 0 && <ul className="stack" aria-label={t('handover.lacks')}>{gaps.map((gap) => <li key={gap.field} className="row between"><span>{formats.words(gap.text)}</span><Where scene={scene} gap={gap} /></li>)}</ul>}
        <div className="row wrap">
          {mine && !closed && without.length > 0 && <DeedButton deed={expectSteps(scene, without)} />}
          {forms.actions.map((may) => <DeedButton key={may.action} deed={completeForms(scene)} may={may} />)}
        </div>
      </div>
    </Panel>
  )
}

/** What stands in steps and basics is entered there; receivables are on this page. */
function Where({ scene: { deal, t }, gap }: { scene: Scene; gap: FormState['missing'][number] }) {
  if (gap.field.startsWith('receivables.')) return null
  const steps = gap.field.startsWith('steps.')
  return <Link className="nowrap" to={steps ? `/deals/${deal.id}` : `/deals/${deal.id}/basics`}>{t(steps ? 'deal.part.work' : 'deal.action.correct')}</Link>
}
