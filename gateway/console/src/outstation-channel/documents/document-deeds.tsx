import { uploadPhoto } from '../../api/attachments.ts'
import { newKey, post } from '../../api/client.ts'
import type { ChannelDocument, Unit } from '../../api/types.ts'
import type { Deed, Field, Values } from '../../components/form-fields.ts'
import type { Say } from '../goods/parts.tsx'
import { departmentField } from '../quality/quality-deeds.ts'

const PATH = '/v1/outstation-channel/channel-documents'
export type DocumentKind = 'superior' | 'crisis' | 'technical'

/** The document itself, uploaded when the form is sent. */
function fileField(t: Say): { field: Field; upload: () => Promise<string> } {
  let file: File | undefined
  return {
    field: { name: 'file', kind: 'own', label: t('document.file'), hint: t('document.fileHint'), fills: ['attachmentId'], render: (_, onChange) => <input id="field-file" type="file" accept="application/pdf,image/*" onChange={(event) => { file = event.target.files?.[0]; onChange(file?.name ?? '') }} /> },
    upload: async () => (await uploadPhoto('outstation-channel', file!, file!.name, newKey())).id,
  }
}

const dayAndNote = (t: Say): Field[] => [{ name: 'effectiveOn', kind: 'date', label: t('document.effectiveOn') }, { name: 'note', kind: 'text', label: t('document.note'), optional: true }]

/** The file is sent before it, and named by its id. */
const bodyOf = (values: Values): Values => Object.fromEntries(Object.entries(values).filter(([name]) => name !== 'file'))

export function openDocument(t: Say, kind: DocumentKind, departments: Unit[], departmentId: string | undefined): Deed {
  const { field, upload } = fileField(t)
  return {
    title: t(`document.add.${kind}`), say: t('document.addSays'), done: t('document.added'), fields: [...departmentField(t, departments, departmentId), { name: 'title', kind: 'line', label: t('document.title') }, ...(kind === 'technical' ? [{ name: 'model', kind: 'line', label: t('goods.model'), optional: true } satisfies Field] : []), field, ...dayAndNote(t)],
    send: async (values) => post(PATH, { departmentUnitId: departmentId, kind, ...bodyOf(values), attachmentId: await upload() }),
  }
}

export function documentDeeds(t: Say, row: ChannelDocument): { sign: (edition: number) => Deed; publish: Deed } {
  const { field, upload } = fileField(t)
  return {
    sign: (edition) => ({ title: t('document.sign'), about: row.title, say: t('document.signSays', { n: edition }), done: t('document.isSigned'), fields: [], send: () => post(`${PATH}/${row.id}/sign`, { edition }) }),
    publish: { title: t('document.publish'), about: row.title, say: t('document.publishSays'), done: t('document.added'), fields: [field, ...dayAndNote(t)], send: async (values) => post(`${PATH}/${row.id}/editions`, { ...bodyOf(values), attachmentId: await upload() }) },
  }
}
