import { post } from '../../api/client.ts'
import { awaits } from '../../approvals/awaits.ts'
import type { SpareItem, SpareLoan } from '../../api/types.ts'
import type { Deed } from '../../components/form-fields.ts'
import type { Say } from '../goods/parts.tsx'
import { stationField } from '../goods/StationField.tsx'
import { decisions, type Reader } from '../spares/spare-deeds.tsx'

const PATH = '/v1/outstation-channel/spare-loans'

export const askLoan = (t: Say, items: SpareItem[]): Deed => ({
  title: t('spareLoan.ask'), done: t('spareLoan.asked'),
  fields: [stationField(t), { name: 'itemId', kind: 'pick', label: t('spareLoan.unit'), options: items.filter(({ kind }) => kind === 'unit').map((item) => ({ value: item.id, label: `${item.number} ${item.name}` })) }, { name: 'purpose', kind: 'text', label: t('spareLoan.purpose') }],
  send: (values) => post(PATH, values),
})

/** What may be done with a loan as it stands. */
export function loanDeeds(t: Say, row: SpareLoan, { may, me }: Reader): Deed[] {
  const path = `${PATH}/${row.id}`
  const about = `${row.number} ${row.stationName} ${row.itemName}`
  if (row.status === 'asked') return awaits(row.approvals, me) ? decisions(t, path, about, [{ name: 'dueOn', kind: 'date', label: t('spareLoan.setDueOn'), optional: true, hint: t('spareLoan.dueHint') }]) : []
  if (!may('spare.work')) return []
  if (row.status === 'approved') return [{ title: t('spareLoan.issue'), about, say: t('spareLoan.issueSays'), done: t('spareLoan.issued'), fields: [{ name: 'serial', kind: 'line', label: t('spare.serials'), fills: ['serials'] }], send: (values) => post(`${path}/issue`, values) }]
  return row.status === 'out' ? [{ title: t('spareLoan.return'), about: `${about} ${row.serial ?? ''}`, say: t('spareLoan.returnSays'), done: t('spareLoan.isReturned'), fields: [], send: () => post(`${path}/return`) }] : []
}
