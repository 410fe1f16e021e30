import { Problem } from '../api/client.ts'
import { sessionState } from '../shell/session.ts'
import { readOne, write } from './store.ts'

/** Copies belong to a person in a place. */
export const copyKey = (name: string): string => {
  const { person } = sessionState()
  return `${person?.user.id ?? ''}.${person?.place.tenantId ?? ''}.${name}`
}

/** Asks the server; without an answer the phone's own copy of the last time serves. */
export async function withCopy<T>(name: string, ask: () => Promise<T>): Promise<T> {
  const key = copyKey(name)
  try {
    const fresh = await ask()
    await write('copies', fresh, key)
    return fresh
  } catch (problem) {
    const gone = problem instanceof Problem && (problem.isOffline || problem.status === 401 || problem.status >= 500)
    const copy = gone ? await readOne<T>('copies', key) : undefined
    if (copy === undefined) throw problem
    return copy
  }
}

export const copyOf = <T>(name: string): Promise<T | undefined> => readOne<T>('copies', copyKey(name))
export const keepCopy = (name: string, value: unknown): Promise<unknown> => write('copies', value, copyKey(name))
