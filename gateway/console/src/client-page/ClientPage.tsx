import { useCallback, useEffect, useState } from 'react'
import { look, type Page, Refused } from './link.ts'
import { Appointments, Messages, Payments, Questions, Specialist, Steps } from './parts.tsx'
import { type Language, times, words } from './words.ts'

const KEY = 'luyue.client.language'
const stored = (): Language | null => {
  try {
    const said = localStorage.getItem(KEY)
    return said === 'zh' || said === 'en' ? said : null
  } catch {
    return null
  }
}

/** A party's view of its deal: where it stands, what comes next, whom to ask. */
export function ClientPage() {
  const [chosen, choose] = useState(stored)
  const [page, setPage] = useState<Page | null>(null)
  const [trouble, setTrouble] = useState<Refused | Error | null>(null)
  const language = chosen ?? page?.language ?? (navigator.language.startsWith('zh') ? 'zh' : 'en')
  const w = words[language]

  const load = useCallback(() => {
    setTrouble(null)
    look(language).then(setPage, setTrouble)
  }, [language])
  useEffect(load, [load])
  useEffect(() => {
    // Another link opened in the same window, and a phone that was put away and taken out again.
    const seen = () => { if (document.visibilityState === 'visible') load() }
    window.addEventListener('hashchange', load)
    document.addEventListener('visibilitychange', seen)
    return () => {
      window.removeEventListener('hashchange', load)
      document.removeEventListener('visibilitychange', seen)
    }
  }, [load])
  useEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
    document.title = page ? `${page.title} · ${page.company}` : w.steps
  }, [language, page, w])

  const toggle = () => {
    const next = language === 'zh' ? 'en' : 'zh'
    try { localStorage.setItem(KEY, next) } catch { /* A browser that keeps nothing still shows it. */ }
    choose(next)
  }
  const closed = trouble instanceof Refused && trouble.code === 'link_closed'
  if (!page || closed) {
    return (
      <main className="alone" aria-busy={!trouble}>
        {trouble
          ? <><h1>{closed ? w.closed : w.failed}</h1><p>{closed ? w.closedText : w.failedText}</p>{!closed && <button type="button" className="btn primary" onClick={load}>{w.again}</button>}</>
          : <p>{w.loading}</p>}
      </main>
    )
  }

  const t = times(language, page.zone)
  const part = { page, language, w, t, setPage }
  const ended = page.status === 'archived' || page.status === 'cancelled'
  return (
    <>
      <header className="top">
        <div className="row"><strong>{page.company}</strong><button type="button" className="plain" onClick={toggle} lang={language === 'zh' ? 'en' : 'zh-CN'}>{w.language}</button></div>
        <h1>{page.address}</h1>
        <p>{w.you(page.name, page.sideName[language])} · <span className="nowrap">{page.number}</span> · <span className="nowrap">{w.signed(t.day(page.signedAt))}</span></p>
        <div className="row progress"><span>{w.status[page.status]}</span><b>{w.of(page.stepsDone, page.steps.length)}</b></div>
        <progress max={Math.max(page.steps.length, 1)} value={page.stepsDone} aria-label={w.done} />
      </header>
      <main>
        {!ended && page.appointments.length > 0 && <Appointments {...part} />}
        <Specialist {...part} />
        <Steps {...part} />
        {page.payments.length > 0 && <Payments {...part} />}
        {page.messages.length > 0 && <Messages {...part} />}
        {(!ended || page.questions.length > 0) && <Questions {...part} ended={ended} />}
      </main>
      <footer>{w.until(t.day(page.until))}</footer>
    </>
  )
}
