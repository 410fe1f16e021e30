import { useQuery } from '@tanstack/react-query'
import { get } from '../../../api/client.ts'
import { DeedButton } from '../../../components/DeedStage.tsx'
import { Clause, Panel } from '../../../components/small.tsx'
import { Refusal } from '../../../components/states.tsx'
import type { Scene } from '../scene.ts'
import { setNumber } from './form-deeds.ts'

/** The numbers that all forms of the company print under, with their editions (PB-5). */
export function Numbers({ scene }: { scene: Scene }) {
  const { t, formats } = scene
  const query = useQuery({ queryKey: ['form-numbers'], queryFn: () => get('/v1/property-brokerage/form-numbers') })
  return (
    <Panel bare title={t('form.numbers')} extra={<Clause id="PB-5" />}>
      <Refusal problem={query.error} />
      <ul className="lines">
        {query.data?.items.map((each) => (
          <li key={`${each.form} ${each.edition}`}>
            <span className={each.inForce ? undefined : 'muted'}>
              {each.form.toUpperCase()} {each.number}
              <small className="block muted">{[each.edition === 0 ? t('form.official') : t('form.edition', { n: each.edition, by: each.publishedBy ?? '' }), each.effectiveFrom && formats.at(each.effectiveFrom), t(each.inForce ? 'form.inForce' : 'form.notInForce'), each.reason].filter(Boolean).join(' · ')}</small>
            </span>
            {each.inForce && <DeedButton deed={setNumber(scene, each)} />}
          </li>
        ))}
      </ul>
    </Panel>
  )
}
