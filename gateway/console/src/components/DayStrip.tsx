import { Check, Flag } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { ExplainedDay } from '../api/types.ts'
import { useFormats, type Formats } from '../shell/formats.ts'
import './strips.css'

interface Props {
  days: ExplainedDay[]
  /** Dates `YYYY-MM-DD`: the event, the due day, the day it was done. */
  start: string
  due: string
  done?: string | null
}

const weekdayLetter = { zh: '日一二三四五六', en: 'SMTWTFS' }

/** Up to twenty days in a row, beyond that in rows of a week; every item says aloud what it shows. */
export function DayStrip({ days, start, due, done }: Props) {
  const { t } = useTranslation()
  const formats = useFormats()
  const byWeek = days.length > 20
  const letters = weekdayLetter[formats.language]
  const lead = byWeek && days[0] ? (new Date(`${days[0].date}T00:00:00Z`).getUTCDay() + 6) % 7 : 0
  return (
    <ol className={byWeek ? 'days weeks' : 'days'} style={byWeek ? undefined : { gridTemplateColumns: `repeat(${days.length}, minmax(0, 1fr))` }}>
      {days.map((day, index) => {
        const isStart = day.date === start
        const isDue = day.date === due
        const rest = day.kind === 'holiday' || day.kind === 'weekend'
        const className = ['day', isStart ? 'start' : day.counted ? 'counted' : 'skipped', isDue ? 'due' : ''].join(' ')
        const first = index === 0 || day.date.slice(5, 7) !== days[index - 1]!.date.slice(5, 7)
        const says = [day.date.slice(5), formats.weekday(day.date), isStart ? t('why.start') : day.counted ? t('why.countedDay', { n: day.n ?? '' }) : t('why.skipped'), day.kind === 'makeup' ? t('why.makeup') : '', formats.words(day.name), isDue ? t('why.due') : '', day.date === done ? t('why.done') : ''].filter(Boolean).join(' ')
        return (
          <li key={day.date} className={className} style={index === 0 && lead ? { gridColumnStart: lead + 1 } : undefined}>
            <span className="unseen">{says}</span>
            <span aria-hidden="true" className="day-face">
              {first && <span className="month">{formats.monthShort(day.date)}</span>}
              <span className="badges">
                {day.date === done && <i className="done"><Check size={11} strokeWidth={3} /></i>}
                {isDue && <i className="flagged"><Flag size={10} /></i>}
              </span>
              {day.kind === 'makeup' && <i className="makeup">班</i>}
              <span className="weekday">{letters[new Date(`${day.date}T00:00:00Z`).getUTCDay()]}</span>
              <span className="date">{Number(day.date.slice(8))}</span>
              {isStart ? <span className="ring" /> : day.counted ? <span className="n">{day.n ?? ''}</span> : <span className="dash" />}
              <Under days={days} index={index} start={start} due={due} />
              {isStart || isDue || rest || day.kind === 'makeup' ? <span className={`rule ${isDue ? 'r-due' : day.kind === 'makeup' ? 'r-makeup' : isStart ? 'r-start' : ''}`} /> : null}
            </span>
          </li>
        )
      })}
    </ol>
  )
}

function Under({ days, index, start, due }: { days: ExplainedDay[]; index: number; start: string; due: string }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const word = spanWord(days, index, start, due, t, formats)
  if (!word) return null
  const day = days[index]!
  const length = day.date === start || day.date === due || day.counted ? 1 : runFrom(days, index)
  const className = day.kind === 'makeup' && day.counted ? 'under u-makeup' : day.date === due ? 'under u-due' : 'under'
  return <span className={className} style={length > 1 ? { width: `calc(${length * 100}% + ${(length - 1) * 3}px)`, insetInline: '0 auto' } : undefined}>{word}</span>
}

function runFrom(days: ExplainedDay[], index: number): number {
  let length = 0
  for (let at = index; days[at] && days[at]!.kind === days[index]!.kind && !days[at]!.counted; at += 1) length += 1
  return length
}

// A run of skipped days carries one word, under its first day.
function spanWord(days: ExplainedDay[], index: number, start: string, due: string, t: (key: string, values?: Record<string, unknown>) => string, formats: Formats): string {
  const day = days[index]!
  if (day.date === start) return t('why.start')
  const makeup = day.kind === 'makeup' && day.counted
  if (day.date === due) return makeup ? t('why.makeupDue') : t('why.due')
  if (makeup) return t('why.makeup')
  if (day.counted || day.kind === 'workday') return ''
  const before = days[index - 1]
  if (before && before.kind === day.kind && !before.counted && before.date !== start) return ''
  const length = runFrom(days, index)
  // One cell is too narrow for its own word beside that of the due day.
  if (length === 1 && (before?.date === due || before?.kind === 'makeup' || days[index + 1]?.date === due)) return ''
  if (day.kind === 'holiday') return t('why.holidaySpan', { name: formats.words(day.name) || t('why.holiday'), count: length })
  return length > 1 ? t('why.weekend') : t('why.restDay')
}
