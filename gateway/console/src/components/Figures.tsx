import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Clause, Panel } from './small.tsx'
import { Bones, EmptyState, Failure } from './states.tsx'
import './table.css'

interface Query<T> { isPending: boolean; isError: boolean; error: unknown; refetch: () => unknown; data?: { items: T[] } | undefined }
interface Props<T> { title: string; clause?: string; query: Query<T>; /** Said where nothing happened. */ none?: string; noneText?: string; /** What else stands in the heading. */ about?: ReactNode; /** What chooses among them. */ extra?: ReactNode; /** A table alone, up to the edges. */ bare?: boolean; children: (rows: T[]) => ReactNode }

/** Figures, as a table or as a picture that has its table under it; nothing happened is said, not drawn. */
export function Figures<T>({ title, clause, query, none, noneText, about, extra, bare, children }: Props<T>) {
  const { t } = useTranslation()
  const rows = query.data?.items ?? []
  return (
    <Panel title={title} bare={bare ?? false} extra={(about || clause) && <>{about}{clause && <Clause id={clause} />}</>}>
      {extra && <div className="row wrap" style={{ marginBottom: 10 }}>{extra}</div>}
      {query.isPending && <Bones lines={4} />}
      {query.isError && <Failure problem={query.error} what={title} retry={() => void query.refetch()} />}
      {query.data && rows.length === 0 && <EmptyState title={none ?? t('chart.nothing')} text={noneText} />}
      {rows.length > 0 && children(rows)}
    </Panel>
  )
}

/** Numbers stand right, words left. */
export interface Column<T> { title: string; left?: boolean; cell: (row: T) => ReactNode }

/** A table of figures; what is too wide for the page moves sideways. */
export function Rows<T>({ label, rows, columns, rowKey }: { label: string; rows: T[]; columns: Column<T>[]; rowKey: (row: T) => string }) {
  const align = (left?: boolean) => ({ textAlign: left ? ('left' as const) : ('right' as const) })
  return (
    <div className="sideways" tabIndex={0} role="group" aria-label={label}>
      <div className="data-table tight">
        <table aria-label={label}>
          <thead><tr>{columns.map((column) => <th key={column.title} scope="col" style={align(column.left)}>{column.title}</th>)}</tr></thead>
          <tbody>{rows.map((row) => <tr key={rowKey(row)}>{columns.map((column) => <td key={column.title} style={align(column.left)}>{column.cell(row)}</td>)}</tr>)}</tbody>
        </table>
      </div>
    </div>
  )
}
