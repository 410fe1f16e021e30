import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { get } from '../../api/client.ts'
import type { CallbackStatistics } from '../../api/types.ts'
import { DataTable, useLayout, type Column } from '../../components/DataTable.tsx'
import { EmptyState } from '../../components/states.tsx'
import { dateOf, useFormats } from '../../shell/formats.ts'
import { serverNow } from '../../shell/server-clock.ts'
import { monthsBack } from '../../shell/months.ts'

/** Of how many months at once. */
const MONTHS = 6

/** What the parties said of each specialist, by the month in which their deals were archived (PB-3.3). */
export function Statistics() {
  const { t } = useTranslation()
  const months = monthsBack(dateOf(serverNow()), MONTHS)
  const columns = useColumns()
  const [layout] = useLayout('deal-callback-statistics', columns)
  const query = useQuery({ queryKey: ['deal-callbacks', 'statistics'], queryFn: () => get('/v1/property-brokerage/deal-callbacks/statistics', { query: { from: months.at(-1), to: months[0] } }) })
  return <DataTable label={t('dealCallback.view.statistics')} rows={query.data?.items ?? []} rowKey={(row) => `${row.month} ${row.specialistUserId}`} columns={columns} layout={layout} loading={query.isPending} problem={query.error} retry={() => void query.refetch()} empty={<EmptyState title={t('dealCallback.none.statistics')} text={t('dealCallback.rule')} />} />
}

function useColumns(): Column<CallbackStatistics>[] {
  const { t } = useTranslation()
  const formats = useFormats()
  const number = (key: 'planned' | 'reached' | 'unreachable' | 'calls', title: string): Column<CallbackStatistics> => ({ key, title, align: 'right', render: (row) => row[key] })
  return [
    { key: 'month', title: t('dealCallback.month'), fixed: true, render: (row) => formats.month(row.month) },
    { key: 'specialist', title: t('deal.specialist'), fixed: true, render: (row) => row.specialistName ?? t('deal.nobody') },
    number('planned', t('dealCallback.asked')), number('reached', t('dealCallback.reached')), number('unreachable', t('dealCallback.view.unreachable')), number('calls', t('dealCallback.calls')),
    { key: 'score', title: t('callback.score'), align: 'right', render: (row) => row.averageScore?.toFixed(2) ?? '—' },
    { key: 'discontent', title: t('dealCallback.discontent'), align: 'right', render: (row) => (row.discontent > 0 ? <b className="danger">{row.discontent}</b> : 0) },
  ]
}
