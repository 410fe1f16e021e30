import { Table, type TableColumnsType } from 'antd'
import { useEffect, useRef, useState, type Key, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useKeys } from '../shell/keys.ts'
import { preferences, read } from '../shell/preferences.ts'
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
  hasMore?: boolean
  loadMore?: () => void
}

/** The list of the house: J K move, X selects, Enter opens, more rows come while scrolling. */
export function DataTable<T>({ label, rows, rowKey, columns, layout, onOpen, selected, onSelect, loading, problem, retry, empty, hasMore, loadMore }: Props<T>) {
  const { t } = useTranslation()
  const [at, setAt] = useState(-1)
  const box = useRef<HTMLDivElement>(null)
  const end = useRef<HTMLDivElement>(null)
  const shown = layout.shown.map((key) => columns.find((column) => column.key === key)).filter((column) => column !== undefined)

  const move = (by: number) => {
    const next = Math.min(rows.length - 1, Math.max(0, at + by))
    setAt(next)
    const row = box.current?.querySelectorAll('tbody tr.ant-table-row')[next]
    row?.scrollIntoView({ block: 'nearest' })
    row?.querySelector<HTMLElement>('a, button')?.focus({ preventScroll: true })
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

  useEffect(() => {
    if (!hasMore || !end.current) return
    const seen = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && loadMore?.())
    seen.observe(end.current)
    return () => seen.disconnect()
  }, [hasMore, loadMore, rows.length])

  if (problem && rows.length === 0) return <Failure problem={problem} retry={retry} what={label} />
  const antColumns: TableColumnsType<T> = shown.map((column) => ({ key: column.key, title: column.title, render: (_: unknown, row: T) => column.render(row), ...(column.width ? { width: column.width } : {}), ...(column.align ? { align: column.align } : {}) }))
  return (
    <div ref={box} className={`data-table ${layout.density}`} lang={preferences().language === 'zh' ? 'zh-CN' : 'en'}>
      <Table<T>
        size="small"
        rowKey={rowKey}
        dataSource={rows}
        columns={loading && rows.length === 0 ? antColumns.map((column) => ({ ...column, render: () => <span className="bone" style={{ width: 80 }} /> })) : antColumns}
        pagination={false}
        sticky={{ getContainer: () => document.getElementById('main') ?? window }}
        {...(loading && rows.length === 0 ? { dataSource: Array.from({ length: 8 }, (_, index) => ({ bone: index })) as T[], rowKey: (row: T) => String((row as { bone?: number }).bone ?? rowKey(row)) } : {})}
        rowClassName={(_, index) => (index === at ? 'at' : '')}
        {...(onSelect ? { rowSelection: { selectedRowKeys: selected as Key[], onChange: (keys: Key[]) => onSelect(keys.map(String)), columnWidth: 40, getTitleCheckboxProps: () => ({ 'aria-label': t('list.selectAll') }), getCheckboxProps: (row: T) => ({ 'aria-label': `${t('list.select')} ${loading ? '' : rowKey(row)}` }) } } : {})}
        onRow={(row, index) => ({ onClick: () => setAt(index ?? -1), onDoubleClick: () => onOpen?.(row) })}
        locale={{ emptyText: empty ?? <EmptyState title={t('list.empty')} /> }}
        aria-label={label}
      />
      <div ref={end} />
    </div>
  )
}
