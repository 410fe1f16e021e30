import { colourOf } from './scale.ts'

const SHAPES = ['M-3 0a3 3 0 1 0 6 0a3 3 0 1 0 -6 0z', 'M-3 -3h6v6h-6z', 'M0 -4L4 3H-4z', 'M0 -4L4 0L0 4L-4 0z', 'M0 4L4 -3H-4z', 'M-4 -1.3H-1.3V-4H1.3V-1.3H4V1.3H1.3V4H-1.3V1.3H-4z']

/** What tells a line from the next one without its colour. */
export const Mark = ({ at, x, y }: { at: number; x: number; y: number }) => <path d={SHAPES[at % SHAPES.length]} transform={`translate(${x.toFixed(1)} ${y.toFixed(1)})`} fill={colourOf(at)} />

export const Key = ({ at, line }: { at: number; line?: boolean }) => (
  <svg width="14" height="12" viewBox="-7 -6 14 12" aria-hidden="true" style={{ width: 14, flex: 'none' }}>
    {line ? <><path d="M-7 0H7" stroke={colourOf(at)} strokeWidth="1.6" /><Mark at={at} x={0} y={0} /></> : <rect x="-5" y="-5" width="10" height="10" rx="2" fill={colourOf(at)} />}
  </svg>
)
