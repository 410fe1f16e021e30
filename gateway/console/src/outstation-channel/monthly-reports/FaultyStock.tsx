import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { get } from '../../api/client.ts'
import type { FaultyStock } from '../../api/types.ts'
import { Rows } from '../../components/Figures.tsx'
import { Panel, Segments } from '../../components/small.tsx'
import { Bones, EmptyState, Failure } from '../../components/states.tsx'
import { useFormats } from '../../shell/formats.ts'
import { monthBefore } from '../../shell/months.ts'

/** Faulty units with the operators by model, the longest there first. */
export function FaultyTable({ rows, title }: { rows: FaultyStock[]; title: string }) {
  const { t } = useTranslation()
  const formats = useFormats()
  return (
    <Panel bare title={title} extra={<span className="muted">{t('monthly.total', { count: rows.reduce((sum, { units }) => sum + units, 0) })}</span>}>
      <Rows
        label={title} rows={rows} rowKey={(row) => `${row.operatorId} ${row.model}`}
        columns={[
          { title: t('monthly.operator'), left: true, cell: (row) => row.operatorName }, { title: t('monthly.model'), left: true, cell: (row) => row.model }, { title: t('monthly.units'), cell: (row) => formats.count(row.units) }, { title: t('monthly.oldest'), left: true, cell: (row) => row.oldestOn }, { title: t('monthly.age'), cell: (row) => t('monthly.days', { count: row.ageDays }) },
        ]}
      />
    </Panel>
  )
}

/** What the submitted reports of a month tell together. */
export function FaultyMonth() {
  const { t } = useTranslation()
  const formats = useFormats()
  const [params, setParams] = useSearchParams()
  const months = [5, 4, 3, 2, 1, 0].map(monthBefore)
  const month = months.find((each) => each === params.get('month')) ?? months[4]!
  const query = useQuery({ queryKey: ['faulty-stock', month], queryFn: () => get('/v1/outstation-channel/faulty-stock', { query: { month } }) })
  return (
    <div className="stack">
      <div className="row"><Segments label={t('monthly.month')} value={month} onChange={(next) => setParams({ what: 'stock', month: next })} options={months.map((value) => ({ value, label: formats.monthShort(value) }))} /></div>
      {query.isPending && <Bones lines={4} />}
      {query.isError && <Failure problem={query.error} what={t('monthly.stock')} retry={() => void query.refetch()} />}
      {query.data?.items.length === 0 && <EmptyState title={t('monthly.noStock')} />}
      {query.data && query.data.items.length > 0 && <FaultyTable rows={query.data.items} title={formats.month(month)} />}
    </div>
  )
}
