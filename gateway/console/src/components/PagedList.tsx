import { useInfiniteQuery, type QueryKey } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Page } from '../api/types.ts'
import { DataTable, useLayout, type Column } from './DataTable.tsx'

interface Props<T> {
  /** Under which the person's columns are kept. */
  name: string
  label: string
  queryKey: QueryKey
  ask: (cursor: string) => Promise<Page<T>>
  columns: Column<T>[]
  rowKey: (row: T) => string
  onOpen?: (row: T) => void
  empty: ReactNode
  /** The page has views that Shift V goes through. */
  hasViews?: boolean
  /** What stands above the table: heading, views, search. */
  children: ReactNode
}

/** A page that is one list, read page by page while scrolling. */
export function PagedList<T>({ name, label, queryKey, ask, columns, rowKey, onOpen, empty, hasViews, children }: Props<T>) {
  const { t } = useTranslation()
  const [layout] = useLayout(name, columns)
  const query = useInfiniteQuery({ queryKey, queryFn: ({ pageParam }) => ask(pageParam), initialPageParam: '', getNextPageParam: (page) => page.nextCursor })
  const rows = query.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <div className="list">
      <div className="list-head">{children}</div>
      <div className="list-body">
        <DataTable label={label} rows={rows} rowKey={rowKey} columns={columns} layout={layout} {...(onOpen && { onOpen })} loading={query.isPending} problem={query.error} retry={() => void query.refetch()} pages={query} empty={empty} />
      </div>
      <footer className="list-foot">
        <span>{t(query.hasNextPage ? 'list.loadedSome' : 'list.loadedAll', { shown: rows.length })}</span>
        <span className="push row"><kbd>J</kbd><kbd>K</kbd>{t('keys.move')}{onOpen && <><kbd>Enter</kbd>{t('keys.open')}</>}{hasViews && <><kbd>Shift V</kbd>{t('keys.views')}</>}</span>
      </footer>
    </div>
  )
}
