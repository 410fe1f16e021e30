import { useQueryClient } from '@tanstack/react-query'
import { App, Modal } from 'antd'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { post } from '../../api/client.ts'
import type { Case } from '../../api/types.ts'
import { errorAt, Refusal } from '../../components/states.tsx'
import { ActionInput, type Draft } from './ActionInput.tsx'
import { caseForms, orderForms, type ActionField } from './actions.ts'

interface Props {
  verb: string
  on: 'case' | 'order'
  record: Case
  title: string
  onClose: () => void
}

/** A decision with what it needs; refusals stay in the dialog with field and clause, nothing typed is lost. */
export function ActionDialog({ verb, on, record, title, onClose }: Props) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const { message } = App.useApp()
  const [draft, setDraft] = useState<Draft>({})
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<unknown>(null)
  const form = (on === 'case' ? caseForms : orderForms)[verb]!
  const id = on === 'case' ? record.id : record.workOrder!.id
  const fields = form.fields.filter((field) => field.when?.(record, draft) ?? true)
  const missing = fields.filter((field) => !field.optional && !filled(draft[field.name]))

  async function send(event?: FormEvent) {
    event?.preventDefault()
    if (missing.length > 0 || busy) return
    setBusy(true)
    setProblem(null)
    try {
      const { window: agreed, ...rest } = Object.fromEntries(fields.map(({ name }) => [name, draft[name]]))
      await post(`/v1/utility-care/${on === 'case' ? 'cases' : 'work-orders'}/${id}/${verb}`, { ...form.fixed, ...rest, ...(typeof agreed === 'object' ? agreed : {}) })
      onClose()
      void message.success(t(`done.${verb}`, { defaultValue: t(`action.${verb}`) }))
      await queries.invalidateQueries()
    } catch (refused) {
      setProblem(refused)
      setBusy(false)
    }
  }

  return (
    <Modal
      open
      width={480}
      title={t(`action.${verb}`)}
      onCancel={onClose}
      onOk={() => void send()}
      okText={t(`action.${verb}`)}
      cancelText={t('do.notNow')}
      okButtonProps={{ disabled: missing.length > 0, loading: busy }}
      destroyOnHidden
    >
      <form className="stack" onSubmit={(event) => void send(event)} onKeyDown={(event) => { if (event.ctrlKey && event.code === 'Enter') void send() }}>
        <p className="muted">{title}</p>
        <Refusal problem={problem} atFields={fields.flatMap(namesOf)} />
        {fields.map((field, index) => <ActionInput key={field.name} field={field} error={errorAt(problem, ...namesOf(field))} id={id} first={index === 0} draft={draft} verb={verb} onChange={(value) => setDraft((before) => ({ ...before, [field.name]: value }))} />)}
        {fields.length === 0 && <p>{t(`sure.${verb}`, { defaultValue: '' })}</p>}
        {missing.length > 0 && <p className="muted">{t('state.missing')}{missing.map((field) => t(`field.${field.name}`)).join(t('mark.list'))}</p>}
        <button type="submit" hidden />
      </form>
    </Modal>
  )
}

/** The properties of the body that a field fills. */
const namesOf = (field: ActionField): string[] => (field.kind === 'window' ? ['window', 'from', 'to'] : [field.name])

function filled(value: Draft[string]): boolean {
  if (value === undefined || value === null || value === '') return false
  if (Array.isArray(value)) return value.length > 0
  return typeof value !== 'object' || Boolean(value.from && value.to)
}
