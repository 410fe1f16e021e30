import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addDays, dateOf, instantOf, partsOf } from '../shell/formats.ts'
import { serverNow } from '../shell/server-clock.ts'

/** An agreed window as two instants (RFC 3339). */
export interface Window { from: string; to: string }

/** Day and two times; the end of the window is what the due time becomes (UC-7.4). */
export function WindowPicker({ value, onChange }: { value: Window | null; onChange: (window: Window | null) => void }) {
  const { t } = useTranslation()
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
      <input className="input" style={{ width: 150 }} type="date" min={today} value={day} aria-label={t('field.day')} onChange={(event) => change({ day: event.target.value })} />
      <input className="input" style={{ width: 112 }} type="time" step={900} value={from} aria-label={t('field.from')} onChange={(event) => change({ from: event.target.value })} />
      <span className="muted">{t('field.until')}</span>
      <input className="input" style={{ width: 112 }} type="time" step={900} value={to} aria-label={t('field.to')} onChange={(event) => change({ to: event.target.value })} />
    </div>
  )
}
