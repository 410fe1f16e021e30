import { Check } from 'lucide-react'
import type { ReactNode } from 'react'

export interface TrackItem { key: string; title: ReactNode; when?: ReactNode; state: 'done' | 'now' | 'ahead' }

export function Track({ steps, label }: { steps: TrackItem[]; label: string }) {
  return (
    <ol className="track" aria-label={label} tabIndex={0}>
      {steps.map((step) => (
        <li key={step.key} className={step.state} aria-current={step.state === 'now' ? 'step' : undefined}>
          <span className="dot" aria-hidden="true">{step.state === 'done' && <Check size={12} strokeWidth={3} />}</span>
          <span>{step.title} {step.when && <span className="when">{step.when}</span>}</span>
        </li>
      ))}
    </ol>
  )
}
