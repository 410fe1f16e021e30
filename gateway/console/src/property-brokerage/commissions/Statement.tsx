import { useQuery } from '@tanstack/react-query'
import { Download } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { get } from '../../api/client.ts'
import type { CommissionConfirmation } from '../../api/types.ts'
import type { Column } from '../../components/DataTable.tsx'
import { PagedList } from '../../components/PagedList.tsx'
import { No } from '../../components/small.tsx'
import { EmptyState, Refusal } from '../../components/states.tsx'
import { dateOf, useFormats, yuan } from '../../shell/formats.ts'
import { serverNow } from '../../shell/server-clock.ts'
import { download } from './export-statement.ts'
import { monthsBack } from '../../shell/months.ts'

/** The commission statement of a month: what was checked in it, by shop and agent and deal by deal, also as a file (capability 7). */
export function Statement({ head, month, onMonth }: { head: ReactNode; month: string | undefined; onMonth: (month: string) => void }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<unknown>(null)
  const months = monthsBack(dateOf(serverNow()), 24)
  const of = month ?? months[0]!
  const totals = useQuery({ queryKey: ['commissions', 'totals', of], queryFn: () => get('/v1/property-brokerage/commission-statement/totals', { query: { month: of } }) })
  const sums = totals.data?.items ?? []
  const save = async () => {
    setBusy(true)
    setProblem(null)
    await download(of, t('commission.failed')).catch(setProblem)
    setBusy(false)
  }
  return (
    <PagedList name="commission-statement" label={t('commission.view.statement')} queryKey={['commissions', 'statement', of]} ask={(cursor) => get('/v1/property-brokerage/commission-statement', { query: { month: of, limit: 50, cursor } })} columns={useColumns()} rowKey={(row) => row.id} empty={<EmptyState title={t('commission.noneMonth')} />}>
      {head}
      <div className="filters">
        <select className="input" style={{ width: 150 }} aria-label={t('dealCallback.month')} value={of} onChange={(event) => onMonth(event.target.value)}>{months.map((each) => <option key={each} value={each}>{formats.month(each)}</option>)}</select>
        <button type="button" className="btn" disabled={busy} aria-busy={busy} onClick={() => void save()}><Download size={15} />{t('commission.export')}</button>
      </div>
      <Refusal problem={problem ?? totals.error} />
      {sums.length > 0 && <ul className="lines panel" style={{ marginBottom: 10 }} aria-label={t('commission.totals')}>{sums.map((row) => <li key={`${row.shopUnitId} ${row.agentUserId}`}><span>{row.shopName} · {row.agentName} <span className="muted">{t('deal.count', { count: row.deals })}</span></span><span className="nowrap">{t('commission.total', { agreed: yuan(row.agreed), received: yuan(row.received) })} <b>{yuan(row.difference)}</b></span></li>)}</ul>}
    </PagedList>
  )
}

function useColumns(): Column<CommissionConfirmation>[] {
  const { t } = useTranslation()
  const formats = useFormats()
  const sum = (row: CommissionConfirmation, key: 'agreed' | 'received' | 'difference') => row.sides.map((side) => <span key={side.side} style={{ display: 'block' }}>{yuan(side[key])}</span>)
  return [
    { key: 'deal', title: t('deal.what'), fixed: true, render: (row) => <><No number={row.dealNumber} to={`/deals/${row.dealId}/money`} /> <span className="muted">{row.dealTitle}</span></> },
    { key: 'shop', title: t('deal.shop'), render: (row) => `${row.shopName} · ${row.agentName}` },
    { key: 'side', title: t('commission.whose'), render: (row) => row.sides.map((side) => <span key={side.side} style={{ display: 'block' }}>{formats.words(side.sideName)}</span>) },
    { key: 'agreed', title: t('commission.agreed'), align: 'right', render: (row) => sum(row, 'agreed') },
    { key: 'received', title: t('commission.receivedSum'), align: 'right', render: (row) => sum(row, 'received') },
    { key: 'difference', title: t('commission.difference'), align: 'right', render: (row) => sum(row, 'difference') },
    { key: 'reason', title: t('transfer.why'), render: (row) => row.sides.map((side) => side.reason).filter(Boolean).join(t('mark.list')) },
    { key: 'checked', title: t('commission.view.checked'), render: (row) => <span className="muted">{formats.at(row.settledAt)} {row.settledBy}</span> },
  ]
}
