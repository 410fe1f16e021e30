import { Plus, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { filledRows, rowsOf, type Row } from '../../components/form-fields.ts'
import { FieldForm } from '../../field/FieldForm.tsx'
import { dateOf } from '../../shell/formats.ts'
import { serverNow } from '../../shell/server-clock.ts'
import { lineBody } from '../exchanges/lines.ts'
import { note } from './day.ts'

type Regions = { id: string; name: string }[]
const FIGURES = ['sold', 'failures', 'stock'] as const

/** OC-3.3.3: the week's exchange with local sales, one line a model. */
export function ExchangeSheet({ regions, onClose }: { regions: Regions; onClose: () => void }) {
  const { t } = useTranslation()
  const day = dateOf(serverNow())
  return (
    <FieldForm
      name={`exchange.${day}`} record="exchange" title={t('exchange.record')} save={t('outDay.save')} onClose={onClose}
      fields={[
        { name: 'salesPerson', kind: 'line', label: t('exchange.sales') }, { name: 'lines', kind: 'own', label: t('exchange.lines'), initial: [regions.length === 1 ? { regionId: regions[0]!.id } : {}], render: (value, onChange) => <Lines rows={rowsOf(value)} regions={regions} onChange={onChange} /> },
        { name: 'text', kind: 'text', label: t('exchange.text') }, { name: 'feedback', kind: 'text', label: t('exchange.feedback') },
      ]}
      onSave={({ lines, ...values }) => note('exchange', 'exchange', t('exchange.record'), { ...values, day, lines: filledRows(lines).map(lineBody) })}
    />
  )
}

function Lines({ rows, regions, onChange }: { rows: Row[]; regions: Regions; onChange: (rows: Row[]) => void }) {
  const { t } = useTranslation()
  const set = (at: number, key: string, text: string) => onChange(rows.map((row, index) => (index === at ? { ...row, [key]: text } : row)))
  const wide = { flex: 1, minWidth: 0 }
  return (
    <div className="stack">
      {rows.map((row, at) => (
        <div key={at} className="stack" role="group" aria-label={t('outDay.line', { n: at + 1 })}>
          <div className="row">
            <select className="input" style={wide} aria-label={`${t('exchange.region')} ${at + 1}`} value={row['regionId'] ?? ''} onChange={(event) => set(at, 'regionId', event.target.value)}>{!row['regionId'] && <option value="">{t('exchange.region')}</option>}{regions.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}</select>
            <input className="input" style={wide} aria-label={`${t('exchange.model')} ${at + 1}`} placeholder={t('exchange.model')} value={row['model'] ?? ''} onChange={(event) => set(at, 'model', event.target.value)} />
            {rows.length > 1 && <button type="button" className="btn" aria-label={t('outDay.removeLine', { n: at + 1 })} onClick={() => onChange(rows.filter((_, index) => index !== at))}><X size={18} /></button>}
          </div>
          <div className="row">{FIGURES.map((key) => <input key={key} className="input" style={wide} inputMode="numeric" aria-label={`${t(`exchange.${key}`)} ${at + 1}`} placeholder={t(`exchange.${key}`)} value={row[key] ?? ''} onChange={(event) => set(at, key, event.target.value.replaceAll(/\D/g, ''))} />)}</div>
        </div>
      ))}
      <button type="button" className="btn" onClick={() => onChange([...rows, {}])}><Plus size={18} />{t('outDay.addLine')}</button>
    </div>
  )
}
