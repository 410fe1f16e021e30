import { post, remove } from '../../../api/client.ts'
import type { CatalogueLine, DealArchive } from '../../../api/types.ts'
import type { Deed } from '../../../components/form-fields.ts'
import { receiveArchive, returnArchive } from '../../archives/archive-deeds.ts'
import type { Scene } from '../scene.ts'

/** PB-4.10: all documents to the archivist, with the catalogue of this moment. */
export const handOverArchive = (scene: Scene): Deed => ({
  title: scene.t('archive.handOver'), about: scene.about, say: scene.t('archive.handOverSays'), done: scene.t('archive.handedOverDone'), fields: [{ name: 'note', kind: 'line', label: scene.t('field.note'), optional: true }], send: (values) => post(`${scene.path}/archive/hand-over`, values),
})

/** The deed behind an action that the service offers. */
export function archiveDeed(scene: Scene, archive: DealArchive, action: string): Deed | null {
  const filed = { dealId: scene.deal.id, about: scene.about }
  if (action === 'hand-over-archive') return handOverArchive(scene)
  if (action === 'receive-archive') return receiveArchive(scene, filed)
  return action === 'return-archive' ? returnArchive(scene, filed, archive.catalogue) : null
}

/** A paper that the deal's records do not know. */
export const addPaper = (scene: Scene): Deed => ({
  title: scene.t('archive.add'), about: scene.about, done: scene.t('archive.added'),
  fields: [
    { name: 'name', kind: 'line', label: scene.t('transfer.name') }, { name: 'medium', kind: 'choice', label: scene.t('archive.mediumOf'), initial: 'original', options: (['original', 'copy', 'electronic'] as const).map((value) => ({ value, label: scene.t(`archive.medium.${value}`) })) },
    { name: 'note', kind: 'line', label: scene.t('field.note'), optional: true }, { name: 'attachmentIds', kind: 'photos', label: scene.t('transfer.scans'), optional: true },
  ],
  send: (values) => post(`${scene.path}/archive/items`, values),
})

export const removePaper = (scene: Scene, line: CatalogueLine): Deed => ({
  title: scene.t('transfer.remove'), about: scene.formats.words(line.name), say: scene.t('archive.removeSays'), danger: true, fields: [], send: () => remove(`${scene.path}/archive/items/${line.key.slice('added:'.length)}`),
})
