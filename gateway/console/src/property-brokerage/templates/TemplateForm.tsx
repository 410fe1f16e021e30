import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { ArrowUp, Check, Plus, X } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate, useSearchParams } from 'react-router'
import { post } from '../../api/client.ts'
import type { DealTemplate } from '../../api/types.ts'
import { DateInput } from '../../components/moment-inputs.tsx'
import { Clause, Panel } from '../../components/small.tsx'
import { Bones, errorAt, Failure, FieldError, Refusal } from '../../components/states.tsx'
import { useTitle } from '../../components/use-title.ts'
import { instantOf } from '../../shell/formats.ts'
import { Differences } from './Differences.tsx'
import { contentOf, differences, documentDrafts, keyOf, newDocument, newStep, stepDrafts, titleOf, type DocumentDraft, type StepDraft } from './template-draft.ts'
import { useTemplates } from './use-templates.ts'

const WAITS = ['specialist', 'client', 'bank', 'registry', 'tax_office', 'utility', 'shop'] as const
const WHOSE = ['deal', 'seller', 'buyer', 'each_party'] as const
const NEEDED = ['always', 'certificate', 'no_certificate', 'represented'] as const
/** In the address: a city that is still to be named. */
const A_CITY = '?'

/** The next edition of a template, begun from another one. What it changes stands beside it before it is published. */
export default function TemplateForm() {
  const { t } = useTranslation()
  const [params] = useSearchParams()
  const query = useTemplates()
  useTitle(t('template.publishNext'))
  if (query.isError && !query.data) return <Failure heading problem={query.error} what={t('nav.dealTemplates')} retry={() => void query.refetch()} />
  if (!query.data) return <Bones lines={10} />
  const all = query.data.items.filter((each) => each.kind === params.get('kind'))
  const from = all.find((each) => keyOf(each) === params.get('from')) ?? all.find((each) => each.inForce && each.city === '')
  return from ? <Form key={keyOf(from)} from={from} all={all} city={params.get('city') ?? ''} /> : <Failure heading problem={null} what={t('nav.dealTemplates')} />
}

function Form({ from, all, city: asked }: { from: DealTemplate; all: DealTemplate[]; city: string }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const { message } = App.useApp()
  const [city, setCity] = useState(asked === A_CITY ? '' : asked)
  const [since, setSince] = useState('')
  const [reason, setReason] = useState('')
  const [steps, setSteps] = useState<StepDraft[]>(() => stepDrafts(from))
  const [documents, setDocuments] = useState<DocumentDraft[]>(() => documentDrafts(from))
  const content = contentOf(steps, documents)
  const ofCity = asked !== ''
  const general = ofCity ? all.find((each) => each.city === '' && each.inForce && each.id) : undefined
  const before = all.find((each) => each.city === (ofCity ? city.trim() : '') && each.inForce) ?? all.find((each) => each.city === '' && each.inForce) ?? from
  // PB-4.2 is asked of every edition, of a city's all that its company asks for everywhere.
  const rulebook = all.find((each) => !each.id)
  const less = [...(rulebook ? differences({ ...rulebook, steps: [] }, { ...content, steps: [] }) : []), ...(general ? differences(general, content) : [])].filter((each) => each.looser)
  const running = all.reduce((sum, each) => sum + each.runningDeals, 0)
  const unnamed = [...steps, ...documents].some((each) => !each.zh.trim() || !each.en.trim())
  const halfGuide = steps.some((step) => step.guide.trim() && !(step.guideVersion.trim() && step.guideFrom))
  const missing = [...(ofCity && !city.trim() ? [t('dealForm.city')] : []), ...(unnamed ? [t('template.bothNames')] : []), ...(halfGuide ? [t('template.wholeGuide')] : []), ...(reason.trim().length < 2 ? [t('transfer.why')] : [])]
  const send = useMutation({
    mutationFn: () => post('/v1/property-brokerage/deal-templates', { kind: from.kind, ...(ofCity && { city: city.trim() }), ...(since && { effectiveFrom: instantOf(since, '00:00') }), ...content, reason: reason.trim() }),
    onSuccess: async ({ items }) => {
      void message.success(t('template.published'))
      await queries.invalidateQueries()
      const made = items.filter((each) => each.kind === from.kind && each.city === (ofCity ? city.trim() : '')).toSorted((a, b) => b.edition - a.edition)[0]
      void navigate(`/deal-templates?${new URLSearchParams({ kind: from.kind, edition: made ? keyOf(made) : '' }).toString()}`, { replace: true })
    },
  })
  const problem = send.error
  return (
    <form className="page stack" style={{ gap: 14 }} onSubmit={(event) => { event.preventDefault(); if (missing.length === 0 && less.length === 0) send.mutate() }}>
      <div className="page-head"><h1>{t('template.publishNext')}</h1><span className="sub">{t(`template.kind.${from.kind}`)} · {t('template.begunFrom', { edition: titleOf(from, t) })}</span></div>
      <Refusal problem={problem} atFields={[...steps.map((_, index) => `steps.${index}`), ...documents.map((_, index) => `documents.${index}`), 'city', 'effectiveFrom', 'reason']} />
      <Panel bare title={t('deal.steps')} extra={<Clause id="PB-4.5b" />}>
        <Lines label={t('deal.steps')} lines={steps} onChange={setSteps} add={t('step.add')} fresh={newStep} errorOf={(index) => errorAt(problem, `steps.${index}`)}>
          {(step, change, name) => (
            <>
              <select className="input" style={{ width: 112 }} aria-label={name(t('step.waitsFor'))} value={step.waitsFor} onChange={(event) => change({ waitsFor: event.target.value as StepDraft['waitsFor'] })}>{WAITS.map((each) => <option key={each} value={each}>{t('deal.waitsFor', { who: t(`step.waits.${each}`) })}</option>)}</select>
              <Tick label={t('step.required')} of={name} on={step.required} onChange={(required) => change({ required })} />
              <Tick label={t('step.comes')} of={name} on={step.clientPresent} onChange={(clientPresent) => change({ clientPresent })} />
              <input className="input" style={{ width: 180 }} placeholder={t('step.guide')} aria-label={name(t('step.guide'))} value={step.guide} maxLength={80} onChange={(event) => change({ guide: event.target.value })} />
              <input className="input" style={{ width: 74 }} placeholder={t('template.guideVersion')} aria-label={name(t('template.guideVersion'))} value={step.guideVersion} maxLength={20} onChange={(event) => change({ guideVersion: event.target.value })} />
              <DateInput value={step.guideFrom} label={name(t('template.guideFrom'))} onChange={(guideFrom) => change({ guideFrom })} />
            </>
          )}
        </Lines>
      </Panel>
      <Panel bare title={t('template.documents')} extra={<Clause id="PB-4.2" />}>
        <Lines label={t('template.documents')} lines={documents} onChange={setDocuments} add={t('template.addDocument')} fresh={newDocument} errorOf={(index) => errorAt(problem, `documents.${index}`)}>
          {(document, change, name) => (
            <>
              <select className="input" style={{ width: 150 }} aria-label={name(t('transfer.whose'))} value={document.of} onChange={(event) => change({ of: event.target.value as DocumentDraft['of'] })}>{WHOSE.map((each) => <option key={each} value={each}>{t(`template.of.${each}`)}</option>)}</select>
              <select className="input" style={{ width: 190 }} aria-label={name(t('template.when'))} value={document.needed} onChange={(event) => change({ needed: event.target.value as DocumentDraft['needed'] })}>{NEEDED.map((each) => <option key={each} value={each}>{t(`template.needed.${each}`)}</option>)}</select>
            </>
          )}
        </Lines>
      </Panel>
      <div className="columns-2">
        <Panel title={t('template.moves')}>
          <div className="stack">
            <Differences before={before} after={content} />
            <ul>
              <li className="row"><Check size={15} />{t('template.movesRunning', { count: running })}</li>
              <li className="row"><Check size={15} />{t(ofCity ? 'template.movesCity' : 'template.movesAll', { city: city.trim(), since: since ? t('template.day', { day: since }) : t('template.now') })}</li>
            </ul>
            {less.length > 0 && <div className="refusal" role="alert"><div><strong>{t('template.refused')}</strong> <Clause id={less.some((each) => each.list === 'steps') ? 'PB-4.5b' : 'PB-4.2'} /><ul>{[...new Set(less.map((each) => each.name.zh))].map((name) => <li key={name}>{name}</li>)}</ul></div></div>}
          </div>
        </Panel>
        <Panel title={t('template.publishing')}>
          <div className="stack">
            {ofCity && <div className="field"><label htmlFor="city">{t('dealForm.city')}</label><input id="city" className="input" readOnly={asked !== A_CITY} maxLength={40} value={city} onChange={(event) => setCity(event.target.value)} /><p className="muted">{t('template.cityRule')}</p><FieldError>{errorAt(problem, 'city')}</FieldError></div>}
            <div className="field"><label htmlFor="since">{t('template.from')}</label><DateInput id="since" value={since} label={t('template.from')} onChange={setSince} /><p className="muted">{t('template.nowIfEmpty')}</p><FieldError>{errorAt(problem, 'effectiveFrom')}</FieldError></div>
            <div className="field"><label htmlFor="reason">{t('transfer.why')}</label><textarea id="reason" className="input" rows={2} maxLength={500} value={reason} onChange={(event) => setReason(event.target.value)} /><FieldError>{errorAt(problem, 'reason')}</FieldError></div>
            {missing.length > 0 && <p className="muted">{t('state.missing')}{missing.join(t('mark.list'))}</p>}
            <div className="row"><Button type="primary" htmlType="submit" disabled={missing.length > 0 || less.length > 0} loading={send.isPending}>{t('template.publish')}</Button><Button onClick={() => void navigate(-1)}>{t('do.notNow')}</Button></div>
          </div>
        </Panel>
      </div>
    </form>
  )
}

interface Named { at: number; zh: string; en: string }
interface LinesProps<T extends Named> { label: string; lines: T[]; onChange: (lines: T[]) => void; add: string; fresh: () => T; errorOf: (index: number) => string | undefined; children: (line: T, change: (part: Partial<T>) => void, name: (what: string) => string) => ReactNode }

/** Named things in an order, each with what else is asked of it. */
function Lines<T extends Named>({ label, lines, onChange, add, fresh, errorOf, children }: LinesProps<T>) {
  const { t } = useTranslation()
  const change = (at: number, part: Partial<T>) => onChange(lines.map((line) => (line.at === at ? { ...line, ...part } : line)))
  const up = (index: number) => onChange(lines.toSpliced(index - 1, 2, lines[index]!, lines[index - 1]!))
  return (
    <>
      <ol className="lines" aria-label={label}>
        {lines.map((line, index) => {
          const name = (what: string) => `${what} ${index + 1}`
          return (
            <li key={line.at} style={{ flexWrap: 'wrap', justifyContent: 'start', gap: 8 }}>
              <span className="muted" style={{ width: 18 }}>{index + 1}</span>
              <input className="input" style={{ width: 160 }} placeholder={t('template.nameZh')} aria-label={name(t('template.nameZh'))} value={line.zh} maxLength={40} onChange={(event) => change(line.at, { zh: event.target.value } as Partial<T>)} />
              <input className="input" style={{ width: 196 }} placeholder={t('template.nameEn')} aria-label={name(t('template.nameEn'))} value={line.en} maxLength={80} onChange={(event) => change(line.at, { en: event.target.value } as Partial<T>)} />
              {children(line, (part) => change(line.at, part), name)}
              <span className="row push">
                <Button size="small" type="text" icon={<ArrowUp size={15} />} disabled={index === 0} aria-label={name(t('list.moveUp'))} onClick={() => up(index)} />
                <Button size="small" type="text" icon={<X size={15} />} aria-label={t('do.removeRow', { list: label, n: index + 1 })} onClick={() => onChange(lines.filter((each) => each !== line))} />
              </span>
              <FieldError>{errorOf(index)}</FieldError>
            </li>
          )
        })}
      </ol>
      <div style={{ padding: '10px 14px' }}><Button icon={<Plus size={15} />} onClick={() => onChange([...lines, fresh()])}>{add}</Button></div>
    </>
  )
}

const Tick = ({ label, of, on, onChange }: { label: string; of: (what: string) => string; on: boolean; onChange: (on: boolean) => void }) => <label className="row nowrap" style={{ gap: 5 }}><input type="checkbox" aria-label={of(label)} checked={on} onChange={(event) => onChange(event.target.checked)} />{label}</label>
