import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addDays, dateOf, instantOf, partsOf, useFormats } from '../shell/formats.ts'
import { serverNow } from '../shell/server-clock.ts'
import { TimeInput } from './moment-inputs.tsx'

/** An agreed window as two instants (RFC 3339). */
export interface Window { from: string; to: string }

/** How many days before and after today can be chosen. */
export interface Reach { back: number; ahead: number }

/** Day and two times; the end of the window is what the due time becomes (UC-7.4). */
export function WindowPicker({ value, onChange, reach = { back: 0, ahead: 14 } }: { value: Window | null; onChange: (window: Window | null) => void; reach?: Reach | undefined }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const today = dateOf(serverNow())
  const time = (instant: string | undefined, other: string) => (instant ? `${partsOf(instant).hour}:${partsOf(instant).minute}` : other)
  const [day, setDay] = useState(value ? dateOf(value.from) : addDays(today, 1))
  const [from, setFrom] = useState(time(value?.from, ''))
  const [to, setTo] = useState(time(value?.to, ''))
  const change = (next: { day?: string; from?: string; to?: string }) => {
    const all = { day, from, to, ...next }
    setDay(all.day)
    setFrom(all.from)
    setTo(all.to)
    onChange(all.day && all.from && all.to && all.from < all.to ? { from: instantOf(all.day, all.from), to: instantOf(all.day, all.to) } : null)
  }
  return (
    <div className="row">
      <select className="input" style={{ width: 150 }} value={day} aria-label={t('field.day')} onChange={(event) => change({ day: event.target.value })}>
        {Array.from({ length: reach.back + reach.ahead + 1 }, (_, index) => addDays(today, index - reach.back)).map((each) => <option key={each} value={each}>{each.slice(5)} {formats.weekday(each)}</option>)}
      </select>
      <TimeInput value={from} label={t('field.from')} onChange={(next) => change({ from: next })} />
      <span className="muted">{t('field.until')}</span>
      <TimeInput value={to} label={t('field.to')} onChange={(next) => change({ to: next })} />
    </div>
  )
}
