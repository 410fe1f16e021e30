import { useInfiniteQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { ChevronDown, ChevronRight, X } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { get } from '../../api/client.ts'
import type { Compliance, ComplianceCell } from '../../api/types.ts'
import { ClockChip } from '../../components/ClockChip.tsx'
import { Clause, No } from '../../components/small.tsx'
import { Bones, Failure } from '../../components/states.tsx'
import { useFormats } from '../../shell/formats.ts'
import { DrillEvidence } from './DrillEvidence.tsx'
import { heatOf } from './ComplianceMatrix.tsx'

const groups = ['missed', 'in_time', 'running'] as const
type Group = (typeof groups)[number]

interface Props { data: Compliance; month: string; clauseId: string; columnId: string; cell: ComplianceCell | null; onClose: () => void }

/** One cell, down to the single obligation and its evidence. It stands beside the matrix, never over it. */
export function Drill({ data, month, clauseId, columnId, cell, onClose }: Props) {
  const { t } = useTranslation()
  const formats = useFormats()
  const [group, setGroup] = useState<Group>(() => (cell && cell.total > 0 && cell.inTime === cell.total ? 'in_time' : 'missed'))
  const [chosen, setChosen] = useState(false)
  const [opened, setOpened] = useState<string | null>(null)
  const section = useRef<HTMLElement>(null)
  useEffect(() => {
    // Where it stands under the matrix, nobody would see that it has opened.
    if (matchMedia('(max-width: 1100px)').matches) section.current?.scrollIntoView()
  }, [])
  const row = data.rows.find((each) => each.clauseId === clauseId)
  const column = data.columns.find((each) => each.id === columnId)
  const byMonth = /^\d{4}-\d{2}$/.test(columnId)
  const query = useInfiniteQuery({
    queryKey: ['compliance', 'drill', clauseId, columnId, month, group],
    queryFn: ({ pageParam }) => get('/v1/insight/obligations', { query: { clauseId, month: byMonth ? columnId : month, tenantId: column?.kind === 'tenant' && !byMonth ? columnId : undefined, group, limit: 20, cursor: pageParam } }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
  })
  const items = query.data?.pages.flatMap((page) => page.items) ?? []
  const counts = query.data?.pages[0]?.counts
  const countOf = (each: Group) => counts?.[each === 'in_time' ? 'inTime' : each]
  // The cell does not tell everything: the first answer may still show that the group is empty, and then the first with rows is opened.
  const better = chosen || countOf(group) !== 0 ? undefined : groups.find((each) => (countOf(each) ?? 0) > 0)
  useEffect(() => {
    if (better) setGroup(better)
  }, [better])
  const all = row?.cells.find((each) => data.columns.find((one) => one.id === each.columnId)?.kind === 'all')
  const excluded = cell ? [['waivedAfterBreach', cell.waivedAfterBreach], ['cancelledAfterBreach', cell.cancelledAfterBreach], ['voided', cell.voided], ['suspended', cell.suspended], ['imported', cell.imported]].filter(([, count]) => Number(count) > 0) : []
  return (
    <section ref={section} className="panel drill" aria-label={t('compliance.drill')}>
      <header className="drill-head">
        <div className="row between"><small className="muted">{column?.name}{t('mark.comma')}{formats.month(byMonth ? columnId : month)}</small><span className="row muted drill-keys"><span className="row"><kbd>←</kbd><kbd>→</kbd>{t('compliance.keyColumn')}<kbd>↑</kbd><kbd>↓</kbd>{t('compliance.keyClause')}</span><Button type="text" size="small" aria-label={t('do.close')} icon={<X size={16} />} onClick={onClose} /></span></div>
        <h2>{row && formats.words(row.label)} <Clause id={clauseId} /></h2>
        {all && all.rate !== null && <span className="muted drill-whole">{t('compliance.whole', { rate: formats.percent(all.rate) })}</span>}
        <dl className="figures">
          <div><dt>{t('compliance.rate')}</dt><dd className={cell && heatOf(cell.rate, data.target) !== null ? 'danger' : ''}>{cell?.rate === null || !cell ? '—' : `${formats.percent(cell.rate)}%`}</dd></div>
          <div><dt>{t('compliance.owed')}</dt><dd>{cell?.total ?? 0}</dd></div>
          <div><dt>{t('compliance.group.missed')}</dt><dd>{counts?.missed ?? (cell ? cell.total - cell.inTime : 0)}</dd></div>
          <div><dt>{t('compliance.group.running')}</dt><dd>{counts?.running ?? 0}</dd></div>
        </dl>
        {cell && cell.total > 0 && cell.total < 10 && <p className="muted">{t('compliance.few')}</p>}
        {excluded.length > 0 && <p className="muted">{excluded.map(([name, count]) => `${t(`compliance.apart.${name}`)} ${count}`).join(' · ')}</p>}
      </header>
      <div className="views" role="group" aria-label={t('compliance.drill')}>
        {groups.map((each) => <button key={each} type="button" aria-pressed={each === group} onClick={() => { setChosen(true); setGroup(each) }}>{t(`compliance.group.${each}`)} <small>{countOf(each)}</small></button>)}
      </div>
      {query.isPending && <Bones />}
      {query.isError && <Failure problem={query.error} what={t('compliance.drill')} retry={() => void query.refetch()} />}
      <ul className="lines">
        {items.map((item) => (
          <li key={item.id} className="drill-item">
            <div className="row">
              <button type="button" className="linkish" aria-expanded={opened === item.id} aria-label={t('compliance.open', { number: item.subject.number })} onClick={() => setOpened(opened === item.id ? null : item.id)}>{opened === item.id ? <ChevronDown size={16} /> : <ChevronRight size={16} />}</button>
              <b className="nowrap"><No number={item.subject.number} /></b>
              <span className="cut">{item.address ? `${item.address} ` : ''}{item.subject.title}<small className="block muted">{item.tenantName}{t('mark.comma')}{t('clock.due')} {formats.due(item.dueAt)}</small></span>
              <span className="push"><ClockChip clock={item} /></span>
            </div>
            {opened === item.id && <DrillEvidence item={item} />}
          </li>
        ))}
        {query.isSuccess && items.length === 0 && <li className="muted">{t('compliance.groupEmpty')}</li>}
      </ul>
      {query.hasNextPage && <Button type="link" onClick={() => void query.fetchNextPage()}>{t('list.more')}</Button>}
    </section>
  )
}
