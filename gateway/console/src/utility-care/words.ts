import type { CaseRow, WorkOrder } from '../api/types.ts'
import { verbOf } from './cases/actions.ts'

type Say = (key: string, values?: Record<string, unknown>) => string

/** 报修 管网故障 in one or two tags. */
export const kindTags = (row: Pick<CaseRow, 'kind' | 'faultScope'>, t: Say): string[] => [t(`kind.${row.kind}`), ...(row.faultScope ? [t(`scope.${row.faultScope}`)] : [])]

export const statusWord = (row: Pick<CaseRow, 'status'> & Partial<CaseRow>, t: Say): string =>
  row.workOrderStatus && (row.status === 'open' || row.status === 'in_progress') ? t(`order.${row.workOrderStatus}`) : t(`status.${row.status}`)

/** The evidence that a step asks for before it may be recorded. */
export function needsOf(order: Pick<WorkOrder, 'actions'>, verb: string): { note: boolean; photo: boolean } {
  const needs = order.actions.find((action) => verbOf(action.action) === verb)?.needs ?? []
  return { note: needs.includes('note'), photo: needs.includes('photo') }
}

/** The order of a rescue: its kind names the qualification that it asks for. */
export const isRescue = (order: Pick<WorkOrder, 'kind'>): boolean => order.kind.startsWith('alarm')

/** The server's sentence may begin like the headline above it; saying it twice helps nobody. */
export const withoutTitle = (reason: string, title: string): string => (reason.startsWith(title) ? reason.slice(title.length).replace(/^[，,]\s*/, '') : reason)
