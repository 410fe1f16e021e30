import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { ObligationView } from '../api/types.ts'
import { useFormats } from '../shell/formats.ts'
import { serverNow, useTicking } from '../shell/server-clock.ts'
import { announce } from './announce.ts'
import { readClock, type ClockReading } from './clock-words.ts'
import { ClockShape } from './ClockShape.tsx'
import { explain } from './why-date-store.ts'
import './clock.css'

/** Reads a clock that ticks with the server; re-renders only when its words change. */
export function useClock(clock: ObligationView, appointment?: string | null): ClockReading {
  const { language } = useFormats()
  const told = useTicking((now) => {
    const { state, word, value, used } = readClock(clock, now, language, appointment)
    return `${state}|${word}|${value}|${Math.round(used * 50)}`
  })
  const reading = readClock(clock, serverNow(), language, appointment)
  const before = useRef(reading.state)
  useEffect(() => {
    // Only open -> risk -> overdue is worth interrupting somebody who listens.
    if (before.current !== reading.state && (reading.state === 'risk' || reading.state === 'overdue')) announce(`${clock.subject.title} ${reading.word}${reading.value}`)
    before.current = reading.state
  }, [told, reading.state, reading.word, reading.value, clock.subject.title])
  return reading
}

interface Props {
  clock: ObligationView
  /** End of the agreed window: an open clock then says 约 13:30. */
  appointment?: string | null
  clause?: boolean
  /** Inside another button the chip is a span; else it opens "why this date?". */
  still?: boolean
  /** Without fill: the legend of a card or a timeline line. */
  plain?: boolean
}

export function ClockChip({ clock, appointment, clause, still, plain }: Props) {
  const { t } = useTranslation()
  const formats = useFormats()
  const reading = useClock(clock, appointment)
  const className = `clock-chip st-${reading.state}${clock.provisional ? ' provisional' : ''}${plain ? ' plain' : ''}`
  const inner = (
    <>
      <ClockShape state={reading.state} used={reading.used} />
      <span className="clock-words">
        {reading.word && <span>{reading.word}</span>} <b>{reading.value}</b>
        {clock.provisional && <span> {t('clock.provisional')}</span>}
      </span>
      {clause && <span className="clock-clause">{clock.clauseId}</span>}
    </>
  )
  if (still) return <span className={className}>{inner}</span>
  const title = `${formats.words(clock.label)} ${clock.clauseId}${clock.dueAt ? `${t('mark.comma')}${t('clock.due')} ${formats.due(clock.dueAt)}` : ''}`
  return (
    <button type="button" className={className} title={title} onClick={(event) => { event.stopPropagation(); explain(clock.id) }}>
      {inner}
    </button>
  )
}
