/** One line or one colour of bars; what is not known stays open. */
export interface Series { name: string; values: (number | null)[] }

/** Round numbers from `low` to `high`, about four steps of 1, 2, 2.5 or 5; both ends lie on one, and there are always two at least. `whole`: of what there is no half of. */
export function ticksOf(low: number, high: number, whole = false): number[] {
  const count = 4
  const span = high > low ? high - low : Math.abs(high) || 1
  const power = 10 ** Math.floor(Math.log10(span / count))
  const step = [1, 2, 2.5, 5, 10].map((each) => each * power).find((each) => span / each <= count && (!whole || Number.isInteger(each))) ?? 1
  const first = Math.floor(low / step + 1e-9)
  const last = Math.max(first + 1, Math.ceil(high / step - 1e-9))
  return Array.from({ length: last - first + 1 }, (_, index) => Number(((first + index) * step).toPrecision(12)))
}

/** What a line lies between: from nothing, unless that would press it flat. */
export function reachOf(values: number[]): [low: number, high: number] {
  const [low, high] = [Math.min(...values), Math.max(...values)]
  const span = high - low
  return [low <= 0 ? low : span === 0 || span > high / 2 ? 0 : Math.max(0, low - span * 0.2), high]
}

export const known = (series: Series[]): number[] => series.flatMap((each) => each.values).filter((value): value is number => value !== null)
/** Things that are counted. */
export const isWhole = (series: Series[]): boolean => known(series).every(Number.isInteger)
export const colourOf = (index: number): string => `var(--ly-series-${index % 6})`
