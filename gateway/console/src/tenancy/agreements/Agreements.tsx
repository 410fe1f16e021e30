import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { Check, FileSignature, Minus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { get } from '../../api/client.ts'
import type { Agreement, CrossingPurpose } from '../../api/types.ts'
import { DeedButton, DeedStage, Deeds } from '../../components/DeedStage.tsx'
import { Clause, Facts, Panel, Segments } from '../../components/small.tsx'
import { Bones, EmptyState, Failure } from '../../components/states.tsx'
import { TwoLines } from '../../components/TwoLines.tsx'
import { useTitle } from '../../components/use-title.ts'
import { useFormats } from '../../shell/formats.ts'
import { useKeys } from '../../shell/keys.ts'
import { useMay } from '../../shell/session.ts'
import { agreementDeeds, fieldWord, offerAgreement } from './agreement-deeds.ts'
import '../../components/record.css'
import '../../components/split.css'

const STATUSES = ['', 'offered', 'accepted', 'ended', 'declined'] as const

/** With which companies this one shares what, and who may end it: both, at once (PF-10). */
export default function Agreements() {
  const { t } = useTranslation()
  const [params, setParams] = useSearchParams()
  const status = STATUSES.find((each) => each === params.get('status')) ?? ''
  const query = useInfiniteQuery({
    queryKey: ['agreements', status], queryFn: ({ pageParam }) => get('/v1/tenancy/agreements', { query: { status, limit: 50, cursor: pageParam } }), initialPageParam: '', getNextPageParam: (page) => page.nextCursor,
  })
  const catalogue = useQuery({ queryKey: ['agreement-catalogue'], queryFn: () => get('/v1/tenancy/agreements/catalogue'), staleTime: Infinity })
  useTitle(t('nav.agreements'))
  const items = query.data?.pages.flatMap((page) => page.items) ?? []
  const purposes = catalogue.data?.items ?? []
  const current = items.find((each) => each.id === params.get('id')) ?? items[0]
  const pick = (id: string) => setParams({ ...(status && { status }), id }, { replace: true })
  const step = (by: number) => {
    const next = items[Math.min(items.length - 1, Math.max(0, items.findIndex((each) => each.id === current?.id) + by))]
    if (next) pick(next.id)
  }
  useKeys({ j: () => step(1), k: () => step(-1) })
  return (
    <DeedStage>
      <div className="page split-page">
        <div className="page-head wrap">
          <h1>{t('nav.agreements')}</h1><Clause id="PF-10" />
          <Segments label={t('filter.status')} value={status} onChange={(next) => setParams(next ? { status: next } : {})} options={STATUSES.map((value) => ({ value, label: t(value ? `agreement.status.${value}` : 'agreement.all') }))} />
          <span className="push"><Offer purposes={purposes} /></span>
        </div>
        {(query.isPending || catalogue.isPending) && <Bones />}
        {query.isError && items.length === 0 && <Failure problem={query.error} what={t('nav.agreements')} retry={() => void query.refetch()} />}
        {query.isSuccess && items.length === 0 && <EmptyState icon={<FileSignature size={20} />} title={t('agreement.none')} text={t('agreement.noneText')} />}
        {current && (
          <div className="split">
            <ul className="panel split-list">
              {items.map((row) => (
                <li key={row.id}>
                  <button type="button" className="split-row" aria-pressed={row.id === current.id} onClick={() => pick(row.id)}>
                    <TwoLines head={row.partnerName} tag={t(`agreement.status.${row.status}`)} sub={<Purpose purposes={purposes} of={row} />} end={t(row.offeredByUs ? 'agreement.byUs' : 'agreement.byThem')} />
                  </button>
                </li>
              ))}
              {query.hasNextPage && <li><Button type="text" block onClick={() => void query.fetchNextPage()}>{t('agreement.more')}</Button></li>}
            </ul>
            <Detail row={current} purposes={purposes} />
          </div>
        )}
      </div>
    </DeedStage>
  )
}

function Offer({ purposes }: { purposes: CrossingPurpose[] }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const may = useMay()
  const [first] = purposes
  return may('agreement.write') && first ? <DeedButton primary deed={offerAgreement(t, formats, purposes, first)} /> : null
}

function Purpose({ purposes, of }: { purposes: CrossingPurpose[]; of: Agreement }) {
  const formats = useFormats()
  const found = purposes.find(({ purpose }) => purpose === of.purpose)
  return <span>{found ? formats.words(found.name) : of.purpose}</span>
}

function Detail({ row, purposes }: { row: Agreement; purposes: CrossingPurpose[] }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const may = useMay()
  const deeds = may('agreement.write') ? agreementDeeds(t, row) : []
  return (
    <div className="stack">
      <Panel title={row.partnerName} extra={row.partnerCode}>
        <div className="stack">
          <Facts
            items={[
              [t('agreement.purpose'), <Purpose key="purpose" purposes={purposes} of={row} />], [t('agreement.stands'), t(`agreement.standsAt.${row.status}${row.status === 'offered' ? (row.offeredByUs ? 'ByUs' : 'ByThem') : ''}`)],
              [t('agreement.offeredAt'), `${formats.at(row.offeredAt)} · ${t(row.offeredByUs ? 'agreement.byUs' : 'agreement.byThem')}`], [t('agreement.answeredAt'), row.answeredAt && formats.at(row.answeredAt)], [t('agreement.endedAt'), row.endedAt && formats.at(row.endedAt)],
              [t('agreement.changedBy'), row.changedBy], [t('agreement.reason'), row.reason],
            ]}
          />
          <Deeds deeds={deeds} />
        </div>
      </Panel>
      {purposes.find(({ purpose }) => purpose === row.purpose)?.events.map((event) => {
        const agreed = row.terms.find((term) => term.event === event.event)?.fields
        return (
          <Panel key={event.event} title={formats.words(event.name)}>
            {!agreed ? <p className="muted">{t('agreement.notAtAll')}</p> : (
              <ul className="crossing" aria-label={formats.words(event.name)}>
                {[...event.needed, ...event.optional].map((field) => {
                  const crosses = agreed.includes(field)
                  return <li key={field} className={crosses ? undefined : 'muted'}>{crosses ? <Check size={14} aria-hidden="true" /> : <Minus size={14} aria-hidden="true" />}{fieldWord(t, field)}<span className="unseen">{t(crosses ? 'agreement.crosses' : 'agreement.stays')}</span></li>
                })}
              </ul>
            )}
            <p><small className="block muted">{event.event}</small></p>
          </Panel>
        )
      })}
    </div>
  )
}
