import { Navigation, Phone, Wrench } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Case } from '../../api/types.ts'
import { RecordBar } from '../../components/RecordBar.tsx'
import type { Step } from './next.ts'

interface Props { record: Case; next: Step | null; waits: string; assign: Step | undefined; call: (() => void) | null; onDo: (step: Step) => void }

/** The case under the thumb: beside its next action call, way and reassignment. */
export function CaseBar({ record, next, waits, assign, call, onDo }: Props) {
  const { t } = useTranslation()
  return (
    <RecordBar label={t('case.next')} main={next && { title: t(`action.${next.verb}`), onDo: () => onDo(next) }} waits={waits}>
      {call && <button type="button" className="btn alt" onClick={call}><Phone size={20} />{t('case.call')}</button>}
      <a className="btn alt" href={`geo:0,0?q=${encodeURIComponent(record.address)}`}><Navigation size={20} />{t('phone.navigate')}</a>
      {assign && <button type="button" className="btn alt" onClick={() => onDo(assign)}><Wrench size={20} />{t(record.workOrder?.assignee ? 'case.reassign' : 'action.assign')}</button>}
    </RecordBar>
  )
}
