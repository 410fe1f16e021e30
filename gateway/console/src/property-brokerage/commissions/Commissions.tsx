import { useTranslation } from 'react-i18next'
import { get } from '../../api/client.ts'
import type { CommissionConfirmation } from '../../api/types.ts'
import type { Column } from '../../components/DataTable.tsx'
import { DeedButton, DeedStage } from '../../components/DeedStage.tsx'
import { ViewTabs } from '../../components/ListParts.tsx'
import { PagedList } from '../../components/PagedList.tsx'
import { No } from '../../components/small.tsx'
import { EmptyState } from '../../components/states.tsx'
import { useListAddress } from '../../components/use-list-address.ts'
import { useTitle } from '../../components/use-title.ts'
import { useFormats } from '../../shell/formats.ts'
import { useMay, usePerson } from '../../shell/session.ts'
import { checkCommission, differs, sideLine } from './commission-deeds.ts'
import { Statement } from './Statement.tsx'
import '../../components/table.css'

/** Commission that specialists confirmed (PB-3.2): what waits for its check, what came of it, and the statement of a month. */
export default function Commissions() {
  const { t } = useTranslation()
  const address = useListAddress('commissions', ['status', 'month'])
  useTitle(t('nav.commissions'))
  const { status = 'confirmed' } = address.filters
  const views = ['', 'checked', 'returned', 'statement'].map((view) => ({ name: t(`commission.view.${view || 'confirmed'}`), query: view && `status=${view}` }))
  const head = (
    <>
      <div className="page-head"><h1>{t('nav.commissions')}</h1></div>
      <ViewTabs views={views} current={status === 'confirmed' ? '' : `status=${status}`} onPick={address.go} onSave={address.save} onDrop={address.drop} />
    </>
  )
  const columns = useColumns()
  if (status === 'statement') return <Statement head={head} month={address.filters.month} onMonth={(month) => address.set('month', month)} />
  return (
    <DeedStage>
      <PagedList name="commissions" label={t('nav.commissions')} queryKey={['commissions', status]} ask={(cursor) => get('/v1/property-brokerage/commission-confirmations', { query: { status, limit: 50, cursor } })} columns={columns} rowKey={(row) => row.id} empty={<EmptyState title={t('commission.noneHere')} text={t('commission.rule')} />}>
        {head}
      </PagedList>
    </DeedStage>
  )
}

function useColumns(): Column<CommissionConfirmation>[] {
  const { t } = useTranslation()
  const formats = useFormats()
  const may = useMay()
  const { user } = usePerson()
  return [
    { key: 'deal', title: t('deal.what'), fixed: true, render: (row) => <><No number={row.dealNumber} to={`/deals/${row.dealId}/money`} /> <span className="muted">{row.dealTitle}</span></> },
    { key: 'sides', title: t('deal.commission'), render: (row) => row.sides.map((side) => <span key={side.side} className={differs(side) ? 'danger' : ''} style={{ display: 'block' }}>{sideLine({ t, formats }, side)}{side.reason && ` · ${side.reason}`}</span>) },
    { key: 'shop', title: t('deal.shop'), render: (row) => `${row.shopName} · ${row.agentName}` },
    { key: 'confirmed', title: t('commission.confirmedAt'), render: (row) => <span className="muted">{formats.at(row.confirmedAt)} {row.confirmedBy}</span> },
    // Nobody checks what they confirmed themselves.
    { key: 'acts', title: t('slip.now'), fixed: true, render: (row) => (row.status !== 'confirmed' ? <span className="muted">{formats.at(row.settledAt)} {row.settledBy} {row.returnReason}</span> : may('commission.check') && row.confirmedBy !== user.name ? <DeedButton deed={checkCommission({ t, formats }, row)} /> : <span className="muted">{t('commission.waits')}</span>) },
  ]
}
