import { useTranslation } from 'react-i18next'
import { partsOf, useFormats } from '../shell/formats.ts'
import { useMinute } from '../shell/server-clock.ts'
import './strips.css'

interface Props {
  start: string
  due: string
  state: string
  settledAt: string | null
  pauses: { from: string; to?: string | null }[]
}

const HOUR = 3_600_000

/** The wall-clock strip: start, used share, night, escalation marks, now and due on one line. */
export function HourStrip({ start, due, state, settledAt, pauses }: Props) {
  const { t } = useTranslation()
  const formats = useFormats()
  const now = useMinute()
  const from = Date.parse(start)
  const until = Date.parse(due)
  const end = settledAt ? Date.parse(settledAt) : now
  const last = Math.max(until, end)
  const at = (instant: number) => `${Math.min(100, Math.max(0, ((instant - from) / (last - from)) * 100)).toFixed(2)}%`
  const colour = state === 'met_late' ? 'overdue' : state
  const marks = [50, 80].map((percent) => ({ percent, instant: from + ((until - from) * percent) / 100 }))
  const share = (instant: number) => (instant - from) / (last - from)
  // Two labels closer than a seventh of the strip would print over each other; one at the end of the strip stands left of its line.
  const nowNearEdge = share(end) < 0.14 || share(end) > 0.91
  const overdue = last > until
  // Long overdue, the marks stand too close for their words.
  const apart = share(marks[1]!.instant) - share(marks[0]!.instant)
  const dueAt = !overdue ? undefined : share(until) > 0.6 ? { right: `calc(100% - ${at(until)})` } : { left: `max(${at(until)}, 96px)`, right: 'auto', textAlign: 'start' as const }
  return (
    <div className="hours" role="img" aria-label={`${t('why.start')} ${formats.at(start)}${t('mark.comma')}${t('why.due')} ${formats.due(due)}`}>
      {marks.map((mark) => (
        <span key={mark.percent} className="share" style={{ left: at(mark.instant) }}>{(apart > 0.09 || mark.percent === 80) && <b>{mark.percent}%</b>}{apart > 0.2 && t(mark.percent === 50 ? 'why.tellsOwner' : 'why.tellsSupervisor')}</span>
      ))}
      <span className="bar">
        <i className={colour} style={{ width: at(end) }} />
        {nights(from, end).map(([a, b]) => <span key={a} className="night" style={{ left: at(a), width: `calc(${at(b)} - ${at(a)})` }}>{t('why.nightCounts')}</span>)}
        {pauses.map((pause) => <span key={pause.from} className="pause" style={{ left: at(Date.parse(pause.from)), width: `calc(${at(pause.to ? Date.parse(pause.to) : now)} - ${at(Date.parse(pause.from))})` }} />)}
      </span>
      {ticks(from, last).map((instant) => <span key={instant} className="tick" style={{ left: at(instant) }}>{formats.time(instant)}</span>)}
      <span className="line" style={{ left: 0 }} />
      <span className="edge" style={{ left: 0 }}><b>{t('why.start')}</b>{formats.at(start)}</span>
      {!nowNearEdge && <span className="line" style={{ left: at(end) }} />}
      {!nowNearEdge && <span className="edge now" style={{ left: at(end) }}><b>{settledAt ? t('why.done') : t('why.now')}</b>{formats.time(end)}</span>}
      {overdue && share(until) < 0.72 && <span className="edge over"><b>{settledAt ? t('why.done') : t('why.now')}</b>{formats.at(end)}</span>}
      <span className="line" style={{ left: at(until), background: 'var(--ly-primary)' }} />
      <span className="edge end" style={dueAt}><b>{t('why.due')}</b>{formats.due(due)}</span>
    </div>
  )
}

// Night is 22:00 to 06:00: shown, because people doubt that it counts, and it does (R7).
function nights(from: number, end: number): [number, number][] {
  const out: [number, number][] = []
  if (end - from > 96 * HOUR) return out
  const hour = Number(partsOf(from).hour)
  const minute = Number(partsOf(from).minute)
  let evening = from + (22 - hour) * HOUR - minute * 60_000
  if (hour < 6) evening -= 24 * HOUR
  for (; evening < end; evening += 24 * HOUR) {
    const a = Math.max(from, evening)
    const b = Math.min(end, evening + 8 * HOUR)
    if (b - a > 30 * 60_000) out.push([a, b])
  }
  return out
}

function ticks(from: number, last: number): number[] {
  const step = [1, 2, 3, 6, 12, 24, 48, 96].find((hours) => (last - from) / (hours * HOUR) <= 6) ?? 240
  if (last - from < HOUR) return []
  const first = Math.ceil(from / (step * HOUR)) * step * HOUR
  const out: number[] = []
  for (let instant = first; instant < last; instant += step * HOUR) if ((instant - from) / (last - from) > 0.07 && (last - instant) / (last - from) > 0.07) out.push(instant)
  return out
}
