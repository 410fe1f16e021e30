import type { WeeklyReport } from '../api/types.ts'
import type { Formats } from '../shell/formats.ts'

/** Where a record stands that a line of a report was taken from. */
export const REPORT_PAGES = { incident: (id: string) => `/incidents/${id}` }

/** Parts that hinder a submission: neither filled nor "none", or "none" against the records. */
export const missingOf = ({ sections }: Pick<WeeklyReport, 'sections'>, formats: Formats): string[] =>
  sections.flatMap((section) => section.parts.filter(({ state }) => state === 'empty' || state === 'contradicted').map((part) => `${formats.words(section.title)} ${formats.words(part.title)}`))
