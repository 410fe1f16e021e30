import { post } from '../../../api/client.ts'
import type { DealUtility, UtilityApplication } from '../../../api/types.ts'
import type { Deed, Field, Values } from '../../../components/form-fields.ts'
import { keptPhone, phoneField } from '../phone-field.ts'
import { justNow, partyOptions, type Scene } from '../scene.ts'
import { toldFields, withTold } from '../steps/step-deeds.ts'

const pathOf = (scene: Scene, { utility }: DealUtility): string => `${scene.path}/utilities/${utility}`
const aboutOf = (scene: Scene, { name, accountNumber }: DealUtility): string => [scene.about, scene.formats.words(name), accountNumber].filter(Boolean).join(' · ')
/** The application that is not over. */
export const runningOf = ({ applications }: DealUtility): UtilityApplication | undefined => applications.find((each) => !each.endedAt)

/** PB-4.9b: applied for at the counter, by hotline or on a web page. */
export const lodge = (scene: Scene, utility: DealUtility): Deed => ({
  title: scene.t('utility.lodge'), about: aboutOf(scene, utility), done: scene.t('utility.lodged'),
  fields: [
    { name: 'place', kind: 'line', label: scene.t('utility.place'), hint: scene.t('utility.placeHint') }, { name: 'lodgedAt', kind: 'moment', label: scene.t('utility.lodgedAt'), initial: justNow() },
    { name: 'accountNumber', kind: 'line', label: scene.t('handover.accountNumber'), optional: true, initial: utility.accountNumber }, { name: 'acknowledgement', kind: 'line', label: scene.t('utility.acknowledgement'), optional: true, hint: scene.t('utility.laterHint') },
    { name: 'attachmentIds', kind: 'photos', label: scene.t('field.attachmentIds'), optional: true },
  ],
  send: (values) => post(`${pathOf(scene, utility)}/lodge`, values),
})

/** PF-10, UC-5.2d: the gas company is asked over the platform; what the agreement keeps back does not go over. */
export function request(scene: Scene, utility: DealUtility): Deed {
  const { t, deal } = scene
  const partners = utility.partners.filter((partner) => partner.carries)
  const says = (partner: DealUtility['partners'][number]) => {
    const words = (fields: string[]) => fields.map((field) => t(`utility.field.${field}`, { defaultValue: field })).join(t('mark.list')) || t('utility.nothing')
    return t('utility.requestSays', { partner: partner.name, fields: words(partner.fields), withheld: words(partner.withheld) })
  }
  const holder = (name: 'oldHolderPartyId' | 'newHolderPartyId', side: 'seller' | 'buyer'): Field[] => {
    const own = partyOptions(scene).filter(({ value }) => deal.parties.some((party) => party.id === value && party.side === side))
    return own.length > 1 ? [{ name, kind: 'pick', label: t(`utility.${name}`), initial: own[0]?.value, options: own }] : []
  }
  return {
    title: t('utility.request'), about: aboutOf(scene, utility), say: partners.map(says).join(' '), done: t('utility.requested'),
    fields: [
      ...(partners.length > 1 ? [{ name: 'agreementId', kind: 'pick' as const, label: t('utility.partner'), options: partners.map(({ agreementId, name }) => ({ value: agreementId, label: name })) }] : []),
      { name: 'accountNumber', kind: 'line', label: t('handover.accountNumber'), optional: true, initial: utility.accountNumber }, ...holder('oldHolderPartyId', 'seller'), ...holder('newHolderPartyId', 'buyer'),
      { name: 'requestedDate', kind: 'date', label: t('utility.requestedDate'), optional: true }, phoneField(scene, t('utility.phoneHint')),
    ],
    send: (values) => post(`${pathOf(scene, utility)}/request`, keptPhone(scene, values)),
  }
}

export const acknowledge = (scene: Scene, utility: DealUtility): Deed => ({
  title: scene.t('utility.acknowledge'), about: aboutOf(scene, utility), done: scene.t('utility.acknowledged'),
  fields: [{ name: 'acknowledgement', kind: 'line', label: scene.t('utility.acknowledgement') }, { name: 'at', kind: 'moment', label: scene.t('informing.at'), optional: true, hint: scene.t('informing.nowIfEmpty') }],
  send: (values) => post(`${pathOf(scene, utility)}/acknowledge`, values),
})

/** Done with its proof, which ends the step and is told to both (PB-4.8); refused with the reason, which opens it again (R13). */
export function recordResult(scene: Scene, utility: DealUtility): Deed {
  const { t } = scene
  const running = runningOf(utility)
  const done = (values: Values) => values.result === 'done'
  return {
    title: t('utility.result'), about: aboutOf(scene, utility), done: t('utility.resulted'),
    fields: [
      { name: 'result', kind: 'choice', label: t('step.result'), options: (['done', 'refused'] as const).map((value) => ({ value, label: t(`utility.status.${value}`) })) },
      { name: 'at', kind: 'moment', label: t('utility.resultAt'), initial: justNow(running?.acknowledgedAt ?? running?.lodgedAt) },
      { name: 'reason', kind: 'text', label: t('utility.why'), when: (values) => values.result === 'refused' },
      ...(utility.utility === 'cable' ? [] : [{ name: 'reading', kind: 'line' as const, label: t('utility.reading'), optional: true, when: done }]),
      { name: 'attachmentIds', kind: 'photos', label: t('utility.proof'), when: done },
      ...toldFields(scene, done),
    ],
    send: ({ told, ...values }) => post(`${pathOf(scene, utility)}/result`, done(values) ? withTold(scene, { told, ...values }) : values),
  }
}

export const withdraw = (scene: Scene, utility: DealUtility): Deed => ({
  title: scene.t('utility.withdraw'), about: aboutOf(scene, utility), say: scene.t(runningOf(utility)?.channel === 'platform' ? 'utility.withdrawSays' : 'utility.againSays'), danger: true, done: scene.t('utility.withdrawn'),
  fields: [{ name: 'reason', kind: 'text', label: scene.t('transfer.why') }], send: (values) => post(`${pathOf(scene, utility)}/withdraw`, values),
})

/** The deed of an action that the service offers. */
export function utilityDeed(scene: Scene, utility: DealUtility, action: string): Deed | null {
  const deeds: Record<string, (of: Scene, what: DealUtility) => Deed> = { 'request-transfer': request, lodge, acknowledge, 'record-result': recordResult, withdraw }
  return deeds[action]?.(scene, utility) ?? null
}
