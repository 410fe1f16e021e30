import { useLayoutEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../states.tsx'
import { Key } from './Mark.tsx'
import { known, type Series } from './scale.ts'
import '../table.css'
import './chart.css'

export interface ChartProps {
  /** What the picture shows, for those who do not see it. */
  label: string
  /** What stands along the bottom, the earliest first. */
  categories: string[]
  series: Series[]
  /** A value in words, with its unit. */
  format: (value: number) => string
  height?: number
  /** The same figures as a table, where the page has a fuller one than the chart itself can make. */
  table?: ReactNode
}

export interface Place { x: (index: number) => number; y: (value: number) => number; step: number }
interface Props extends ChartProps { ticks: number[]; line?: boolean; target?: { name: string; value: number } | undefined; children: (place: Place) => ReactNode }

const TOP = 8
const BOTTOM = 24

/** Axes, names, the reading under pointer or arrow keys, and the table of what is drawn; the marks come from the kind of chart. Nothing happened is said, not drawn. */
export function Plot({ label, categories, series, format, height = 200, table, ticks, line, target, children }: Props) {
  const { t } = useTranslation()
  const [box, width] = useWidth()
  const [at, setAt] = useState<number | null>(null)
  if (known(series).length === 0) return <EmptyState title={t('chart.nothing')} />
  // An axis says no more places than it needs.
  const words = ticks.map((tick) => format(tick).replace(/\.0+(?=%|$)/, ''))
  const left = Math.max(...words.map(widthOf)) + 10
  const step = Math.max(1, width - left - 4) / categories.length
  const [low, high] = [ticks[0]!, ticks.at(-1)!]
  const place: Place = { step, x: (index) => left + step * (index + 0.5), y: (value) => TOP + ((high - value) / (high - low)) * (height - TOP - BOTTOM) }
  const every = Math.ceil((Math.max(...categories.map(widthOf)) + 12) / step)
  const reading = (index: number) => `${categories[index]}${t('mark.colon')}${series.map((each) => `${each.name} ${textOf(each.values[index], format)}`).join(t('mark.comma'))}`

  function move(event: KeyboardEvent<SVGRectElement>, index: number): void {
    const next = { ArrowRight: index + 1, ArrowLeft: index - 1, Home: 0, End: categories.length - 1 }[event.code]
    if (event.code === 'Escape' && at !== null) setAt(null)
    else if (next === undefined) return
    event.preventDefault()
    event.stopPropagation()
    if (next !== undefined) event.currentTarget.parentElement?.querySelectorAll<SVGRectElement>('.band')[Math.min(categories.length - 1, Math.max(0, next))]?.focus()
  }

  return (
    <figure className="chart">
      {(series.length > 1 || target) && <div className="chart-keys">{series.length > 1 && series.map((each, index) => <span key={each.name}><Key at={index} {...(line && { line })} />{each.name}</span>)}{target && <span><svg width="14" height="12" aria-hidden="true" style={{ width: 14 }}><path d="M0 6H14" stroke="var(--ly-text3)" strokeDasharray="2 3" /></svg>{target.name} {format(target.value)}</span>}</div>}
      <div ref={box} style={{ position: 'relative' }} onPointerLeave={() => setAt(null)}>
        <svg height={height} viewBox={`0 0 ${width} ${height}`} role="group" aria-label={label}>
          {ticks.map((value, index) => (
            <g key={value} aria-hidden="true"><line x1={left} x2={width} y1={place.y(value)} y2={place.y(value)} stroke={value === 0 ? 'var(--ly-borderStrong)' : 'var(--ly-border)'} /><text x={left - 6} y={place.y(value) + 4} textAnchor="end">{words[index]}</text></g>
          ))}
          {categories.map((_, index) => (
            <rect
              key={index} className={index === at ? 'band at' : 'band'} x={place.x(index) - step / 2} y={TOP} width={step} height={height - TOP - BOTTOM} role="img" aria-label={reading(index)} tabIndex={index === (at ?? categories.length - 1) ? 0 : -1}
              onPointerEnter={() => setAt(index)} onClick={() => setAt(index)} onFocus={() => setAt(index)} onBlur={() => setAt(null)} onKeyDown={(event) => move(event, index)}
            />
          ))}
          <g aria-hidden="true" pointerEvents="none">
            {categories.map((name, index) => ((categories.length - 1 - index) % every === 0 ? <text key={index} x={place.x(index)} y={height - 6} textAnchor="middle">{name}</text> : null))}
            {target && <line x1={left} x2={width} y1={place.y(target.value)} y2={place.y(target.value)} stroke="var(--ly-text3)" strokeDasharray="2 3" />}
            {children(place)}
          </g>
        </svg>
        {at !== null && at < categories.length && (
          <div className="chart-tip" aria-hidden="true" style={place.x(at) > width / 2 ? { right: width - place.x(at) + step / 2 + 6 } : { left: place.x(at) + step / 2 + 6 }}>
            <b>{categories[at]}</b>
            <dl>{series.map((each, index) => <Reading key={each.name} at={index} {...(line && { line })} name={each.name} value={textOf(each.values[at], format)} />)}</dl>
          </div>
        )}
      </div>
      <details className="chart-data"><summary>{t('chart.table')}</summary><div>{table ?? <Table label={label} categories={categories} series={series} format={format} />}</div></details>
    </figure>
  )
}

const Reading = ({ at, line, name, value }: { at: number; line?: boolean; name: string; value: string }) => <><dt><Key at={at} {...(line && { line })} /></dt><dt className="soft">{name}</dt><dd>{value}</dd></>

function Table({ label, categories, series, format }: Pick<ChartProps, 'label' | 'categories' | 'series' | 'format'>) {
  return (
    <div className="data-table tight">
      <table aria-label={label}>
        <thead><tr><td />{series.map((each) => <th key={each.name} scope="col" style={{ textAlign: 'right' }}>{each.name}</th>)}</tr></thead>
        <tbody>{categories.map((name, index) => <tr key={index}><th scope="row" style={{ position: 'static' }}>{name}</th>{series.map((each) => <td key={each.name} style={{ textAlign: 'right' }}>{textOf(each.values[index], format)}</td>)}</tr>)}</tbody>
      </table>
    </div>
  )
}

const textOf = (value: number | null | undefined, format: (value: number) => string): string => (value === null || value === undefined ? '—' : format(value))
/** About as wide as it is drawn, in pixels: a Chinese sign takes twice a digit. */
const widthOf = (text: string): number => [...text].reduce((sum, sign) => sum + (sign > '\u2E80' ? 11.5 : 6.8), 0)

/** The width that there is: a chart is drawn in true pixels, so that its words stay readable on a phone. */
function useWidth() {
  const box = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(600)
  useLayoutEffect(() => {
    if (!box.current) return
    const watch = new ResizeObserver(([entry]) => setWidth(Math.max(200, Math.round(entry!.contentRect.width))))
    watch.observe(box.current)
    return () => watch.disconnect()
  }, [])
  return [box, width] as const
}
