import { useQuery } from '@tanstack/react-query'
import { Input, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { get } from '../../api/client.ts'
import { usePeople } from '../../api/queries.ts'
import type { Candidate } from '../../api/types.ts'
import { PhotoPicker } from '../../components/PhotoPicker.tsx'
import { Segments } from '../../components/small.tsx'
import { FieldError } from '../../components/states.tsx'
import { WindowPicker, type Window } from '../../components/WindowPicker.tsx'
import { shortNumber, useFormats } from '../../shell/formats.ts'
import { withoutTitle } from '../words.ts'
import type { ActionField } from './actions.ts'

export type Draft = Record<string, string | number | string[] | Window | null | undefined>

interface Props {
  field: ActionField
  /** What the server said about this field. */
  error: string | undefined
  id: string
  verb: string
  first: boolean
  draft: Draft
  onChange: (value: Draft[string]) => void
}

export function ActionInput({ field, error, id, verb, first, draft, onChange }: Props) {
  const { t } = useTranslation()
  const value = draft[field.name]
  const label = t(`field.${field.name}`)
  const text = typeof value === 'string' ? value : ''
  const common = { id: `field-${field.name}`, autoFocus: first, 'aria-label': label, ...(error && { status: 'error' as const, 'aria-invalid': true, 'aria-describedby': `error-${field.name}` }) }
  return (
    <div className="field">
      <label htmlFor={common.id}>{label}{field.optional && <span className="muted"> {t('state.optional')}</span>}</label>
      {field.kind === 'line' && <Input {...common} value={text} onChange={(event) => onChange(event.target.value)} />}
      {field.kind === 'text' && <Input.TextArea {...common} rows={3} value={text} onChange={(event) => onChange(event.target.value)} />}
      {field.kind === 'number' && <InputNumber {...common} min={1} max={720} value={typeof value === 'number' ? value : null} onChange={(hours) => onChange(hours)} />}
      {field.kind === 'choice' && <Segments autoFocus={first} label={label} value={text} onChange={onChange} options={(field.choices ?? []).map((choice) => ({ value: choice, label: t(`choice.${field.name}.${choice}`) }))} />}
      {field.kind === 'person' && <PersonSelect {...common} value={text} onChange={onChange} />}
      {field.kind === 'candidate' && <CandidateSelect orderId={id} value={text} onChange={onChange} />}
      {field.kind === 'case' && <CaseSelect {...common} except={id} value={text} onChange={onChange} />}
      {field.kind === 'window' && <WindowPicker value={value && typeof value === 'object' && !Array.isArray(value) ? value : null} onChange={onChange} />}
      {field.kind === 'photos' && <PhotoPicker ids={Array.isArray(value) ? value : []} onChange={onChange} label={`${label} ${verb}`} />}
      <FieldError id={`error-${field.name}`}>{error}</FieldError>
    </div>
  )
}

interface SelectProps { value: string; onChange: (value: string) => void }

function PersonSelect({ value, onChange, ...rest }: SelectProps & { id: string }) {
  const people = usePeople()
  return <Select {...rest} showSearch={{ optionFilterProp: 'label' }} value={value || undefined} loading={people.isPending} onChange={onChange} options={(people.data?.items ?? []).filter((person) => person.active).map((person) => ({ value: person.id, label: `${person.name} ${person.unitName}` }))} />
}

function CaseSelect({ value, onChange, except, ...rest }: SelectProps & { id: string; except: string }) {
  const [q, setQ] = useState('')
  const cases = useQuery({ queryKey: ['cases', 'pick', q], queryFn: () => get('/v1/utility-care/cases', { query: { q, limit: 12 } }) })
  return <Select {...rest} showSearch={{ filterOption: false, onSearch: setQ }} value={value || undefined} onChange={onChange} options={(cases.data?.items ?? []).filter((row) => row.id !== except).map((row) => ({ value: row.id, label: `${shortNumber(row.number)} ${row.title} ${row.address}` }))} />
}

/** Who may take the order; the unqualified stay visible with the clause that says no (UC-10a). */
function CandidateSelect({ orderId, value, onChange }: SelectProps & { orderId: string }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const query = useQuery({ queryKey: ['candidates', orderId], queryFn: () => get<{ items: Candidate[] }>(`/v1/utility-care/work-orders/${orderId}/candidates`) })
  return (
    <div role="radiogroup" aria-label={t('field.userId')} className="candidates">
      {(query.data?.items ?? []).map((each, index) => (
        <label key={each.userId} className={each.qualified ? 'candidate' : 'candidate no'}>
          <input type="radio" name="candidate" autoFocus={index === 0} disabled={!each.qualified} checked={value === each.userId} onChange={() => onChange(each.userId)} />
          <b>{each.name}</b> <span className="muted">{each.unitName}</span>
          <span className="push muted">{each.qualified ? t('order.load', { count: each.load }) : `${withoutTitle(formats.words(each.reason), t('board.denied', { name: each.name })) || t('order.unqualified')} UC-10a`}</span>
        </label>
      ))}
      {query.data?.items.length === 0 && <p className="muted">{t('order.nobody')}</p>}
    </div>
  )
}
