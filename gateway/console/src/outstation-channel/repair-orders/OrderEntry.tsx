import { useQueryClient } from '@tanstack/react-query'
import { App, Button, Input } from 'antd'
import { useRef, useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import { post } from '../../api/client.ts'
import type { RepairOrder } from '../../api/types.ts'
import { isFilled, textOf, type Values } from '../../components/form-fields.ts'
import { FormField } from '../../components/FormField.tsx'
import { Clause, Panel } from '../../components/small.tsx'
import { errorAt, FieldError, Refusal } from '../../components/states.tsx'
import { useTitle } from '../../components/use-title.ts'
import { orderBody, orderFields } from './order-deeds.ts'
import { useStationOptions } from '../queries.ts'
import '../../components/record.css'

const PATH = '/v1/outstation-channel/repair-orders'

/** Paper forms typed one after the other, at the desk or on the phone (OC-3.2.2a): what is still missing is said before, and does not keep an order from being entered. */
export default function OrderEntry() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const { message } = App.useApp()
  const stations = useStationOptions()
  const [stationId, setStation] = useState('')
  const [number, setNumber] = useState('')
  const [values, setValues] = useState<Values>({ parts: [{}] })
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<unknown>(null)
  const first = useRef<HTMLInputElement>(null)
  useTitle(t('repairOrder.enter'))
  const station = stations.length === 1 ? stations[0]!.value : stationId
  const fields = orderFields(t).map((field) => ({ ...field, optional: false })).filter((field) => field.when?.(values) ?? true)
  const missing = fields.filter((field) => field.name !== 'parts' && !isFilled(values[field.name]))
  const ready = station !== '' && number.trim() !== '' && !busy

  async function send(next: boolean, event?: FormEvent) {
    event?.preventDefault()
    if (!ready) return
    setBusy(true)
    setProblem(null)
    try {
      const given = fields.map(({ name }) => [name, values[name]] as const).filter(([, value]) => isFilled(value))
      const made = await post<RepairOrder>(PATH, { stationId: station, number: number.trim(), ...orderBody(Object.fromEntries(given.map(([name, value]) => [name, typeof value === 'string' ? value.trim() : value]))) })
      void message.success(t('repairOrder.entered', { number: made.number }))
      await queries.invalidateQueries()
      if (!next) return void navigate(`/repair-orders?id=${made.id}`)
      // The next form of the same heap: the day of the repair is mostly the same.
      setValues({ parts: [{}], repairedOn: values.repairedOn })
      setNumber(following(number.trim()))
      first.current?.focus()
    } catch (no) {
      setProblem(no)
    } finally {
      setBusy(false)
    }
  }

  return (
    <form className="page stack" style={{ maxWidth: 640 }} onSubmit={(event) => void send(true, event)} onKeyDown={(event) => { if (event.ctrlKey && event.code === 'Enter') void send(true) }}>
      <div className="page-head wrap"><h1>{t('repairOrder.enter')}</h1><Clause id="OC-3.2.2a" /><Link className="push" to="/repair-orders">{t('do.back')}</Link></div>
      <Refusal problem={problem} atFields={['number', 'stationId', ...fields.map(({ name }) => name)]} />
      <Panel title={stations.length === 1 ? stations[0]!.label : t('repairOrder.form')}>
        <div className="stack">
          {stations.length !== 1 && (
            <div className="field">
              <label htmlFor="field-station">{t('station.what')}</label>
              <select id="field-station" className="input" value={stationId} onChange={(event) => setStation(event.target.value)}>{!stationId && <option value="" />}{stations.map((each) => <option key={each.value} value={each.value}>{each.label}</option>)}</select>
              <FieldError>{errorAt(problem, 'stationId')}</FieldError>
            </div>
          )}
          <div className="field">
            <label htmlFor="field-number">{t('repairOrder.number')}</label>
            <Input ref={(input) => { first.current = input?.input ?? null }} id="field-number" autoFocus value={number} aria-invalid={Boolean(errorAt(problem, 'number'))} onChange={(event) => setNumber(event.target.value)} />
            <FieldError>{errorAt(problem, 'number')}</FieldError>
          </div>
          {fields.map((field) => <FormField key={`${field.name} ${field.kind === 'date' ? textOf(values[field.name]).length : ''}`} field={field} value={values[field.name]} first={false} error={errorAt(problem, field.name)} onChange={(value) => setValues((before) => ({ ...before, [field.name]: value }))} />)}
          {missing.length > 0 && <p className="muted">{t('repairOrder.mayWait')}{missing.map((field) => field.label).join(t('mark.list'))}</p>}
          <div className="row wrap">
            <Button type="primary" htmlType="submit" loading={busy} disabled={!ready}>{t('repairOrder.saveAndNext')}</Button>
            <Button disabled={!ready} onClick={() => void send(false)}>{t('repairOrder.saveOnly')}</Button>
          </div>
        </div>
      </Panel>
    </form>
  )
}

/** The number of the next form of a block: W0099 after W0098. */
function following(number: string): string {
  const [, head = '', digits = ''] = /^(.*?)(\d{1,9})$/.exec(number) ?? []
  return digits ? head + String(Number(digits) + 1).padStart(digits.length, '0') : ''
}
