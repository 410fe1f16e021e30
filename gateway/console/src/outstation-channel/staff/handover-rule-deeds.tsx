import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { uploadPhoto } from '../../api/attachments.ts'
import { newKey, post } from '../../api/client.ts'
import type { Unit } from '../../api/types.ts'
import type { Deed } from '../../components/form-fields.ts'
import { Refusal } from '../../components/states.tsx'

type Say = (key: string, values?: Record<string, unknown>) => string

/** OC-4.6: the next edition of the linked document. */
export const publishRule = (t: Say, departments: Unit[], departmentUnitId: string | undefined): Deed => ({
  title: t('handover.publish'), say: t('handover.publishSays'), done: t('handover.isPublished'),
  fields: [
    { name: 'departmentUnitId', kind: 'pick', label: t('channelRegion.department'), initial: departmentUnitId, options: departments.map((unit) => ({ value: unit.id, label: unit.name })) }, { name: 'title', kind: 'line', label: t('handover.title'), initial: t('handover.titleIs') },
    { name: 'attachmentId', kind: 'own', label: t('handover.document'), render: (_value, onChange) => <DocumentField onChange={onChange} /> }, { name: 'effectiveOn', kind: 'date', label: t('handover.effectiveOn') },
  ],
  send: (values) => post('/v1/outstation-channel/handover-rules', values),
})

/** A document as it was written or scanned; uploaded as soon as it is chosen. */
function DocumentField({ onChange }: { onChange: (id: string) => void }) {
  const { t } = useTranslation()
  const [problem, setProblem] = useState<unknown>(null)
  const take = async (file: File | undefined) => {
    setProblem(null)
    onChange('')
    if (file) await uploadPhoto('outstation-channel', file, file.name, newKey()).then(({ id }) => onChange(id), setProblem)
  }
  return (
    <>
      <input id="field-attachmentId" className="input" type="file" accept="application/pdf,image/*" aria-label={t('handover.document')} onChange={(event) => void take(event.target.files?.[0])} />
      <Refusal problem={problem} />
    </>
  )
}
