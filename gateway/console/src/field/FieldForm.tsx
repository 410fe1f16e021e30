import type { FormEvent, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { type Field, isFilled, listOf, type Option, textOf, type Value, type Values } from '../components/form-fields.ts'
import { Segments } from '../components/small.tsx'
import { Refusal } from '../components/states.tsx'
import { useDraft } from './drafts.ts'
import { PhotoField } from './PhotoField.tsx'
import type { KeptPhoto } from './photos.ts'
import { Sheet } from './Sheet.tsx'
import { useKeeping } from './use-keeping.ts'

/** Of a form's fields those that a phone draws itself; `whole` takes digits alone. */
export type FieldOnFoot = Pick<Field, 'name' | 'label' | 'optional' | 'hint' | 'initial' | 'when'> & ({ kind: 'line' | 'text' | 'whole' } | { kind: 'choice' | 'pick' | 'many'; options: Option[] } | { kind: 'own'; render: (value: Value, onChange: (value: Value) => void) => ReactNode })

interface Props {
  /** Under which the draft is kept; unique on the phone. */
  name: string
  record: string
  title: string
  say?: string | undefined
  fields: FieldOnFoot[]
  /** Whether pictures belong to it. */
  photos?: boolean
  save: string
  /** What stands above the fields. */
  children?: ReactNode
  onSave: (values: Values, photos: KeptPhoto[]) => Promise<unknown>
  onClose: () => void
}

/** Something to write down on foot: a sheet with its fields and photos, kept while it is written. */
export function FieldForm({ name, record, title, say, fields: all, photos: takesPhotos = false, save, children, onSave, onClose }: Props) {
  const { t } = useTranslation()
  const { value: { values, photos }, set, clear, ready } = useDraft<{ values: Values; photos: KeptPhoto[] }>(name, { values: Object.fromEntries(all.map((field) => [field.name, field.initial])), photos: [] })
  const { busy, problem, keep } = useKeeping(async () => { await clear(); onClose() })
  const fields = all.filter((field) => field.when?.(values) ?? true)
  const missing = fields.filter((field) => !field.optional && !isFilled(values[field.name]))
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (missing.length > 0 || busy) return
    const given = fields.map(({ name: field }) => [field, values[field]] as const).filter(([, value]) => isFilled(value))
    await keep(() => onSave(Object.fromEntries(given.map(([field, value]) => [field, typeof value === 'string' ? value.trim() : value])), photos))
  }
  const change = (field: string) => (value: Value) => set((before) => ({ ...before, values: { ...before.values, [field]: value } }))
  return (
    <Sheet label={title} onClose={onClose}>
      {(close) => ready && (
        <form onSubmit={(event) => void submit(event)}>
          <h2>{title}</h2>
          {say && <p className="muted">{say}</p>}
          {children}
          {fields.map((field) => <Line key={field.name} field={field} value={values[field.name]} onChange={change(field.name)} />)}
          <Refusal problem={problem} />
          {takesPhotos && <PhotoField record={record} photos={photos} onChange={(next) => set((before) => ({ ...before, photos: next(before.photos) }))} />}
          {missing.length > 0 && <p className="muted">{t('state.missing')}{missing.map((field) => field.label).join(t('mark.list'))}</p>}
          <button type="submit" className="btn primary" disabled={missing.length > 0 || busy}>{save}</button>
          <button type="button" className="btn" onClick={close}>{t('do.notNow')}</button>
        </form>
      )}
    </Sheet>
  )
}

function Line({ field, value, onChange }: { field: FieldOnFoot; value: Value; onChange: (value: Value) => void }) {
  const { t } = useTranslation()
  const id = `foot-${field.name}`
  const label = <>{field.label}{field.optional && <span className="muted"> {t('state.optional')}</span>}</>
  if (field.kind === 'own') return <div className="field"><span className="label">{label}</span>{field.render(value, onChange)}</div>
  if (field.kind === 'choice') return <div className="field"><span className="label">{label}</span><Segments big label={field.label} value={textOf(value)} onChange={onChange} options={field.options} /></div>
  if (field.kind === 'many') {
    const chosen = listOf(value)
    return (
      <fieldset className="ticks"><legend>{label}</legend>{field.options.map((option) => <label key={option.value}><input type="checkbox" checked={chosen.includes(option.value)} onChange={(event) => onChange(event.target.checked ? [...chosen, option.value] : chosen.filter((each) => each !== option.value))} />{option.label}</label>)}</fieldset>
    )
  }
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {field.kind === 'text' && <textarea id={id} className="input" rows={3} value={textOf(value)} onChange={(event) => onChange(event.target.value)} />}
      {field.kind === 'line' && <input id={id} className="input" autoComplete="off" value={textOf(value)} onChange={(event) => onChange(event.target.value)} />}
      {field.kind === 'whole' && <input id={id} className="input" autoComplete="off" inputMode="numeric" value={textOf(value)} onChange={(event) => onChange(event.target.value.replaceAll(/\D/g, ''))} />}
      {field.kind === 'pick' && <select id={id} className="input" value={textOf(value)} onChange={(event) => onChange(event.target.value)}>{!value && <option value="" />}{field.options.map((option) => <option key={option.value} value={option.value}>{option.label}</option>)}</select>}
      {field.hint && <p className="muted">{field.hint}</p>}
    </div>
  )
}
