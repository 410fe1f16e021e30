import { useInfiniteQuery } from '@tanstack/react-query'
import { PhoneCall } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { get } from '../../api/client.ts'
import type { DealCallback } from '../../api/types.ts'
import { Segments } from '../../components/small.tsx'
import { Bones, EmptyState, Failure } from '../../components/states.tsx'
import { TwoLines } from '../../components/TwoLines.tsx'
import { useTitle } from '../../components/use-title.ts'
import { useFormats } from '../../shell/formats.ts'
import { useKeys } from '../../shell/keys.ts'
import { CallDetail } from './CallDetail.tsx'
import { Statistics } from './Statistics.tsx'
import '../../components/split.css'

const VIEWS = ['planned', 'unreachable', 'done', 'statistics'] as const
type View = (typeof VIEWS)[number]

/** Both parties of an archived deal are called by the supervisor (PB-3.3); the list stays beside the call. */
export default function DealCallbacks() {
  const { t } = useTranslation()
  const [params, setParams] = useSearchParams()
  const view = VIEWS.find((each) => each === params.get('view')) ?? 'planned'
  useTitle(t('nav.dealCallbacks'))
  return (
    <div className="page split-page">
      <div className="page-head">
        <h1>{t('nav.dealCallbacks')}</h1>
        <Segments<View> label={t('filter.status')} value={view} onChange={(next) => setParams(next === 'planned' ? {} : { view: next })} options={VIEWS.map((value) => ({ value, label: t(`dealCallback.view.${value}`) }))} />
        {view !== 'statistics' && <span className="push muted row"><kbd>J</kbd><kbd>K</kbd>{t('keys.move')}</span>}
      </div>
      {view === 'statistics' ? <Statistics /> : <Calls key={view} status={view} discontent={view === 'done' && params.get('score') === 'low'} onDiscontent={(on) => setParams({ view: 'done', ...(on && { score: 'low' }) })} />}
    </div>
  )
}

function Calls({ status, discontent, onDiscontent }: { status: DealCallback['status']; discontent: boolean; onDiscontent: (on: boolean) => void }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const [picked, setPicked] = useState<string | null>(null)
  const query = useInfiniteQuery({ queryKey: ['deal-callbacks', status, discontent], queryFn: ({ pageParam }) => get('/v1/property-brokerage/deal-callbacks', { query: { status, limit: 50, cursor: pageParam, ...(discontent && { maxScore: 2 }) } }), initialPageParam: '', getNextPageParam: (page) => page.nextCursor })
  const items = query.data?.pages.flatMap((page) => page.items) ?? []
  const current = items.find((item) => item.id === picked) ?? items[0]
  const step = (by: number) => setPicked(items[Math.min(items.length - 1, Math.max(0, items.findIndex((item) => item.id === current?.id) + by))]?.id ?? null)
  useKeys({ j: () => step(1), k: () => step(-1) })
  return (
    <>
      {status === 'done' && <label className="row" style={{ marginBottom: 10 }}><input type="checkbox" checked={discontent} onChange={(event) => onDiscontent(event.target.checked)} />{t('dealCallback.discontentOnly')}</label>}
      {query.isPending && <Bones />}
      {query.isError && items.length === 0 && <Failure problem={query.error} what={t('nav.dealCallbacks')} retry={() => void query.refetch()} />}
      {query.isSuccess && items.length === 0 && <EmptyState icon={<PhoneCall size={20} />} title={t(`dealCallback.none.${status}`)} text={t('dealCallback.rule')} />}
      {current && (
        <div className="split">
          <div className="panel split-list">
            <ul aria-label={t(`dealCallback.view.${status}`)}>
              {items.map((item) => (
                <li key={item.id}>
                  <button type="button" className="split-row" aria-pressed={item.id === current.id} onClick={() => setPicked(item.id)}>
                    <TwoLines head={`${formats.words(item.sideName)} ${item.contactName}`} tag={item.score ? <b className={item.score <= 2 ? 'danger' : ''}>{t('dealCallback.points', { count: item.score })}</b> : <span className="muted">{item.attempts.length > 0 && t('callback.tries', { count: item.attempts.length })}</span>} sub={item.dealTitle} end={t('dealCallback.archived', { at: formats.at(item.archivedAt) })} />
                  </button>
                </li>
              ))}
            </ul>
            {query.hasNextPage && <button type="button" className="split-row" onClick={() => void query.fetchNextPage()}>{t('archive.more')}</button>}
          </div>
          <CallDetail key={current.id} item={current} />
        </div>
      )}
    </>
  )
}
