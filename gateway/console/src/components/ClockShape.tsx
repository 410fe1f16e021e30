import type { ClockState } from '../api/types.ts'

const octagon = 'M5.1 1.5h5.8l3.6 3.6v5.8l-3.6 3.6H5.1l-3.6-3.6V5.1z'
const tick = 'm4.9 8.2 2.2 2.2 4-4.4'

/** The shape of a clock state, readable without colour. `used` 0..1 fills the pie of an open clock. */
export function ClockShape({ state, used, size = 14 }: { state: ClockState; used: number; size?: number }) {
  return (
    <svg className="clock-shape" width={size} height={size} viewBox="0 0 16 16" fill="none" stroke="currentColor" strokeWidth="1.6" aria-hidden="true">
      {shapes[state](Math.min(1, Math.max(0, used)))}
    </svg>
  )
}

const knocked = { stroke: 'var(--knock, #fff)', strokeWidth: 1.8, strokeLinecap: 'round', strokeLinejoin: 'round' } as const

const shapes: Record<ClockState, (used: number) => React.ReactNode> = {
  open: (used) => (
    <>
      <circle cx="8" cy="8" r="6.4" />
      <path d={pie(used)} fill="currentColor" stroke="none" />
    </>
  ),
  risk: () => (
    <>
      <path d="M8 1.6 15 14.2H1z" fill="currentColor" strokeLinejoin="round" />
      <path d="M8 6v3.6M8 11.9v.1" {...knocked} />
    </>
  ),
  overdue: () => (
    <>
      <path d={octagon} fill="currentColor" strokeLinejoin="round" />
      <path d="M8 4.4v4.2M8 11.3v.1" {...knocked} strokeWidth={2} />
    </>
  ),
  met: () => (
    <>
      <circle cx="8" cy="8" r="6.6" fill="currentColor" />
      <path d={tick} {...knocked} />
    </>
  ),
  met_late: () => (
    <>
      <path d={octagon} strokeWidth="1.5" strokeLinejoin="round" />
      <path d={tick} strokeLinecap="round" strokeLinejoin="round" />
    </>
  ),
  paused: () => (
    <>
      <rect x="1.7" y="1.7" width="12.6" height="12.6" rx="2.6" />
      <path d="M6.2 5.2v5.6M9.8 5.2v5.6" strokeLinecap="round" />
    </>
  ),
  waived: () => (
    <>
      <circle cx="8" cy="8" r="6.4" />
      <path d="M3.6 12.4 12.4 3.6" />
    </>
  ),
  cancelled: () => <path d="m3.4 3.4 9.2 9.2M12.6 3.4l-9.2 9.2" strokeLinecap="round" />,
}

function pie(used: number): string {
  const angle = Math.min(0.999, used) * 2 * Math.PI
  const x = 8 + 4.2 * Math.sin(angle)
  const y = 8 - 4.2 * Math.cos(angle)
  return `M8 8V3.8A4.2 4.2 0 ${angle > Math.PI ? 1 : 0} 1 ${x.toFixed(2)} ${y.toFixed(2)}z`
}
