import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { get } from '../../api/client.ts'
import { Panel, Segments } from '../../components/small.tsx'
import { Bones, EmptyState, Failure } from '../../components/states.tsx'
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
  const right = { textAlign: 'right' } as const
  return (
    <div className="stack">
      <div className="row"><Segments label={t('exchange.span')} value={String(weeks)} onChange={(next) => setParams({ what: 'figures', weeks: next })} options={SPANS.map((value) => ({ value: String(value), label: t('exchange.weeks', { count: value }) }))} /></div>
      {query.isPending && <Bones />}
      {query.isError && <Failure problem={query.error} what={t('exchange.what.figures')} retry={() => void query.refetch()} />}
      {query.data?.items.length === 0 && <EmptyState title={t('exchange.noFigures')} text={t('exchange.noFiguresText')} />}
      {query.data && query.data.items.length > 0 && (
        <Panel bare title={t('weekly.week', { from, to: addDays(to, 6) })}>
          <div className="data-table tight">
            <table aria-label={t('exchange.what.figures')}>
              <thead><tr><th scope="col">{t('exchange.region')}</th><th scope="col">{t('exchange.model')}</th>{(['sold', 'failures', 'failureRate'] as const).map((key) => <th key={key} scope="col" style={right}>{t(`exchange.${key}`)}</th>)}</tr></thead>
              <tbody>{query.data.items.map((row) => <tr key={`${row.regionId} ${row.model}`}><td>{row.regionName}</td><td>{row.model}</td><td style={right}>{formats.count(row.sold)}</td><td style={right}>{formats.count(row.failures)}</td><td style={right}>{row.failureRate === null ? '—' : `${row.failureRate}%`}</td></tr>)}</tbody>
            </table>
          </div>
        </Panel>
      )}
    </div>
  )
}
