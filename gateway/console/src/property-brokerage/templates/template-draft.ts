import type { DealTemplate } from '../../api/types.ts'
import { freeKeys } from '../free-keys.ts'

export const KINDS = ['mortgage', 'full_payment', 'lease'] as const
export type Kind = (typeof KINDS)[number]
export type TemplateStep = DealTemplate['steps'][number]
export type TemplateDocument = DealTemplate['documents'][number]
export type Content = Pick<DealTemplate, 'steps' | 'documents'>

/** In the address: an edition by its id, or what every company starts with. */
export const keyOf = (template: DealTemplate): string => template.id ?? 'base'

export const titleOf = (template: DealTemplate, t: (key: string, values?: Record<string, unknown>) => string): string => (template.id ? t('template.edition', { city: template.city || t('template.general'), n: template.edition }) : t('template.base'))

export type TemplateState = 'inForce' | 'pending' | 'withdrawn' | 'past'
export function stateOf(template: DealTemplate, now: number): TemplateState {
  if (template.withdrawnAt) return 'withdrawn'
  if (template.inForce) return 'inForce'
  return template.effectiveFrom && Date.parse(template.effectiveFrom) > now ? 'pending' : 'past'
}

type Change = 'renamed' | 'required' | 'optional' | 'accompanied' | 'unaccompanied' | 'waits' | 'guide' | 'whose' | 'needed'
export interface Difference { list: 'steps' | 'documents'; what: 'added' | 'dropped' | 'changed'; name: { zh: string; en: string }; changes: Change[]; /** It asks for less. */ looser: boolean }

/** What `after` asks for otherwise than `before`, in the order of its lists. */
export const differences = (before: Content, after: Content): Difference[] => [
  ...compared('steps', before.steps, after.steps, stepChanges, (step) => step.required, (changes) => changes.includes('optional') || changes.includes('unaccompanied')),
  ...compared('documents', before.documents, after.documents, documentChanges, () => true, (changes, was, is) => (changes.includes('whose') && is.of !== 'each_party') || (changes.includes('whose') && was.of === 'deal') || (changes.includes('needed') && is.needed !== 'always')),
]

/** The steps that both have, in another order. */
export const isReordered = (before: Content, after: Content): boolean => {
  const shared = (one: Content, other: Content) => one.steps.filter((step) => other.steps.some((each) => each.key === step.key)).map((step) => step.key).join()
  return shared(before, after) !== shared(after, before)
}

function compared<T extends { key: string; name: { zh: string; en: string } }>(list: Difference['list'], before: T[], after: T[], changesOf: (was: T, is: T) => Change[], isDuty: (was: T) => boolean, isLooser: (changes: Change[], was: T, is: T) => boolean): Difference[] {
  const found = after.flatMap((is): Difference[] => {
    const was = before.find((each) => each.key === is.key)
    if (!was) return [{ list, what: 'added', name: is.name, changes: [], looser: false }]
    const changes = [...(was.name.zh === is.name.zh ? [] : ['renamed' as const]), ...changesOf(was, is)]
    return changes.length > 0 ? [{ list, what: 'changed', name: is.name, changes, looser: isLooser(changes, was, is) }] : []
  })
  return [...found, ...before.filter((was) => !after.some((is) => is.key === was.key)).map((was): Difference => ({ list, what: 'dropped', name: was.name, changes: [], looser: isDuty(was) }))]
}

const stepChanges = (was: TemplateStep, is: TemplateStep): Change[] => [
  ...(was.required === is.required ? [] : [is.required ? 'required' as const : 'optional' as const]), ...(was.clientPresent === is.clientPresent ? [] : [is.clientPresent ? 'accompanied' as const : 'unaccompanied' as const]),
  ...(was.waitsFor === is.waitsFor ? [] : ['waits' as const]), ...(JSON.stringify(guideOf(was)) === JSON.stringify(guideOf(is)) ? [] : ['guide' as const]),
]
const guideOf = ({ guide }: TemplateStep) => guide && [guide.title, guide.version, guide.effectiveFrom]
const documentChanges = (was: TemplateDocument, is: TemplateDocument): Change[] => [...(was.of === is.of ? [] : ['whose' as const]), ...(was.needed === is.needed ? [] : ['needed' as const])]

/** A line of the form; its key stays for the records of deals, and a new one gets its own when it is sent. */
export interface StepDraft { at: number; key: string; zh: string; en: string; waitsFor: TemplateStep['waitsFor']; clientPresent: boolean; required: boolean; utility?: TemplateStep['utility']; guide: string; guideVersion: string; guideFrom: string }
export interface DocumentDraft { at: number; key: string; zh: string; en: string; of: TemplateDocument['of']; needed: TemplateDocument['needed'] }

let lines = 0
const line = (): number => (lines += 1)
export const newStep = (): StepDraft => ({ at: line(), key: '', zh: '', en: '', waitsFor: 'client', clientPresent: false, required: true, guide: '', guideVersion: '', guideFrom: '' })
export const newDocument = (): DocumentDraft => ({ at: line(), key: '', zh: '', en: '', of: 'deal', needed: 'always' })
export const stepDrafts = ({ steps }: Content): StepDraft[] => steps.map(({ key, name, guide, ...rest }) => ({ ...rest, at: line(), key, ...name, guide: guide?.title ?? '', guideVersion: guide?.version ?? '', guideFrom: guide?.effectiveFrom ?? '' }))
export const documentDrafts = ({ documents }: Content): DocumentDraft[] => documents.map(({ name, ...rest }) => ({ ...rest, at: line(), ...name }))

const nameOf = ({ zh, en }: { zh: string; en: string }) => ({ zh: zh.trim(), en: en.trim() })
export function contentOf(steps: StepDraft[], documents: DocumentDraft[]): Content {
  const [stepKeys, documentKeys] = [freeKeys(steps, '_'), freeKeys(documents, '_')]
  return {
    steps: steps.map((step, index): TemplateStep => ({
      key: stepKeys[index]!, name: nameOf(step), waitsFor: step.waitsFor, clientPresent: step.clientPresent, required: step.required, ...(step.utility && { utility: step.utility }),
      guide: step.guide.trim() ? { title: step.guide.trim(), version: step.guideVersion.trim(), effectiveFrom: step.guideFrom } : null,
    })),
    documents: documents.map((document, index): TemplateDocument => ({ key: documentKeys[index]!, name: nameOf(document), of: document.of, needed: document.needed })),
  }
}
