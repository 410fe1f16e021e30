import type { ReactNode } from 'react'
import './record-bar.css'

interface Props { label: string; /** The one thing to do now. */ main: { title: string; onDo: () => void } | null; /** Why there is none. */ waits: string; /** Smaller ones, each with its word. */ children?: ReactNode }

/** On a phone what can be done now lies under the thumb: one big action, the others beside it. */
export function RecordBar({ label, main, waits, children }: Props) {
  return (
    <div className="record-bar" role="group" aria-label={label}>
      {children}
      {main ? <button type="button" className="btn primary main" onClick={main.onDo}>{main.title}</button> : <p className="soft main">{waits}</p>}
    </div>
  )
}
