import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { get } from '../../api/client.ts'
import type { PaymentSlip } from '../../api/types.ts'
import type { Column } from '../../components/DataTable.tsx'
import { DeedStage } from '../../components/DeedStage.tsx'
import { ViewTabs } from '../../components/ListParts.tsx'
import { PagedList } from '../../components/PagedList.tsx'
import { No } from '../../components/small.tsx'
import { EmptyState } from '../../components/states.tsx'
import { useListAddress } from '../../components/use-list-address.ts'
import { useTitle } from '../../components/use-title.ts'
import { useFormats, yuan } from '../../shell/formats.ts'
import { useKeys } from '../../shell/keys.ts'
import { useMay } from '../../shell/session.ts'
import { SlipActs } from './SlipActs.tsx'

/** Payment slips of all deals: what waits for its audit, what is to be paid, one's own (PB-4.7). */
export default function PaymentSlips() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const may = useMay()
  const address = useListAddress('payment-slips', ['status', 'maker'])
  // Whoever pays begins with what is to be paid, everybody else with what is under way.
  const first = may('slip.pay') ? { status: 'audited' } : { status: 'draft,submitted,audited,returned' }
  const filters = address.view ? address.filters : first
  useTitle(t('nav.paymentSlips'))
  const columns = useColumns()
  const views = [
    { name: t(may('slip.pay') ? 'slip.view.toPay' : 'slip.view.open'), query: '' }, { name: t('slip.view.toAudit'), query: 'status=submitted' }, ...(may('slip.pay') ? [] : [{ name: t('slip.view.toPay'), query: 'status=audited' }]),
    ...(may('slip.make') ? [{ name: t('slip.view.mine'), query: 'maker=me' }] : []), { name: t('slip.view.paid'), query: 'status=paid' }, { name: t('slip.view.over'), query: 'status=returned%2Cwithdrawn' },
  ]
  useKeys({ 'shift+v': () => address.go(views[(views.findIndex((view) => view.query === address.view) + 1) % views.length]!.query) })
  return (
    <DeedStage>
      <PagedList name="payment-slips" label={t('nav.paymentSlips')} queryKey={['payment-slips', filters]} ask={(cursor) => get('/v1/property-brokerage/payment-slips', { query: { ...filters, limit: 50, cursor } })} columns={columns} rowKey={(row) => row.id} onOpen={(row) => void navigate(`/deals/${row.dealId}/money`)} empty={<EmptyState title={t('slip.noneHere')} text={t('slip.noneText')} />} hasViews>
        <div className="page-head"><h1>{t('nav.paymentSlips')}</h1></div>
        <ViewTabs views={views} current={address.view} onPick={address.go} onSave={address.save} onDrop={address.drop} />
      </PagedList>
    </DeedStage>
  )
}

function useColumns(): Column<PaymentSlip>[] {
  const { t } = useTranslation()
  const formats = useFormats()
  return [
    { key: 'number', title: t('column.number'), fixed: true, width: 132, render: (row) => <No number={row.number} to={`/deals/${row.dealId}/money`} /> },
    { key: 'status', title: t('column.status'), render: (row) => <span className="tag">{t(`slip.status.${row.status}`)}</span> },
    { key: 'amount', title: t('receipt.amount'), align: 'right', render: (row) => <b>{yuan(row.amount)}</b> },
    { key: 'payee', title: t('payout.payee'), render: (row) => <Short text={row.payeeName} /> },
    { key: 'what', title: t('payout.condition'), render: (row) => row.conditionLabel ?? t(`payout.purpose.${row.purpose}`) },
    { key: 'deal', title: t('deal.what'), render: (row) => <><No number={row.dealNumber} to={`/deals/${row.dealId}`} /> <span className="muted"><Short text={row.dealTitle} /></span></> },
    { key: 'maker', title: t('slip.maker'), render: (row) => row.makerName },
    { key: 'auditor', title: t('slip.auditedBy'), render: (row) => row.auditedBy.join(t('mark.list')) || <span className="muted">—</span> },
    { key: 'at', title: t('slip.lastAt'), render: (row) => <span className="muted">{formats.at(row.paidAt ?? row.auditedAt ?? row.submittedAt ?? row.madeAt)}</span> },
    { key: 'acts', title: t('slip.now'), fixed: true, render: (row) => <SlipActs slip={row} /> },
  ]
}

/** A name that gives way before the buttons at the end of its row do. */
const Short = ({ text }: { text: string }) => <span className="cut" style={{ display: 'inline-block', maxWidth: 124, verticalAlign: 'bottom' }} title={text}>{text}</span>
