import { Plus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { DeedButton, DeedStage } from '../../components/DeedStage.tsx'
import { Clause, Segments } from '../../components/small.tsx'
import { useTitle } from '../../components/use-title.ts'
import { dateOf } from '../../shell/formats.ts'
import { serverNow } from '../../shell/server-clock.ts'
import { useMay } from '../../shell/session.ts'
import { Rankings } from './Rankings.tsx'
import { Schemes } from './Schemes.tsx'
import { openCards, publishRanking } from './score-deeds.ts'
import { ScoreCards } from './ScoreCards.tsx'
import { monthsBack } from '../../shell/months.ts'
import { useDepartment, useDepartments } from '../queries.ts'
import '../../components/record.css'

const PARTS = { scores: ScoreCards, rankings: Rankings, schemes: Schemes }
const NAMES = Object.keys(PARTS) as (keyof typeof PARTS)[]

/** Monthly scores by the performance regime, and the ranking that each quarter makes of them (OC-1.3, OC-4.2). */
export default function StaffScores() {
  const { t } = useTranslation()
  const may = useMay()
  const [params, setParams] = useSearchParams()
  const departments = useDepartments()
  const department = useDepartment()
  const name = NAMES.find((each) => each === params.get('what')) ?? 'scores'
  const Part = PARTS[name]
  useTitle(t('nav.staffScores'))
  // The last month is scored, and a quarter that is over is ranked.
  const months = monthsBack(dateOf(serverNow()), 13)
  const [, ...over] = months
  return (
    <DeedStage>
      <div className="page split-page">
        <div className="page-head wrap">
          <h1>{t('nav.staffScores')}</h1><Clause id={name === 'rankings' ? 'OC-4.2' : 'OC-1.3'} />
          <Segments label={t('list.views')} value={name} onChange={(next) => setParams(next === 'scores' ? {} : { what: next })} options={NAMES.map((value) => ({ value, label: t(`staffScore.part.${value}`) }))} />
          <span className="push">
            {name === 'scores' && may('staffScore.write') && <DeedButton primary icon={<Plus size={15} />} deed={openCards(t, departments, department, [...over, months[0]!])} />}
            {name === 'rankings' && may('staffScore.rank') && <DeedButton primary icon={<Plus size={15} />} deed={publishRanking(t, departments, department, over)} />}
          </span>
        </div>
        <Part />
      </div>
    </DeedStage>
  )
}
