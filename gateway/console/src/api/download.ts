import { exchange, type Ask } from './client.ts'

/** Gives the person a file to keep. */
export function keepFile(content: Blob, name: string): void {
  const url = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  URL.revokeObjectURL(url)
}

/** A file of the server under the name that it gives it; with a body it is asked for by POST. Answers the characters that a printed form could not show. Throws `Problem`. */
export async function download(path: string, ask: Ask = {}): Promise<string> {
  const answer = await exchange(ask.body === undefined ? 'GET' : 'POST', path, ask)
  const named = /filename\*=UTF-8''([^;]+)/.exec(answer.headers.get('content-disposition') ?? '')?.[1]
  keepFile(await answer.blob(), named ? decodeURIComponent(named) : path.slice(path.lastIndexOf('/') + 1))
  return decodeURIComponent(answer.headers.get('x-missing-characters') ?? '')
}
