import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { get } from '../../api/client.ts'
import type { AccountTransferRow } from '../../api/types.ts'
import { ClockChip } from '../../components/ClockChip.tsx'
import type { Column } from '../../components/DataTable.tsx'
import { ViewTabs } from '../../components/ListParts.tsx'
import { PagedList } from '../../components/PagedList.tsx'
import { No } from '../../components/small.tsx'
import { EmptyState } from '../../components/states.tsx'
import { useListAddress } from '../../components/use-list-address.ts'
import { useTitle } from '../../components/use-title.ts'
import { useFormats } from '../../shell/formats.ts'
import { useKeys } from '../../shell/keys.ts'

const VIEWS = ['requested', 'accepted', 'appointment', 'read', 'done', 'refused', 'withdrawn'] as const

/** Account transfers by where they stand: what is to be answered in time, what is to be read, what came of them (UC-5.2d). */
export default function TransferList() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const address = useListAddress('transfers', ['status', 'accountId'])
  useTitle(t('nav.transfers'))
  const columns = useColumns()
  const views = [{ name: t('accountTransfer.all'), query: '' }, ...VIEWS.map((status) => ({ name: t(`accountTransfer.status.${status}`), query: `status=${status}` })), ...address.saved]
  useKeys({ 'shift+v': () => address.go(views[(views.findIndex((view) => view.query === address.view) + 1) % views.length]!.query) })
  return (
    <PagedList name="transfers" label={t('nav.transfers')} queryKey={['account-transfers', address.filters]} ask={(cursor) => get('/v1/utility-care/transfers', { query: { ...address.filters, limit: 50, cursor } })} columns={columns} rowKey={(row) => row.id} onOpen={(row) => void navigate(`/transfers/${row.id}`)} empty={<EmptyState title={t('accountTransfer.noneHere')} text={t('accountTransfer.noneText')} />} hasViews>
      <div className="page-head"><h1>{t('nav.transfers')}</h1></div>
      <ViewTabs views={views} current={address.view} onPick={address.go} onSave={address.save} onDrop={address.drop} />
    </PagedList>
  )
}

function useColumns(): Column<AccountTransferRow>[] {
  const { t } = useTranslation()
  const formats = useFormats()
  return [
    { key: 'number', title: t('column.number'), fixed: true, width: 132, render: (row) => <No number={row.number} to={`/transfers/${row.id}`} /> },
    { key: 'clock', title: t('column.clock'), fixed: true, width: 190, render: (row) => (row.clock ? <ClockChip clock={row.clock} /> : <span className="muted">—</span>) },
    { key: 'status', title: t('column.status'), render: (row) => <span className="tag">{t(`accountTransfer.status.${row.status}`)}</span> },
    { key: 'holders', title: t('accountTransfer.holders'), render: (row) => `${row.oldHolderName} → ${row.newHolderName}` },
    { key: 'address', title: t('accountTransfer.address'), render: (row) => row.address },
    { key: 'account', title: t('accountTransfer.account'), render: (row) => row.accountNumber ?? <span className="muted">{t('accountTransfer.notFound')}</span> },
    { key: 'from', title: t('accountTransfer.channelOf'), render: (row) => row.partnerName ?? t(`accountTransfer.channel.${row.channel}`) },
    { key: 'unit', title: t('accountTransfer.unit'), render: (row) => row.unitName },
    { key: 'receivedAt', title: t('accountTransfer.receivedAt'), render: (row) => <span className="muted">{formats.at(row.receivedAt)}</span> },
  ]
}
