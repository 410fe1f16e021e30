import { useQueryClient } from '@tanstack/react-query'
import { App, Modal } from 'antd'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { type Deed, doneWith, fillsOf, isFilled, type Value, type Values } from './form-fields.ts'
import { FormField } from './FormField.tsx'
import { errorAt, Refusal } from './states.tsx'
import './record.css'

/** A decision with what it needs; refusals stay in the dialog with field and clause, nothing typed is lost. */
export function FormDialog({ deed, refused = null, onClose }: { deed: Deed; /** Of a first try without the dialog. */ refused?: unknown; onClose: () => void }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const { message } = App.useApp()
  const [values, setValues] = useState<Values>(() => Object.fromEntries(deed.fields.map((field) => [field.name, field.initial])))
  const [typed, setTyped] = useState(false)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<unknown>(refused)
  const fields = deed.fields.filter((field) => field.when?.(values) ?? true)
  const missing = fields.filter((field) => !field.optional && !isFilled(values[field.name]))

  const change = (name: string, value: Value) => {
    setTyped(true)
    setValues((before) => ({ ...before, [name]: value }))
  }

  async function send(event?: FormEvent) {
    event?.preventDefault()
    if (missing.length > 0 || busy) return
    setBusy(true)
    setProblem(null)
    try {
      const given = fields.map(({ name }) => [name, values[name]] as const).filter(([, value]) => isFilled(value))
      const answer = await deed.send(Object.fromEntries(given.map(([name, value]) => [name, typeof value === 'string' ? value.trim() : value])))
      // What follows begins from what the page shows now, and not from the version before; a connection that has gone does not hold the dialog.
      await Promise.race([queries.invalidateQueries(), new Promise((done) => { setTimeout(done, 3_000) })])
      onClose()
      void message.success(...doneWith(deed, answer))
    } catch (no) {
      setProblem(no)
      setBusy(false)
    }
  }

  return (
    <Modal open width={deed.fields.some((field) => field.kind === 'rows') ? 640 : 480} title={deed.title} onCancel={onClose} onOk={() => void send()} okText={deed.title} cancelText={t('do.notNow')} okButtonProps={{ disabled: missing.length > 0, loading: busy, danger: deed.danger ?? false }} mask={{ closable: !typed }} keyboard={!typed} destroyOnHidden>
      <form className="stack" onSubmit={(event) => void send(event)} onKeyDown={(event) => { if (event.ctrlKey && event.code === 'Enter') void send() }}>
        {deed.about && <p className="muted">{deed.about}</p>}
        {deed.say && <p>{deed.say}</p>}
        <Refusal problem={problem} atFields={fields.flatMap(fillsOf)} />
        {fields.map((field, index) => <FormField key={field.name} field={field} value={values[field.name]} first={index === 0} error={errorAt(problem, ...fillsOf(field))} onChange={(value) => change(field.name, value)} />)}
        {missing.length > 0 && <p className="muted">{t('state.missing')}{missing.map((field) => field.label).join(t('mark.list'))}</p>}
        <button type="submit" hidden />
      </form>
    </Modal>
  )
}
