import { post, remove } from '../../../api/client.ts'
import type { Transfer, TransferItem } from '../../../api/types.ts'
import { type Deed, textOf } from '../../../components/form-fields.ts'
import { partyOptions, type Scene } from '../scene.ts'

/** Not there, whatever the reason (PB-4.2). */
export const isMissing = ({ state }: TransferItem): boolean => state === 'missing' || state === 'refused'

/** 公证委托书（钱永年）. */
export const documentLabel = ({ formats, t }: Scene, { name, whose }: Pick<TransferItem, 'name' | 'whose'>): string => (whose ? t('transfer.of', { name: formats.words(name), whose }) : formats.words(name))

const itemPath = (scene: Scene, item: TransferItem): string => `${scene.path}/transfer/items/${item.id}`

export const bringItem = (scene: Scene, item: TransferItem): Deed => ({
  title: scene.t('transfer.bring'), about: documentLabel(scene, item), done: scene.t('transfer.brought'),
  fields: [{ name: 'originalPlace', kind: 'line', label: scene.t('transfer.place'), optional: true, initial: item.originalPlace }, { name: 'attachmentIds', kind: 'photos', label: scene.t('transfer.scans'), optional: true }],
  send: (values) => post(`${itemPath(scene, item)}/bring`, values),
})

const withReason = (scene: Scene, item: TransferItem, verb: 'refuse' | 'not-applicable', title: string): Deed => ({
  title, about: documentLabel(scene, item), fields: [{ name: 'reason', kind: 'text', label: scene.t('transfer.why') }], send: (values) => post(`${itemPath(scene, item)}/${verb}`, values),
})
export const sendBack = (scene: Scene, item: TransferItem): Deed => withReason(scene, item, 'refuse', scene.t('transfer.sendBack'))
export const notNeeded = (scene: Scene, item: TransferItem): Deed => withReason(scene, item, 'not-applicable', scene.t('transfer.notNeeded'))

export const addItem = (scene: Scene): Deed => ({
  title: scene.t('transfer.add'), about: scene.about,
  fields: [
    { name: 'name', kind: 'line', label: scene.t('transfer.name') }, { name: 'partyId', kind: 'pick', label: scene.t('transfer.whose'), optional: true, options: partyOptions(scene) },
    { name: 'reason', kind: 'text', label: scene.t('transfer.why'), optional: true },
  ],
  send: ({ name, ...rest }) => post(`${scene.path}/transfer/items`, { name: { zh: name, en: name }, ...rest }),
})

/** What was added by hand and has not come. */
export const removeItem = (scene: Scene, item: TransferItem): Deed => ({ title: scene.t('transfer.remove'), about: documentLabel(scene, item), fields: [], send: () => remove(itemPath(scene, item)) })

/** PB-4.2: what is missing is named; the refusal ends the round and opens the next. */
export const refuseTransfer = (scene: Scene, { items }: Transfer): Deed => ({
  title: scene.t('transfer.refuse'), about: scene.about, say: scene.t('transfer.refuseSays'), danger: true, done: scene.t('transfer.refused'),
  fields: [
    {
      name: 'itemIds', kind: 'many', label: scene.t('transfer.wanting'), initial: items.filter(isMissing).map((item) => item.id),
      options: items.filter((item) => item.state !== 'not_applicable').map((item) => ({ value: item.id, label: documentLabel(scene, item), note: scene.t(`transfer.state.${item.state}`) })),
    },
    { name: 'reason', kind: 'text', label: scene.t('transfer.why') },
  ],
  send: (values) => post(`${scene.path}/transfer/refuse`, values),
})

/** Takes the deal (PB-4.4); where the company accepts a transfer that is not complete, each missing document gets a reason and a day. */
export function acceptTransfer(scene: Scene, { items }: Transfer): Deed {
  const missing = items.filter(isMissing)
  return {
    title: scene.t('transfer.accept'), about: scene.about, say: scene.t(missing.length ? 'transfer.acceptOwing' : 'transfer.acceptSays'), done: scene.t('transfer.accepted'),
    fields: missing.flatMap((item, index) => [
      { name: `reason ${item.id}`, kind: 'line' as const, label: scene.t('transfer.owedWhy', { document: documentLabel(scene, item) }), fills: [`owed.${index}`] },
      { name: `day ${item.id}`, kind: 'date' as const, label: scene.t('transfer.owedDay', { document: documentLabel(scene, item) }), fills: [`owed.${index}.dueOn`] },
    ]),
    send: (values) => post(`${scene.path}/transfer/accept`, { owed: missing.map(({ id }) => ({ itemId: id, reason: textOf(values[`reason ${id}`]), dueOn: textOf(values[`day ${id}`]) })) }),
  }
}

export const acceptItem = (scene: Scene, item: TransferItem): Deed => ({ title: scene.t('transfer.acceptItem'), about: documentLabel(scene, item), done: scene.t('transfer.itemAccepted'), fields: [], send: () => post(`${itemPath(scene, item)}/accept`) })
