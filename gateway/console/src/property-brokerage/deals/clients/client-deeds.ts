import { post } from '../../../api/client.ts'
import type { ClientLink, ClientWord, DealParty } from '../../../api/types.ts'
import { type Deed, textOf } from '../../../components/form-fields.ts'
import { keptPhone, phoneField } from '../phone-field.ts'
import { partyLabel, type Scene } from '../scene.ts'

/** Capability 5: the party gets a link of its own by text; an earlier one ends. */
export const sendLink = (scene: Scene, party: DealParty, again: boolean): Deed => ({
  title: scene.t(again ? 'client.sendAgain' : 'client.send'), about: `${partyLabel(scene, party)} ${party.representative?.phoneMasked ?? party.phoneMasked}`, say: scene.t(again ? 'client.sendAgainSays' : 'client.sendSays'), done: scene.t('client.sent'),
  fields: [phoneField(scene, scene.t('client.phoneHint')), { name: 'days', kind: 'choice', label: scene.t('client.days'), initial: '90', options: ['30', '90', '180'].map((value) => ({ value, label: scene.t('client.daysOf', { n: value }) })) }],
  send: ({ days, ...values }) => post(`${scene.path}/clients/links`, { ...keptPhone(scene, values), partyId: party.id, days: Number(textOf(days)) }),
})

export const revokeLink = (scene: Scene, link: ClientLink): Deed => ({ title: scene.t('client.revoke'), about: `${scene.formats.words(link.sideName)} ${link.name}`, say: scene.t('client.revokeSays'), danger: true, done: scene.t('client.revoked'), fields: [], send: () => post(`${scene.path}/clients/links/${link.id}/revoke`) })

/** PB-4.8: the party reads the answer on its page. */
export const answerWord = (scene: Scene, word: ClientWord): Deed => ({
  title: scene.t('client.answer'), about: `${word.name}${scene.t('mark.colon')}${word.text}`, done: scene.t('client.answered'), fields: [{ name: 'answer', kind: 'text', label: scene.t('client.answerText') }],
  send: (values) => post(`${scene.path}/clients/words/${word.id}/answer`, values),
})
