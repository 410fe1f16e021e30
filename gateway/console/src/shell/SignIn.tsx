import { Eye, EyeOff, Globe } from 'lucide-react'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { Navigate, useNavigate, useSearchParams } from 'react-router'
import { Problem } from '../api/client.ts'
import type { ExplainedDay } from '../api/types.ts'
import { ClockShape } from '../components/ClockShape.tsx'
import { DayStrip } from '../components/DayStrip.tsx'
import { Refusal } from '../components/states.tsx'
import { useTitle } from '../components/use-title.ts'
import { speak } from '../i18n/index.ts'
import { useFormats } from './formats.ts'
import { Mark } from './Mark.tsx'
import { signIn, useSession } from './session.ts'
import '../components/clock.css'
import './entrance.css'

export default function SignIn() {
  const { t } = useTranslation()
  const { phase } = useSession()
  const [search] = useSearchParams()
  const navigate = useNavigate()
  const [shown, setShown] = useState(false)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<unknown>(null)
  const asked = search.get('to')
  // Only our own addresses: a link must not send a freshly signed-in person elsewhere.
  const to = asked?.startsWith('/') && !asked.startsWith('//') ? asked : '/'

  useTitle(t('signIn.title'))

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    setBusy(true)
    setProblem(null)
    try {
      const person = await signIn(String(form.get('account')).trim(), String(form.get('password')))
      await navigate(person.places.length > 1 ? `/switch?to=${encodeURIComponent(to)}` : to, { replace: true })
    } catch (refused) {
      setProblem(refused)
      setBusy(false)
    }
  }

  if (phase === 'signed-in' && !busy) return <Navigate to={to} replace />
  return (
    <div className="entrance">
      <Pitch />
      <main className="door">
        <nav className="languages" aria-label={t('app.language')}>
          <Globe size={15} aria-hidden="true" />
          <Language code="zh" name="简体中文" />
          <Language code="en" name="English" />
        </nav>
        <form onSubmit={(event) => void submit(event)}>
          <h1>{t('signIn.title')}</h1>
          <div className="field">
            <label htmlFor="account">{t('signIn.account')}</label>
            <input id="account" name="account" className="input tall" autoComplete="username" required autoFocus />
          </div>
          <div className="field">
            <label htmlFor="password">{t('signIn.password')}</label>
            <div className="with-button">
              <input id="password" name="password" className="input tall" type={shown ? 'text' : 'password'} autoComplete="current-password" required />
              <button type="button" aria-label={t(shown ? 'signIn.hide' : 'signIn.show')} onClick={() => setShown(!shown)}>{shown ? <Eye size={17} /> : <EyeOff size={17} />}</button>
            </div>
          </div>
          {problem !== null && <Attempt problem={problem} />}
          <button className="btn primary tall" type="submit" disabled={busy}>{t('signIn.go')}</button>
          <p className="muted">{t('signIn.lockRule')}</p>
        </form>
      </main>
    </div>
  )
}

// Locked or wrong: say until when, or how many tries are left.
function Attempt({ problem }: { problem: unknown }) {
  const { t } = useTranslation()
  const formats = useFormats()
  if (!(problem instanceof Problem)) return <Refusal problem={problem} />
  const { until, lockedUntil, attemptsLeft } = problem.body as { until?: string; lockedUntil?: string; attemptsLeft?: number }
  const end = until ?? lockedUntil
  if (problem.code === 'login_locked' && end) return <div className="refusal" role="alert"><strong>{t('signIn.locked', { until: formats.time(end) })}</strong></div>
  if (problem.code === 'login_failed') return <div className="refusal" role="alert"><strong>{t('signIn.failed')}</strong>{typeof attemptsLeft === 'number' && <span>{t('signIn.left', { count: attemptsLeft })}</span>}</div>
  return <Refusal problem={problem} />
}

function Language({ code, name }: { code: 'zh' | 'en'; name: string }) {
  const { language } = useFormats()
  if (language === code) return <span lang={code} aria-current="true">{name}</span>
  return <button type="button" className="linkish" lang={code} onClick={() => void speak(code)}>{name}</button>
}

// The product in one picture: five working days around the national holiday of 2026.
const kinds = ['workday', ...Array<string>(7).fill('holiday'), 'workday', 'workday', 'makeup', 'weekend', 'workday', 'workday']
const sample: ExplainedDay[] = kinds.map((kind, index) => {
  const date = index === 0 ? '2026-09-30' : `2026-10-${String(index).padStart(2, '0')}`
  const n = [8, 9, 10, 12, 13].indexOf(index) + 1
  return { date, kind: kind as ExplainedDay['kind'], published: true, counted: n > 0, ...(n > 0 ? { n } : {}) }
})

function Pitch() {
  const { t } = useTranslation()
  return (
    <aside className="promise">
      <div className="brand"><Mark size={30} />{t('app.name')}</div>
      <div>
        <p className="slogan">{t('signIn.slogan1')}<br />{t('signIn.slogan2')}</p>
        <p className="soft">{t('signIn.slogan3')}</p>
        <div className="sample panel" aria-hidden="true">
          <div className="row between">
            <span className="row"><b>{t('signIn.sample')}</b><span className="clause">PB-4.10</span></span>
            <span className="clock-chip st-met"><ClockShape state="met" used={1} />{t('signIn.sampleMet')}</span>
          </div>
          <DayStrip days={sample} start="2026-09-30" due="2026-10-13" done="2026-10-12" />
        </div>
      </div>
      <small className="muted">© 2026 {t('app.name')}</small>
    </aside>
  )
}
