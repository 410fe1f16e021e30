import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { SurveyTemplate } from '../../api/types.ts'
import { Segments } from '../../components/small.tsx'
import { Refusal } from '../../components/states.tsx'
import { useDraft } from '../../field/drafts.ts'
import { Sheet } from '../../field/Sheet.tsx'
import { useKeeping } from '../../field/use-keeping.ts'
import { useFormats, yuan } from '../../shell/formats.ts'
import { note, type Stop } from './day.ts'
import type { RecordBody } from './records.ts'

const MEASURES = ['stock', 'purchases', 'sales'] as const
interface Filled { values: Record<string, string | string[]>; /** By product and measure: how many, and yuan. */ lines: Record<string, string>; /** Products that the form does not name. */ added: string[] }
const cell = (product: string, measure: string, part: 'quantity' | 'amount') => `${product}\n${measure}\n${part}`

/** What a number is written with; a word typed beside it would be refused when nobody can ask any more. */
const numeric = (text: string): string => text.replaceAll(/[^\d.-]/g, '')

interface Props { stop: Stop & { visitId: string }; template: SurveyTemplate; onClose: () => void }

/** A form of the survey with what was answered last time beside each line (DV-3.1a, DV-3.1b). */
export function SurveySheet({ stop, template, onClose }: Props) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { value: filled, set, clear, ready } = useDraft<Filled>(`${stop.visitId}.survey.${template.key}`, { values: {}, lines: {}, added: [] })
  const [product, setProduct] = useState('')
  const { busy, problem, keep } = useKeeping(async () => { await clear(); onClose() })
  const last = stop.answers.find(({ templateKey }) => templateKey === template.key)
  // A form that names its products takes no others.
  const free = template.products.length === 0
  const products = free ? [...new Set([...(last?.lines.map((line) => line.product) ?? []), ...filled.added])] : template.products
  const missing = template.fields.filter(({ key, required }) => required && !(filled.values[key] ?? '').length)
  // An amount says nothing without how many it is of.
  const uncounted = products.flatMap((each) => MEASURES.flatMap((measure) => (filled.lines[cell(each, measure, 'amount')] && !filled.lines[cell(each, measure, 'quantity')] ? [`${each} ${t(`visit.measure.${measure}`)} ${t('visit.quantity')}`] : [])))
  const lacking = [...missing.map((field) => formats.words(field.label)), ...uncounted]
  const answer = (key: string, value: string | string[]) => set((before) => ({ ...before, values: { ...before.values, [key]: value } }))
  const count = (key: string, value: string) => set((before) => ({ ...before, lines: { ...before.lines, [key]: value } }))
  const save = async (event: FormEvent) => {
    event.preventDefault()
    if (lacking.length > 0 || busy) return
    await keep(() => note(stop, 'survey', bodyOf(template, filled, products), formats.words(template.title)))
  }
  return (
    <Sheet label={formats.words(template.title)} onClose={onClose}>
      {(close) => ready && (
        <form onSubmit={(event) => void save(event)}>
          <h2>{formats.words(template.title)}</h2>
          {last && <p className="muted">{t('visit.lastTime', { day: last.day, by: last.by })}</p>}
          {template.fields.map((field) => <Question key={field.key} field={field} value={filled.values[field.key] ?? ''} before={last?.values.find((each) => each.field === field.key)?.value} onChange={(value) => answer(field.key, value)} />)}
          {template.kind === 'products' && (
            <>
              {products.map((each) => (
                <fieldset key={each} className="ticks figures">
                  <legend>{each}</legend>
                  {MEASURES.map((measure) => {
                    const was = last?.lines.find((line) => line.product === each && line.measure === measure)
                    return (
                      <div key={measure} className="figure">
                        <span>{t(`visit.measure.${measure}`)}{was && <small className="block muted">{t('visit.was', { quantity: formats.count(was.quantity) })}{was.amount && ` ${yuan(was.amount)}`}</small>}</span>
                        <input className="input" inputMode="decimal" aria-label={`${each} ${t(`visit.measure.${measure}`)} ${t('visit.quantity')}`} placeholder={t('visit.quantity')} value={filled.lines[cell(each, measure, 'quantity')] ?? ''} onChange={(event) => count(cell(each, measure, 'quantity'), numeric(event.target.value))} />
                        <input className="input" inputMode="decimal" aria-label={`${each} ${t(`visit.measure.${measure}`)} ${t('visit.yuan')}`} placeholder={t('visit.yuan')} value={filled.lines[cell(each, measure, 'amount')] ?? ''} onChange={(event) => count(cell(each, measure, 'amount'), numeric(event.target.value))} />
                      </div>
                    )
                  })}
                </fieldset>
              ))}
              {free && <div className="row"><input className="input" aria-label={t('visit.otherProduct')} placeholder={t('visit.otherProduct')} value={product} onChange={(event) => setProduct(event.target.value)} /><button type="button" className="btn" disabled={!product.trim() || products.includes(product.trim())} onClick={() => { set((before) => ({ ...before, added: [...before.added, product.trim()] })); setProduct('') }}>{t('visit.addProduct')}</button></div>}
            </>
          )}
          {lacking.length > 0 && <p className="muted">{t('state.missing')}{lacking.join(t('mark.list'))}</p>}
          <Refusal problem={problem} />
          <button type="submit" className="btn primary" disabled={lacking.length > 0 || busy}>{t('visit.saveSurvey')}</button>
          <button type="button" className="btn" onClick={close}>{t('do.notNow')}</button>
        </form>
      )}
    </Sheet>
  )
}

function Question({ field, value, before, onChange }: { field: SurveyTemplate['fields'][number]; value: string | string[]; before: string | undefined; onChange: (value: string | string[]) => void }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const label = formats.words(field.label)
  const id = `survey-${field.key}`
  const text = Array.isArray(value) ? '' : value
  const many = Array.isArray(value) ? value : []
  return (
    <div className="field">
      {field.type === 'text' || field.type === 'number' ? <label htmlFor={id}>{label}</label> : <span className="label">{label}</span>}
      {field.type === 'text' && <textarea id={id} className="input" rows={2} value={text} onChange={(event) => onChange(event.target.value)} />}
      {field.type === 'number' && <input id={id} className="input" inputMode="decimal" value={text} onChange={(event) => onChange(numeric(event.target.value))} />}
      {field.type === 'yes_no' && <Segments big label={label} value={text} onChange={onChange} options={[{ value: 'yes', label: t('unit.yes') }, { value: 'no', label: t('unit.no') }]} />}
      {field.type === 'choice' && <Segments big label={label} value={text} onChange={onChange} options={field.choices.map((choice) => ({ value: choice, label: choice }))} />}
      {field.type === 'choices' && <div className="ticks">{field.choices.map((choice) => <label key={choice}><input type="checkbox" checked={many.includes(choice)} onChange={(event) => onChange(event.target.checked ? [...many, choice] : many.filter((each) => each !== choice))} />{choice}</label>)}</div>}
      {before && <small className="muted">{t('visit.before', { value: before })}</small>}
    </div>
  )
}

/** What was filled, as the service reads it; what was left empty is left out. */
function bodyOf(template: SurveyTemplate, { values, lines }: Filled, products: string[]): RecordBody {
  const typed = template.fields.flatMap(({ key, type }): [string, unknown][] => {
    const value = values[key]
    if (value === undefined || value.length === 0) return []
    return [[key, type === 'number' ? Number(value) : type === 'yes_no' ? value === 'yes' : value]]
  })
  const figure = (product: string, measure: string) => {
    const quantity = lines[cell(product, measure, 'quantity')]
    const amount = lines[cell(product, measure, 'amount')]
    return quantity ? [[measure, { quantity: Number(quantity), ...(amount && { amount }) }] as const] : []
  }
  const counted = products.map((product) => ({ product, ...Object.fromEntries(MEASURES.flatMap((measure) => figure(product, measure))) })).filter((line) => Object.keys(line).length > 1)
  return { templateId: template.id, values: Object.fromEntries(typed), ...(template.kind === 'products' && { lines: counted }) }
}
