import { post } from '../../../api/client.ts'
import type { PartyIntroduction } from '../../../api/types.ts'
import type { Deed } from '../../../components/form-fields.ts'
import { keptPhone, phoneField } from '../phone-field.ts'
import { partyLabel, type Scene } from '../scene.ts'

/** PB-4.3a: the shop phones a party and names the specialist. */
export const recordCall = (scene: Scene, party: PartyIntroduction): Deed => ({
  title: scene.t('informing.call'), about: `${partyLabel(scene, party)} ${party.contact === party.name ? '' : party.contact} ${party.phoneMasked}`, done: scene.t('informing.called'),
  fields: [
    { name: 'outcome', kind: 'choice', label: scene.t('informing.outcomeOf'), options: (['reached', 'no_answer'] as const).map((value) => ({ value, label: scene.t(`informing.outcome.${value}`) })) },
    { name: 'at', kind: 'moment', label: scene.t('informing.at'), optional: true, hint: scene.t('informing.nowIfEmpty') },
    { name: 'note', kind: 'line', label: scene.t('field.note'), optional: true },
  ],
  send: (values) => post(`${scene.path}/introductions/calls`, { partyId: party.partyId, ...values }),
})

/** PB-4.3a: the specialist texts the parties that have not been reached by one. */
export const textParties = (scene: Scene): Deed => ({
  title: scene.t('informing.text'), about: scene.about, say: scene.t('informing.textSays'), done: scene.t('informing.texted'), fields: [phoneField(scene)],
  send: (values) => post(`${scene.path}/introductions/texts`, keptPhone(scene, values)),
})

/** Who has no text that was accepted or is under way. */
export const untexted = (parties: PartyIntroduction[]): PartyIntroduction[] => parties.filter(({ texts }) => !texts.some((text) => text.result === null || text.result === 'accepted' || text.result === 'retried'))

/** Who has neither been reached nor called in vain often enough. */
export const uncalled = (parties: PartyIntroduction[], attempts: number): PartyIntroduction[] => parties.filter(({ calls }) => !calls.some((call) => call.outcome === 'reached') && calls.length < attempts)
