import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { get } from '../../api/client.ts'
import { Panel } from '../../components/small.tsx'
import { Bones, EmptyState, Failure } from '../../components/states.tsx'
import { useFormats } from '../../shell/formats.ts'
import { monthBefore } from '../../shell/months.ts'
import '../../components/table.css'

/** DV-3.1c: what was said about which product in the last six months, and how much of it has its answer. */
export function OpinionMonths() {
  const { t } = useTranslation()
  const formats = useFormats()
  const [from, to] = [monthBefore(5), monthBefore(0)]
  const query = useQuery({ queryKey: ['visit-opinions', 'months', from, to], queryFn: () => get('/v1/distributor-visits/opinions/months', { query: { from, to } }) })
  if (query.isPending) return <Bones />
  if (query.isError) return <Failure problem={query.error} what={t('opinion.months')} retry={() => void query.refetch()} />
  if (query.data.items.length === 0) return <EmptyState title={t('opinion.noMonths')} />
  return (
    <Panel bare title={t('opinion.monthsOf', { from: formats.month(from), to: formats.month(to) })}>
      <div className="data-table tight">
        <table aria-label={t('opinion.months')}>
          <thead><tr><th scope="col">{t('opinion.month')}</th><th scope="col">{t('opinion.about')}</th><th scope="col">{t('opinion.kindOf')}</th><th scope="col" style={{ textAlign: 'right' }}>{t('opinion.raised')}</th><th scope="col" style={{ textAlign: 'right' }}>{t('follow.status.answered')}</th></tr></thead>
          <tbody>
            {query.data.items.map((row) => (
              <tr key={[row.month, row.maker, row.makerName, row.product, row.kind].join()}>
                <td>{formats.month(row.month)}</td><td>{[row.maker === 'own' ? t('opinion.ownProduct') : row.makerName, row.product].filter(Boolean).join(' · ')}</td><td>{t(`opinion.kind.${row.kind}`)}</td><td style={{ textAlign: 'right' }}>{formats.count(row.raised)}</td><td style={{ textAlign: 'right' }}>{formats.count(row.answered)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  )
}
