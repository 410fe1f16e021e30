import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { get } from '../../api/client.ts'
import { Clause, Panel } from '../../components/small.tsx'
import { Bones, EmptyState, Failure } from '../../components/states.tsx'
import { dateOf, useFormats } from '../../shell/formats.ts'
import { serverNow } from '../../shell/server-clock.ts'
import { useAround } from '../queries.ts'
import { monthBefore } from '../../shell/months.ts'
import '../../components/table.css'

/** DV-3.2a: which products were explained in the last three months, and how often with all three points. */
export function Explained() {
  const { t } = useTranslation()
  const formats = useFormats()
  const { units, unitId: own } = useAround()
  const unitId = own ?? units[0]?.id
  const [from, to] = [`${monthBefore(2)}-01`, dateOf(serverNow())]
  const query = useQuery({ queryKey: ['visits', 'explained', unitId, from, to], queryFn: () => get('/v1/distributor-visits/visits/explained', { query: { unitId, from, to } }), enabled: unitId !== undefined })
  if (query.isPending) return <Bones />
  if (query.isError) return <Failure problem={query.error} what={t('visit.view.explained')} retry={() => void query.refetch()} />
  if (query.data.items.length === 0) return <EmptyState title={t('visit.noneExplained')} />
  const number = { textAlign: 'right' as const }
  return (
    <Panel bare title={t('visit.explainedOf', { from, to })} extra={<Clause id="DV-3.2a" />}>
      <div className="data-table tight">
        <table aria-label={t('visit.view.explained')}>
          <thead><tr><th scope="col">{t('visit.product')}</th>{(['explanations', 'complete', 'customers'] as const).map((key) => <th key={key} scope="col" style={number}>{t(`visit.of.${key}`)}</th>)}</tr></thead>
          <tbody>{query.data.items.map((row) => <tr key={row.product}><td>{row.product}</td><td style={number}>{formats.count(row.explanations)}</td><td style={number}>{formats.count(row.complete)}</td><td style={number}>{formats.count(row.customers)}</td></tr>)}</tbody>
        </table>
      </div>
    </Panel>
  )
}
