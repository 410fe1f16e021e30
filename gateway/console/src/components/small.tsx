import { Eye } from 'lucide-react'
import { Fragment, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { shortNumber } from '../shell/formats.ts'

export const Clause = ({ id }: { id: string }) => <span className="clause">{id}</span>
export const Kbd = ({ children }: { children: ReactNode }) => <kbd>{children}</kbd>
export const No = ({ number, to }: { number: string; to?: string }) => (to ? <Link className="nowrap" to={to}>{shortNumber(number)}</Link> : <span className="nowrap">{shortNumber(number)}</span>)

export function Flag({ kind, icon, children }: { kind: 'care' | 'hazard' | 'danger' | 'info'; icon?: ReactNode; children: ReactNode }) {
  return <span className={`flag ${kind}`}>{icon}{children}</span>
}

export function Panel({ title, extra, children, className = '', bare }: { title: ReactNode; extra?: ReactNode; children: ReactNode; className?: string; bare?: boolean }) {
  return (
    <section className={`panel ${className}`}>
      <header>
        <h2>{title}</h2>
        {extra && <div className="extra row">{extra}</div>}
      </header>
      {bare ? children : <div className="body">{children}</div>}
    </section>
  )
}

export function Facts({ items }: { items: [string, ReactNode][] }) {
  return (
    <dl className="facts">
      {items.filter(([, value]) => value !== null && value !== undefined && value !== '' && value !== false).map(([label, value]) => (
        <Fragment key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </Fragment>
      ))}
    </dl>
  )
}

export const Avatar = ({ name }: { name: string }) => <span className="avatar" aria-hidden="true">{name.slice(0, 1)}</span>

export function Person({ name, sub }: { name: string; sub?: ReactNode }) {
  return (
    <span className="person">
      <Avatar name={name} />
      <span>{name}{sub && <small>{sub}</small>}</span>
    </span>
  )
}

/** A masked value; with the permission one click reveals it, and the look is logged (UC-15c). */
export function Masked({ value, reveal }: { value: string; reveal?: (() => Promise<string>) | undefined }) {
  const { t } = useTranslation()
  const [shown, setShown] = useState<string | null>(null)
  return (
    <span className="row nowrap" style={{ display: 'inline-flex', gap: 4 }}>
      {shown ?? value}
      {reveal && !shown && (
        <button type="button" className="linkish" aria-label={t('do.reveal')} title={t('do.reveal')} onClick={() => void reveal().then(setShown)}>
          <Eye size={15} />
        </button>
      )}
    </span>
  )
}

export interface Choice<T extends string> { value: T; label: ReactNode; disabled?: boolean }

/** A radio group drawn as segments; arrows move, as in every radio group. */
export function Segments<T extends string>({ value, options, onChange, label, big, autoFocus }: { value: T; options: Choice<T>[]; onChange: (value: T) => void; label: string; big?: boolean; autoFocus?: boolean }) {
  const step = (by: number) => {
    const open = options.filter((option) => !option.disabled)
    const next = open[(open.findIndex((option) => option.value === value) + by + open.length) % open.length]
    if (next) onChange(next.value)
  }
  return (
    <div
      className={big ? 'seg big' : 'seg'}
      role="radiogroup"
      aria-label={label}
      onKeyDown={(event) => {
        const by = event.code === 'ArrowRight' || event.code === 'ArrowDown' ? 1 : event.code === 'ArrowLeft' || event.code === 'ArrowUp' ? -1 : 0
        if (by === 0) return
        event.preventDefault()
        event.stopPropagation()
        step(by)
        const group = event.currentTarget
        requestAnimationFrame(() => group.querySelector<HTMLElement>('[aria-checked="true"]')?.focus())
      }}
    >
      {options.map((option, index) => (
        <button key={option.value} autoFocus={autoFocus && index === 0} type="button" role="radio" aria-checked={option.value === value} disabled={option.disabled} tabIndex={option.value === value || !options.some((each) => each.value === value) ? 0 : -1} onClick={() => onChange(option.value)}>
          {option.label}
        </button>
      ))}
    </div>
  )
}
