import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { get } from '../../api/client.ts'
import { Clause, Panel } from '../../components/small.tsx'
import { Bones, EmptyState, Failure } from '../../components/states.tsx'
import { useFormats } from '../../shell/formats.ts'
import { lastMonths } from '../../shell/months.ts'

const COLUMNS = ['checks', 'averageScore', 'talks', 'trainings', 'attendances'] as const

/** OC-2.4: checks, talks and trainings of the last half year, by month and by station. */
export function DutyFigures() {
  const { t } = useTranslation()
  const formats = useFormats()
  const months = lastMonths(6)
  const span = { from: months.at(-1)!, to: months[0]! }
  const byMonth = useQuery({ queryKey: ['station-records', 'months', span], queryFn: () => get('/v1/outstation-channel/station-records/months', { query: span }) })
  const byStation = useQuery({ queryKey: ['station-records', 'figures', span], queryFn: () => get('/v1/outstation-channel/station-records/figures', { query: span }) })
  if (byMonth.isPending || byStation.isPending) return <Bones />
  if (byMonth.isError || byStation.isError) return <Failure problem={byMonth.error ?? byStation.error} what={t('duty.figures')} retry={() => { void byMonth.refetch(); void byStation.refetch() }} />
  if (byStation.data.items.length === 0) return <EmptyState title={t('duty.noFigures')} text={t('duty.noRecordsText')} />
  const cell = (row: Record<(typeof COLUMNS)[number], number | null> | undefined, key: (typeof COLUMNS)[number]) => (key === 'averageScore' ? row?.averageScore?.toFixed(1) ?? '—' : formats.count(row?.[key] ?? 0))
  const head = (first: string) => <thead><tr><th scope="col">{first}</th>{COLUMNS.map((key) => <th key={key} scope="col" className="num">{t(`duty.column.${key}`)}</th>)}</tr></thead>
  return (
    <div className="stack" style={{ marginTop: 12 }}>
      <Panel bare title={t('duty.byMonth')} extra={<Clause id="OC-2.4" />}>
        <div className="sideways" tabIndex={0} role="group" aria-label={t('duty.byMonth')}>
          <table className="book" aria-label={t('duty.byMonth')}>{head(t('repairOrder.month'))}<tbody>{months.map((month) => <tr key={month}><th scope="row">{formats.month(month)}</th>{COLUMNS.map((key) => <td key={key} className="num">{cell(byMonth.data.items.find((each) => each.month === month), key)}</td>)}</tr>)}</tbody></table>
        </div>
      </Panel>
      <Panel bare title={t('duty.byStation')} extra={t('station.halfYear')}>
        <div className="sideways" tabIndex={0} role="group" aria-label={t('duty.byStation')}>
          <table className="book" aria-label={t('duty.byStation')}>{head(t('station.what'))}<tbody>{byStation.data.items.map((row) => <tr key={row.stationUnitId}><th scope="row"><Link to={`/stations/${row.stationUnitId}`}>{row.stationName}</Link></th>{COLUMNS.map((key) => <td key={key} className="num">{cell(row, key)}</td>)}</tr>)}</tbody></table>
        </div>
      </Panel>
    </div>
  )
}
