import { useInfiniteQuery, type QueryKey } from '@tanstack/react-query'
import { Button } from 'antd'
import { useEffect, useRef, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import type { Page } from '../api/types.ts'
import { useKeys } from '../shell/keys.ts'
import { Bones, EmptyState, Failure } from './states.tsx'
import './split.css'

interface Props<T> {
  label: string
  queryKey: QueryKey
  ask: (cursor: string) => Promise<Page<T>>
  idOf: (row: T) => string
  /** Two lines of the list. */
  line: (row: T) => ReactNode
  /** All of it, beside the list. */
  detail: (row: T) => ReactNode
  icon: ReactNode
  none: string
  noneText?: string
}

/** A list whose records are walked through with what each holds beside it; which one is open stands in the address. J K move. */
export function SplitList<T>({ label, queryKey, ask, idOf, line, detail, icon, none, noneText }: Props<T>) {
  const { t } = useTranslation()
  const [params, setParams] = useSearchParams()
  const query = useInfiniteQuery({ queryKey, queryFn: ({ pageParam }) => ask(pageParam), initialPageParam: '', getNextPageParam: (page) => page.nextCursor })
  const items = query.data?.pages.flatMap((page) => page.items) ?? []
  const wanted = params.get('id')
  const asked = items.find((each) => idOf(each) === wanted)
  // A record that an address names may stand further down: the list is read on until it is there.
  const reads = Boolean(wanted) && !asked && query.hasNextPage
  const { fetchNextPage, isFetching } = query
  useEffect(() => {
    if (reads && !isFetching) void fetchNextPage()
  }, [reads, isFetching, fetchNextPage])
  const current = asked ?? (reads ? undefined : items[0])
  const beside = useRef<HTMLDivElement>(null)
  const pick = (row: T) => {
    // On a phone the record lies below its list.
    if (window.matchMedia('(max-width: 900px)').matches) requestAnimationFrame(() => beside.current?.scrollIntoView({ block: 'start' }))
    setParams((before) => { const next = new URLSearchParams(before); next.set('id', idOf(row)); return next }, { replace: true })
  }
  const step = (by: number) => {
    const next = items[Math.min(items.length - 1, Math.max(0, items.findIndex((each) => current && idOf(each) === idOf(current)) + by))]
    if (next) pick(next)
  }
  useKeys({ j: () => step(1), k: () => step(-1) })
  return (
    <>
      {(query.isPending || reads) && <Bones />}
      {query.isError && items.length === 0 && <Failure problem={query.error} what={label} retry={() => void query.refetch()} />}
      {query.isSuccess && items.length === 0 && <EmptyState icon={icon} title={none} text={noneText} />}
      {current && (
        <div className="split">
          <ul className="panel split-list" aria-label={label}>
            {items.map((row) => <li key={idOf(row)}><button type="button" className="split-row" aria-pressed={idOf(row) === idOf(current)} onClick={() => pick(row)}>{line(row)}</button></li>)}
            {query.hasNextPage && <li><Button type="text" block onClick={() => void query.fetchNextPage()}>{t('list.more')}</Button></li>}
          </ul>
          <div className="stack" key={idOf(current)} ref={beside}>{detail(current)}</div>
        </div>
      )}
    </>
  )
}
