import { Plus, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Field, Row } from './form-fields.ts'

/** A list that is typed line by line; lines that stay empty are not sent. */
export function RowsField({ field, rows, onChange }: { field: Extract<Field, { kind: 'rows' }>; rows: Row[]; onChange: (rows: Row[]) => void }) {
  const { t } = useTranslation()
  const change = (at: number, key: string, text: string) => onChange(rows.map((row, index) => (index === at ? { ...row, [key]: text } : row)))
  return (
    <div className="stack" role="group" aria-label={field.label}>
      {rows.map((row, at) => (
        <div key={at} className="row wrap">
          {field.columns.map(({ key, label, options, width = 110 }) => {
            const common = { className: 'input', style: { width }, 'aria-label': `${label} ${at + 1}`, value: row[key] ?? '' }
            return options ? (
              <select key={key} {...common} onChange={(event) => change(at, key, event.target.value)}>{!row[key] && <option value="">{label}</option>}{options.map((option) => <option key={option.value} value={option.value}>{option.label}</option>)}</select>
            ) : (
              <input key={key} {...common} placeholder={label} onChange={(event) => change(at, key, event.target.value)} />
            )
          })}
          <button type="button" className="linkish" aria-label={t('do.removeRow', { list: field.label, n: at + 1 })} onClick={() => onChange(rows.filter((_, index) => index !== at))}><X size={15} /></button>
        </div>
      ))}
      <button type="button" className="btn" style={{ alignSelf: 'start' }} onClick={() => onChange([...rows, {}])}><Plus size={15} />{t('do.addRow', { list: field.label })}</button>
    </div>
  )
}
