import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { Clause, Panel } from '../../components/small.tsx'
import { Bones, EmptyState, Failure } from '../../components/states.tsx'
import '../../components/table.css'

export type Say = (key: string, values?: Record<string, unknown>) => string

/** What of a page is shown and under which conditions: all of it stands in the address. */
export function useShown<P extends string>(parts: readonly P[]) {
  const [params, setParams] = useSearchParams()
  return {
    part: parts.find((each) => each === params.get('what')) ?? parts[0]!,
    show: (what: P) => setParams(what === parts[0] ? {} : { what }),
    value: <V extends string>(key: string, of: readonly V[]): V | '' => of.find((each) => each === params.get(key)) ?? '',
    id: (key: string) => params.get(key) ?? '',
    set: (key: string, value: string) => setParams((before) => {
      const next = new URLSearchParams(before)
      next.delete('id')
      if (value) next.set(key, value)
      else next.delete(key)
      return next
    }),
  }
}

/** One of several pictures beside each other: what it shows stands above it. */
export const Shown = ({ title, children }: { title: string; children: ReactNode }) => <div className="stack" style={{ gap: 6 }}><h3 className="soft" style={{ fontSize: 13, fontWeight: 500 }}>{title}</h3>{children}</div>

interface FiguresProps<T> { title: string; clause: string; name: readonly unknown[]; ask: () => Promise<{ items: T[] }>; columns: { title: string; left?: boolean; cell: (row: T) => ReactNode }[]; rowKey: (row: T) => string; none?: string; note?: ReactNode; /** The same figures as a picture, above them. */ chart?: (rows: T[]) => ReactNode }

/** An indicator: its figures in a table, and above it how they went. */
export function Figures<T>({ title, clause, name, ask, columns, rowKey, none, note, chart }: FiguresProps<T>) {
  const { t } = useTranslation()
  const query = useQuery({ queryKey: ['channel-figures', ...name], queryFn: ask })
  const rows = query.data?.items ?? []
  const align = (left?: boolean) => ({ textAlign: left ? ('left' as const) : ('right' as const) })
  return (
    <Panel bare title={title} extra={<Clause id={clause} />}>
      {query.isPending && <Bones lines={4} />}
      {query.isError && <Failure problem={query.error} what={title} retry={() => void query.refetch()} />}
      {query.isSuccess && rows.length === 0 && <EmptyState title={none ?? t('goods.noFigures')} />}
      {rows.length > 0 && (
        <>
          {(note || chart) && <div className="body stack">{note && <p className="soft">{note}</p>}{chart?.(rows)}</div>}
          {columns.length > 0 && (
            <div className="data-table tight">
              <table aria-label={title}>
                <thead><tr>{columns.map((column) => <th key={column.title} scope="col" style={align(column.left)}>{column.title}</th>)}</tr></thead>
                <tbody>{rows.map((row) => <tr key={rowKey(row)}>{columns.map((column) => <td key={column.title} style={align(column.left)}>{column.cell(row)}</td>)}</tr>)}</tbody>
              </table>
            </div>
          )}
        </>
      )}
    </Panel>
  )
}
