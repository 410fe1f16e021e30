import { Check, ListChecks } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { WorkOrder } from '../../api/types.ts'
import { ClockChip } from '../../components/ClockChip.tsx'
import { Bones, EmptyState, Failure } from '../../components/states.tsx'
import { FieldPage } from '../../field/FieldPage.tsx'
import { FieldTabs } from '../../field/FieldTabs.tsx'
import { useQueue } from '../../field/queue.ts'
import { dateOf, useFormats } from '../../shell/formats.ts'
import { serverNow, useMinute } from '../../shell/server-clock.ts'
import { usePerson } from '../../shell/session.ts'
import { isDone, useMyOrders, withQueue } from './orders.ts'

/** What is my next tap? Today's orders, the one under way first, then by due time. */
export default function FieldList() {
  const { t } = useTranslation()
  const formats = useFormats()
  const { user } = usePerson()
  const queue = useQueue()
  const query = useMyOrders()
  useMinute()
  const orders = (query.data?.items ?? []).map((order) => withQueue(order, queue))
  const today = dateOf(serverNow())
  const done = orders.filter((order) => isDone(order) && order.milestones.some((each) => dateOf(each.at) === today))
  const open = orders.filter((order) => !isDone(order)).toSorted((a, b) => rank(a) - rank(b) || dueOf(a) - dueOf(b))
  return (
    <FieldPage title={t('phone.count', { count: open.length })} sub={`${formats.dayInSentence(today)} ${formats.weekday(today)}${t('mark.comma')}${user.name}`} aside={<span className="soft nowrap">{t('phone.doneOf', { done: done.length, total: done.length + open.length })}</span>} foot={<FieldTabs />}>
      {query.isPending && <Bones />}
      {query.isError && <Failure problem={query.error} what={t('phone.today')} retry={() => void query.refetch()} />}
      {query.isSuccess && orders.length === 0 && <EmptyState icon={<ListChecks size={20} />} title={t('phone.nothing')} text={t('phone.nothingText')} />}
      <ul className="jobs">
        {open.map((order, index) => <li key={order.id}><Job order={order} n={index + 1} now={rank(order) === 0} /></li>)}
        {done.map((order) => <li key={order.id}><Job order={order} n={0} now={false} /></li>)}
      </ul>
    </FieldPage>
  )
}

const rank = (order: WorkOrder): number => (['on_the_way', 'on_site', 'handled'].includes(order.status) ? 0 : 1)
const dueOf = (order: WorkOrder): number => Date.parse(order.clock?.dueAt ?? order.agreedWindow?.to ?? '2999-01-01')

function Job({ order, n, now }: { order: WorkOrder; n: number; now: boolean }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const finished = order.milestones.at(-1)
  return (
    <Link to={`/field/${order.id}`} className={`job${now ? ' now' : ''}${n === 0 ? ' done' : ''}`}>
      <span className="n">{n === 0 ? <Check size={16} /> : n}</span>
      <span style={{ minWidth: 0 }}>
        <span className="row between"><b>{order.title}</b>{order.clock && <ClockChip clock={order.clock} appointment={order.agreedWindow?.to ?? null} still />}</span>
        <span className="soft">{order.address}</span>
        <small>{n === 0 && finished ? t('phone.finishedAt', { time: formats.time(finished.at) }) : [order.agreedWindow && t('phone.agreed', { from: formats.time(order.agreedWindow.from), to: formats.time(order.agreedWindow.to) }), t(`order.${order.status}`), order.specialCare].filter(Boolean).join(' · ')}</small>
      </span>
    </Link>
  )
}
