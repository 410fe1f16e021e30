import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { get } from '../../api/client.ts'
import { Clause, Panel, Segments } from '../../components/small.tsx'
import { Bones, EmptyState, Failure } from '../../components/states.tsx'
import { useTitle } from '../../components/use-title.ts'
import { useFormats, yuan } from '../../shell/formats.ts'
import { monthBefore } from '../months.ts'
import { useAround } from '../queries.ts'
import '../../components/table.css'

const SPANS = [3, 6, 12] as const
interface Scope { unitId: string; from: string; to: string }

/** What a unit's visits amount to: who was visited, what customers hold and sell, and whether visits sell (capability 8). */
export default function Analysis() {
  const { t } = useTranslation()
  const { units, unitId } = useAround()
  const [picked, setPicked] = useState<string | null>(null)
  const [span, setSpan] = useState<(typeof SPANS)[number]>(6)
  const unit = picked ?? unitId ?? units[0]?.id
  const scope = unit && { unitId: unit, from: monthBefore(span - 1), to: monthBefore(0) }
  useTitle(t('nav.visitAnalysis'))
  return (
    <div className="page stack">
      <div className="page-head wrap">
        <h1>{t('nav.visitAnalysis')}</h1>
        {units.length > 1 && <select className="input" style={{ width: 160 }} aria-label={t('column.unit')} value={unit} onChange={(event) => setPicked(event.target.value)}>{units.map((each) => <option key={each.id} value={each.id}>{each.name}</option>)}</select>}
        <Segments label={t('analysis.span')} value={String(span)} onChange={(next) => setSpan(SPANS.find((each) => String(each) === next)!)} options={SPANS.map((value) => ({ value: String(value), label: t('analysis.months', { count: value }) }))} />
      </div>
      {scope ? <><Coverage scope={scope} /><Products scope={scope} /><Effect scope={scope} /></> : <Bones />}
    </div>
  )
}

interface TableProps<T> { title: string; clause: string; query: { isPending: boolean; isError: boolean; error: unknown; refetch: () => unknown; data?: { items: T[] } | undefined }; columns: { title: string; left?: boolean; cell: (row: T) => React.ReactNode }[]; rowKey: (row: T) => string }

/** Figures in a table; nothing happened is said, not drawn. */
function Figures<T>({ title, clause, query, columns, rowKey }: TableProps<T>) {
  const { t } = useTranslation()
  const align = (left?: boolean) => ({ textAlign: left ? ('left' as const) : ('right' as const) })
  return (
    <Panel bare title={title} extra={<Clause id={clause} />}>
      {query.isPending && <Bones lines={4} />}
      {query.isError && <Failure problem={query.error} what={title} retry={() => void query.refetch()} />}
      {query.data?.items.length === 0 && <EmptyState title={t('analysis.nothing')} />}
      {query.data && query.data.items.length > 0 && (
        <div className="data-table tight">
          <table aria-label={title}>
            <thead><tr>{columns.map((column) => <th key={column.title} scope="col" style={align(column.left)}>{column.title}</th>)}</tr></thead>
            <tbody>{query.data.items.map((row) => <tr key={rowKey(row)}>{columns.map((column) => <td key={column.title} style={align(column.left)}>{column.cell(row)}</td>)}</tr>)}</tbody>
          </table>
        </div>
      )}
    </Panel>
  )
}

function Coverage({ scope }: { scope: Scope }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const query = useQuery({ queryKey: ['visit-analysis', 'coverage', scope], queryFn: () => get('/v1/distributor-visits/analysis/coverage', { query: { ...scope } }) })
  return (
    <Figures
      title={t('analysis.coverage')} clause="DV-5" query={query} rowKey={(row) => `${row.month}${row.grade}`}
      columns={[
        { title: t('opinion.month'), left: true, cell: (row) => formats.month(row.month) }, { title: t('visitCustomer.grade'), left: true, cell: (row) => (row.grade === 'none' ? t('visitCustomer.ungraded') : row.grade) }, { title: t('visitPlan.of.customers'), cell: (row) => formats.count(row.customers) },
        { title: t('analysis.visited'), cell: (row) => formats.count(row.visited) }, { title: t('analysis.visits'), cell: (row) => formats.count(row.visits) }, { title: t('visitPlan.of.share'), cell: (row) => `${formats.percent(row.share)}%` },
      ]}
    />
  )
}

function Products({ scope }: { scope: Scope }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const query = useQuery({ queryKey: ['visit-analysis', 'products', scope], queryFn: () => get('/v1/distributor-visits/analysis/products', { query: { ...scope } }) })
  return (
    <Figures
      title={t('analysis.products')} clause="DV-3.1b" query={query} rowKey={(row) => `${row.month}${row.regionId}${row.product}`}
      columns={[
        { title: t('opinion.month'), left: true, cell: (row) => formats.month(row.month) }, { title: t('visitCustomer.field.regionId'), left: true, cell: (row) => row.regionName ?? '—' }, { title: t('visit.product'), left: true, cell: (row) => row.product }, { title: t('visitPlan.of.customers'), cell: (row) => formats.count(row.customers) },
        { title: t('visit.measure.stock'), cell: (row) => formats.count(row.stock) }, { title: t('visit.measure.purchases'), cell: (row) => `${formats.count(row.purchases)} · ${yuan(row.purchasesAmount)}` }, { title: t('visit.measure.sales'), cell: (row) => `${formats.count(row.sales)} · ${yuan(row.salesAmount)}` },
        { title: t('analysis.sellThrough'), cell: (row) => (row.sellThrough === null ? '—' : `${formats.percent(row.sellThrough)}%`) },
      ]}
    />
  )
}

function Effect({ scope }: { scope: Scope }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const query = useQuery({ queryKey: ['visit-analysis', 'effect', scope], queryFn: () => get('/v1/distributor-visits/analysis/effect', { query: { ...scope } }) })
  return (
    <Figures
      title={t('analysis.effect')} clause="DV-4.1" query={query} rowKey={(row) => row.grade}
      columns={[
        { title: t('visitCustomer.grade'), left: true, cell: (row) => (row.grade === 'none' ? t('visitCustomer.ungraded') : row.grade) }, { title: t('analysis.visitedMonths'), cell: (row) => formats.count(row.visitedMonths) }, { title: t('analysis.boughtWhenVisited'), cell: (row) => yuan(row.boughtWhenVisited) },
        { title: t('analysis.otherMonths'), cell: (row) => formats.count(row.otherMonths) }, { title: t('analysis.boughtOtherwise'), cell: (row) => yuan(row.boughtOtherwise) },
      ]}
    />
  )
}
