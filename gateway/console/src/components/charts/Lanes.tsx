import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../states.tsx'
import { Key, Mark } from './Mark.tsx'
import './chart.css'

export interface Moment { id: string; /** Milliseconds. */ at: number; kind: number; /** The moment in one line, read when it is pointed at. */ says: string }
interface Props { label: string; from: number; to: number; /** Where names of times stand. */ ticks: { at: number; name: string }[]; kinds: string[]; lanes: { id: string; name: string; moments: Moment[] }[] }

/** How many marks stand side by side on a phone. */
const SPOTS = 12

/** Who did what when: a lane for each, a mark for each moment. */
export function Lanes({ label, from, to, ticks, kinds, lanes }: Props) {
  const { t } = useTranslation()
  const [said, setSaid] = useState<string | null>(null)
  if (lanes.every((lane) => lane.moments.length === 0)) return <EmptyState title={t('chart.nothing')} />
  const share = (at: number) => Math.min(1, Math.max(0, (at - from) / Math.max(1, to - from)))
  const place = (at: number) => `${(share(at) * 100).toFixed(2)}%`
  return (
    <figure className="chart">
      <div className="chart-keys" aria-hidden="true">{kinds.map((name, at) => <span key={name}><Key at={at} line />{name}</span>)}</div>
      <ul className="lanes" aria-label={label}>
        {lanes.map((lane) => {
          // What happened at about the same time stands under each other.
          const taken = new Map<number, number>()
          const moments = lane.moments.map((moment) => {
            const spot = Math.round(share(moment.at) * SPOTS)
            const row = taken.get(spot) ?? 0
            taken.set(spot, row + 1)
            return { ...moment, row }
          })
          return (
            <li key={lane.id}>
              <span className="cut" title={lane.name}>{lane.name}</span>
              <span className="lane" style={{ height: 36 + Math.max(0, ...moments.map(({ row }) => row)) * 24 }}>
                {moments.map(({ id, at, kind, says, row }) => (
                  <button key={id} type="button" style={{ insetInlineStart: place(at), top: 6 + row * 24 }} aria-label={says} onFocus={() => setSaid(says)} onPointerEnter={() => setSaid(says)} onClick={() => setSaid(says)}><svg width="16" height="16" viewBox="-8 -8 16 16" aria-hidden="true"><Mark at={kind} x={0} y={0} /></svg></button>
                ))}
              </span>
            </li>
          )
        })}
        <li aria-hidden="true"><span /><span className="lane-ticks">{ticks.map(({ at, name }) => <span key={at} style={{ insetInlineStart: place(at) }}>{name}</span>)}</span></li>
      </ul>
      <p className="lane-said soft">{said ?? t('chart.pick')}</p>
    </figure>
  )
}
