import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useSearchParams } from 'react-router'
import { type Column, Figures, Rows } from '../../components/Figures.tsx'

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

interface Props<T> { title: string; clause: string; name: readonly unknown[]; ask: () => Promise<{ items: T[] }>; columns: Column<T>[]; rowKey: (row: T) => string; none?: string; note?: ReactNode; /** The same figures as a picture, above them. */ chart?: (rows: T[]) => ReactNode }

/** An indicator: its figures in a table, and above it how they went. */
export function Indicator<T>({ title, clause, name, ask, columns, rowKey, none, note, chart }: Props<T>) {
  const query = useQuery({ queryKey: ['channel-figures', ...name], queryFn: ask })
  return (
    <Figures bare title={title} clause={clause} query={query} {...(none && { none })}>
      {(rows) => (
        <>
          {(note || chart) && <div className="body stack">{note && <p className="soft">{note}</p>}{chart?.(rows)}</div>}
          {columns.length > 0 && <Rows label={title} rows={rows} rowKey={rowKey} columns={columns} />}
        </>
      )}
    </Figures>
  )
}
