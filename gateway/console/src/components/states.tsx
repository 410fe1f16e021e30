import { Ban, FilterX, Lock, RefreshCw, ServerCrash } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem } from '../api/client.ts'
import { useFormats } from '../shell/formats.ts'
import { serverNow } from '../shell/server-clock.ts'
import { copyText } from './copy-text.ts'

interface EmptyProps {
  icon?: ReactNode
  title: ReactNode
  text?: ReactNode
  actions?: ReactNode
  foot?: ReactNode
  /** The page has no other h1. */
  heading?: boolean
}

export function EmptyState({ icon, title, text, actions, foot, heading }: EmptyProps) {
  const Title = heading ? 'h1' : 'h2'
  return (
    <div className="empty">
      {icon && <span className="icon">{icon}</span>}
      <Title>{title}</Title>
      {text && <p>{text}</p>}
      {actions && <div className="row">{actions}</div>}
      {foot && <small>{foot}</small>}
    </div>
  )
}

/** Nothing fits the conditions; the way out is to drop them. */
export function NoMatch({ what, conditions, clear }: { what: string; conditions: number; clear: () => void }) {
  const { t } = useTranslation()
  return <EmptyState icon={<FilterX size={20} />} title={t('state.noMatch', { count: conditions, what })} actions={<button type="button" className="btn" onClick={clear}>{t('list.clear')}</button>} />
}

/** What did not happen, what is safe, 再试, and the number to quote. */
export function Failure({ problem, retry, what, heading }: { problem: unknown; retry?: () => void; what?: string; heading?: boolean }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const known = problem instanceof Problem ? problem : null
  const trace = known?.traceId
  return (
    <div role="alert">
      <EmptyState
        heading={heading ?? false}
        icon={<ServerCrash size={20} />}
        title={t('state.notLoaded', { what: what ?? t('state.page') })}
        text={known?.isOffline ? t('state.noAnswer') : known?.detail || known?.title || t('state.broken')}
        actions={
          <>
            {retry && <button type="button" className="btn primary" onClick={retry}><RefreshCw size={15} />{t('do.retry')}</button>}
            {trace && <button type="button" className="btn" onClick={() => void copyText(trace)}>{t('do.copyTrace')}</button>}
          </>
        }
        foot={trace ? `${t('state.trace')} ${trace}${t('mark.comma')}${formats.time(serverNow())}` : undefined}
      />
    </div>
  )
}

export function NoPermission({ permission }: { permission: string }) {
  const { t } = useTranslation()
  return <EmptyState heading icon={<Lock size={20} />} title={t('state.noPermission')} text={t('state.needsPermission', { permission })} />
}

export function NoPage() {
  const { t } = useTranslation()
  return <EmptyState heading icon={<Ban size={20} />} title={t('state.noPage')} actions={<a className="btn" href="/">{t('nav.today')}</a>} />
}

/** What the server said about one of these fields. */
export const errorAt = (problem: unknown, ...fields: string[]): string | undefined => (problem instanceof Problem ? problem.errors.find((each) => fields.some((field) => each.field === field || each.field.startsWith(`${field}.`)))?.message : undefined)

/** Under the field that it is about. */
export const FieldError = ({ id, children }: { id?: string; children: string | undefined }) => (children ? <p id={id} className="danger">{children}</p> : null)

/** A rule said no: the sentence, the clause, the fields, and what is possible instead. A form says what is wrong with `atFields` where they stand. */
export function Refusal({ problem, title, atFields = [] }: { problem: unknown; title?: string; atFields?: string[] }) {
  const { t } = useTranslation()
  if (!problem) return null
  const known = problem instanceof Problem ? problem : null
  const errors = known?.errors.filter((each) => !atFields.some((field) => each.field === field || each.field.startsWith(`${field}.`))) ?? []
  const headline = known?.isOffline ? t('state.notSent') : known?.detail || known?.title || (problem instanceof Error ? problem.message : String(problem))
  return (
    <div className="refusal" role="alert">
      <Ban size={16} />
      <div>
        <strong>{title ? `${title}${t('mark.colon')}` : ''}{headline}</strong> {known?.clause && <span className="clause">{known.clause}</span>}
        {errors.length > 0 && <ul>{errors.map((each) => <li key={each.field + each.code}>{t(`field.${each.field}`, { defaultValue: each.field })}{t('mark.colon')}{each.message}</li>)}</ul>}
        {known && known.allowed.length > 0 && <div>{t('state.possible')}{known.allowed.map((each) => t(`action.${each}`, { defaultValue: each })).join(t('mark.list'))}</div>}
        {known && !known.isRefusal && known.traceId && <div className="muted">{t('state.trace')} {known.traceId}</div>}
      </div>
    </div>
  )
}

/** Bones in the shape of the page; CSS shows them only after 300 ms. */
export function Bones({ lines = 6, height }: { lines?: number; height?: number }) {
  const widths = ['62%', '88%', '74%', '92%', '56%', '80%']
  return (
    <div className="stack" aria-busy="true" style={{ padding: 16 }}>
      {Array.from({ length: lines }, (_, index) => <span key={index} className="bone" style={{ width: widths[index % widths.length], height }} />)}
    </div>
  )
}
