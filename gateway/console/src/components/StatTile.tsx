import type { ReactNode } from 'react'
import type { ClockState } from '../api/types.ts'
import { ClockShape } from './ClockShape.tsx'

interface Props {
  label: string
  value: string
  unit?: string
  note: ReactNode
  state?: ClockState
  /** The number itself is the alarm. */
  alert?: boolean
  spark?: (number | null)[]
  onClick: () => void
}

/** A figure that always leads to what it counts. */
export function StatTile({ label, value, unit, note, state, alert, spark, onClick }: Props) {
  return (
    <button type="button" className="tile panel" onClick={onClick}>
      <span className="row tile-label">{state && <span className={`row st-${state}`}><ClockShape state={state} used={0.5} /></span>}{label}</span>
      <span className={alert ? 'tile-value danger' : 'tile-value'}>{value}{unit && <small>{unit}</small>}</span>
      <span className="tile-note">{note}</span>
      {spark && <Spark values={spark} />}
    </button>
  )
}

function Spark({ values }: { values: (number | null)[] }) {
  const known = values.filter((value): value is number => value !== null)
  if (known.length < 2) return null
  const low = Math.min(...known)
  const span = Math.max(0.005, Math.max(...known) - low)
  const points = known.map((value, index) => [(index / (known.length - 1)) * 106 + 2, 24 - ((value - low) / span) * 20] as const)
  const last = points.at(-1)!
  return (
    <svg className="spark" width="112" height="30" aria-hidden="true">
      <polyline points={points.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ')} fill="none" stroke="var(--ly-link)" strokeWidth="1.6" />
      <circle cx={last[0]} cy={last[1]} r="3" fill="var(--ly-link)" />
    </svg>
  )
}
