import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { get } from '../../api/client.ts'
import { Figures, Rows } from '../../components/Figures.tsx'
import { Segments } from '../../components/small.tsx'
import { addDays, dateOf, mondayOf, useFormats } from '../../shell/formats.ts'
import { serverNow } from '../../shell/server-clock.ts'

const SPANS = [4, 13, 26] as const

/** By region and model what the weeks tell: for network layout, spare quantities and failure rates (OC-2.1, OC-3.2.3a, OC-4.4). */
export function ExchangeFigures() {
  const { t } = useTranslation()
  const formats = useFormats()
  const [params, setParams] = useSearchParams()
  const weeks = SPANS.find((each) => String(each) === params.get('weeks')) ?? 4
  const to = mondayOf(dateOf(serverNow()))
  const from = addDays(to, -7 * (weeks - 1))
  const query = useQuery({ queryKey: ['exchanges', 'figures', from, to], queryFn: () => get('/v1/outstation-channel/exchanges/figures', { query: { from, to } }) })
  return (
    <div className="stack">
      <div className="row"><Segments label={t('exchange.span')} value={String(weeks)} onChange={(next) => setParams({ what: 'figures', weeks: next })} options={SPANS.map((value) => ({ value: String(value), label: t('exchange.weeks', { count: value }) }))} /></div>
      <Figures bare title={t('weekly.week', { from, to: addDays(to, 6) })} query={query} none={t('exchange.noFigures')} noneText={t('exchange.noFiguresText')}>
        {(rows) => (
          <Rows
            label={t('exchange.what.figures')} rows={rows} rowKey={(row) => `${row.regionId} ${row.model}`}
            columns={[
              { title: t('exchange.region'), left: true, cell: (row) => row.regionName }, { title: t('exchange.model'), left: true, cell: (row) => row.model }, { title: t('exchange.sold'), cell: (row) => formats.count(row.sold) }, { title: t('exchange.failures'), cell: (row) => formats.count(row.failures) },
              { title: t('exchange.failureRate'), cell: (row) => (row.failureRate === null ? '—' : `${row.failureRate}%`) },
            ]}
          />
        )}
      </Figures>
    </div>
  )
}
