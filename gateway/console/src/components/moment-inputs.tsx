import { useId, useState } from 'react'

const DATE = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/
const TIME = /^([01]\d|2[0-3]):[0-5]\d$/
const halfHours = Array.from({ length: 29 }, (_, index) => `${String(7 + Math.floor(index / 2)).padStart(2, '0')}:${index % 2 ? '30' : '00'}`)

interface Props { value: string; label: string; onChange: (value: string) => void; id?: string }

// Typed, not picked: a browser's own date field speaks the browser's language (11/26/2026, 09:00 AM), the console one.

/** A date as YYYY-MM-DD; an unfinished or impossible one is handed on as ''. */
export function DateInput({ value, label, onChange, ...rest }: Props) {
  const [text, setText] = useState(value)
  return <input {...rest} className="input" style={{ width: 124 }} inputMode="numeric" placeholder="YYYY-MM-DD" aria-label={label} aria-invalid={text !== '' && !DATE.test(text)} value={text} onChange={(event) => { setText(event.target.value); onChange(DATE.test(event.target.value) ? event.target.value : '') }} />
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
