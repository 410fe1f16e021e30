import { useInfiniteQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { get } from '../../api/client.ts'
import type { UtilityApplicationRow } from '../../api/types.ts'
import { ClockChip } from '../../components/ClockChip.tsx'
import { DataTable, useLayout, type Column } from '../../components/DataTable.tsx'
import { ViewTabs } from '../../components/ListParts.tsx'
import { No } from '../../components/small.tsx'
import { EmptyState } from '../../components/states.tsx'
import { useListAddress } from '../../components/use-list-address.ts'
import { useFormats } from '../../shell/formats.ts'
import { useKeys } from '../../shell/keys.ts'
import { useMay } from '../../shell/session.ts'
import { applicationNote } from '../deals/utilities/utility-words.ts'

/** Applications at utilities of all deals: under way, one's own, over the platform, what came of them (PB-4.9b). */
export default function UtilityTransfers() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const may = useMay()
  const address = useListAddress('utility-transfers', ['running', 'status', 'utility', 'channel', 'specialist'])
  const filters = address.view ? address.filters : { running: 'yes' }
  const query = useInfiniteQuery({
    queryKey: ['utility-applications', filters],
    queryFn: ({ pageParam }) => get('/v1/property-brokerage/utility-applications', { query: { ...filters, limit: 50, cursor: pageParam } }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
  })
  useEffect(() => {
    document.title = `${t('nav.utilityTransfers')} · ${t('app.name')}`
  }, [t])
  const columns = useColumns()
  const [layout] = useLayout('utility-transfers', columns)
  const views = [
    { name: t('utility.view.running'), query: '' }, ...(may('deal.work') ? [{ name: t('utility.view.mine'), query: 'running=yes&specialist=me' }] : []), { name: t('utility.view.platform'), query: 'channel=platform' },
    { name: t('utility.view.done'), query: 'status=done' }, { name: t('utility.view.refused'), query: 'status=refused' }, { name: t('utility.view.withdrawn'), query: 'status=withdrawn' }, ...address.saved,
  ]
  useKeys({ 'shift+v': () => address.go(views[(views.findIndex((view) => view.query === address.view) + 1) % views.length]!.query) })
  const rows = query.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <div className="list">
      <div className="list-head">
        <div className="page-head"><h1>{t('nav.utilityTransfers')}</h1></div>
        <ViewTabs views={views} current={address.view} onPick={address.go} onSave={address.save} onDrop={address.drop} />
      </div>
      <div className="list-body">
        <DataTable
          label={t('nav.utilityTransfers')}
          rows={rows}
          rowKey={(row) => row.id}
          columns={columns}
          layout={layout}
          onOpen={(row) => void navigate(`/deals/${row.dealId}/utilities`)}
          loading={query.isPending}
          problem={query.error}
          retry={() => void query.refetch()}
          hasMore={query.hasNextPage}
          loadMore={() => void query.fetchNextPage()}
          empty={<EmptyState title={t('utility.noneHere')} text={t('utility.noneText')} />}
        />
      </div>
      <footer className="list-foot">
        <span>{t(query.hasNextPage ? 'list.loadedSome' : 'list.loadedAll', { shown: rows.length })}</span>
        <span className="push row"><kbd>J</kbd><kbd>K</kbd>{t('keys.move')}<kbd>Enter</kbd>{t('keys.open')}<kbd>Shift V</kbd>{t('keys.views')}</span>
      </footer>
    </div>
  )
}

function useColumns(): Column<UtilityApplicationRow>[] {
  const { t } = useTranslation()
  const formats = useFormats()
  return [
    { key: 'number', title: t('column.number'), fixed: true, width: 132, render: (row) => <No number={row.dealNumber} to={`/deals/${row.dealId}/utilities`} /> },
    { key: 'clock', title: t('column.clock'), fixed: true, width: 190, render: (row) => (row.clock ? <ClockChip clock={row.clock} /> : <span className="muted">—</span>) },
    { key: 'utility', title: t('handover.utility'), render: (row) => formats.words(row.name) },
    { key: 'status', title: t('column.status'), render: (row) => <span className="tag">{t(`utility.status.${row.status}`)}</span> },
    { key: 'deal', title: t('deal.what'), render: (row) => row.dealTitle },
    { key: 'place', title: t('utility.place'), render: (row) => row.place },
    { key: 'channel', title: t('utility.channelOf'), render: (row) => t(`utility.channel.${row.channel}`) },
    { key: 'account', title: t('handover.accountNumber'), render: (row) => row.accountNumber },
    { key: 'specialist', title: t('deal.specialist'), render: (row) => row.specialistName ?? <b>{t('deal.nobody')}</b> },
    { key: 'note', title: t('slip.now'), render: (row) => <span className="muted">{applicationNote({ t, formats }, row)}</span> },
    { key: 'address', title: t('deal.address'), hiddenAtFirst: true, render: (row) => row.address },
  ]
}
