import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { Columns3 } from 'lucide-react'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { get } from '../api/client.ts'
import { useCaseCounts } from '../api/queries.ts'
import type { DrillItem, ObligationView, Page } from '../api/types.ts'
import { ClockChip } from '../components/ClockChip.tsx'
import { DataTable, useLayout, type Column } from '../components/DataTable.tsx'
import { ColumnSettings, FilterBar, ViewTabs } from '../components/ListParts.tsx'
import { Clause, No } from '../components/small.tsx'
import { EmptyState, NoMatch } from '../components/states.tsx'
import { useListAddress } from '../components/use-list-address.ts'
import { explain } from '../components/why-date-store.ts'
import { useTitle } from '../components/use-title.ts'
import { useFormats } from '../shell/formats.ts'
import { monthBefore, monthOptions } from '../shell/months.ts'
import { isOpenTo, type Ledger } from '../shell/section.ts'
import { sections } from '../shell/sections.ts'
import { obligationsPath, readsOnly, useMay, usePerson } from '../shell/session.ts'

type Row = ObligationView & Partial<Pick<DrillItem, 'tenantName' | 'address'>>

/** Of the contexts that the person sees something of. */
function useLedger(): Ledger {
  const may = useMay()
  const own = sections.filter((section) => section.groups.some(({ items }) => items.some(({ permission }) => isOpenTo(permission, may))))
  const known = useQuery({ queryKey: ['ledger', own.map(({ name }) => name)], staleTime: Infinity, queryFn: () => Promise.all(own.flatMap(({ ledger }) => ledger?.() ?? [])) }).data ?? []
  return { clauses: known.flatMap(({ clauses }) => clauses), pages: Object.assign({}, ...known.map(({ pages }) => pages)) }
}

/** The ledger: every promise, its owner, its clock. Headquarters read it across their subtree from insight. */
export default function Obligations() {
  const { t } = useTranslation()
  const person = usePerson()
  const fromInsight = readsOnly(person)
  const address = useListAddress('obligations', ['clock', 'status', 'clauseId', 'group', 'month'])
  const { filters, set } = address
  const formats = useFormats()
  // Insight answers of one month of due times, the present one where none is named.
  const month = fromInsight ? filters.month ?? monthBefore(0) : undefined
  const { clauses, pages } = useLedger()
  const columns = useColumns(fromInsight ? {} : pages)
  const [layout, setLayout] = useLayout('obligations', columns)
  const counts = useCaseCounts(!fromInsight).data
  useTitle(t('nav.obligations'))
  const path = obligationsPath(person)
  const asked: Record<string, string> = fromInsight ? { group: 'running', ...filters } : filters
  const query = useInfiniteQuery({
    queryKey: ['obligations', path, asked],
    queryFn: ({ pageParam }) => get<Page<Row>>(path, { query: { ...asked, limit: 50, cursor: pageParam } }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
  })
  const rows = query.data?.pages.flatMap((page) => page.items) ?? []
  const views = fromInsight
    ? [{ name: t('ledger.running'), query: '' }, { name: t('ledger.missed'), query: 'group=missed' }, { name: t('ledger.inTime'), query: 'group=in_time' }]
    : [
        { name: t('ledger.open'), query: 'status=open' },
        { name: t('ledger.overdue'), query: 'clock=overdue', red: true, count: counts?.overdue },
        { name: t('ledger.risk'), query: 'clock=risk' },
        { name: t('ledger.late'), query: 'status=met_late' },
        { name: t('ledger.waived'), query: 'status=waived' },
        { name: t('ledger.all'), query: '' },
      ]
  const choices = [
    { key: 'clauseId', label: t('filter.clauseId'), options: clauses.map((value) => ({ value, label: value })) },
    ...(fromInsight ? [{ key: 'month', label: t('filter.month'), options: monthOptions(formats, 13, -1) }] : [{ key: 'status', label: t('filter.status'), options: ['open', 'met', 'met_late', 'waived', 'cancelled'].map((value) => ({ value, label: t(`clockState.${value}`) })) }]),
  ]
  const clause = useCallback((q: string) => set('clauseId', q || null), [set])
  const tokens = Object.entries(filters).map(([key, value]) => ({ key, label: t(`filter.${key}`), value: key === 'clauseId' ? value : key === 'month' ? formats.month(value) : t(`clockState.${value}`, { defaultValue: t(`ledger.${value}`, { defaultValue: value }) }) }))
  return (
    <div className="list">
      <div className="list-head">
        <div className="page-head"><h1>{t('nav.obligations')}</h1><span className="sub">{person.place.unitName || person.place.tenantName}{month && ` · ${t('ledger.dueIn', { month: formats.month(month) })}`}</span></div>
        <ViewTabs views={[...views, ...address.saved]} current={address.view} onPick={address.go} onSave={address.save} onDrop={address.drop} />
        <FilterBar search="" placeholder={t('ledger.search')} onSearch={clause} tokens={tokens} choices={choices} onSet={set} onClear={() => address.go('')} end={<ColumnSettings columns={columns} layout={layout} onChange={setLayout} />} />
      </div>
      <div className="list-body">
        <DataTable label={t('nav.obligations')} rows={rows} rowKey={(row) => row.id} columns={columns} layout={layout} onOpen={(row) => explain(row.id)} loading={query.isPending} problem={query.error} retry={() => void query.refetch()} pages={query} empty={tokens.length > 0 ? <NoMatch what={t('nav.obligations')} conditions={tokens.length} clear={() => address.go('')} /> : <EmptyState icon={<Columns3 size={20} />} title={t('ledger.none')} text={t('ledger.noneText')} />} />
      </div>
      <footer className="list-foot"><span>{t(query.hasNextPage ? 'list.loadedSome' : 'list.loadedAll', { shown: rows.length })}</span><span className="push row"><kbd>J</kbd><kbd>K</kbd>{t('keys.move')}<kbd>Enter</kbd>{t('keys.why')}</span></footer>
    </div>
  )
}

function useColumns(pages: Ledger['pages']): Column<Row>[] {
  const { t } = useTranslation()
  const formats = useFormats()
  return [
    { key: 'number', title: t('column.number'), fixed: true, width: 132, render: (row) => { const page = pages[row.clauseId] ?? pages[row.subject.type]; return <No number={row.subject.number} {...(page && { to: page(row.subject.id) })} /> } },
    { key: 'clock', title: t('column.clock'), fixed: true, width: 190, render: (row) => <ClockChip clock={row} /> },
    { key: 'label', title: t('column.obligation'), render: (row) => formats.words(row.label) },
    { key: 'clause', title: t('column.clause'), render: (row) => <Clause id={row.clauseId} /> },
    { key: 'title', title: t('column.matter'), render: (row) => row.subject.title },
    { key: 'owner', title: t('column.owner'), render: (row) => row.owner.userName ?? row.owner.unitName },
    { key: 'unit', title: t('column.unit'), render: (row) => row.tenantName ?? row.owner.unitName },
    { key: 'started', title: t('column.started'), render: (row) => <span className="muted">{formats.at(row.startedAt)}</span> },
    { key: 'due', title: t('column.due'), render: (row) => formats.due(row.dueAt) },
    { key: 'settled', title: t('column.settled'), hiddenAtFirst: true, render: (row) => formats.at(row.settledAt) },
    { key: 'why', title: '', render: (row) => <Button size="small" type="link" onClick={() => explain(row.id)}>{t('why.short')}</Button> },
  ]
}
