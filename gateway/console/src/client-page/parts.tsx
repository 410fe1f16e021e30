import { type ReactNode, useId, useState } from 'react'
import { answerAppointment, type Appointment, askQuestion, type Page, type Step, witness } from './link.ts'
import type { Language, times, Words } from './words.ts'

export interface Part { page: Page; language: Language; w: Words; t: ReturnType<typeof times>; setPage: (page: Page) => void }

function Card({ title, children }: { title: string; children: ReactNode }) {
  const id = useId()
  return <section className="card" aria-labelledby={id}><h2 id={id}>{title}</h2>{children}</section>
}

/** Sends once at a time, shows the page that comes back, or why it was refused. */
function useSending(setPage: (page: Page) => void, failed: string) {
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState('')
  const send = (asked: Promise<Page>, after?: () => void) => {
    setBusy(true)
    setRefusal('')
    asked.then((page) => { setPage(page); after?.() }, (error: Error) => setRefusal(error.message || failed)).finally(() => setBusy(false))
  }
  return { busy, send, refusal: refusal ? <p className="refusal" role="alert">{refusal}</p> : null }
}

export function Appointments(part: Part) {
  return <Card title={part.w.appointments}><ul className="list">{part.page.appointments.map((each) => <Meeting key={each.id} {...part} appointment={each} />)}</ul></Card>
}

function Meeting({ appointment, language, w, t, setPage }: Part & { appointment: Appointment }) {
  const { busy, send, refusal } = useSending(setPage, w.failedText)
  const [open, setOpen] = useState(false)
  const [note, setNote] = useState('')
  const say = (answer: 'confirmed' | 'another_time') => send(answerAppointment(language, appointment.id, answer, answer === 'confirmed' ? '' : note.trim()), () => setOpen(false))
  return (
    <li>
      <b className="when">{t.window(appointment.startsAt, appointment.endsAt)}</b>
      <p>{appointment.step[language]} · {appointment.place}</p>
      {appointment.bring && <p className="soft">{w.bring}：{appointment.bring}</p>}
      {appointment.answer !== 'none' && !open && <p className="said" role="status">{appointment.answer === 'confirmed' ? w.confirmed : w.askedOther}{appointment.note && `：${appointment.note}`}</p>}
      {open
        ? (
          <form onSubmit={(event) => { event.preventDefault(); say('another_time') }}>
            <label><span>{w.otherWhen}</span><input className="input" value={note} maxLength={300} onChange={(event) => setNote(event.target.value)} autoFocus /></label>
            <div className="buttons"><button type="submit" className="btn primary" disabled={busy}>{w.send}</button><button type="button" className="btn" onClick={() => setOpen(false)}>{w.cancel}</button></div>
          </form>
        )
        : (
          <div className="buttons">
            {appointment.answer !== 'confirmed' && <button type="button" className="btn primary" disabled={busy} onClick={() => say('confirmed')}>{w.coming}</button>}
            {appointment.answer !== 'another_time' && <button type="button" className="btn" disabled={busy} onClick={() => setOpen(true)}>{w.other}</button>}
          </div>
        )}
      {refusal}
    </li>
  )
}

export function Specialist({ page, w }: Part) {
  return (
    <Card title={w.specialist}>
      {page.specialist
        ? <div className="row"><span className="who"><span className="avatar" aria-hidden="true">{page.specialist.name.slice(0, 1)}</span><b>{page.specialist.name}</b></span>{page.specialist.phone && <a className="btn" href={`tel:${page.specialist.phone}`} aria-label={`${w.call} ${page.specialist.phone}`}>{page.specialist.phone}</a>}</div>
        : <p className="soft">{w.nobody}</p>}
    </Card>
  )
}

export function Steps(part: Part) {
  const { page, w } = part
  const next = page.steps.findIndex((step) => step.state !== 'done')
  return <Card title={w.steps}><ol className="steps">{page.steps.map((step, i) => <OneStep key={step.id} {...part} step={step} next={i === next} />)}</ol></Card>
}

function OneStep({ step, next, language, w, t, setPage }: Part & { step: Step; next: boolean }) {
  const { busy, send, refusal } = useSending(setPage, w.failedText)
  const say = (accompanied: boolean) => send(witness(language, step.id, accompanied))
  const facts = step.state === 'done'
    ? [step.finishedAt && w.finished(t.day(step.finishedAt))]
    : [step.state === 'in_progress' ? w.underway : step.state === 'rejected' ? w.stuck : next && w.next, (next || step.state !== 'pending') && w.waits[step.waitsFor], step.expectedOn && w.expected(t.date(step.expectedOn)), step.clientPresent && w.come]
  return (
    <li className={step.state === 'done' ? 'done' : next || step.state !== 'pending' ? 'now' : ''} aria-current={next ? 'step' : undefined}>
      <b>{step.name[language]}</b>
      <p className="soft">{facts.filter(Boolean).join(' · ')}</p>
      {step.asked && <div className="ask"><span>{w.was}</span><div className="buttons"><button type="button" className="btn" disabled={busy} onClick={() => say(true)}>{w.yes}</button><button type="button" className="btn" disabled={busy} onClick={() => say(false)}>{w.no}</button></div></div>}
      {step.accompanied !== null && <p className="said">{step.accompanied ? w.saidYes : w.saidNo}</p>}
      {refusal}
    </li>
  )
}

export function Payments({ page, language, w, t }: Part) {
  return (
    <Card title={w.payments}>
      <ul className="list">{page.payments.map((p) => <li key={p.id} className="row"><span>{p.what[language]} <span className="soft nowrap">{p.direction === 'paid' ? w.paid : w.received} · {t.day(p.at)}</span></span><b className="nowrap">¥ {grouped(p.amount)}</b></li>)}</ul>
    </Card>
  )
}

const grouped = (yuan: string): string => yuan.replace(/\B(?=(\d{3})+(?=\.))/g, ',')

export function Messages({ page, language, w, t }: Part) {
  return (
    <Card title={w.messages}>
      <ul className="list">{page.messages.map((m) => <li key={m.id} className="row"><span>{w.kinds[m.kind]}{m.about && `：${m.about[language]}`}</span><span className="soft nowrap">{t.day(m.at)}</span></li>)}</ul>
    </Card>
  )
}

export function Questions({ page, language, w, t, setPage, ended }: Part & { ended: boolean }) {
  const { busy, send, refusal } = useSending(setPage, w.failedText)
  const [text, setText] = useState('')
  return (
    <Card title={w.questions}>
      {!ended && (
        <form onSubmit={(event) => { event.preventDefault(); if (text.trim().length >= 2) send(askQuestion(language, text.trim()), () => setText('')) }}>
          <label><span className="unseen">{w.questions}</span><textarea className="input" rows={3} maxLength={500} placeholder={w.placeholder} value={text} onChange={(event) => setText(event.target.value)} /></label>
          <div className="buttons"><button type="submit" className="btn primary" disabled={busy || text.trim().length < 2}>{w.ask}</button></div>
          {refusal}
        </form>
      )}
      <ul className="list" aria-live="polite">
        {page.questions.map((q) => (
          <li key={q.id}>
            <p>{q.text}</p>
            <p className="soft">{t.moment(q.at)}</p>
            {q.answer ? <blockquote><p>{q.answer}</p><p className="soft">{q.answeredBy} · {t.moment(q.answeredAt!)}</p></blockquote> : <p className="soft">{w.waiting}</p>}
          </li>
        ))}
      </ul>
    </Card>
  )
}
