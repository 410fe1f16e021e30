import { useInfiniteQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { ArrowDownWideNarrow, Download, HeartHandshake, Plus, Siren, UserPlus } from 'lucide-react'
import { lazy, Suspense, useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { get } from '../../api/client.ts'
import { useCaseCounts, useUnits } from '../../api/queries.ts'
import type { CaseRow } from '../../api/types.ts'
import { ClockChip } from '../../components/ClockChip.tsx'
import { DataTable, useLayout, type Column } from '../../components/DataTable.tsx'
import { BatchBar, ColumnSettings, FilterBar, tokensOf, ViewTabs, type FilterChoice } from '../../components/ListParts.tsx'
import { No } from '../../components/small.tsx'
import { EmptyState, NoMatch } from '../../components/states.tsx'
import { useListAddress } from '../../components/use-list-address.ts'
import { useTitle } from '../../components/use-title.ts'
import { useFormats } from '../../shell/formats.ts'
import { useKeys } from '../../shell/keys.ts'
import { useMay } from '../../shell/session.ts'
import { statusWord } from '../words.ts'
import { exportCases } from './export-cases.ts'

const BatchAssign = lazy(() => import('./BatchAssign.tsx').then((file) => ({ default: file.BatchAssign })))

const filterKeys = ['status', 'kind', 'unitId', 'assignee', 'clock', 'q', 'sort']

export default function CaseList() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const may = useMay()
  const address = useListAddress('cases', filterKeys)
  const { filters, set } = address
  const [selected, setSelected] = useState<string[]>([])
  // The rows as they were chosen: one that is given leaves a list of orders that wait.
  const [assigning, setAssigning] = useState<CaseRow[]>([])
  const columns = useColumns()
  const [layout, setLayout] = useLayout('cases', columns)
  useTitle(t('nav.cases'))

  const query = useInfiniteQuery({
    queryKey: ['cases', filters],
    queryFn: ({ pageParam }) => get('/v1/utility-care/cases', { query: { sort: filters.status === 'closed' ? '-receivedAt' : 'dueAt', ...filters, limit: 50, cursor: pageParam } }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
  })
  const rows = query.data?.pages.flatMap((page) => page.items) ?? []
  const chosen = rows.filter((row) => selected.includes(row.id))
  const counts = useCaseCounts().data

  const builtIn = [
    { name: t('case.view.all'), query: '', count: counts?.open },
    { name: t('case.view.mine'), query: 'assignee=me', count: counts?.mine },
    { name: t('case.view.overdue'), query: 'clock=overdue', count: counts?.overdue, red: true },
    { name: t('case.view.risk'), query: 'clock=risk', count: counts?.risk },
    { name: t('case.view.unassigned'), query: 'assignee=none', count: counts?.unassigned },
    { name: t('case.view.closed'), query: 'status=closed' },
  ]
  const views = [...builtIn, ...address.saved]
  // The server counts the built-in views only; elsewhere the loaded rows are what is known.
  const total = Math.max(rows.length, builtIn.find((view) => view.query === address.view)?.count ?? 0)
  useKeys({
    'shift+v': () => address.go(views[(views.findIndex((view) => view.query === address.view) + 1) % views.length]!.query),
    a: () => setAssigning(chosen),
  })
  const choices = useChoices()
  const tokens = tokensOf(filters, choices)
  const search = useCallback((q: string) => set('q', q), [set])

  return (
    <div className="list">
      <div className="list-head">
        <div className="page-head">
          <h1>{t('nav.cases')}</h1>
          <span className="push row">
            <Button icon={<Download size={15} />} disabled={total === 0} onClick={() => void exportCases({ ...filters }, t)}>{t('list.export', { count: total })}</Button>
            {may('case.open') && <Button type="primary" icon={<Plus size={15} />} onClick={() => void navigate('/intake')}>{t('case.new')}<kbd>Alt N</kbd></Button>}
          </span>
        </div>
        <ViewTabs views={views} current={address.view} onPick={address.go} onSave={address.save} onDrop={address.drop} />
        <FilterBar
          search={filters.q ?? ''}
          placeholder={t('case.search')}
          onSearch={search}
          tokens={tokens}
          choices={choices}
          onSet={set}
          onClear={() => address.go('')}
          end={
            <>
              <Button type="text" icon={<ArrowDownWideNarrow size={15} />} onClick={() => set('sort', filters.sort === '-receivedAt' ? null : '-receivedAt')}>{t(filters.sort === '-receivedAt' ? 'list.sortReceived' : 'list.sortDue')}</Button>
              <ColumnSettings columns={columns} layout={layout} onChange={setLayout} />
            </>
          }
        />
      </div>
      <div className="list-body">
        <DataTable
          label={t('nav.cases')}
          rows={rows}
          rowKey={(row) => row.id}
          columns={columns}
          layout={layout}
          onOpen={(row) => void navigate(`/cases/${row.id}`)}
          {...(may('order.dispatch') ? { selected, onSelect: setSelected } : {})}
          loading={query.isPending}
          problem={query.error}
          retry={() => void query.refetch()}
          pages={query}
          empty={tokens.length > 0 || filters.q ? <NoMatch what={t('nav.cases')} conditions={tokens.length + (filters.q ? 1 : 0)} clear={() => address.go('')} /> : <EmptyState title={t('case.none')} text={t('case.noneText')} actions={may('case.open') && <Button type="primary" onClick={() => void navigate('/intake')}>{t('case.new')}</Button>} />}
        />
      </div>
      <footer className="list-foot">
        <span>{t(query.hasNextPage ? 'list.loadedMore' : 'list.loaded', { shown: rows.length, total })}</span>
        <span className="push row"><kbd>J</kbd><kbd>K</kbd>{t('keys.move')}<kbd>X</kbd>{t('keys.select')}<kbd>Enter</kbd>{t('keys.open')}<kbd>Shift V</kbd>{t('keys.views')}</span>
      </footer>
      <BatchBar count={selected.length} onClear={() => setSelected([])}>
        <button type="button" onClick={() => setAssigning(chosen)}><UserPlus size={15} />{t('action.assign')} <kbd>A</kbd></button>
        <button type="button" onClick={() => void exportCases({}, t, chosen)}><Download size={15} />{t('list.exportThese')}</button>
      </BatchBar>
      {assigning.length > 0 && <Suspense fallback={null}><BatchAssign rows={assigning} onClose={() => { setAssigning([]); setSelected([]) }} /></Suspense>}
    </div>
  )
}

function useChoices(): FilterChoice[] {
  const { t } = useTranslation()
  const units = useUnits()
  const of = (key: string, values: string[], group: string): FilterChoice => ({ key, label: t(`filter.${key}`), options: values.map((value) => ({ value, label: t(`${group}.${value}`) })) })
  return [
    of('kind', ['consultation', 'repair', 'alarm', 'complaint'], 'kind'),
    of('status', ['open', 'in_progress', 'handled', 'repaired', 'referred', 'closed'], 'status'),
    of('clock', ['overdue', 'risk', 'open'], 'clockFilter'),
    of('assignee', ['me', 'none'], 'assigneeFilter'),
    { key: 'unitId', label: t('filter.unitId'), options: (units.data?.items ?? []).slice(0, 12).map((unit) => ({ value: unit.id, label: unit.name })) },
  ]
}

function useColumns(): Column<CaseRow>[] {
  const { t } = useTranslation()
  const formats = useFormats()
  return [
    { key: 'number', title: t('column.number'), fixed: true, width: 132, render: (row) => <No number={row.number} to={`/cases/${row.id}`} /> },
    { key: 'clock', title: t('column.clock'), fixed: true, width: 190, render: (row) => (row.nextClock ? <ClockChip clock={row.nextClock} /> : <span className="muted">—</span>) },
    { key: 'kind', title: t('column.kind'), render: (row) => (row.kind === 'alarm' ? <span className="danger"><Siren size={14} /> {t('kind.alarm')}</span> : t(`kind.${row.kind}`)) },
    { key: 'title', title: t('column.matter'), render: (row) => <span className="row" style={{ display: 'inline-flex', gap: 6 }}>{row.title}{row.specialCare && <HeartHandshake size={14} color="var(--ly-link)" aria-label={row.specialCare} />}</span> },
    { key: 'address', title: t('column.address'), render: (row) => row.address },
    { key: 'owner', title: t('column.owner'), render: (row) => row.ownerName ?? '—' },
    { key: 'assignee', title: t('column.assignee'), render: (row) => row.assigneeName ?? (row.workOrderStatus === 'queued' ? <b>{t('order.unassigned')}</b> : '—') },
    { key: 'status', title: t('column.status'), render: (row) => statusWord(row, t) },
    { key: 'due', title: t('column.due'), render: (row) => formats.due(row.nextClock?.dueAt) },
    { key: 'received', title: t('column.received'), render: (row) => <span className="muted">{formats.at(row.receivedAt)}</span> },
    { key: 'unit', title: t('column.unit'), hiddenAtFirst: true, render: (row) => row.unitName },
    { key: 'clause', title: t('column.clause'), hiddenAtFirst: true, render: (row) => (row.nextClock ? <span className="clause">{row.nextClock.clauseId}</span> : '—') },
  ]
}
