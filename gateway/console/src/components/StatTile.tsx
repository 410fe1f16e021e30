import type { ReactNode } from 'react'
import type { ClockState } from '../api/types.ts'
import { Spark } from './charts/Spark.tsx'
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
