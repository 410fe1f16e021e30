import type { components } from '../api/schema.ts'

export type Page = components['schemas']['ClientPageView']
export type Step = components['schemas']['ClientStep']
export type Appointment = components['schemas']['ClientAppointment']

/** What the service said instead of a page, in the reader's language. */
export class Refused extends Error {
  readonly code: string
  constructor(code: string, title: string) {
    super(title)
    this.code = code
  }
}

/** The secret stays behind `#`, which browsers send to nobody; from there it goes into a header. */
const secret = (): string => window.location.hash.slice(1)

async function ask(method: 'GET' | 'POST', path: string, language: 'zh' | 'en', body?: object): Promise<Page> {
  const response = await fetch(`/v1/property-brokerage/client-page${path}`, {
    method,
    headers: { accept: 'application/json', 'accept-language': language, 'x-client-link': secret(), ...(body && { 'content-type': 'application/json' }) },
    credentials: 'omit',
    cache: 'no-store',
    ...(body && { body: JSON.stringify(body) }),
  })
  const answer = (await response.json().catch(() => ({}))) as Page & { code?: string; title?: string }
  if (!response.ok) throw new Refused(answer.code ?? 'failed', answer.title ?? '')
  return answer
}

export const look = (language: 'zh' | 'en'): Promise<Page> => ask('GET', '', language)
export const answerAppointment = (language: 'zh' | 'en', id: string, answer: 'confirmed' | 'another_time', note: string): Promise<Page> => ask('POST', `/appointments/${id}/answer`, language, { answer, ...(note && { note }) })
export const witness = (language: 'zh' | 'en', stepId: string, accompanied: boolean): Promise<Page> => ask('POST', `/steps/${stepId}/accompanied`, language, { accompanied })
export const askQuestion = (language: 'zh' | 'en', text: string): Promise<Page> => ask('POST', '/questions', language, { text })
