import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { get } from '../../api/client.ts'
import { BarChart } from '../../components/charts/BarChart.tsx'
import { Figures, Rows } from '../../components/Figures.tsx'
import { useFormats } from '../../shell/formats.ts'
import { lastMonths } from '../../shell/months.ts'
import { KINDS } from './event-deeds.ts'

const MONTHS = 6

/** DV-3.3b, DV-3.3e, DV-3.3g: what was held in each of the last months, and how many came. */
export function EventMonths() {
  const { t } = useTranslation()
  const formats = useFormats()
  const months = lastMonths(MONTHS).toReversed()
  const query = useQuery({ queryKey: ['customer-events', 'figures', months], queryFn: () => get('/v1/distributor-visits/events/figures', { query: { from: months[0]!, to: months.at(-1)! } }) })
  return (
    <Figures title={t('customerEvent.figuresOf', { count: MONTHS })} clause="DV-3.3b" query={query} none={t('customerEvent.noneHeld')}>
      {(rows) => (
        <BarChart
          stacked label={t('customerEvent.figures')} categories={months.map(formats.monthShort)} format={formats.count}
          series={KINDS.filter((kind) => rows.some((row) => row.kind === kind)).map((kind) => ({ name: t(`customerEvent.kind.${kind}`), values: months.map((month) => rows.find((row) => row.month === month && row.kind === kind)?.events ?? 0) }))}
          table={<Rows label={t('customerEvent.figures')} rows={rows} rowKey={(row) => `${row.month}${row.kind}`} columns={[{ title: t('opinion.month'), left: true, cell: (row) => formats.month(row.month) }, { title: t('customerEvent.kindOf'), left: true, cell: (row) => t(`customerEvent.kind.${row.kind}`) }, ...(['events', 'customers', 'people'] as const).map((key) => ({ title: t(`customerEvent.of.${key}`), cell: (row: (typeof rows)[number]) => formats.count(row[key]) }))]} />}
        />
      )}
    </Figures>
  )
}
