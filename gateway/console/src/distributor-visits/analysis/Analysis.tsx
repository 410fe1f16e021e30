import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Segments } from '../../components/small.tsx'
import { Bones } from '../../components/states.tsx'
import { useTitle } from '../../components/use-title.ts'
import { useAround } from '../queries.ts'
import { Coverage, Effect } from './Coverage.tsx'
import { Competitors, Opinions } from './Market.tsx'
import { Products } from './Products.tsx'
import { monthBefore } from '../../shell/months.ts'

const SPANS = [3, 6, 12] as const

/** What a unit's visits amount to: who was visited, what customers hold, sell and say, what competitors do, and whether visits sell (capability 8). */
export default function Analysis() {
  const { t } = useTranslation()
  const { units, unitId } = useAround()
  const [picked, setPicked] = useState<string | null>(null)
  const [span, setSpan] = useState<(typeof SPANS)[number]>(6)
  const unit = picked ?? unitId ?? units[0]?.id
  const months = Array.from({ length: span }, (_, index) => monthBefore(span - 1 - index))
  const scope = unit && { unitId: unit, from: months[0]!, to: months.at(-1)!, months }
  useTitle(t('nav.visitAnalysis'))
  return (
    <div className="page stack">
      <div className="page-head wrap">
        <h1>{t('nav.visitAnalysis')}</h1>
        {units.length > 1 && <select className="input" style={{ width: 160 }} aria-label={t('column.unit')} value={unit} onChange={(event) => setPicked(event.target.value)}>{units.map((each) => <option key={each.id} value={each.id}>{each.name}</option>)}</select>}
        <Segments label={t('analysis.span')} value={String(span)} onChange={(next) => setSpan(SPANS.find((each) => String(each) === next)!)} options={SPANS.map((value) => ({ value: String(value), label: t('analysis.months', { count: value }) }))} />
      </div>
      {scope ? <div className="charts"><Coverage scope={scope} /><Products scope={scope} /><Opinions scope={scope} /><Effect scope={scope} /><div className="whole"><Competitors scope={scope} /></div></div> : <Bones />}
    </div>
  )
}
