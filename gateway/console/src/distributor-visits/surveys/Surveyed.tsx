import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { get } from '../../api/client.ts'
import { LineChart } from '../../components/charts/LineChart.tsx'
import { Choose } from '../../components/Choose.tsx'
import { Figures, Rows } from '../../components/Figures.tsx'
import { addDays, useFormats } from '../../shell/formats.ts'
import { lastMonths } from '../../shell/months.ts'
import { useAround } from '../queries.ts'

const MONTHS = 6

/** DV-3.1a, DV-3.1b: of a unit's customers, how many were surveyed in each of the last months. */
export function Surveyed() {
  const { t } = useTranslation()
  const formats = useFormats()
  const { units, unitId: own } = useAround()
  const [picked, setPicked] = useState('')
  const unitId = picked || (own ?? units[0]?.id)
  const months = lastMonths(MONTHS).toReversed()
  const query = useQuery({
    queryKey: ['surveys', 'customers', unitId, months], enabled: unitId !== undefined,
    queryFn: async () => ({ items: await Promise.all(months.map(async (month) => ({ month, ...(await get('/v1/distributor-visits/surveys/customers', { query: { unitId: unitId!, from: `${month}-01`, to: lastDayOf(month) } })) }))) }),
  })
  return (
    <Figures title={t('survey.figuresOf', { count: MONTHS })} clause="DV-3.1a" query={query} extra={units.length > 1 && <Choose label={t('column.unit')} value={unitId ?? ''} options={units.map(({ id, name }) => ({ value: id, label: name }))} onChange={setPicked} />}>
      {(rows) => (
        <LineChart
          label={t('survey.figures')} categories={rows.map(({ month }) => formats.monthShort(month))} format={formats.count}
          series={(['business', 'products'] as const).map((key) => ({ name: t(`survey.of.${key}`), values: rows.map((row) => row[key]) }))}
          table={<Rows label={t('survey.figures')} rows={rows.toReversed()} rowKey={(row) => row.month} columns={[{ title: t('opinion.month'), left: true, cell: (row) => formats.month(row.month) }, ...(['customers', 'business', 'products', 'surveys'] as const).map((key) => ({ title: t(`survey.of.${key}`), cell: (row: (typeof rows)[number]) => formats.count(row[key]) }))]} />}
        />
      )}
    </Figures>
  )
}

const lastDayOf = (month: string): string => {
  const [year, number] = month.split('-').map(Number) as [number, number]
  return addDays(number === 12 ? `${year + 1}-01-01` : `${year}-${String(number + 1).padStart(2, '0')}-01`, -1)
}
