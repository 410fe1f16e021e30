import { Navigation, Phone, Wrench } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Case } from '../../api/types.ts'
import type { Step } from './next.ts'
import './case-bar.css'

interface Props { record: Case; next: Step | null; waits: string; assign: Step | undefined; call: (() => void) | null; onDo: (step: Step) => void }

/** On a phone what can be done now lies under the thumb: one big action, beside it call, way and reassignment, each with its word. */
export function CaseBar({ record, next, waits, assign, call, onDo }: Props) {
  const { t } = useTranslation()
  return (
    <div className="case-bar" role="group" aria-label={t('case.next')}>
      {call && <button type="button" className="btn alt" onClick={call}><Phone size={20} />{t('case.call')}</button>}
      <a className="btn alt" href={`geo:0,0?q=${encodeURIComponent(record.address)}`}><Navigation size={20} />{t('phone.navigate')}</a>
      {assign && <button type="button" className="btn alt" onClick={() => onDo(assign)}><Wrench size={20} />{t(record.workOrder?.assignee ? 'case.reassign' : 'action.assign')}</button>}
      {next ? <button type="button" className="btn primary main" onClick={() => onDo(next)}>{t(`action.${next.verb}`)}</button> : <p className="soft main">{waits}</p>}
    </div>
  )
}
