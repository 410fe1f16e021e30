import { post } from '../../../api/client.ts'
import type { StepProgress } from '../../../api/types.ts'
import type { Deed } from '../../../components/form-fields.ts'
import { keptPhone, phoneField } from '../phone-field.ts'
import type { Scene } from '../scene.ts'

/** Parties that do not know of the end of the step yet (PB-4.8). */
export const untold = (progress: StepProgress | undefined) => progress?.parties.filter((party) => !party.knownSince) ?? []

/** PB-4.8: somebody was told by phone or face to face. */
export const tellParty = (scene: Scene, progress: StepProgress): Deed => ({
  title: scene.t('step.tell'), about: `${scene.about} · ${scene.formats.words(progress.name)}`, done: scene.t('step.told'),
  fields: [
    { name: 'partyId', kind: 'choice', label: scene.t('step.toldWhom'), options: untold(progress).map((party) => ({ value: party.partyId, label: `${scene.formats.words(party.sideName)} ${party.contact}` })) },
    { name: 'channel', kind: 'choice', label: scene.t('step.toldHow'), initial: 'phone', options: (['phone', 'visit'] as const).map((value) => ({ value, label: scene.t(`step.channel.${value}`) })) },
    { name: 'at', kind: 'moment', label: scene.t('informing.at'), optional: true, hint: scene.t('informing.nowIfEmpty'), fills: ['told'] },
    { name: 'note', kind: 'line', label: scene.t('field.note'), optional: true },
  ],
  send: (values) => post(`${scene.path}/progress/${progress.stepId}/calls`, values),
})

/** PB-4.8: texts again to those who do not know yet. */
export const textAgain = (scene: Scene, progress: StepProgress): Deed => ({
  title: scene.t('step.textAgain'), about: `${scene.about} · ${scene.formats.words(progress.name)}`, done: scene.t('informing.texted'), fields: [phoneField(scene)],
  send: (values) => post(`${scene.path}/progress/${progress.stepId}/texts`, keptPhone(scene, values)),
})
