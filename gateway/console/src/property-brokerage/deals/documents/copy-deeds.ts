import { post } from '../../../api/client.ts'
import type { Deed } from '../../../components/form-fields.ts'
import type { Scene } from '../scene.ts'

/** PB-4.4: the specialist gives the copy of the contract to the department head. */
export const handOverCopy = (scene: Scene, heads: string[]): Deed => ({
  title: scene.t('contractCopy.handOver'), about: scene.about, say: scene.t('contractCopy.handOverSays', { heads: heads.join(scene.t('mark.list')) }), done: scene.t('contractCopy.handedOver'),
  fields: [{ name: 'note', kind: 'line', label: scene.t('field.note'), optional: true }, { name: 'attachmentIds', kind: 'photos', label: scene.t('transfer.scans'), optional: true }],
  send: (values) => post(`${scene.path}/contract-copy/hand-over`, values),
})

/** PB-4.4: the head has checked it, or objects with a reason. */
export const checkCopy = (scene: Scene): Deed => ({
  title: scene.t('contractCopy.check'), about: scene.about, done: scene.t('contractCopy.checked'),
  fields: [
    { name: 'result', kind: 'choice', label: scene.t('contractCopy.result'), options: (['checked', 'objected'] as const).map((value) => ({ value, label: scene.t(`contractCopy.results.${value}`) })) },
    { name: 'reason', kind: 'text', label: scene.t('contractCopy.objection'), when: (values) => values.result === 'objected' },
  ],
  send: (values) => post(`${scene.path}/contract-copy/check`, values),
})
