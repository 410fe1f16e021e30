import { useInfiniteQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { ArrowDownWideNarrow, FileSpreadsheet, Plus } from 'lucide-react'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { get } from '../../api/client.ts'
import { useUnits } from '../../api/queries.ts'
import type { DealRow } from '../../api/types.ts'
import { ClockChip } from '../../components/ClockChip.tsx'
import { DataTable, useLayout, type Column } from '../../components/DataTable.tsx'
import { ColumnSettings, FilterBar, tokensOf, ViewTabs, type FilterChoice } from '../../components/ListParts.tsx'
import { No } from '../../components/small.tsx'
import { EmptyState, NoMatch } from '../../components/states.tsx'
import { useListAddress } from '../../components/use-list-address.ts'
import { useTitle } from '../../components/use-title.ts'
import { useFormats, yuan } from '../../shell/formats.ts'
import { useKeys } from '../../shell/keys.ts'
import { useMay } from '../../shell/session.ts'
import { kindTags } from './words.ts'

const filterKeys = ['status', 'stage', 'business', 'payment', 'specialist', 'unitId', 'clock', 'q', 'sort']
const OPEN = 'signed,submitted,assigned,taken,formalities_done'

/** Deals from signature to archive; what is due first stands first. */
export default function DealList() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const may = useMay()
  const address = useListAddress('deals', filterKeys)
  const { filters, set } = address
  const columns = useColumns()
  const [layout, setLayout] = useLayout('deals', columns)
  useTitle(t('nav.deals'))
  const byDate = filters.sort === '-signedAt' || filters.status === 'archived'
  const query = useInfiniteQuery({
    queryKey: ['deals', filters],
    queryFn: ({ pageParam }) => get('/v1/property-brokerage/deals', { query: { status: OPEN, ...filters, sort: byDate ? '-signedAt' : 'dueAt', limit: 50, cursor: pageParam } }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
  })
  const rows = query.data?.pages.flatMap((page) => page.items) ?? []
  const choices = useChoices(filters.stage, rows[0]?.stage)
  const views = [
    { name: t('deal.view.all'), query: '' },
    { name: t('deal.view.mine'), query: 'specialist=me' },
    { name: t('deal.view.overdue'), query: 'clock=overdue', red: true },
    { name: t('deal.view.risk'), query: 'clock=risk' },
    { name: t('deal.view.unassigned'), query: 'specialist=none' },
    { name: t('deal.view.archived'), query: 'status=archived' },
    ...address.saved,
  ]
  const tokens = tokensOf(filters, choices)
  const search = useCallback((q: string) => set('q', q), [set])
  useKeys({ 'shift+v': () => address.go(views[(views.findIndex((view) => view.query === address.view) + 1) % views.length]!.query) })
  return (
    <div className="list">
      <div className="list-head">
        <div className="page-head">
          <h1>{t('nav.deals')}</h1>
          {may('deal.write') && <span className="push row"><Button icon={<FileSpreadsheet size={15} />} onClick={() => void navigate('/deals/new/excel')}>{t('f1.title')}</Button><Button type="primary" icon={<Plus size={15} />} onClick={() => void navigate('/deals/new')}>{t('deal.new')}</Button></span>}
        </div>
        <ViewTabs views={views} current={address.view} onPick={address.go} onSave={address.save} onDrop={address.drop} />
        <FilterBar
          search={filters.q ?? ''}
          placeholder={t('deal.search')}
          onSearch={search}
          tokens={tokens}
          choices={choices}
          onSet={set}
          onClear={() => address.go('')}
          end={
            <>
              <Button type="text" icon={<ArrowDownWideNarrow size={15} />} onClick={() => set('sort', byDate ? null : '-signedAt')}>{t(byDate ? 'deal.signedAt' : 'list.sortDue')}</Button>
              <ColumnSettings columns={columns} layout={layout} onChange={setLayout} />
            </>
          }
        />
      </div>
      <div className="list-body">
        <DataTable
          label={t('nav.deals')}
          rows={rows}
          rowKey={(row) => row.id}
          columns={columns}
          layout={layout}
          onOpen={(row) => void navigate(`/deals/${row.id}`)}
          loading={query.isPending}
          problem={query.error}
          retry={() => void query.refetch()}
          pages={query}
          empty={tokens.length > 0 || filters.q ? <NoMatch what={t('nav.deals')} conditions={tokens.length + (filters.q ? 1 : 0)} clear={() => address.go('')} /> : <EmptyState title={t('deal.none')} text={t('deal.noneText')} actions={may('deal.write') && <Button type="primary" onClick={() => void navigate('/deals/new')}>{t('deal.new')}</Button>} />}
        />
      </div>
      <footer className="list-foot">
        <span>{t(query.hasNextPage ? 'list.loadedSome' : 'list.loadedAll', { shown: rows.length })}</span>
        <span className="push row"><kbd>J</kbd><kbd>K</kbd>{t('keys.move')}<kbd>Enter</kbd>{t('keys.open')}<kbd>Shift V</kbd>{t('keys.views')}</span>
      </footer>
    </div>
  )
}

/** A step is chosen on the board; here it is only named, as the rows call it. */
function useChoices(stage: string | undefined, name: DealRow['stage'] | undefined): FilterChoice[] {
  const { t } = useTranslation()
  const formats = useFormats()
  const units = useUnits()
  const of = (key: string, label: string, values: [string, string][]): FilterChoice => ({ key, label, options: values.map(([value, word]) => ({ value, label: word })) })
  return [
    of('business', t('deal.filter.business'), (['sale', 'lease'] as const).map((value) => [value, t(`deal.business.${value}`)])),
    of('payment', t('deal.filter.payment'), (['full_payment', 'mortgage'] as const).map((value) => [value, t(`deal.payment.${value}`)])),
    of('status', t('filter.status'), ['signed', 'submitted', 'assigned', 'taken', 'formalities_done', 'archived', 'cancelled'].map((value) => [value, t(`deal.status.${value}`)])),
    ...(stage ? [of('stage', t('deal.filter.stage'), [[stage, formats.words(name) || stage]])] : []),
    of('specialist', t('deal.filter.specialist'), [['me', t('deal.filter.me')], ['none', t('deal.filter.none')]]),
    of('clock', t('filter.clock'), ['overdue', 'risk', 'open'].map((value) => [value, t(`clockFilter.${value}`)])),
    of('unitId', t('filter.unitId'), (units.data?.items ?? []).slice(0, 12).map((unit) => [unit.id, unit.name])),
  ]
}

function useColumns(): Column<DealRow>[] {
  const { t } = useTranslation()
  const formats = useFormats()
  return [
    { key: 'number', title: t('column.number'), fixed: true, width: 132, render: (row) => <No number={row.number} to={`/deals/${row.id}`} /> },
    { key: 'clock', title: t('column.clock'), fixed: true, width: 190, render: (row) => (row.nextClock ? <ClockChip clock={row.nextClock} /> : <span className="muted">—</span>) },
    { key: 'title', title: t('deal.property'), render: (row) => row.title },
    { key: 'business', title: t('deal.column.business'), render: (row) => kindTags(row, t).join(' ') },
    { key: 'status', title: t('column.status'), render: (row) => t(`deal.status.${row.status}`) },
    { key: 'price', title: t('deal.column.price'), align: 'right', render: (row) => yuan(row.price) },
    { key: 'specialist', title: t('deal.column.specialist'), render: (row) => row.specialistName ?? <b>{t('deal.nobody')}</b> },
    { key: 'agent', title: t('deal.column.agent'), render: (row) => row.agentName },
    { key: 'shop', title: t('deal.column.shop'), render: (row) => row.shopName },
    { key: 'due', title: t('column.due'), render: (row) => formats.due(row.nextClock?.dueAt) },
    { key: 'signed', title: t('deal.column.signed'), render: (row) => <span className="muted">{formats.date(row.signedAt)}</span> },
    { key: 'city', title: t('deal.city'), hiddenAtFirst: true, render: (row) => row.city },
    { key: 'address', title: t('deal.address'), hiddenAtFirst: true, render: (row) => row.address },
  ]
}
