import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { get } from '../../api/client.ts'
import type { AuthorisedStation } from '../../api/types.ts'
import { Indicators, type Indicator } from '../../components/charts/Spark.tsx'
import { Clause, Panel } from '../../components/small.tsx'
import { Bones, Failure } from '../../components/states.tsx'
import { useFormats, yuan } from '../../shell/formats.ts'
import { useMay } from '../../shell/session.ts'
import { lastMonths } from '../../shell/months.ts'

const OC = '/v1/outstation-channel'

/** How a station did in the last half year: orders, what came back, repeated repairs, checks, trainings, fees (OC-2.1, OC-2.4, OC-3.4). */
export function Figures({ row }: { row: AuthorisedStation }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const may = useMay()
  const months = lastMonths(6).toReversed()
  const span = { from: months[0]!, to: months.at(-1)! }
  const orders = useQuery({ queryKey: ['station', 'order-months', row.id, span], queryFn: () => get(`${OC}/repair-orders/months`, { query: { stationId: row.id, ...span } }) })
  const duties = useQuery({ queryKey: ['station', 'duty-months', row.id, span], queryFn: () => get(`${OC}/station-records/months`, { query: { stationUnitId: row.id, ...span } }), enabled: may('station.read') })
  const fees = useQuery({ queryKey: ['station', 'fees', row.id], queryFn: () => get(`${OC}/settlements`, { query: { stationId: row.id, limit: 12 } }) })
  if (orders.isPending) return <Panel title={t('station.figures')}><Bones lines={3} /></Panel>
  if (orders.isError) return <Panel title={t('station.figures')}><Failure problem={orders.error} what={t('station.figures')} retry={() => void orders.refetch()} /></Panel>
  const order = (month: string) => orders.data.items.find((each) => each.month === month)
  const duty = (month: string) => duties.data?.items.find((each) => each.month === month)
  const rows: [string, (month: string) => string | undefined, string?][] = [
    ['orders', (month) => formats.count(order(month)?.orders ?? 0)], ['returns', (month) => formats.count(order(month)?.returns ?? 0), 'OC-3.2.2a'], ['repeatRate', (month) => rateOf(order(month), formats.percent), 'OC-3.4'],
    ...(may('station.read') ? ([['score', (month) => duty(month)?.averageScore?.toFixed(1), 'OC-3.1.2b'], ['trainings', (month) => formats.count(duty(month)?.trainings ?? 0), 'OC-2.4'], ['attendances', (month) => formats.count(duty(month)?.attendances ?? 0), 'OC-2.4']] as [string, (month: string) => string | undefined, string][]) : []),
    ['fees', (month) => { const fee = fees.data?.items.find((each) => each.month === month); return fee && yuan(fee.amount) }],
  ]
  const line = (id: string, values: (number | null)[], format: Indicator['format'] = formats.count): Indicator => ({ id, name: t(`station.figure.${id}`), values, format })
  const indicators = [
    line('orders', months.map((month) => order(month)?.orders ?? 0)), line('returns', months.map((month) => order(month)?.returns ?? 0)), line('repeatRate', months.map((month) => { const found = order(month); return found ? found.repeats / found.orders : null }), (value) => `${formats.percent(value)}%`),
    ...(may('station.read') ? [line('score', months.map((month) => duty(month)?.averageScore ?? null), (value) => value.toFixed(1))] : []),
  ]
  return (
    <Panel bare title={t('station.figures')} extra={t('station.halfYear')}>
      <div className="body"><Indicators label={t('station.trend')} items={indicators} /></div>
      <div className="sideways" tabIndex={0} role="group" aria-label={t('station.figures')}>
        <table className="book" aria-label={t('station.figures')}>
          <thead><tr><th scope="col">{t('station.item')}</th>{months.map((month) => <th key={month} scope="col" className="num">{formats.monthShort(month)}</th>)}</tr></thead>
          <tbody>{rows.map(([key, said, clause]) => <tr key={key}><th scope="row">{t(`station.figure.${key}`)} {clause && <Clause id={clause} />}</th>{months.map((month) => <td key={month} className="num">{said(month) ?? '—'}</td>)}</tr>)}</tbody>
        </table>
      </div>
    </Panel>
  )
}

/** Devices that had been repaired shortly before, of all; nothing for a month without orders. */
export const rateOf = (counts: { orders: number; repeats: number } | undefined, percent: (share: number) => string): string | undefined => (counts && counts.orders > 0 ? `${percent(counts.repeats / counts.orders)}%` : undefined)
