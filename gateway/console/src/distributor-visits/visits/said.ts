import { yuan } from '../../shell/formats.ts'

type Say = (key: string, values?: Record<string, unknown>) => string

/** Where somebody stood is on the map. */
const PLACE = ['latitude', 'longitude', 'accuracyM']

/** What a record of a visit says, value by value in words, with what each is; ids and places are left out, answers and lines are counted. */
export function saidOf(t: Say, body: Record<string, unknown>): { label: string; value: string }[] {
  const word = (name: string, value: string | number): string => {
    if (name === 'activity') return t(`visit.activity.${value}`)
    if (name === 'maker') return t(value === 'own' ? 'opinion.ownProduct' : 'opinion.otherProduct')
    if (name === 'kind') return t(`${'maker' in body ? 'opinion' : 'intelligence'}.kind.${value}`)
    return name === 'price' ? yuan(String(value)) : String(value)
  }
  const said = Object.entries(body).flatMap(([name, value]) => {
    const label = t(`visit.field.${name}`, { defaultValue: name })
    if (name.endsWith('Id') || PLACE.includes(name) || value === '') return []
    if (value === true) return [{ label, value: label }]
    return typeof value === 'string' || typeof value === 'number' ? [{ label, value: word(name, value) }] : []
  })
  const { lines, values } = body
  const count = (Array.isArray(lines) ? lines.length : 0) + (values && typeof values === 'object' ? Object.keys(values).length : 0)
  return count > 0 ? [...said, { label: t('visit.field.lines'), value: t('visit.lines', { count }) }] : said
}
