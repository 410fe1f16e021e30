import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { dateOf, instantOf, partsOf } from '../shell/formats.ts'

const DATE = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/
const TIME = /^([01]\d|2[0-3]):[0-5]\d$/
const halfHours = Array.from({ length: 29 }, (_, index) => `${String(7 + Math.floor(index / 2)).padStart(2, '0')}:${index % 2 ? '30' : '00'}`)

interface Props { value: string; label: string; onChange: (value: string) => void; id?: string }

// Typed, not picked: a browser's own date field speaks the browser's language (11/26/2026, 09:00 AM), the console one.

/** A date as YYYY-MM-DD; an unfinished or impossible one is handed on as ''. */
export function DateInput({ value, label, onChange, ...rest }: Props) {
  const [text, setText] = useState(value)
  return <input {...rest} className="input date" inputMode="numeric" placeholder="YYYY-MM-DD" aria-label={label} aria-invalid={text !== '' && !DATE.test(text)} value={text} onChange={(event) => { setText(event.target.value); onChange(DATE.test(event.target.value) ? event.target.value : '') }} />
}

/** A time of day as HH:mm in 24 hours, with the half hours of the day as proposals. */
export function TimeInput({ value, label, onChange, ...rest }: Props) {
  const [text, setText] = useState(value)
  const list = useId()
  return (
    <>
      <input {...rest} className="input" style={{ width: 96 }} inputMode="numeric" placeholder="HH:mm" list={list} aria-label={label} aria-invalid={text !== '' && !TIME.test(text)} value={text} onChange={(event) => { setText(event.target.value); onChange(TIME.test(event.target.value) ? event.target.value : '') }} />
      <datalist id={list}>{halfHours.map((time) => <option key={time} value={time} />)}</datalist>
    </>
  )
}

/** An instant as date and time of day; an unfinished one is handed on as ''. What nobody touched stays to the second. */
export function MomentInput({ value, label, onChange, id }: Props) {
  const { t } = useTranslation()
  const [date, setDate] = useState(value ? dateOf(value) : '')
  const [time, setTime] = useState(value ? `${partsOf(value).hour}:${partsOf(value).minute}` : '')
  const change = (day: string, clock: string) => {
    setDate(day)
    setTime(clock)
    onChange(day && clock ? instantOf(day, clock) : '')
  }
  return (
    <div className="row">
      <DateInput {...(id && { id })} label={`${label} ${t('field.day')}`} value={date} onChange={(day) => change(day, time)} />
      <TimeInput label={`${label} ${t('field.time')}`} value={time} onChange={(clock) => change(date, clock)} />
    </div>
  )
}
