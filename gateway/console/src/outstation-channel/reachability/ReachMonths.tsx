import { useQueries } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { get } from '../../api/client.ts'
import { Rows } from '../../components/Figures.tsx'
import { LineChart } from '../../components/charts/LineChart.tsx'
import { Panel, Segments } from '../../components/small.tsx'
import { Bones, EmptyState, Failure } from '../../components/states.tsx'
import { useFormats } from '../../shell/formats.ts'
import { monthBefore } from '../../shell/months.ts'

/** Of the calls that came to an end, those in time; null where none did. */
const shareOf = ({ inTime, unreachable }: { inTime: number; unreachable: number }): number | null => (inTime + unreachable === 0 ? null : inTime / (inTime + unreachable))

/** Of each month's calls inside the reach hours: how many were answered in time, by person, and the trend of six months. */
export function ReachMonths() {
  const { t } = useTranslation()
  const formats = useFormats()
  const [params, setParams] = useSearchParams()
  const months = [5, 4, 3, 2, 1, 0].map(monthBefore)
  const at = Math.max(0, months.indexOf(params.get('month') ?? months[5]!))
  const queries = useQueries({ queries: months.map((month) => ({ queryKey: ['reach-calls', 'figures', month], queryFn: () => get('/v1/outstation-channel/reach-calls/figures', { query: { month } }) })) })
  const failed = queries.find((query) => query.isError)
  if (failed) return <Failure problem={failed.error} what={t('reach.what.figures')} retry={() => queries.forEach((query) => void query.refetch())} />
  if (queries.some((query) => query.isPending)) return <Bones />
  const shares = queries.map(({ data }) => {
    const items = data?.items ?? []
    return shareOf({ inTime: items.reduce((sum, row) => sum + row.inTime, 0), unreachable: items.reduce((sum, row) => sum + row.unreachable, 0) })
  })
  const rows = queries[at]!.data?.items ?? []
  const title = formats.month(months[at]!)
  const percent = (share: number | null) => (share === null ? '—' : `${formats.percent(share)}%`)
  return (
    <div className="stack">
      <div className="row"><Segments label={t('reach.month')} value={months[at]!} onChange={(month) => setParams({ what: 'figures', month })} options={months.map((value) => ({ value, label: formats.monthShort(value) }))} /></div>
      <div className="columns-2">
        <Panel bare title={title}>
          {rows.length === 0 && <EmptyState title={t('reach.noFigures')} text={t('reach.noFiguresText')} />}
          {rows.length > 0 && (
            <Rows
              label={title} rows={rows} rowKey={(row) => row.staffId}
              columns={[{ title: t('reach.staff'), left: true, cell: (row) => row.staffName }, ...(['calls', 'inTime', 'unreachable'] as const).map((key) => ({ title: t(`reach.${key}`), cell: (row: (typeof rows)[number]) => formats.count(row[key]) })), { title: t('reach.rate'), cell: (row) => percent(shareOf(row)) }]}
            />
          )}
        </Panel>
        <Panel title={t('reach.trend')}>
          {shares.every((share) => share === null) ? <EmptyState title={t('reach.noFigures')} /> : <LineChart label={t('reach.trend')} categories={months.map((month) => formats.monthShort(month))} most={1} series={[{ name: t('reach.rate'), values: shares }]} format={percent} />}
        </Panel>
      </div>
    </div>
  )
}
