import { Checkbox } from 'antd'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useKeys } from '../shell/keys.ts'
import { read } from '../shell/preferences.ts'
import { More, type Pages } from './More.tsx'
import { EmptyState, Failure } from './states.tsx'
import './table.css'

export interface Column<T> {
  key: string
  title: ReactNode
  render: (row: T) => ReactNode
  width?: number
  /** Cannot be hidden. */
  fixed?: boolean
  hiddenAtFirst?: boolean
  align?: 'right'
}

export type Density = 'tight' | 'medium' | 'roomy'
export interface Layout { shown: string[]; density: Density }

/** The person's columns and row height of one table, kept on this machine. */
export function useLayout<T>(name: string, columns: Column<T>[]): [Layout, (layout: Layout | null) => void] {
  const key = `luyue.table.${name}`
  const initial: Layout = { shown: columns.filter((column) => !column.hiddenAtFirst).map((column) => column.key), density: 'tight' }
  const [layout, set] = useState<Layout>({ ...initial, ...read<Layout>(key) })
  return [
    layout,
    (next) => {
      if (next) localStorage.setItem(key, JSON.stringify(next))
      else localStorage.removeItem(key)
      set(next ?? initial)
    },
  ]
}

interface Props<T> {
  label: string
  rows: T[]
  rowKey: (row: T) => string
  columns: Column<T>[]
  layout: Layout
  onOpen?: (row: T) => void
  selected?: string[]
  onSelect?: (keys: string[]) => void
  loading: boolean
  problem: unknown
  retry: () => void
  empty?: ReactNode
  /** The pages of which the rows are: the next one comes when the last row is seen. */
  pages?: Pages
}

/** The list of the house, a plain table: antd's cost 80 kB and its keys. J K move, X selects, Enter opens, more rows come while scrolling. */
export function DataTable<T>({ label, rows, rowKey, columns, layout, onOpen, selected, onSelect, loading, problem, retry, empty, pages }: Props<T>) {
  const { t } = useTranslation()
  const [at, setAt] = useState(-1)
  const box = useRef<HTMLDivElement>(null)
  const end = useRef<HTMLDivElement>(null)
  const shown = layout.shown.map((key) => columns.find((column) => column.key === key)).filter((column) => column !== undefined)

  const move = (by: number) => {
    const next = Math.min(rows.length - 1, Math.max(0, at + by))
    setAt(next)
    const row = box.current?.querySelectorAll('tbody tr')[next]
    row?.scrollIntoView({ block: 'nearest' })
    row?.querySelector<HTMLElement>('td a, td button')?.focus({ preventScroll: true })
  }
  const current = rows[at]
  const toggle = (row: T | undefined) => {
    if (!row || !onSelect || !selected) return
    const key = rowKey(row)
    onSelect(selected.includes(key) ? selected.filter((each) => each !== key) : [...selected, key])
  }
  const range = () => {
    if (!onSelect || !selected || at < 0) return
    const before = rows.findIndex((row) => selected.includes(rowKey(row)))
    const [from, to] = before < 0 ? [at, at] : [Math.min(before, at), Math.max(before, at)]
    onSelect([...new Set([...selected, ...rows.slice(from, to + 1).map(rowKey)])])
  }
  useKeys({
    j: () => move(1),
    k: () => move(-1),
    x: () => toggle(current),
    'shift+x': range,
    enter: () => current && onOpen?.(current),
  })

  // What failed is asked for again by whoever reads on, not by the page itself.
  const waits = pages !== undefined && pages.hasNextPage && !pages.isFetching && !pages.isFetchNextPageError
  const readOn = pages?.fetchNextPage
  useEffect(() => {
    if (!waits || !end.current) return
    const seen = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && readOn?.())
    seen.observe(end.current)
    return () => seen.disconnect()
  }, [waits, readOn, rows.length])

  if (problem && rows.length === 0) return <Failure problem={problem} retry={retry} what={label} />
  const waiting = loading && rows.length === 0
  const all = rows.length > 0 && rows.every((row) => selected?.includes(rowKey(row)))
  return (
    <div ref={box} className={`data-table ${layout.density}`}>
      <table aria-label={label} aria-busy={waiting}>
        <thead>
          <tr>
            {onSelect && <th className="check"><Checkbox aria-label={t('list.selectAll')} checked={all} indeterminate={!all && (selected?.length ?? 0) > 0} onChange={() => onSelect(all ? [] : rows.map(rowKey))} /></th>}
            {shown.map((column) => <th key={column.key} scope="col" style={{ width: column.width, textAlign: column.align }}>{column.title}</th>)}
          </tr>
        </thead>
        <tbody>
          {waiting && Array.from({ length: 8 }, (_, index) => <tr key={index}>{onSelect && <td />}{shown.map((column) => <td key={column.key}><span className="bone" style={{ width: 84 }} /></td>)}</tr>)}
          {rows.map((row, index) => {
            const key = rowKey(row)
            const on = selected?.includes(key) ?? false
            return (
              <tr key={key} className={`${index === at ? 'at' : ''}${on ? ' on' : ''}`} onClick={() => setAt(index)} onDoubleClick={() => onOpen?.(row)}>
                {onSelect && <td className="check"><Checkbox aria-label={`${t('list.select')} ${index + 1}`} checked={on} onChange={() => toggle(row)} /></td>}
                {shown.map((column) => <td key={column.key} style={{ textAlign: column.align }}>{column.render(row)}</td>)}
              </tr>
            )
          })}
        </tbody>
      </table>
      {!waiting && rows.length === 0 && (empty ?? <EmptyState title={t('list.empty')} />)}
      {pages?.isFetchNextPageError && <More query={pages} />}
      <div ref={end} />
    </div>
  )
}
