import type { CaseRow } from '../api/types.ts'

type Say = (key: string, values?: Record<string, unknown>) => string

/** 报修 管网故障 in one or two tags. */
export const kindTags = (row: Pick<CaseRow, 'kind' | 'faultScope'>, t: Say): string[] => [t(`kind.${row.kind}`), ...(row.faultScope ? [t(`scope.${row.faultScope}`)] : [])]

export const statusWord = (row: Pick<CaseRow, 'status' | 'workOrderStatus'>, t: Say): string =>
  row.workOrderStatus && (row.status === 'open' || row.status === 'in_progress') ? t(`order.${row.workOrderStatus}`) : t(`status.${row.status}`)
