/** What is counted has no halves: marks between whole numbers stay without a word. */
export const wholeOnly = (format: (value: number) => string) => (value: number) => (Number.isInteger(value) ? format(value) : '')

/** Bars of nothing at all are said, not drawn. */
export const orNothing = (values: number[]): (number | null)[] => (values.some((value) => value !== 0) ? values : values.map(() => null))
