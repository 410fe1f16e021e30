import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { get } from '../../api/client.ts'
import { Rows } from '../../components/Figures.tsx'
import { More } from '../../components/More.tsx'
import { Panel } from '../../components/small.tsx'
import { Bones, EmptyState, Failure } from '../../components/states.tsx'
import { dateOf, useFormats } from '../../shell/formats.ts'
import { serverNow } from '../../shell/server-clock.ts'
import { useAround } from '../queries.ts'

/** DV-5: visits made and planned against the frequency that each grade is owed; and whom nobody visits, or not yet again (DV-4.0). */
export function Coverage() {
  const { t } = useTranslation()
  const { units, unitId } = useAround()
  const [picked, setPicked] = useState<string | null>(null)
  const unit = picked ?? unitId ?? units[0]?.id
  const [year, setYear] = useState(Number(dateOf(serverNow()).slice(0, 4)))
  if (!unit) return <Bones />
  return (
    <div className="stack">
      <div className="row wrap">
        {units.length > 1 && <select className="input" style={{ width: 180 }} aria-label={t('column.unit')} value={unit} onChange={(event) => setPicked(event.target.value)}>{units.map((each) => <option key={each.id} value={each.id}>{each.name}</option>)}</select>}
        <div className="row"><button type="button" className="btn" aria-label={t('visitPlan.yearBefore')} onClick={() => setYear(year - 1)}>‹</button><b>{year}</b><button type="button" className="btn" aria-label={t('visitPlan.yearAfter')} onClick={() => setYear(year + 1)}>›</button></div>
      </div>
      <Grades unitId={unit} year={year} />
      <Uncovered unitId={unit} />
    </div>
  )
}

function Grades({ unitId, year }: { unitId: string; year: number }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const query = useQuery({ queryKey: ['visit-coverage', unitId, year], queryFn: () => get('/v1/distributor-visits/coverage', { query: { unitId, year } }) })
  if (query.isPending) return <Bones lines={4} />
  if (query.isError) return <Failure problem={query.error} what={t('visitPlan.coverage')} retry={() => void query.refetch()} />
  const count = (key: 'customers' | 'owed' | 'done' | 'planned') => ({ title: t(`visitPlan.of.${key}`), cell: (row: (typeof query.data.grades)[number]) => formats.count(row[key]) })
  return (
    <Panel bare title={t('visitPlan.coverageOf', { year })} extra={query.data.ungraded > 0 && t('visitPlan.ungraded', { count: query.data.ungraded })}>
      <Rows
        label={t('visitPlan.coverage')} rows={query.data.grades} rowKey={(row) => row.grade}
        columns={[
          { title: t('visitCustomer.grade'), left: true, cell: (row) => row.grade }, count('customers'), count('owed'), count('done'), count('planned'),
          { title: t('visitPlan.of.behind'), cell: (row) => row.behind > 0 && <b>{formats.count(row.behind)}</b> }, { title: t('visitPlan.of.share'), cell: (row) => (row.share === null ? '—' : `${formats.percent(row.share)}%`) },
        ]}
      />
    </Panel>
  )
}

function Uncovered({ unitId }: { unitId: string }) {
  const { t } = useTranslation()
  const query = useInfiniteQuery({ queryKey: ['visit-coverage', unitId, 'uncovered'], queryFn: ({ pageParam }) => get('/v1/distributor-visits/coverage/uncovered', { query: { unitId, limit: 50, cursor: pageParam } }), initialPageParam: '', getNextPageParam: (page) => page.nextCursor })
  const items = query.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <Panel bare title={t('visitPlan.uncovered')} extra={<span className="clause">DV-4.0</span>}>
      {query.isPending && <Bones lines={3} />}
      {query.isError && <Failure problem={query.error} what={t('visitPlan.uncovered')} retry={() => void query.refetch()} />}
      {query.isSuccess && items.length === 0 && <EmptyState title={t('visitPlan.allCovered')} />}
      <ul className="lines">{items.map((row) => <li key={row.id}><span><Link to={`/visit-customers/${row.id}`}>{row.name}</Link> {row.grade && <span className="tag">{row.grade}</span>}</span><span className="muted">{row.visitorName ?? t('visitCustomer.nobody')} · {row.lastVisitOn ? `${t('visitCustomer.lastVisit')} ${row.lastVisitOn}` : t('visitCustomer.neverVisited')}</span></li>)}</ul>
      <More query={query} />
    </Panel>
  )
}
