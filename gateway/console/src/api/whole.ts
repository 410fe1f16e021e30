import type { Page } from './types.ts'

/** All of a list that a form chooses from, page by page: what is missing in a choice cannot be chosen. */
export async function whole<T>(ask: (cursor: string) => Promise<Page<T>>): Promise<T[]> {
  const all: T[] = []
  for (let cursor: string | null = ''; cursor !== null;) {
    const page: Page<T> = await ask(cursor)
    all.push(...page.items)
    cursor = page.nextCursor
  }
  return all
}
