import { Plot, type ChartProps } from './Plot.tsx'
import { colourOf, isWhole, known, ticksOf } from './scale.ts'

interface Props extends ChartProps { /** On top of each other: parts of a whole. Else side by side. */ stacked?: boolean }

/** Bars always begin at nothing. */
export function BarChart({ stacked = false, ...rest }: Props) {
  const { series, categories } = rest
  const highest = stacked ? Math.max(...categories.map((_, index) => series.reduce((sum, each) => sum + (each.values[index] ?? 0), 0))) : Math.max(0, ...known(series))
  return (
    <Plot {...rest} ticks={ticksOf(Math.min(0, ...known(series)), highest, isWhole(series))}>
      {({ x, y, step }) => categories.map((_, index) => {
        const room = Math.min(step * 0.72, stacked ? 46 : 26 * series.length)
        const width = stacked ? room : room / series.length
        let below = 0
        return (
          <g key={index}>
            {series.map((each, at) => {
              const value = each.values[index]
              if (!value) return null
              const [from, to] = stacked ? [below, below + value] : [0, value]
              below = to
              const [top, foot] = [y(Math.max(from, to)), y(Math.min(from, to))]
              return <rect key={each.name} x={x(index) - room / 2 + (stacked ? 0 : at * width)} y={top} width={Math.max(1, width - 1)} height={Math.max(1, foot - top - (stacked && from > 0 ? 1 : 0))} rx={Math.min(2, width / 4)} fill={colourOf(at)} />
            })}
          </g>
        )
      })}
    </Plot>
  )
}
