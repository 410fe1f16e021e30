import { post } from '../../../api/client.ts'
import type { Appointment, DealStep } from '../../../api/types.ts'
import { type Deed, type Field, listOf, windowOf } from '../../../components/form-fields.ts'
import { serverNow } from '../../../shell/server-clock.ts'
import { keptPhone, phoneField } from '../phone-field.ts'
import { partyOptions, type Scene } from '../scene.ts'
import { stepLabel } from './step-deeds.ts'

/** A visit may be entered after it was kept; a registry's windows are given out weeks ahead. */
const REACH = { back: 7, ahead: 60 }
const pathOf = (scene: Scene, visit: Appointment): string => `${scene.path}/appointments/${visit.id}`
const aboutOf = (scene: Scene, visit: Appointment): string => `${scene.formats.words(visit.step)} · ${scene.formats.at(visit.startsAt)} · ${visit.place}`
const when = ({ t }: Scene, visit?: Appointment): Field => ({ name: 'window', kind: 'window', label: t('visit.when'), reach: REACH, fills: ['startsAt', 'endsAt'], initial: visit ? { from: visit.startsAt, to: visit.endsAt } : null })
const place = ({ t }: Scene, visit?: Appointment): Field => ({ name: 'place', kind: 'line', label: t('visit.place'), initial: visit?.place })
const spanOf = (window: Parameters<typeof windowOf>[0]) => ({ startsAt: windowOf(window)?.from, endsAt: windowOf(window)?.to })

export const makeVisit = (scene: Scene, step: DealStep): Deed => ({
  title: scene.t('visit.make'), about: `${scene.about} · ${stepLabel(scene, step)}`, say: scene.t('visit.makeSays'), done: scene.t('visit.made'),
  fields: [
    { name: 'partyIds', kind: 'many', label: scene.t('visit.who'), options: partyOptions(scene), initial: scene.deal.parties.map((party) => party.id) }, when(scene), place(scene),
    { name: 'bring', kind: 'line', label: scene.t('visit.bring'), optional: true }, phoneField(scene),
  ],
  send: ({ window, ...values }) => post(`${scene.path}/appointments`, { stepId: step.id, ...spanOf(window), ...keptPhone(scene, values) }),
})

export const changeVisit = (scene: Scene, visit: Appointment): Deed => ({
  title: scene.t('visit.change'), about: aboutOf(scene, visit), say: scene.t('visit.changeSays'), fields: [when(scene, visit), place(scene, visit), { name: 'reason', kind: 'text', label: scene.t('transfer.why') }],
  send: ({ window, ...values }) => post(`${pathOf(scene, visit)}/change`, { ...spanOf(window), ...values }, { ifMatch: visit.version }),
})

export const answerVisit = (scene: Scene, visit: Appointment): Deed => ({
  title: scene.t('visit.answer'), about: aboutOf(scene, visit),
  fields: [
    { name: 'partyId', kind: 'choice', label: scene.t('visit.whose'), options: visit.answers.map((answer) => ({ value: answer.partyId, label: `${scene.formats.words(answer.sideName)} ${answer.name}` })) },
    { name: 'answer', kind: 'choice', label: scene.t('visit.said'), options: (['confirmed', 'another_time'] as const).map((value) => ({ value, label: scene.t(`visit.answers.${value}`) })) },
    { name: 'note', kind: 'line', label: scene.t('field.note'), optional: true },
  ],
  send: (values) => post(`${pathOf(scene, visit)}/answer`, values),
})

/** PB-4.8: who came, and that the specialist was there. */
export function attendVisit(scene: Scene, visit: Appointment): Deed {
  const { t } = scene
  const atMost = (instant: string, ago: number) => new Date(Math.min(Date.parse(instant), serverNow() - ago)).toISOString()
  return {
    title: t('visit.attend'), about: aboutOf(scene, visit), done: t('visit.attended'),
    fields: [
      { name: 'partyIds', kind: 'many', label: t('visit.came'), optional: true, hint: t('visit.nobodyHint'), options: visit.answers.map((answer) => ({ value: answer.partyId, label: `${scene.formats.words(answer.sideName)} ${answer.name}` })) },
      { name: 'specialist', kind: 'choice', label: t('visit.specialistThere'), initial: 'yes', options: (['yes', 'no'] as const).map((value) => ({ value, label: t(`unit.${value}`) })) },
      { name: 'presentAt', kind: 'moment', label: t('visit.from'), initial: atMost(visit.startsAt, 120_000) }, { name: 'leftAt', kind: 'moment', label: t('visit.until'), initial: atMost(visit.endsAt, 2000) },
      { name: 'note', kind: 'line', label: t('field.note'), optional: true },
    ],
    send: ({ partyIds, specialist, ...values }) => post(`${pathOf(scene, visit)}/attendance`, { ...values, partyIds: listOf(partyIds), specialist: specialist === 'yes' }),
  }
}

export const cancelVisit = (scene: Scene, visit: Appointment): Deed => ({
  title: scene.t('visit.cancel'), about: aboutOf(scene, visit), danger: true, fields: [{ name: 'reason', kind: 'text', label: scene.t('transfer.why') }], send: (values) => post(`${pathOf(scene, visit)}/cancel`, values),
})
