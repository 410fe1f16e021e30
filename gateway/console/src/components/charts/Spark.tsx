import './chart.css'

/** The way of a figure over the months, beside the figure itself. */
export function Spark({ values }: { values: (number | null)[] }) {
  const known = values.filter((value): value is number => value !== null)
  if (known.length < 2) return null
  const low = Math.min(...known)
  const span = Math.max(0.005, Math.max(...known) - low)
  const points = known.map((value, index) => [(index / (known.length - 1)) * 106 + 2, 24 - ((value - low) / span) * 20] as const)
  const last = points.at(-1)!
  return (
    <svg className="spark" width="112" height="30" viewBox="0 0 112 30" aria-hidden="true">
      <polyline points={points.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ')} fill="none" stroke="var(--ly-link)" strokeWidth="1.6" />
      <circle cx={last[0]} cy={last[1]} r="3" fill="var(--ly-link)" />
    </svg>
  )
}

export interface Indicator { id: string; name: string; /** The earliest first; the last is what the figure says. */ values: (number | null)[]; format: (value: number) => string; note?: string }

/** Small multiples: several figures side by side, each with the way it took and, for readers, all its values. */
export function Indicators({ label, items }: { label: string; items: Indicator[] }) {
  return (
    <ul className="spark-row" aria-label={label}>
      {items.map(({ id, name, values, format, note }) => {
        const last = values.at(-1)
        return (
          <li key={id}>
            <span className="soft cut" title={name}>{name}</span>
            <span className="value">{last === null || last === undefined ? '—' : format(last)}{note && <small>{note}</small>}</span>
            <span className="unseen">{values.map((value) => (value === null ? '—' : format(value))).join(' ')}</span>
            <Spark values={values} />
          </li>
        )
      })}
    </ul>
  )
}
