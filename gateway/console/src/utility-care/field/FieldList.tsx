import { Check, ListChecks, MessageSquare, UserRound } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, NavLink, useOutletContext } from 'react-router'
import type { WorkOrder } from '../../api/types.ts'
import { ClockChip } from '../../components/ClockChip.tsx'
import { Bones, EmptyState, Failure } from '../../components/states.tsx'
import { dateOf, useFormats } from '../../shell/formats.ts'
import type { FieldContext } from '../../shell/FieldFrame.tsx'
import { serverNow, useMinute } from '../../shell/server-clock.ts'
import { usePerson } from '../../shell/session.ts'
import { MeSheet } from './MeSheet.tsx'
import { isDone, useMyOrders, withQueue } from './orders.ts'
import { useQueue } from './queue.ts'

/** What is my next tap? Today's orders, the one under way first, then by due time. */
export default function FieldList() {
  const { t } = useTranslation()
  const formats = useFormats()
  const { bar } = useOutletContext<FieldContext>()
  const { user } = usePerson()
  const queue = useQueue()
  const query = useMyOrders()
  const me = useRef<HTMLDialogElement>(null)
  useMinute()
  useEffect(() => {
    document.title = `${t('phone.today')} · ${t('app.name')}`
  }, [t])
  const orders = (query.data?.items ?? []).map((order) => withQueue(order, queue))
  const today = dateOf(serverNow())
  const done = orders.filter((order) => isDone(order) && order.milestones.some((each) => dateOf(each.at) === today))
  const open = orders.filter((order) => !isDone(order)).toSorted((a, b) => rank(a) - rank(b) || dueOf(a) - dueOf(b))
  return (
    <>
      <header className="phone-title">
        <div><h1>{t('phone.count', { count: open.length })}</h1><p>{formats.dayInSentence(today)} {formats.weekday(today)}{t('mark.comma')}{user.name}</p></div>
        <span className="soft nowrap">{t('phone.doneOf', { done: done.length, total: done.length + open.length })}</span>
      </header>
      {bar}
      <main id="main" tabIndex={-1}>
        {query.isPending && <Bones />}
        {query.isError && <Failure problem={query.error} what={t('phone.today')} retry={() => void query.refetch()} />}
        {query.isSuccess && orders.length === 0 && <EmptyState icon={<ListChecks size={20} />} title={t('phone.nothing')} text={t('phone.nothingText')} />}
        <ul className="jobs">
          {open.map((order, index) => <li key={order.id}><Job order={order} n={index + 1} now={rank(order) === 0} /></li>)}
          {done.map((order) => <li key={order.id}><Job order={order} n={0} now={false} /></li>)}
        </ul>
      </main>
      <nav className="phone-tabs" aria-label={t('nav.label')}>
        <NavLink to="/field"><ListChecks size={22} />{t('phone.tasks')}</NavLink>
        <NavLink to="/inbox"><MessageSquare size={22} />{t('nav.inbox')}</NavLink>
        <button type="button" onClick={() => me.current?.showModal()}><UserRound size={22} />{t('phone.me')}</button>
      </nav>
      <MeSheet sheet={me} />
    </>
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
