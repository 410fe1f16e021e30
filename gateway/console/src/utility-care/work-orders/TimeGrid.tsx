import { Ban, ChevronLeft, ChevronRight, HeartHandshake, Siren, TriangleAlert } from 'lucide-react'
import { useEffect, useRef, type CSSProperties, type PointerEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { WorkOrder } from '../../api/types.ts'
import { useClock } from '../../components/ClockChip.tsx'
import { ClockShape } from '../../components/ClockShape.tsx'
import { stateAt } from '../../components/clock-words.ts'
import { Avatar } from '../../components/small.tsx'
import { useFormats } from '../../shell/formats.ts'
import { serverNow } from '../../shell/server-clock.ts'
import { isRescue, withoutTitle } from '../words.ts'
import { clashOf, placeAll, placeIn, share, type Frame, type Placed } from './day.ts'

/** Why somebody may not have an order, and who may (UC-10a). */
export interface Denial { userId: string; name: string; reason: string; clause: string | null; instead: string[] }
export interface Row { id: string; name: string; unitName: string | undefined; orders: WorkOrder[] }

interface Props {
  rows: Row[]
  frame: Frame
  /** By the minute. */
  now: number
  dayEnd: number
  today: boolean
  /** The order that the people are looked at for: carried, aimed with the keys, or chosen in the queue. */
  order: WorkOrder | undefined
  suggested: string[]
  /** Whose row the pointer or the keys are on. */
  aimed: string | null
  denial: Denial | null
  onDismiss: () => void
  onGrab: (press: PointerEvent, order: WorkOrder) => void
}

/** Can still be given to somebody else without a word from the field. */
export const movable = (order: WorkOrder): boolean => ['assigned', 'accepted', 'no_access'].includes(order.status)

/** People down, hours across. A row that may not take the order says why. */
export function TimeGrid(props: Props) {
  const { t } = useTranslation()
  const { rows, frame, now, today } = props
  const scroller = useRef<HTMLDivElement>(null)
  const shown = today && frame.from <= now && now < frame.to
  const first = frame.from
  const count = frame.hours.length
  // A span wider than the window opens at the present.
  useEffect(() => {
    const box = scroller.current
    if (box && shown) box.scrollLeft = ((serverNow() - first) / (count * 3_600_000)) * (box.scrollWidth - 190) - (box.clientWidth - 190) / 3
  }, [shown, first, count])
  const free = rows.filter((row) => row.orders.length === 0).length
  return (
    <section className="people" aria-label={t('board.people')}>
      <div className="scroll" ref={scroller} style={{ '--hours': count, ...(shown && { '--now': `${share(frame, now)}%` }) } as CSSProperties}>
        <header className="hours">
          <h2>{t('board.onDuty', { count: rows.length })}{free > 0 && free < rows.length && <> · {t('board.free', { count: free })}</>}</h2>
          <Hours frame={frame} now={shown ? now : null} />
        </header>
        <ul>
          {rows.map((row) => <PersonRow key={row.id} row={row} {...props} />)}
          {rows.length === 0 && <li className="muted nothing">{t('order.nobody')}</li>}
        </ul>
      </div>
    </section>
  )
}

function Hours({ frame, now }: { frame: Frame; now: number | null }) {
  const formats = useFormats()
  const half = 36 * 60_000
  return (
    <div className="scale" aria-hidden="true">
      {frame.hours.map((hour, index) => {
        const at = frame.from + index * 3_600_000
        if (now !== null && Math.abs(at - now) < half) return null
        return <span key={hour} className={index === 0 ? 'first' : undefined} style={{ left: `${share(frame, at)}%` }}>{String(hour).padStart(2, '0')}:00</span>
      })}
      {now !== null && <b className="now">{formats.time(now)}</b>}
    </div>
  )
}

const LANE = 78
// Three or more at once: the place gives way, the matter and its clock never.
const TIGHT_LANE = 56

function PersonRow({ row, frame, now, dayEnd, today, order, suggested, aimed, denial, onDismiss, onGrab }: Props & { row: Row }) {
  const { t } = useTranslation()
  const { placed, lanes } = placeAll(row.orders, frame, { now, dayEnd, today })
  const denied = denial?.userId === row.id
  const rank = suggested.indexOf(row.id)
  const clash = placed.some((each) => clashOf(each.order, row.orders, now))
  const tight = lanes > 2
  const ghost = !denied && order && order.assignee?.id !== row.id && (aimed === row.id || (aimed === null && rank === 0)) ? ghostOf(order, frame, { now, dayEnd, today }) : null
  const free = Array.from({ length: lanes }, (_, lane) => lane).find((lane) => !placed.some((each) => each.lane === lane && ghost && each.place.from < ghost.to && ghost.from < each.place.to))
  // What is only suggested does not cover what is there.
  const covered = aimed === null && free === undefined
  const className = ['people-row', rank === 0 && aimed === null && 'fits', denied && 'denied', aimed === row.id && 'aimed', tight && 'tight'].filter(Boolean).join(' ')
  return (
    <li id={`person-${row.id}`} data-person={row.id} tabIndex={-1} className={className} style={{ '--lanes': lanes, '--lane': `${tight ? TIGHT_LANE : LANE}px` } as CSSProperties}>
      <div className="who">
        <Avatar name={row.name} />
        <span>{row.name}<small className="cut">{[row.unitName, row.orders.length > 0 && t('board.load', { count: row.orders.length })].filter(Boolean).join(' · ')}</small></span>
        {rank >= 0 && <span className="tag accent corner">{t('board.fit')} {rank + 1}</span>}
        {clash && <span className="clash corner below"><TriangleAlert size={13} />{t('board.clash')}</span>}
      </div>
      <div className="time">
        {placed.map((each) => <Block key={each.order.id} {...each} frame={frame} clash={clashOf(each.order, row.orders, now)} onGrab={onGrab} />)}
        {ghost && order && !covered && <Ghost order={order} left={share(frame, ghost.from)} width={share(frame, ghost.to) - share(frame, ghost.from)} lane={free ?? 0} clash={clashOf(order, row.orders, now)} />}
        {denied && <Refused denial={denial} onDismiss={onDismiss} />}
      </div>
    </li>
  )
}

/** Where the order would stand: at its agreed time, else now. A day without either has no place for it. */
function ghostOf(order: WorkOrder, frame: Frame, { now, dayEnd, today }: Pick<Props, 'now' | 'dayEnd' | 'today'>) {
  const slot = order.agreedWindow ? { from: Date.parse(order.agreedWindow.from), to: Date.parse(order.agreedWindow.to) } : { from: now, to: now }
  return slot.from < dayEnd && (today || slot.to > dayEnd - 86_400_000) ? placeIn(frame, slot) : null
}

function Ghost({ order, left, width, lane, clash }: { order: WorkOrder; left: number; width: number; lane: number; clash: WorkOrder | null }) {
  const { t } = useTranslation()
  return (
    <div className="block ghost" style={{ left: `${left}%`, width: `${width}%`, '--at': lane } as CSSProperties} aria-hidden="true">
      <b className="cut">{order.title}</b>
      <span className="soft cut place">{order.address}</span>
      {clash ? <span className="clash cut"><TriangleAlert size={13} /> {t('board.clashWith', { title: clash.title })}</span> : order.clock && <ShortClock order={order} />}
    </div>
  )
}

function Refused({ denial, onDismiss }: { denial: Denial; onDismiss: () => void }) {
  const { t } = useTranslation()
  const title = t('board.denied', { name: denial.name })
  return (
    <div className="denial" role="alert">
      <Ban size={17} />
      <div><strong>{title}</strong><div>{withoutTitle(denial.reason, title)} {denial.clause && <span className="clause">{denial.clause}</span>}</div>{denial.instead.length > 0 && <div>{t('board.instead', { names: denial.instead.join(t('mark.list')) })}</div>}</div>
      <button type="button" className="linkish" onClick={onDismiss}>{t('do.close')}</button>
    </div>
  )
}

function Block({ order, slot, place, lane, frame, clash, onGrab }: Placed & { frame: Frame; clash: WorkOrder | null; onGrab: Props['onGrab'] }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const state = order.clock ? stateAt(order.clock, serverNow()) : 'open'
  const left = share(frame, place.from)
  const when = slot.is === 'agreed' ? t('board.agreed', { from: formats.at(slot.from), to: formats.time(slot.to) }) : `${t(`order.${order.status}`)} ${formats.at(slot.from)}`
  const way = slot.leftAt !== null && slot.leftAt < place.from && !place.earlier ? Math.max(share(frame, slot.leftAt), 0) : null
  return (
    <>
      {way !== null && <i className="way" style={{ left: `${way}%`, width: `${left - way}%`, '--at': lane } as CSSProperties} title={t('board.way', { time: formats.time(slot.leftAt!) })} />}
      <Link
        to={`/cases/${order.caseId}`}
        draggable={false}
        className={`block st-${state}${movable(order) ? ' movable' : ''}${slot.is === 'waiting' ? ' waits' : ''}`}
        style={{ left: `${left}%`, width: `${share(frame, place.to) - left}%`, '--at': lane } as CSSProperties}
        title={`${order.title} · ${order.address} · ${when}`}
        onPointerDown={movable(order) ? (press) => onGrab(press, order) : undefined}
      >
        <span className="row head"><b className="cut">{place.earlier && <ChevronLeft size={13} aria-hidden="true" />}{order.title}</b>{isRescue(order) && <Siren size={13} className="danger" aria-label={t('kind.alarm')} />}{order.specialCare && <HeartHandshake size={13} color="var(--ly-link)" aria-label={order.specialCare} />}{clash && <TriangleAlert size={13} className="clash" aria-label={t('board.clashWith', { title: clash.title })} />}{place.later && <ChevronRight size={13} aria-hidden="true" />}</span>
        <span className="soft cut place">{order.address}</span>
        <span className="when">{when}</span>
        {order.clock ? <ShortClock order={order} /> : <span className="soft cut stage">{t(`order.${order.status}`)}</span>}
      </Link>
    </>
  )
}

/** In a block the shape stands for the word; who listens hears the word. */
function ShortClock({ order }: { order: WorkOrder }) {
  const formats = useFormats()
  const { state, used, word, value } = useClock(order.clock!, order.agreedWindow?.from ?? null)
  // The day is the board's own.
  const told = state === 'open' && order.agreedWindow ? formats.time(order.agreedWindow.from) : value
  const said = state === 'risk' && formats.language === 'zh' ? '剩' : state === 'open' || state === 'overdue' ? word : ''
  return (
    <span className={`clock-chip plain st-${state}`}>
      <ClockShape state={state} used={used} />
      <span className="unseen">{word}</span>
      <span className="clock-words">{said && <span aria-hidden="true">{said} </span>}<b>{told}</b></span>
    </span>
  )
}
