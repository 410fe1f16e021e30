import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { IdCard } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { get, post } from '../../api/client.ts'
import type { CustomerCard, InquiryCard, Page, VisitCustomer } from '../../api/types.ts'
import { ClockChip } from '../../components/ClockChip.tsx'
import { DeedButton } from '../../components/DeedStage.tsx'
import type { Deed } from '../../components/form-fields.ts'
import { More } from '../../components/More.tsx'
import { RowItem, RowList } from '../../components/RowList.tsx'
import { Clause, Facts, Panel } from '../../components/small.tsx'
import { Bones, EmptyState, Failure } from '../../components/states.tsx'
import { useFormats } from '../../shell/formats.ts'
import { useMay } from '../../shell/session.ts'

const WAYS = ['visit', 'mail', 'email', 'message'] as const
type Say = (key: string, values?: Record<string, unknown>) => string

/** The customer card (客户卡): a version from each visit, the latest first. */
export function Cards({ id }: { id: string }) {
  const { t } = useTranslation()
  const query = useInfiniteQuery({ queryKey: ['visit-customer', id, 'cards'], queryFn: ({ pageParam }) => get<Page<CustomerCard>>(`/v1/distributor-visits/customers/${id}/cards`, { query: { limit: 10, cursor: pageParam } }), initialPageParam: '', getNextPageParam: (page) => page.nextCursor })
  const items = query.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <Panel bare title={t('visitCustomer.cards')}>
      {query.isPending && <Bones lines={2} />}
      {query.isError && <Failure problem={query.error} what={t('visitCustomer.cards')} retry={() => void query.refetch()} />}
      {query.isSuccess && items.length === 0 && <EmptyState title={t('visitCustomer.noCards')} />}
      <RowList label={t('visitCustomer.cards')}>
        {items.map((card) => <RowItem key={card.id} icon={<IdCard size={16} />} title={t('visitCustomer.cardNumber', { n: card.number })} sub={card.by} note={[card.situation, card.requests && `${t('visit.field.requests')}${t('mark.colon')}${card.requests}`, card.next && `${t('visit.field.next')}${t('mark.colon')}${card.next}`].filter(Boolean).join(' · ')}><span className="muted nowrap">{card.day}</span></RowItem>)}
      </RowList>
      <More query={query} />
    </Panel>
  )
}

/** DV-3.2b: a new customer is asked for an opinion with an inquiry card; handing it out or sending it meets the clock, the answer has none (reading 9). */
export function Inquiry({ row }: { row: VisitCustomer }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const may = useMay()
  const query = useQuery({ queryKey: ['visit-customer', row.id, 'inquiry-card'], queryFn: () => get<InquiryCard>(`/v1/distributor-visits/customers/${row.id}/inquiry-card`), retry: false })
  const card = query.data
  if (!card) return null
  return (
    <Panel title={t('inquiry.card')} extra={<Clause id="DV-3.2b" />}>
      <div className="stack">
        {card.obligation && <ClockChip clock={card.obligation} plain />}
        <Facts items={[[t('inquiry.given'), card.givenAt ? `${t(`inquiry.way.${card.way}`)} · ${card.givenBy} · ${formats.at(card.givenAt)}` : t('inquiry.notGiven')], [t('inquiry.answer'), card.answer], [t('inquiry.satisfaction'), card.satisfaction && t('inquiry.points', { count: card.satisfaction })], [t('inquiry.answered'), card.answeredAt && formats.at(card.answeredAt)]]} />
        {may('visitCustomer.write') && <div className="row wrap">{!card.givenAt && <DeedButton primary size="middle" deed={give(t, row)} />}{card.givenAt && !card.answeredAt && <DeedButton primary size="middle" deed={answer(t, row)} />}</div>}
      </div>
    </Panel>
  )
}

const give = (t: Say, row: VisitCustomer): Deed => ({
  title: t('inquiry.give'), about: row.name, done: t('inquiry.isGiven'), fields: [{ name: 'way', kind: 'choice', label: t('follow.how'), initial: WAYS[0], options: WAYS.map((value) => ({ value, label: t(`inquiry.way.${value}`) })) }, { name: 'givenAt', kind: 'moment', label: t('inquiry.when'), optional: true }],
  send: (values) => post(`/v1/distributor-visits/customers/${row.id}/inquiry-card/give`, values),
})
const answer = (t: Say, row: VisitCustomer): Deed => ({
  title: t('inquiry.recordAnswer'), about: row.name, done: t('inquiry.isAnswered'), fields: [{ name: 'answer', kind: 'text', label: t('inquiry.answer') }, { name: 'satisfaction', kind: 'choice', label: t('inquiry.satisfaction'), optional: true, options: ['1', '2', '3', '4', '5'].map((value) => ({ value, label: value })) }],
  send: ({ satisfaction, ...values }) => post(`/v1/distributor-visits/customers/${row.id}/inquiry-card/answer`, { ...values, ...(satisfaction ? { satisfaction: Number(satisfaction) } : {}) }),
})
