import { post, put } from '../../../api/client.ts'
import { download } from '../../../api/download.ts'
import type { DealStep, FormCode, FormNumber } from '../../../api/types.ts'
import { type Deed, textOf } from '../../../components/form-fields.ts'
import type { Scene } from '../scene.ts'
import { stepLabel } from '../steps/step-deeds.ts'

export type Format = 'pdf' | 'xlsx'
/** A form of the deal; of F3, one slip. */
export interface Which { form: FormCode; title: string; slip?: { id: string; number: string } | undefined }

const filePath = (scene: Scene, { form }: Which): string => `${scene.path}/forms/${form}/file`
const nameOf = ({ title, slip }: Which): string => [`《${title}》`, slip?.number].filter(Boolean).join(' ')

/** A name may have a character that the print has not: it is said, so that somebody writes it in. */
const kept = ({ t }: Scene) => (missing: unknown): string => (missing ? t('form.keptWithout', { missing }) : t('form.kept'))

/** PB-5: under its title and number, the numbers of people masked. */
export const keepForm = (scene: Scene, which: Which, format: Format): Deed => ({
  title: scene.t(`form.format.${format}`), about: nameOf(which), done: kept(scene), fields: [], send: () => download(filePath(scene, which), { query: { format, slipId: which.slip?.id } }),
})

/** The same with the full numbers; who took it and why stays on the timeline. */
export const revealForm = (scene: Scene, which: Which): Deed => ({
  title: scene.t('form.full'), about: nameOf(which), say: scene.t('form.fullSays'), done: kept(scene),
  fields: [
    { name: 'format', kind: 'choice', label: scene.t('form.formatOf'), initial: 'pdf', options: (['pdf', 'xlsx'] as const).map((value) => ({ value, label: scene.t(`form.format.${value}`) })) },
    { name: 'reason', kind: 'text', label: scene.t('deal.revealReason') },
  ],
  send: (values) => download(filePath(scene, which), { body: { ...values, ...(which.slip && { slipId: which.slip.id }) } }),
})

/** PB-4.3b: by the contract nothing is missing; met by it. */
export const completeForms = (scene: Scene): Deed => ({ title: scene.t('form.complete'), about: scene.about, say: scene.t('form.completeSays'), done: scene.t('form.completed'), fields: [], send: () => post(`${scene.path}/forms/complete`) })

/** Required, not done, and nobody has said when it is expected (PB-4.3b). */
export const openEnded = (steps: DealStep[]): DealStep[] => steps.filter((step) => step.required && step.state !== 'done' && step.state !== 'not_applicable' && !step.expectedOn)

/** The days of all steps that have none, in one go. */
export const expectSteps = (scene: Scene, steps: DealStep[]): Deed => ({
  title: scene.t('form.expectAll'), about: scene.about, done: scene.t('form.expected'),
  fields: steps.map((step, index) => ({ name: step.id, kind: 'date' as const, label: stepLabel(scene, step), optional: true, fills: [`steps.${index}`] })),
  send: (days) => put(`${scene.path}/steps/expected-dates`, { steps: Object.entries(days).map(([stepId, day]) => ({ stepId, expectedOn: textOf(day) })) }, scene.deal.version),
})

/** PB-5: a company may print under a number of its own. */
export const setNumber = ({ t, formats }: Scene, { form, title, number }: FormNumber): Deed => ({
  title: t('form.setNumber'), about: `《${formats.words(title)}》 ${number}`, done: t('form.numberSet'),
  fields: [
    { name: 'number', kind: 'line', label: t('form.number'), hint: t('form.numberHint') }, { name: 'effectiveFrom', kind: 'moment', label: t('form.since'), optional: true, hint: t('informing.nowIfEmpty') },
    { name: 'reason', kind: 'text', label: t('transfer.why') },
  ],
  send: (values) => post('/v1/property-brokerage/form-numbers', { form, ...values }),
})
