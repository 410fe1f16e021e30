import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { get } from '../../api/client.ts'
import { usePeople } from '../../api/queries.ts'
import type { Candidate } from '../../api/types.ts'
import { textOf, type Value } from '../../components/form-fields.ts'
import { shortNumber, useFormats } from '../../shell/formats.ts'
import { withoutTitle } from '../words.ts'

interface Props {
  kind: 'number' | 'person' | 'candidate' | 'case'
  label: string
  name: string
  /** Of the case or the order. */
  id: string
  first: boolean
  value: Value
  onChange: (value: Value) => void
}

/** What an action on a case asks beside texts, choices and pictures. */
export function ActionInput({ kind, label, name, id, first, value, onChange }: Props) {
  const common = { id: `field-${name}`, autoFocus: first, 'aria-label': label }
  switch (kind) {
    case 'number':
      return <input {...common} className="input" type="number" min={1} max={720} step={1} value={typeof value === 'number' ? value : ''} onChange={(event) => onChange(Number.isNaN(event.target.valueAsNumber) ? null : event.target.valueAsNumber)} />
    case 'person':
      return <PersonSelect {...common} value={textOf(value)} onChange={onChange} />
    case 'candidate':
      return <CandidateSelect orderId={id} value={textOf(value)} onChange={onChange} />
    case 'case':
      return <CaseSelect {...common} except={id} value={textOf(value)} onChange={onChange} />
  }
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
