import { post } from '../../api/client.ts'
import type { Reconciliation, ReconciliationLine } from '../../api/types.ts'
import { type Deed, textOf } from '../../components/form-fields.ts'
import type { Scene } from '../deals/scene.ts'

type Speaker = Pick<Scene, 't'>
const RECONCILIATIONS = '/v1/property-brokerage/reconciliations'

/** PB-4.6: the bank's statement of one day against the books. The service names what is wrong in the file row by row, and takes nothing in then. */
export function beginReconciliation({ t }: Speaker, day: string, onBegun: (begun: Reconciliation) => void): Deed {
  let statement: File | undefined
  return {
    title: t('reconciliation.begin'), say: t('reconciliation.beginSays'), done: t('reconciliation.begun'),
    fields: [
      { name: 'day', kind: 'date', label: t('reconciliation.day'), initial: day },
      {
        name: 'file', kind: 'own', label: t('reconciliation.file'), hint: t('reconciliation.columns'),
        render: (_value, onChange) => (
          <input
            id="field-file"
            type="file"
            accept=".csv,text/csv"
            onChange={(event) => {
              statement = event.target.files?.[0]
              onChange(statement?.name ?? '')
            }}
          />
        ),
      },
    ],
    send: async (values) => {
      const form = new FormData()
      form.append('file', statement!)
      onBegun(await post<Reconciliation>(RECONCILIATIONS, undefined, { form, query: { day: textOf(values.day) } }))
    },
  }
}

export const explainLine = ({ t }: Speaker, of: Reconciliation, line: ReconciliationLine): Deed => ({
  title: t('reconciliation.explain'), about: `${t(`reconciliation.state.${line.state}`)} ${line.itemNumber ?? ''} ${line.counterparty}`, done: t('reconciliation.explained'),
  fields: [{ name: 'explanation', kind: 'text', label: t('reconciliation.explanation'), initial: line.explanation }], send: (values) => post(`${RECONCILIATIONS}/${of.id}/lines/${line.id}/explain`, values),
})

export const closeDay = ({ t }: Speaker, of: Reconciliation): Deed => ({ title: t('reconciliation.close'), about: of.day, say: t('reconciliation.closeSays'), done: t('reconciliation.closed'), fields: [], send: () => post(`${RECONCILIATIONS}/${of.id}/close`) })

export const discardDay = ({ t }: Speaker, of: Reconciliation): Deed => ({
  title: t('reconciliation.discard'), about: of.day, say: t('reconciliation.discardSays'), danger: true, fields: [{ name: 'reason', kind: 'text', label: t('transfer.why') }], send: (values) => post(`${RECONCILIATIONS}/${of.id}/discard`, values),
})
