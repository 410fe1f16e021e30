import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Clause, Panel } from '../../components/small.tsx'
import { Bones, EmptyState, Failure } from '../../components/states.tsx'
import '../../components/table.css'

export interface Scope { unitId: string; from: string; to: string; /** Each of them, the earliest first. */ months: string[] }
/** What is asked of a service. */
export const asked = ({ unitId, from, to }: Scope) => ({ unitId, from, to })

interface Query<T> { isPending: boolean; isError: boolean; error: unknown; refetch: () => unknown; data?: { items: T[] } | undefined }
export interface Column<T> { title: string; left?: boolean; cell: (row: T) => ReactNode }

/** Figures as a picture that has its table under it; nothing happened is said, not drawn. */
export function Figures<T>({ title, clause, query, extra, children }: { title: string; clause: string; query: Query<T>; extra?: ReactNode; children: (rows: T[]) => ReactNode }) {
  const { t } = useTranslation()
  return (
    <Panel title={title} extra={<Clause id={clause} />}>
      {extra && <div className="row wrap" style={{ marginBottom: 10 }}>{extra}</div>}
      {query.isPending && <Bones lines={4} />}
      {query.isError && <Failure problem={query.error} what={title} retry={() => void query.refetch()} />}
      {query.data?.items.length === 0 && <EmptyState title={t('analysis.nothing')} />}
      {query.data && query.data.items.length > 0 && children(query.data.items)}
    </Panel>
  )
}

export function Rows<T>({ label, rows, columns, rowKey }: { label: string; rows: T[]; columns: Column<T>[]; rowKey: (row: T) => string }) {
  const align = (left?: boolean) => ({ textAlign: left ? ('left' as const) : ('right' as const) })
  return (
    <div className="data-table tight">
      <table aria-label={label}>
        <thead><tr>{columns.map((column) => <th key={column.title} scope="col" style={align(column.left)}>{column.title}</th>)}</tr></thead>
        <tbody>{rows.map((row) => <tr key={rowKey(row)}>{columns.map((column) => <td key={column.title} style={align(column.left)}>{column.cell(row)}</td>)}</tr>)}</tbody>
      </table>
    </div>
  )
}
