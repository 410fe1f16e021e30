import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { get } from '../../api/client.ts'
import type { StageColumn } from '../../api/types.ts'
import { Panel } from '../../components/small.tsx'
import { Bones, EmptyState, Failure } from '../../components/states.tsx'
import { useTitle } from '../../components/use-title.ts'
import { useFormats } from '../../shell/formats.ts'
import { useMay } from '../../shell/session.ts'
import { AssignSeveral } from './AssignSeveral.tsx'
import '../../components/record.css'
import '../../components/split.css'

/** Where all deals stand: before the formalities by status, within them by step; and, for whoever names specialists, who has how much (PB-3.3). */
export default function Board() {
  const { t } = useTranslation()
  const formats = useFormats()
  const may = useMay()
  const query = useQuery({ queryKey: ['boards', 'stages'], queryFn: () => get('/v1/property-brokerage/boards/stages') })
  useTitle(t('nav.dealBoard'))
  const board = query.data
  return (
    <div className="page">
      <div className="page-head"><h1>{t('nav.dealBoard')}</h1>{board && <span className="sub">{t('deal.load.open', { count: board.columns.reduce((sum, column) => sum + column.deals, 0) })} · {formats.at(board.at)}</span>}</div>
      {query.isPending && <Bones lines={8} />}
      {query.isError && !board && <Failure problem={query.error} what={t('nav.dealBoard')} retry={() => void query.refetch()} />}
      {board?.columns.length === 0 && <EmptyState title={t('deal.none')} text={t('deal.noneText')} />}
      {board && <ol className="cards" aria-label={t('deal.board')} style={{ maxWidth: 'none', marginBottom: 14 }}>{board.columns.map((column) => <Place key={`${column.status} ${column.stage}`} column={column} />)}</ol>}
      {may('deal.assign') && <AssignSeveral />}
    </div>
  )
}

function Place({ column }: { column: StageColumn }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const name = column.name ? formats.words(column.name) : t(`deal.status.${column.status}`)
  const address = (more: Record<string, string> = {}) => `/deals?${new URLSearchParams({ status: column.status, ...(column.stage && { stage: column.stage }), ...more }).toString()}`
  return (
    <li>
      <Panel className="fill" title={<Link to={address()}>{name}</Link>} extra={<b>{t('deal.count', { count: column.deals })}</b>}>
        <div className="row between">
          {column.overdue > 0 && <Link className="danger" to={address({ clock: 'overdue' })}>{t('deal.load.overdue', { count: column.overdue })}</Link>}
          <span className={column.dueToday > 0 ? undefined : 'muted'}>{t('deal.load.today', { count: column.dueToday })}</span>
        </div>
        {column.waiting.length > 0 && <small className="block muted">{column.waiting.map((each) => `${t('deal.waitsFor', { who: t(`step.waits.${each.waitsFor}`) })} ${each.deals}`).join(' · ')}</small>}
      </Panel>
    </li>
  )
}
