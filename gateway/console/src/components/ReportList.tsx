import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import type { Page } from '../api/types.ts'
import { DeedButton, DeedStage } from './DeedStage.tsx'
import type { Deed } from './form-fields.ts'
import { Clause, Segments } from './small.tsx'
import { SplitList } from './SplitList.tsx'
import { useTitle } from './use-title.ts'
import './record.css'

export interface View { name: string; label: string; query: Record<string, string> }

interface Props<T> {
  title: string
  clause: string
  icon: ReactNode
  none: string
  noneText: string
  /** Which of the reports; the first one without a name in the address. */
  views: View[]
  queryKey: string
  ask: (query: Record<string, string | number>) => Promise<Page<T>>
  line: (row: T) => ReactNode
  detail: (row: T) => ReactNode
  /** What begins one, for whoever may. */
  deed: Deed | false
  /** What else the page shows: the choice, and what then stands in the place of the reports. */
  choice?: ReactNode
  instead?: ReactNode
}

/** A page of reports: the views, what begins one, and each beside the list. */
export function ReportList<T extends { id: string }>({ title, clause, icon, none, noneText, views, queryKey, ask, line, detail, deed, choice, instead }: Props<T>) {
  const { t } = useTranslation()
  const [params, setParams] = useSearchParams()
  const view = views.find(({ name }) => name === params.get('view')) ?? views[0]!
  useTitle(title)
  return (
    <DeedStage>
      <div className="page split-page">
        <div className="page-head wrap">
          <h1>{title}</h1><Clause id={clause} />
          {choice}
          {!instead && <Segments label={t('filter.status')} value={view.name} onChange={(next) => setParams(next ? { view: next } : {})} options={views.map(({ name, label }) => ({ value: name, label }))} />}
          {!instead && deed && <span className="push"><DeedButton primary deed={deed} /></span>}
        </div>
        {instead || <SplitList<T> label={title} icon={icon} none={none} noneText={noneText} queryKey={[queryKey, 'list', view.name]} idOf={({ id }) => id} ask={(cursor) => ask({ ...view.query, limit: 50, cursor })} line={line} detail={detail} />}
      </div>
    </DeedStage>
  )
}
