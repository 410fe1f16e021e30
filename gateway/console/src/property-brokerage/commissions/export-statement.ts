import { get, post, send } from '../../api/client.ts'
import type { ExportView } from '../../api/types.ts'

const EXPORTS = '/v1/property-brokerage/exports'
const ASK_EVERY = 700
/** The file is written in the background; past this something is wrong with it. */
const MOST_ASKS = 90

/** Has the statement of a month written as a workbook and saves it. Throws what the service refused, and `failed` when nothing comes. */
export async function download(month: string, failed: string): Promise<void> {
  let job = await post<ExportView>(EXPORTS, { kind: 'commission-statement', filter: { month }, format: 'xlsx' })
  for (let asked = 0; asked < MOST_ASKS && (job.status === 'queued' || job.status === 'running'); asked += 1) {
    await new Promise((done) => setTimeout(done, ASK_EVERY))
    job = await get<ExportView>(`${EXPORTS}/${job.id}`)
  }
  if (job.status !== 'done') throw new Error(job.failure ?? failed)
  const answer = await send('GET', `${EXPORTS}/${job.id}/content`, {})
  if (!answer.ok) throw new Error(failed)
  const url = URL.createObjectURL(await answer.blob())
  const link = document.createElement('a')
  link.href = url
  link.download = `commission-${month}.xlsx`
  link.click()
  URL.revokeObjectURL(url)
}
