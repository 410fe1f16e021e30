import { useInfiniteQuery, type QueryKey } from '@tanstack/react-query'
import { useRef, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import type { Page } from '../api/types.ts'
import { useKeys } from '../shell/keys.ts'
import { More } from './More.tsx'
import { Bones, EmptyState, Failure } from './states.tsx'
import { useReadOn } from './use-read-on.ts'
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
  const reads = useReadOn(query, Boolean(wanted) && !asked)
  const current = asked ?? (reads ? undefined : items[0])
  const beside = useRef<HTMLDivElement>(null)
  const list = useRef<HTMLUListElement>(null)
  const pick = (row: T) => {
    // On a phone the record lies below its list; on a desk it may have been read further down than the next one begins.
    const narrow = window.matchMedia('(max-width: 900px)').matches
    requestAnimationFrame(() => {
      if (narrow || (beside.current?.getBoundingClientRect().top ?? 0) < 0) beside.current?.scrollIntoView({ block: 'start' })
      if (!narrow) list.current?.querySelector('[aria-pressed="true"]')?.scrollIntoView({ block: 'nearest' })
    })
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
      {wanted && !asked && !query.isFetching && items.length > 0 && <p className="note-box">{t('list.notHere')}</p>}
      {current && (
        <div className="split">
          <ul ref={list} className="panel split-list" aria-label={label}>
            {items.map((row) => <li key={idOf(row)}><button type="button" className="split-row" aria-pressed={idOf(row) === idOf(current)} onClick={() => pick(row)}>{line(row)}</button></li>)}
            {query.hasNextPage && <li><More query={query} /></li>}
          </ul>
          <div className="stack" key={idOf(current)} ref={beside}>{detail(current)}</div>
        </div>
      )}
    </>
  )
}
