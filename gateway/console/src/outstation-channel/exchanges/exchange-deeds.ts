import { post } from '../../api/client.ts'
import { type Deed, filledRows } from '../../components/form-fields.ts'
import { dateOf } from '../../shell/formats.ts'
import { serverNow } from '../../shell/server-clock.ts'
import { lineBody } from './lines.ts'

type Say = (key: string, values?: Record<string, unknown>) => string
export const EXCHANGES = '/v1/outstation-channel/exchanges'

export const recordExchange = (t: Say, regions: { id: string; name: string }[]): Deed => ({
  title: t('exchange.record'), say: t('exchange.recordSays'), done: t('exchange.recorded'),
  fields: [
    { name: 'day', kind: 'date', label: t('weekly.pickDay'), initial: dateOf(serverNow()) }, { name: 'salesPerson', kind: 'line', label: t('exchange.sales') },
    {
      name: 'lines', kind: 'rows', label: t('exchange.lines'), initial: [{}],
      columns: [{ key: 'regionId', label: t('exchange.region'), width: 120, options: regions.map(({ id, name }) => ({ value: id, label: name })) }, { key: 'model', label: t('exchange.model'), width: 110 }, { key: 'sold', label: t('exchange.sold'), width: 80 }, { key: 'failures', label: t('exchange.failures'), width: 80 }, { key: 'stock', label: t('exchange.stock'), width: 80 }],
    },
    { name: 'text', kind: 'text', label: t('exchange.text') }, { name: 'feedback', kind: 'text', label: t('exchange.feedback') },
  ],
  send: ({ lines, ...values }) => post(EXCHANGES, { ...values, lines: filledRows(lines).map(lineBody) }),
})
