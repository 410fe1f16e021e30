import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useNavigate, useSearchParams } from 'react-router'
import { get } from '../../api/client.ts'
import type { Compliance as Answer } from '../../api/types.ts'
import { Panel, Segments } from '../../components/small.tsx'
import { Bones, EmptyState, Failure } from '../../components/states.tsx'
import { StatTile } from '../../components/StatTile.tsx'
import { useTitle } from '../../components/use-title.ts'
import { dateOf, useFormats } from '../../shell/formats.ts'
import { useKeys } from '../../shell/keys.ts'
import { serverNow } from '../../shell/server-clock.ts'
import { ComplianceMatrix, cellOf, Legend } from './ComplianceMatrix.tsx'
import { Drill } from './Drill.tsx'
import { Trends } from './Trends.tsx'
import { lastMonths } from '../../shell/months.ts'
import '../../components/table.css'
import './compliance.css'

/** Which promise is breaking, where, since when, show me one? Everything chosen stands in the address. */
export default function Compliance() {
  const { t } = useTranslation()
  const formats = useFormats()
  const navigate = useNavigate()
  const [params, setParams] = useSearchParams()
  const month = params.get('month') ?? dateOf(serverNow()).slice(0, 7)
  const by = params.get('by') === 'month' ? 'month' : 'unit'
  const below = params.get('below') === '1'
  const selected = params.get('clause') && params.get('column') ? { clauseId: params.get('clause')!, columnId: params.get('column')! } : null
  const query = useQuery({ queryKey: ['compliance', month, by], queryFn: () => get('/v1/insight/compliance', { query: { month, by } }), placeholderData: (before) => before })
  useTitle(t('nav.compliance'))
  const set = (change: Record<string, string | null>) =>
    setParams((before) => {
      const next = new URLSearchParams(before)
      for (const [key, value] of Object.entries(change)) {
        if (value === null) next.delete(key)
        else next.set(key, value)
      }
      return next
    })
  const data = query.data
  const shown = data?.rows.filter((row) => !below || row.cells.some((cell) => cell.rate !== null && cell.rate < data.target)) ?? []
  const belowCount = data?.rows.filter((row) => row.cells.some((cell) => cell.rate !== null && cell.rate < data.target)).length ?? 0
  const select = (clauseId: string, columnId: string) => set({ clause: clauseId, column: columnId })
  const close = () => set({ clause: null, column: null })
  const walk = (down: number, right: number) => {
    if (!data || !selected) return
    const row = shown[Math.min(shown.length - 1, Math.max(0, shown.findIndex((each) => each.clauseId === selected.clauseId) + down))]
    const column = data.columns[Math.min(data.columns.length - 1, Math.max(0, data.columns.findIndex((each) => each.id === selected.columnId) + right))]
    if (row && column) select(row.clauseId, column.id)
  }
  useKeys({ arrowdown: () => walk(1, 0), arrowup: () => walk(-1, 0), arrowright: () => walk(0, 1), arrowleft: () => walk(0, -1), escape: close }, { active: selected !== null })
  const chosen = selected && data ? cellOf(data, selected.clauseId, selected.columnId) : null

  return (
    <div className="page">
      <div className="page-head">
        <h1>{t('nav.compliance')}</h1>
        {data && <span className="sub">{t('compliance.asOf', { time: formats.at(data.asOf), lag: data.lagSeconds })}</span>}
        <select className="input" style={{ width: 140 }} value={month} aria-label={t('compliance.month')} onChange={(event) => set({ month: event.target.value })}>{lastMonths(13).map((each) => <option key={each} value={each}>{formats.month(each)}</option>)}</select>
        {data && data.lagSeconds > 60 && <span className="flag hazard">{t('compliance.behind', { seconds: data.lagSeconds })}</span>}
      </div>
      {query.isPending && <Bones lines={10} />}
      {query.isError && !data && <Failure problem={query.error} what={t('nav.compliance')} retry={() => void query.refetch()} />}
      {data && (
        <>
          <Tiles data={data} onOpen={(to) => void navigate(to)} />
          <div className={selected ? 'compliance drilled' : 'compliance'}>
            <Panel
              title={t(by === 'unit' ? 'compliance.byUnit' : 'compliance.byMonth')}
              extra={
                <>
                  {!selected && <Segments label={t('compliance.columns')} value={by} onChange={(next) => set({ by: next, clause: null, column: null })} options={[{ value: 'unit', label: t('compliance.units') }, { value: 'month', label: t('compliance.months') }]} />}
                  <Segments label={t('compliance.rows')} value={below ? 'below' : 'all'} onChange={(next) => set({ below: next === 'below' ? '1' : null })} options={[{ value: 'all', label: `${t('compliance.all')} ${data.rows.length}` }, { value: 'below', label: `${t('compliance.below')} ${belowCount}` }]} />
                </>
              }
            >
              {shown.length === 0 ? <EmptyState title={t('compliance.nothing')} text={t('compliance.nothingText')} /> : <ComplianceMatrix data={data} rows={shown} selected={selected} slim={selected !== null} onSelect={select} />}
              <Legend target={data.target} slim={selected !== null} />
            </Panel>
            {selected && data ? <Drill key={`${selected.clauseId} ${selected.columnId} ${month}`} data={data} month={month} clauseId={selected.clauseId} columnId={selected.columnId} cell={chosen} onClose={close} /> : <Trends data={data} onSelect={select} />}
          </div>
        </>
      )}
    </div>
  )
}

function Tiles({ data, onOpen }: { data: Answer; onOpen: (to: string) => void }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { tiles } = data
  const change = tiles.rate !== null && tiles.ratePrevious !== null ? (tiles.rate - tiles.ratePrevious) * 100 : null
  const late = tiles.metLate - tiles.metLatePrevious
  const oldest = tiles.oldestOverdue
  return (
    <div className="tiles">
      <StatTile label={t('compliance.rate')} value={tiles.rate === null ? '—' : formats.percent(tiles.rate)} unit={tiles.rate === null ? '' : '%'} spark={tiles.trend} note={<>{change !== null && <b>{change >= 0 ? '▲' : '▼'} {Math.abs(change).toFixed(1)}</b>} {t('compliance.versus', { target: Math.round(data.target * 100) })}</>} onClick={() => onOpen('/compliance?below=1')} />
      <StatTile label={t('compliance.overdueOpen')} state="overdue" value={formats.count(tiles.overdueOpen)} alert={tiles.overdueOpen > 0} note={oldest?.dueAt ? t('compliance.oldest', { span: formats.duration(serverNow() - Date.parse(oldest.dueAt)), who: oldest.tenantName ?? '' }) : t('compliance.noneOverdue')} onClick={() => onOpen('/obligations?group=missed')} />
      <StatTile label={t('compliance.metLate')} state="met_late" value={formats.count(tiles.metLate)} note={late === 0 ? t('compliance.same') : <><b>{late > 0 ? '▲' : '▼'} {Math.abs(late)}</b> {t('compliance.lastMonth')}</>} onClick={() => onOpen('/obligations?group=missed')} />
      <StatTile label={t('compliance.dueToday')} state="risk" value={formats.count(tiles.dueToday)} note={t('compliance.atRisk', { count: tiles.dueTodayAtRisk })} onClick={() => onOpen('/obligations')} />
      <StatTile label={t('compliance.paused')} state="paused" value={formats.count(tiles.paused)} note={t('compliance.waived', { count: tiles.waived })} onClick={() => onOpen('/obligations')} />
    </div>
  )
}
