import { useQuery } from '@tanstack/react-query'
import { Wrench } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { get } from '../../api/client.ts'
import { Panel } from '../../components/small.tsx'
import { Bones, EmptyState, Failure } from '../../components/states.tsx'
import { useFormats } from '../../shell/formats.ts'
import { useConditions } from '../stations/use-conditions.ts'
import { monthOptions } from '../../shell/months.ts'
import '../../components/table.css'

const COLUMNS = ['entered', 'incomplete', 'mailed', 'returned', 'accepted', 'settled', 'returns'] as const

/** Where the orders of a month stand at each station; those whose orders came back most often first. */
export function Counts() {
  const { t } = useTranslation()
  const formats = useFormats()
  const [params, set] = useConditions()
  const months = monthOptions(formats, 12)
  const month = params.get('month') ?? months[0]!.value
  const query = useQuery({ queryKey: ['repair-orders', 'counts', month], queryFn: () => get('/v1/outstation-channel/repair-orders/counts', { query: { month } }) })
  return (
    <>
      <div className="filters"><select className="input" style={{ width: 'auto' }} aria-label={t('repairOrder.month')} value={month} onChange={(event) => set('month', event.target.value)}>{months.map((each) => <option key={each.value} value={each.value}>{each.label}</option>)}</select></div>
      {query.isPending && <Bones />}
      {query.isError && <Failure problem={query.error} what={t('repairOrder.counts')} retry={() => void query.refetch()} />}
      {query.data?.items.length === 0 && <EmptyState icon={<Wrench size={20} />} title={t('repairOrder.noneInMonth', { month: formats.month(month) })} />}
      {query.data && query.data.items.length > 0 && (
        <Panel bare title={formats.month(month)}>
          <div className="sideways" tabIndex={0} role="group" aria-label={t('repairOrder.counts')}>
            <table className="book" aria-label={t('repairOrder.counts')}>
              <thead><tr><th scope="col">{t('station.what')}</th>{COLUMNS.map((key) => <th key={key} scope="col" className="num">{t(`repairOrder.column.${key}`)}</th>)}</tr></thead>
              <tbody>{query.data.items.map((row) => <tr key={row.stationId}><th scope="row"><Link to={`/repair-orders?stationId=${row.stationId}&month=${month}`}>{row.stationName}</Link></th>{COLUMNS.map((key) => <td key={key} className="num">{key === 'returns' && row.returns > 0 ? <b>{formats.count(row.returns)}</b> : formats.count(row[key])}</td>)}</tr>)}</tbody>
            </table>
          </div>
        </Panel>
      )}
    </>
  )
}
