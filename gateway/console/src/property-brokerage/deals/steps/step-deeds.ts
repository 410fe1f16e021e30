import { post, put } from '../../../api/client.ts'
import type { DealAction, DealStep } from '../../../api/types.ts'
import { type Deed, type Field, listOf, type Values } from '../../../components/form-fields.ts'
import { keptPhone, phoneField } from '../phone-field.ts'
import { justNow, partyOptions, type Scene } from '../scene.ts'

export const WAITS_FOR = ['specialist', 'client', 'bank', 'registry', 'tax_office', 'utility', 'shop'] as const

const pathOf = (scene: Scene, step: DealStep): string => `${scene.path}/steps/${step.id}`
export const stepLabel = ({ formats }: Scene, step: Pick<DealStep, 'name'>): string => formats.words(step.name)

export const startStep = (scene: Scene, step: DealStep): Deed => ({ title: scene.t('step.start', { name: stepLabel(scene, step) }), done: scene.t('step.started', { name: stepLabel(scene, step) }), fields: [], send: () => post(`${pathOf(scene, step)}/start`) })

/** PB-4.8: where the client must come, the accompaniment is entered first. */
export const mayFinish = (scene: Scene, step: DealStep): DealAction | undefined =>
  step.clientPresent && !step.accompanied ? { action: 'finish', allowed: false, reason: { zh: '先登记谁到了、专员陪同', en: 'record first who came with the specialist' }, clause: 'PB-4.8' } : undefined

/** PB-4.8: which parties know of the end already, and the number for the text to the others. */
export const toldFields = (scene: Scene, when: (values: Values) => boolean = () => true): Field[] => [
  { name: 'told', kind: 'many', label: scene.t('step.toldAlready'), optional: true, options: partyOptions(scene), when },
  { name: 'channel', kind: 'choice', label: scene.t('step.toldHow'), initial: 'visit', options: (['visit', 'phone'] as const).map((value) => ({ value, label: scene.t(`step.channel.${value}`) })), when: (values) => when(values) && listOf(values.told).length > 0 },
  phoneField(scene, scene.t('step.phoneHint'), (values) => when(values) && listOf(values.told).length < scene.deal.parties.length),
]
export const withTold = (scene: Scene, { told, channel, ...values }: Values) => ({ ...keptPhone(scene, values), told: listOf(told).map((partyId) => ({ partyId, channel })) })

/** PB-4.5, PB-4.5b, PB-4.8: the end of a step, why it came before others, and how both parties hear of it. */
export function finishStep(scene: Scene, step: DealStep): Deed {
  const { t, formats } = scene
  const early: Field[] = step.waitsBehind.length === 0 ? [] : [{ name: 'outOfOrderReason', kind: 'text', label: t('step.outOfOrder'), hint: t('step.outOfOrderHint', { steps: step.waitsBehind.map((name) => formats.words(name)).join(t('mark.list')) }) }]
  return {
    title: t('step.finish', { name: stepLabel(scene, step) }), about: scene.about, done: t('step.finished', { name: stepLabel(scene, step) }),
    fields: [
      { name: 'finishedAt', kind: 'moment', label: t('step.finishedAt'), initial: justNow(step.startedAt) },
      { name: 'result', kind: 'text', label: t('step.result'), optional: true },
      ...early,
      { name: 'attachmentIds', kind: 'photos', label: t('field.attachmentIds'), optional: true },
      ...toldFields(scene),
    ],
    send: (values) => post(`${pathOf(scene, step)}/finish`, withTold(scene, values)),
  }
}

const withReason = (scene: Scene, step: DealStep, verb: 'reject' | 'reopen' | 'not-applicable', title: string): Deed => ({
  title, about: `${scene.about} · ${stepLabel(scene, step)}`, fields: [{ name: 'reason', kind: 'text', label: scene.t('transfer.why') }], send: (values) => post(`${pathOf(scene, step)}/${verb}`, values),
})
export const rejectStep = (scene: Scene, step: DealStep): Deed => withReason(scene, step, 'reject', scene.t('step.reject'))
export const reopenStep = (scene: Scene, step: DealStep): Deed => withReason(scene, step, 'reopen', scene.t('step.reopen'))
export const dropStep = (scene: Scene, step: DealStep): Deed => withReason(scene, step, 'not-applicable', scene.t('step.drop'))

/** PB-4.3b: when a step is expected. */
export const expectStep = (scene: Scene, step: DealStep): Deed => ({
  title: scene.t('step.expect'), about: `${scene.about} · ${stepLabel(scene, step)}`, fields: [{ name: 'expectedOn', kind: 'date', label: scene.t('step.expectedOn'), initial: step.expectedOn, fills: ['steps'] }],
  send: ({ expectedOn }) => put(`${scene.path}/steps/expected-dates`, { steps: [{ stepId: step.id, expectedOn }] }, scene.deal.version),
})

/** One that the template does not have. */
export function addStep(scene: Scene, steps: DealStep[]): Deed {
  const { t } = scene
  const yesNo = (['yes', 'no'] as const).map((value) => ({ value, label: t(`unit.${value}`) }))
  return {
    title: t('step.add'), about: scene.about, done: t('step.added'),
    fields: [
      { name: 'name', kind: 'line', label: t('step.name') }, { name: 'waitsFor', kind: 'pick', label: t('step.waitsFor'), options: WAITS_FOR.map((value) => ({ value, label: t(`step.waits.${value}`) })) },
      { name: 'clientPresent', kind: 'choice', label: t('step.clientComes'), initial: 'no', options: yesNo }, { name: 'required', kind: 'choice', label: t('step.required'), initial: 'yes', options: yesNo },
      { name: 'beforeStepId', kind: 'pick', label: t('step.before'), optional: true, hint: t('step.beforeHint'), options: steps.filter((step) => step.state === 'pending').map((step) => ({ value: step.id, label: stepLabel(scene, step) })) },
      { name: 'expectedOn', kind: 'date', label: t('step.expectedOn'), optional: true }, { name: 'reason', kind: 'text', label: t('transfer.why') },
    ],
    send: ({ name, clientPresent, required, ...rest }) => post(`${scene.path}/steps`, { ...rest, name: { zh: name, en: name }, clientPresent: clientPresent === 'yes', required: required === 'yes' }),
  }
}
