import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { get } from '../../api/client.ts'
import { Figures, Rows } from '../../components/Figures.tsx'
import { dateOf, useFormats } from '../../shell/formats.ts'
import { serverNow } from '../../shell/server-clock.ts'
import { useAround } from '../queries.ts'
import { monthBefore } from '../../shell/months.ts'

/** DV-3.2a: which products were explained in the last three months, and how often with all three points. */
export function Explained() {
  const { t } = useTranslation()
  const formats = useFormats()
  const { units, unitId: own } = useAround()
  const unitId = own ?? units[0]?.id
  const [from, to] = [`${monthBefore(2)}-01`, dateOf(serverNow())]
  const query = useQuery({ queryKey: ['visits', 'explained', unitId, from, to], queryFn: () => get('/v1/distributor-visits/visits/explained', { query: { unitId, from, to } }), enabled: unitId !== undefined })
  return (
    <Figures bare title={t('visit.explainedOf', { from, to })} clause="DV-3.2a" query={query} none={t('visit.noneExplained')}>
      {(rows) => <Rows label={t('visit.view.explained')} rows={rows} rowKey={(row) => row.product} columns={[{ title: t('visit.product'), left: true, cell: (row) => row.product }, ...(['explanations', 'complete', 'customers'] as const).map((key) => ({ title: t(`visit.of.${key}`), cell: (row: (typeof rows)[number]) => formats.count(row[key]) }))]} />}
    </Figures>
  )
}
