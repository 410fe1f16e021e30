import { useInfiniteQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { get } from '../../api/client.ts'
import type { AccountTransferRow } from '../../api/types.ts'
import { ClockChip } from '../../components/ClockChip.tsx'
import { DataTable, useLayout, type Column } from '../../components/DataTable.tsx'
import { ViewTabs } from '../../components/ListParts.tsx'
import { No } from '../../components/small.tsx'
import { EmptyState } from '../../components/states.tsx'
import { useListAddress } from '../../components/use-list-address.ts'
import { useFormats } from '../../shell/formats.ts'
import { useKeys } from '../../shell/keys.ts'

const VIEWS = ['requested', 'accepted', 'appointment', 'read', 'done', 'refused', 'withdrawn'] as const

/** Account transfers by where they stand: what is to be answered in time, what is to be read, what came of them (UC-5.2d). */
export default function TransferList() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const address = useListAddress('transfers', ['status', 'accountId'])
  const query = useInfiniteQuery({
    queryKey: ['account-transfers', address.filters],
    queryFn: ({ pageParam }) => get('/v1/utility-care/transfers', { query: { ...address.filters, limit: 50, cursor: pageParam } }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
  })
  useEffect(() => {
    document.title = `${t('nav.transfers')} · ${t('app.name')}`
  }, [t])
  const columns = useColumns()
  const [layout] = useLayout('transfers', columns)
  const views = [{ name: t('accountTransfer.all'), query: '' }, ...VIEWS.map((status) => ({ name: t(`accountTransfer.status.${status}`), query: `status=${status}` })), ...address.saved]
  useKeys({ 'shift+v': () => address.go(views[(views.findIndex((view) => view.query === address.view) + 1) % views.length]!.query) })
  const rows = query.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <div className="list">
      <div className="list-head">
        <div className="page-head"><h1>{t('nav.transfers')}</h1></div>
        <ViewTabs views={views} current={address.view} onPick={address.go} onSave={address.save} onDrop={address.drop} />
      </div>
      <div className="list-body">
        <DataTable
          label={t('nav.transfers')}
          rows={rows}
          rowKey={(row) => row.id}
          columns={columns}
          layout={layout}
          onOpen={(row) => void navigate(`/transfers/${row.id}`)}
          loading={query.isPending}
          problem={query.error}
          retry={() => void query.refetch()}
          hasMore={query.hasNextPage}
          loadMore={() => void query.fetchNextPage()}
          empty={<EmptyState title={t('accountTransfer.noneHere')} text={t('accountTransfer.noneText')} />}
        />
      </div>
      <footer className="list-foot">
        <span>{t(query.hasNextPage ? 'list.loadedSome' : 'list.loadedAll', { shown: rows.length })}</span>
        <span className="push row"><kbd>J</kbd><kbd>K</kbd>{t('keys.move')}<kbd>Enter</kbd>{t('keys.open')}<kbd>Shift V</kbd>{t('keys.views')}</span>
      </footer>
    </div>
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
