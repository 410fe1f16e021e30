interface Series { name: string; values: (number | null)[] }

const WIDTH = 290
const HEIGHT = 170
const LEFT = 34
const RIGHT = 74
const TOP = 12
const BOTTOM = 24

/** Three series at most, the target dotted, names at the line ends. Values are shares of 0..1. */
export function TrendLine({ labels, series, target, targetName }: { labels: string[]; series: Series[]; target: number; targetName: string }) {
  const all = series.flatMap((each) => each.values).filter((value): value is number => value !== null)
  const low = Math.floor((Math.min(target, ...all, 0.96) - 0.01) * 50) / 50
  const x = (index: number) => LEFT + (index / Math.max(1, labels.length - 1)) * (WIDTH - LEFT - RIGHT)
  const y = (value: number) => TOP + ((1 - value) / (1 - low)) * (HEIGHT - TOP - BOTTOM)
  const grid = [1, 0, 0, 0].map((_, index) => 1 - ((1 - low) / 3) * index)
  const text = { fontSize: 11.5, fill: 'var(--ly-text3)' }
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} width="100%" role="img" aria-label={series.map((each) => `${each.name} ${each.values.map((value) => (value === null ? '—' : (value * 100).toFixed(1))).join(' ')}`).join(' · ')}>
      {grid.map((value) => (
        <g key={value}>
          <line x1={LEFT} x2={WIDTH - RIGHT} y1={y(value)} y2={y(value)} stroke="var(--ly-border)" />
          <text x={LEFT - 6} y={y(value) + 4} textAnchor="end" {...text}>{Math.round(value * 100)}</text>
        </g>
      ))}
      <line x1={LEFT} x2={WIDTH - RIGHT} y1={y(target)} y2={y(target)} stroke="var(--ly-text3)" strokeDasharray="2 3" />
      <text x={WIDTH - RIGHT + 8} y={y(target) - 4} {...text}>{targetName} {Math.round(target * 100)}</text>
      {labels.map((label, index) => (index % Math.ceil(labels.length / 6) === 0 ? <text key={index} x={x(index)} y={HEIGHT - 6} textAnchor="middle" {...text}>{label}</text> : null))}
      {series.map((each) => {
        const points = each.values.map((value, index) => (value === null ? null : ([x(index), y(value)] as const))).filter((point) => point !== null)
        const last = points.at(-1)
        const end = each.values.findLast((value) => value !== null)
        if (!last || end === undefined || end === null) return null
        return (
          <g key={each.name}>
            <polyline points={points.map(([a, b]) => `${a.toFixed(1)},${b.toFixed(1)}`).join(' ')} fill="none" stroke="var(--ly-link)" strokeWidth="1.8" />
            <circle cx={last[0]} cy={last[1]} r="3" fill="var(--ly-link)" />
            <text x={last[0] + 8} y={last[1] + (Math.abs(y(target) - last[1]) < 14 ? 14 : 4)} fontSize={11.5} fontWeight={600} fill="var(--ly-link)">{each.name.length <= 4 && `${each.name} `}{(end * 100).toFixed(1)}</text>
          </g>
        )
      })}
    </svg>
  )
}
