import { Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { usePeople } from '../api/queries.ts'
import { type Field, listOf, type Option, rowsOf, textOf, type Value, windowOf } from './form-fields.ts'
import { DateInput, MomentInput } from './moment-inputs.tsx'
import { PhotoPicker } from './PhotoPicker.tsx'
import { RowsField } from './RowsField.tsx'
import { Segments } from './small.tsx'
import { FieldError } from './states.tsx'
import { WindowPicker } from './WindowPicker.tsx'

interface Props { field: Field; value: Value; first: boolean; error: string | undefined; onChange: (value: Value) => void }

/** A label, its input, and under it what the server said about it. */
export function FormField({ field, value, first, error, onChange }: Props) {
  const { t } = useTranslation()
  const { label, name } = field
  const common = { id: `field-${name}`, autoFocus: first, 'aria-label': label, ...(error && { status: 'error' as const, 'aria-invalid': true, 'aria-describedby': `error-${name}` }) }
  return (
    <div className="field">
      <label htmlFor={common.id}>{label}{field.optional && <span className="muted"> {t('state.optional')}</span>}</label>
      {field.kind === 'line' && <Input {...common} value={textOf(value)} onChange={(event) => onChange(event.target.value)} />}
      {field.kind === 'text' && <Input.TextArea {...common} rows={2} value={textOf(value)} onChange={(event) => onChange(event.target.value)} />}
      {field.kind === 'moment' && <MomentInput id={common.id} label={label} value={textOf(value)} onChange={onChange} />}
      {field.kind === 'date' && <DateInput id={common.id} label={label} value={textOf(value)} onChange={onChange} />}
      {field.kind === 'window' && <WindowPicker value={windowOf(value)} reach={field.reach} onChange={onChange} />}
      {field.kind === 'photos' && <PhotoPicker ids={listOf(value)} onChange={onChange} label={label} />}
      {field.kind === 'choice' && <Segments autoFocus={first} label={label} value={textOf(value)} onChange={onChange} options={field.options} />}
      {field.kind === 'pick' && <Pick id={common.id} options={field.options} first={first} bad={Boolean(error)} value={textOf(value)} onChange={onChange} />}
      {field.kind === 'person' && <PickPerson id={common.id} first={first} bad={Boolean(error)} value={textOf(value)} onChange={onChange} />}
      {field.kind === 'many' && <Many field={field} value={listOf(value)} first={first} onChange={onChange} />}
      {field.kind === 'rows' && <RowsField field={field} rows={rowsOf(value)} onChange={onChange} />}
      {field.kind === 'own' && field.render(value, onChange, first)}
      {field.hint && <p className="muted">{field.hint}</p>}
      <FieldError id={`error-${name}`}>{error}</FieldError>
    </div>
  )
}

interface PickProps { id: string; first: boolean; bad: boolean; value: string; onChange: (value: string) => void }

function Pick({ options, first, bad, onChange, ...rest }: PickProps & { options: Option[] }) {
  return (
    <select {...rest} className="input" autoFocus={first} aria-invalid={bad} onChange={(event) => onChange(event.target.value)}>
      {!rest.value && <option value="" />}
      {options.map((option) => <option key={option.value} value={option.value}>{option.label}</option>)}
    </select>
  )
}

/** Whoever works at the company, as soon as they are known. */
function PickPerson(props: PickProps) {
  const people = usePeople().data?.items ?? []
  return <Pick {...props} options={people.filter((person) => person.active).map((person) => ({ value: person.id, label: `${person.name} ${person.unitName}` }))} />
}

function Many({ field, value, first, onChange }: { field: Extract<Field, { kind: 'many' | 'pick' | 'choice' }>; value: string[]; first: boolean; onChange: (value: string[]) => void }) {
  return (
    <div className="candidates" role="group" aria-label={field.label}>
      {field.options.map((option, index) => (
        <label key={option.value} className="candidate">
          <input type="checkbox" autoFocus={first && index === 0} checked={value.includes(option.value)} onChange={(event) => onChange(event.target.checked ? [...value, option.value] : value.filter((each) => each !== option.value))} />
          {option.label}
          {option.note && <span className="push muted">{option.note}</span>}
        </label>
      ))}
    </div>
  )
}
