import { Ban, HeartHandshake } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Candidate, WorkOrder } from '../../api/types.ts'
import { ClockChip } from '../../components/ClockChip.tsx'
import { stateAt } from '../../components/clock-words.ts'
import { Avatar } from '../../components/small.tsx'
import { useFormats } from '../../shell/formats.ts'
import { withoutTitle } from '../words.ts'
import { serverNow } from '../../shell/server-clock.ts'
import type { Denial } from './Board.tsx'

interface Props {
  orders: WorkOrder[]
  candidates: Candidate[]
  current: WorkOrder | undefined
  suggested: string | null
  denial: Denial | null
  onDeny: (denial: Denial | null) => void
  onGive: (userId: string, name: string, orderId: string) => void
}

/** People and what each has today, the most pressing first. A row that may not take the dragged order says why. */
export function PeopleBoard({ orders, candidates, current, suggested, denial, onDeny, onGive }: Props) {
  const { t } = useTranslation()
  const formats = useFormats()
  const [over, setOver] = useState<string | null>(null)
  const people = new Map<string, { id: string; name: string; candidate: Candidate | undefined; orders: WorkOrder[] }>()
  for (const each of candidates) people.set(each.userId, { id: each.userId, name: each.name, candidate: each, orders: [] })
  for (const order of orders) {
    const { id, name } = order.assignee!
    const person = people.get(id) ?? { id, name, candidate: undefined, orders: [] }
    person.orders.push(order)
    people.set(id, person)
  }
  const rows = [...people.values()].toSorted((a, b) => b.orders.length - a.orders.length || a.name.localeCompare(b.name, 'zh'))
  const free = candidates.filter((each) => each.qualified).map((each) => each.name)
  const drop = (person: (typeof rows)[number], orderId: string) => {
    setOver(null)
    // Known to be refused: said at once, nothing is sent.
    if (person.candidate && !person.candidate.qualified) onDeny({ userId: person.id, name: person.name, reason: formats.words(person.candidate.reason) || t('order.unqualified'), clause: 'UC-10a', instead: free.slice(0, 3) })
    else onGive(person.id, person.name, orderId)
  }
  return (
    <section className="people" aria-label={t('board.people')}>
      <header><h2 className="muted">{t('board.onDuty', { count: rows.length })}</h2></header>
      <ul>
        {rows.map((person) => {
          const refused = person.candidate?.qualified === false
          const className = ['people-row', person.id === suggested ? 'fits' : '', over === person.id ? (refused ? 'denied' : 'over') : '', denial?.userId === person.id ? 'denied' : ''].join(' ')
          return (
            <li
              key={person.id}
              className={className}
              onDragOver={(event) => {
                event.preventDefault()
                setOver(person.id)
              }}
              onDragLeave={() => setOver(null)}
              onDrop={(event) => {
                event.preventDefault()
                drop(person, event.dataTransfer.getData('text/plain') || current?.id || '')
              }}
            >
              <div className="who"><Avatar name={person.name} /><span>{person.name}<small>{[person.candidate?.unitName, t('order.load', { count: person.orders.length })].filter(Boolean).join(' · ')}</small></span></div>
              <div className="blocks">{person.orders.toSorted((a, b) => Date.parse(a.clock?.dueAt ?? '9999') - Date.parse(b.clock?.dueAt ?? '9999')).map((order) => <Block key={order.id} order={order} />)}</div>
              {denial?.userId === person.id && (
                <div className="denial" role="alert">
                  <Ban size={17} />
                  <div><strong>{t('board.denied', { name: denial.name })}</strong><div>{withoutTitle(denial.reason, t('board.denied', { name: denial.name }))} {denial.clause && <span className="clause">{denial.clause}</span>}</div>{denial.instead.length > 0 && <div>{t('board.instead', { names: denial.instead.join(t('mark.list')) })}</div>}</div>
                  <button type="button" className="linkish" onClick={() => onDeny(null)}>{t('do.close')}</button>
                </div>
              )}
            </li>
          )
        })}
        {rows.length === 0 && <li className="muted nothing">{t('order.nobody')}</li>}
      </ul>
    </section>
  )
}

function Block({ order }: { order: WorkOrder }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const state = order.clock ? stateAt(order.clock, serverNow()) : 'open'
  return (
    <Link to={`/cases/${order.caseId}`} className={`block st-${state}`}>
      <b className="cut">{order.title}</b>
      <span className="soft cut">{order.specialCare && <HeartHandshake size={13} color="var(--ly-link)" aria-label={order.specialCare} />} {order.address}</span>
      <span className="row between"><span className="soft">{t(`order.${order.status}`)}{order.agreedWindow && ` ${formats.time(order.agreedWindow.from)}`}</span>{order.clock && <ClockChip clock={order.clock} still plain appointment={order.agreedWindow?.to ?? null} />}</span>
    </Link>
  )
}
