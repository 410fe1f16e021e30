import { post } from '../../api/client.ts'
import { type Deed, filledRows } from '../../components/form-fields.ts'
import { dateOf } from '../../shell/formats.ts'
import { serverNow } from '../../shell/server-clock.ts'
import { lineBody } from './lines.ts'

type Say = (key: string, values?: Record<string, unknown>) => string
export const EXCHANGES = '/v1/outstation-channel/exchanges'

/** `told` are the weeks before: what failed of them is what sales are to hear. */
export const recordExchange = (t: Say, regions: { id: string; name: string }[], told: readonly { model: string; sold: number; failures: number }[]): Deed => ({
  title: t('exchange.record'), say: t('exchange.recordSays'), done: t('exchange.recorded'),
  fields: [
    { name: 'day', kind: 'date', label: t('weekly.pickDay'), initial: dateOf(serverNow()) }, { name: 'salesPerson', kind: 'line', label: t('exchange.sales') },
    {
      name: 'lines', kind: 'rows', label: t('exchange.lines'), initial: [{}],
      columns: [{ key: 'regionId', label: t('exchange.region'), width: 120, options: regions.map(({ id, name }) => ({ value: id, label: name })) }, { key: 'model', label: t('exchange.model'), width: 110 }, { key: 'sold', label: t('exchange.sold'), width: 80 }, { key: 'failures', label: t('exchange.failures'), width: 80 }, { key: 'stock', label: t('exchange.stock'), width: 80 }],
    },
    { name: 'text', kind: 'text', label: t('exchange.text') }, { name: 'feedback', kind: 'text', label: t('exchange.feedback'), hint: factsOf(t, told) },
  ],
  send: ({ lines, ...values }) => post(EXCHANGES, { ...values, lines: filledRows(lines).map(lineBody) }),
})

/** Failures by model, the most first; nothing where nothing failed. */
function factsOf(t: Say, told: readonly { model: string; sold: number; failures: number }[]): string | undefined {
  const models = new Map<string, { sold: number; failures: number }>()
  for (const { model, sold, failures } of told) models.set(model, { sold: sold + (models.get(model)?.sold ?? 0), failures: failures + (models.get(model)?.failures ?? 0) })
  const failed = [...models].filter(([, { sold, failures }]) => sold > 0 && failures > 0).toSorted(([, a], [, b]) => b.failures - a.failures).slice(0, 5)
  return failed.length ? t('exchange.facts', { lines: failed.map(([model, { sold, failures }]) => t('exchange.factLine', { model, failures, rate: Math.round((failures / sold) * 1_000) / 10 })).join(t('mark.list')) }) : undefined
}
