import { post, put } from '../../api/client.ts'
import type { OutstationMonthlyReport } from '../../api/types.ts'
import { type Deed, filledRows } from '../../components/form-fields.ts'
import { type Formats } from '../../shell/formats.ts'
import { monthBefore } from '../../shell/months.ts'

type Say = (key: string, values?: Record<string, unknown>) => string
export const MONTHLY = '/v1/outstation-channel/monthly-reports'

export const writeMonthly = (t: Say, formats: Formats, open: (id: string) => void): Deed => ({
  title: t('monthly.mine'), done: t('channelReport.opened'), fields: [{ name: 'month', kind: 'choice', label: t('monthly.month'), initial: monthBefore(1), options: [2, 1, 0].map((count) => ({ value: monthBefore(count), label: formats.month(monthBefore(count)) })) }],
  send: (values) => post<OutstationMonthlyReport>(MONTHLY, values).then(({ id }) => open(id)),
})

export const authorDeeds = (t: Say, report: OutstationMonthlyReport, { missing, operators }: { missing: string[]; operators: { id: string; name: string }[] }): Deed[] => [
  ...(missing.length > 0 ? [] : [{ title: t('monthly.submit'), about: report.title, say: t('monthly.submitSays'), done: t('monthly.isSubmitted'), fields: [], send: () => post(`${MONTHLY}/${report.id}/submit`) } satisfies Deed]),
  {
    title: t('monthly.tellStock'), about: report.title, done: t('monthly.told'),
    fields: [
      {
        name: 'lines', kind: 'rows', label: t('monthly.stock'), optional: true, initial: report.faultyStock.map(({ operatorId, model, units, oldestOn }) => ({ operatorId, model, units: String(units), oldestOn })),
        columns: [{ key: 'operatorId', label: t('monthly.operator'), width: 150, options: operators.map(({ id, name }) => ({ value: id, label: name })) }, { key: 'model', label: t('monthly.model'), width: 120 }, { key: 'units', label: t('monthly.units'), width: 80 }, { key: 'oldestOn', label: t('monthly.oldest'), width: 130 }],
      },
    ],
    send: ({ lines }) => put(`${MONTHLY}/${report.id}/faulty-stock`, { lines: filledRows(lines).map(({ units, ...line }) => ({ ...line, units: Number(units) })) }),
  },
]

export const readerDeeds = (t: Say, report: OutstationMonthlyReport): Deed[] => [
  { title: t('monthly.accept'), about: report.title, done: t('monthly.isAccepted'), fields: [{ name: 'comment', kind: 'text', label: t('monthly.comment'), optional: true }], send: (values) => post(`${MONTHLY}/${report.id}/accept`, values) },
  { title: t('channelReport.return'), about: report.title, danger: true, say: t('monthly.returnSays'), done: t('channelReport.returned'), fields: [{ name: 'reason', kind: 'text', label: t('channelReport.why') }], send: (values) => post(`${MONTHLY}/${report.id}/return`, values) },
]
