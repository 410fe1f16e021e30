import { Mark } from './Mark.tsx'
import { Plot, type ChartProps } from './Plot.tsx'
import { colourOf, isWhole, known, reachOf, ticksOf } from './scale.ts'

interface Props extends ChartProps { /** Dotted across. */ target?: { name: string; value: number }; /** What cannot be passed, such as 1 of a share. */ most?: number }

/** A trend: six lines at most, each with a shape of its own; a line breaks where nothing is known. */
export function LineChart({ target, most, ...rest }: Props) {
  const values = [...known(rest.series), ...(target ? [target.value] : [])]
  const [low, high] = values.length > 0 ? reachOf(values) : [0, 1]
  const ticks = ticksOf(low, high, most === undefined && isWhole(rest.series)).filter((tick) => most === undefined || tick <= most + 1e-9)
  return (
    <Plot {...rest} line ticks={ticks} target={target}>
      {({ x, y }) => rest.series.map((each, at) => (
        <g key={each.name}>
          {runsOf(each.values).map((run) => <polyline key={run[0]![0]} points={run.map(([index, value]) => `${x(index).toFixed(1)},${y(value).toFixed(1)}`).join(' ')} fill="none" stroke={colourOf(at)} strokeWidth="1.8" strokeLinejoin="round" />)}
          {each.values.map((value, index) => (value === null ? null : <Mark key={index} at={at} x={x(index)} y={y(value)} />))}
        </g>
      ))}
    </Plot>
  )
}

/** Stretches of what is known, each with where it stands. */
function runsOf(values: (number | null)[]): [index: number, value: number][][] {
  const runs: [number, number][][] = [[]]
  values.forEach((value, index) => (value === null ? runs.push([]) : runs.at(-1)!.push([index, value])))
  return runs.filter((run) => run.length > 0)
}
