import { get } from '../../api/client.ts'
import { keepFile } from '../../api/download.ts'
import type { CaseRow, Page } from '../../api/types.ts'
import { formatsOf } from '../../shell/formats.ts'
import { preferences } from '../../shell/preferences.ts'
import { statusWord } from '../words.ts'

const MOST = 2000

/** Saves the rows of the current filters (at most 2000) as a CSV file that a spreadsheet opens with the right characters. */
export async function exportCases(filters: Record<string, string>, t: (key: string) => string, chosen?: CaseRow[]): Promise<void> {
  const rows = chosen ?? (await all(filters))
  const formats = formatsOf(preferences().language)
  const head = ['number', 'kind', 'matter', 'address', 'unit', 'owner', 'assignee', 'status', 'received', 'due', 'clause'].map((name) => t(`column.${name}`))
  const body = rows.map((row) => [row.number, t(`kind.${row.kind}`), row.title, row.address, row.unitName, row.ownerName ?? '', row.assigneeName ?? '', statusWord(row, t), formats.at(row.receivedAt), formats.due(row.nextClock?.dueAt), row.nextClock?.clauseId ?? ''])
  const text = [head, ...body].map((cells) => cells.map(quoted).join(',')).join('\r\n')
  keepFile(new Blob(['\uFEFF', text], { type: 'text/csv' }), `${t('nav.cases')}-${rows.length}.csv`)
}

async function all(filters: Record<string, string>): Promise<CaseRow[]> {
  const rows: CaseRow[] = []
  let cursor: string | null = ''
  while (cursor !== null && rows.length < MOST) {
    const page: Page<CaseRow> = await get('/v1/utility-care/cases', { query: { ...filters, limit: 200, cursor } })
    rows.push(...page.items)
    cursor = page.nextCursor
  }
  return rows
}

// A cell that begins like a formula would run in the spreadsheet of whoever opens the file.
const quoted = (cell: string): string => `"${(/^[=+\-@\t]/.test(cell) ? `'${cell}` : cell).replaceAll('"', '""')}"`
