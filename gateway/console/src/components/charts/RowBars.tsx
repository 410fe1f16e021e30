import { useTranslation } from 'react-i18next'
import { EmptyState } from '../states.tsx'
import { Key } from './Mark.tsx'
import { colourOf } from './scale.ts'
import './chart.css'

interface Props { label: string; /** What each part of a bar is. */ parts: string[]; rows: { name: string; values: number[] }[]; format: (value: number) => string }

/** Bars that lie, for names too long to stand under one: the longest is the widest, and each says its figures in words. */
export function RowBars({ label, parts, rows, format }: Props) {
  const { t } = useTranslation()
  const sum = (values: number[]) => values.reduce((total, value) => total + value, 0)
  const most = Math.max(0, ...rows.map((row) => sum(row.values)))
  if (most === 0) return <EmptyState title={t('chart.nothing')} />
  return (
    <figure className="chart">
      {parts.length > 1 && <div className="chart-keys" aria-hidden="true">{parts.map((name, at) => <span key={name}><Key at={at} />{name}</span>)}</div>}
      <ul className="row-bars" aria-label={label}>
        {rows.map((row) => {
          const says = parts.map((name, at) => `${name} ${format(row.values[at] ?? 0)}`).join(t('mark.comma'))
          return (
            <li key={row.name}>
              <span className="cut" title={row.name}>{row.name}</span>
              <span className="bar" role="img" tabIndex={0} aria-label={`${row.name}${t('mark.colon')}${says}`} title={says}>{row.values.map((value, at) => value > 0 && <i key={at} style={{ width: `${(value / most) * 100}%`, background: colourOf(at) }} />)}</span>
              <b>{format(sum(row.values))}</b>
            </li>
          )
        })}
      </ul>
    </figure>
  )
}
