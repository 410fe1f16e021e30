import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { get } from '../../api/client.ts'
import { Figures, Rows } from '../../components/Figures.tsx'
import { useFormats } from '../../shell/formats.ts'
import { monthBefore } from '../../shell/months.ts'

/** DV-3.1c: what was said about which product in the last six months, and how much of it has its answer. */
export function OpinionMonths() {
  const { t } = useTranslation()
  const formats = useFormats()
  const [from, to] = [monthBefore(5), monthBefore(0)]
  const query = useQuery({ queryKey: ['visit-opinions', 'months', from, to], queryFn: () => get('/v1/distributor-visits/opinions/months', { query: { from, to } }) })
  return (
    <Figures bare title={t('opinion.monthsOf', { from: formats.month(from), to: formats.month(to) })} clause="DV-3.1c" query={query} none={t('opinion.noMonths')}>
      {(rows) => (
        <Rows
          label={t('opinion.months')} rows={rows} rowKey={(row) => [row.month, row.maker, row.makerName, row.product, row.kind].join()}
          columns={[
            { title: t('opinion.month'), left: true, cell: (row) => formats.month(row.month) }, { title: t('opinion.about'), left: true, cell: (row) => [row.maker === 'own' ? t('opinion.ownProduct') : row.makerName, row.product].filter(Boolean).join(' · ') }, { title: t('opinion.kindOf'), left: true, cell: (row) => t(`opinion.kind.${row.kind}`) },
            { title: t('opinion.raised'), cell: (row) => formats.count(row.raised) }, { title: t('follow.status.answered'), cell: (row) => formats.count(row.answered) },
          ]}
        />
      )}
    </Figures>
  )
}
