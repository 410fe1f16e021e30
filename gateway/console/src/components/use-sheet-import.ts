import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { post } from '../api/client.ts'
import { download } from '../api/download.ts'

/** The import of a sheet at `path`: its template, the file that is read, what the server answers, and the rows that came back as a workbook. One thing at a time. */
export function useSheetImport<T extends { rejected: unknown[] }>(path: string) {
  const queries = useQueryClient()
  const [answer, setAnswer] = useState<T | null>(null)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<unknown>(null)
  const attempt = (work: () => Promise<unknown>) => {
    setBusy(true)
    setProblem(null)
    work().catch(setProblem).finally(() => setBusy(false))
  }
  const take = (file: File | undefined, query: Record<string, string> = {}) => {
    if (!file || busy) return
    setAnswer(null)
    attempt(async () => {
      const form = new FormData()
      form.append('file', file, file.name)
      setAnswer(await post<T>(`${path}/import`, undefined, { form, query }))
      await queries.invalidateQueries()
    })
  }
  return {
    answer, busy, problem, take,
    keepTemplate: () => attempt(() => download(`${path}/import-template`)),
    keepRejected: () => attempt(() => download(`${path}/rejected-rows`, { body: { rejected: answer!.rejected } })),
  }
}
