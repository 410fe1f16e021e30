import { useState } from 'react'

/** Keeps what a sheet was filled with, and then does what follows; what could not be kept is said, and nothing written is lost. */
export function useKeeping(then: () => Promise<void>): { busy: boolean; problem: unknown; keep: (work: () => Promise<unknown>) => Promise<void> } {
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<unknown>(null)
  const keep = async (work: () => Promise<unknown>) => {
    setBusy(true)
    setProblem(null)
    try {
      await work()
    } catch (no) {
      setProblem(no)
      return setBusy(false)
    }
    await then()
  }
  return { busy, problem, keep }
}
