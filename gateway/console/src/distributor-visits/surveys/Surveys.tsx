import { useQuery } from '@tanstack/react-query'
import { ClipboardList, FilePlus2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Link, useSearchParams } from 'react-router'
import { get, post } from '../../api/client.ts'
import type { SurveyAnswer, SurveyTemplate } from '../../api/types.ts'
import { Rows } from '../../components/Figures.tsx'
import { DeedButton, DeedStage } from '../../components/DeedStage.tsx'
import { type Deed, filledRows, type Row, textOf } from '../../components/form-fields.ts'
import { Clause, Facts, Panel, Segments } from '../../components/small.tsx'
import { Bones, Failure } from '../../components/states.tsx'
import { SplitList } from '../../components/SplitList.tsx'
import { TwoLines } from '../../components/TwoLines.tsx'
import { useTitle } from '../../components/use-title.ts'
import { useFormats, yuan } from '../../shell/formats.ts'
import { useMay } from '../../shell/session.ts'
import { Surveyed } from './Surveyed.tsx'
import '../../components/record.css'

type Say = (key: string, values?: Record<string, unknown>) => string
const MEASURES = ['stock', 'purchases', 'sales'] as const
const TYPES = ['text', 'number', 'choice', 'choices', 'yes_no'] as const

/** What was found out at customers, form by form; and the forms themselves in their editions (DV-3.1a, DV-3.1b). */
export default function Surveys() {
  const { t } = useTranslation()
  const [params, setParams] = useSearchParams()
  const what = (['answers', 'figures', 'forms'] as const).find((each) => each === params.get('what')) ?? 'answers'
  const templates = useQuery({ queryKey: ['survey-templates'], queryFn: () => get('/v1/distributor-visits/survey-templates') })
  useTitle(t('nav.visitSurveys'))
  return (
    <DeedStage>
      <div className="page split-page">
        <div className="page-head wrap">
          <h1>{t('nav.visitSurveys')}</h1>
          <Segments label={t('survey.show')} value={what} onChange={(next) => setParams(next === 'answers' ? {} : { what: next })} options={(['answers', 'figures', 'forms'] as const).map((value) => ({ value, label: t(`survey.${value}`) }))} />
        </div>
        {templates.isPending && what !== 'figures' && <Bones />}
        {templates.isError && <Failure problem={templates.error} what={t('survey.forms')} retry={() => void templates.refetch()} />}
        {what === 'figures' && <Surveyed />}
        {templates.data && what !== 'figures' && (what === 'forms' ? <div className="columns-2">{templates.data.items.map((each) => <Form key={each.id} template={each} />)}</div> : <Answers templates={templates.data.items} />)}
      </div>
    </DeedStage>
  )
}

function Answers({ templates }: { templates: SurveyTemplate[] }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const titleOf = (row: SurveyAnswer) => formats.words(templates.find(({ key }) => key === row.templateKey)?.title) || row.templateKey
  return (
    <SplitList<SurveyAnswer>
      label={t('survey.answers')} icon={<ClipboardList size={20} />} none={t('survey.none')} noneText={t('survey.noneText')} queryKey={['surveys']} idOf={(row) => row.id} ask={(cursor) => get('/v1/distributor-visits/surveys', { query: { limit: 50, cursor } })}
      line={(row) => <TwoLines head={row.customerName} tag={<span className="muted">{row.day}</span>} sub={titleOf(row)} end={row.by} />}
      detail={(row) => {
        const fields = templates.find(({ key }) => key === row.templateKey)?.fields ?? []
        const products = [...new Set(row.lines.map(({ product }) => product))]
        const figure = (product: string, measure: string) => row.lines.find((line) => line.product === product && line.measure === measure)
        return (
          <Panel title={titleOf(row)} extra={<Clause id={row.lines.length > 0 ? 'DV-3.1b' : 'DV-3.1a'} />}>
            <div className="stack">
              <Facts items={[[t('visitCustomer.what'), <Link key="customer" to={`/visit-customers/${row.customerId}`}>{row.customerName}</Link>], [t('survey.on'), `${row.day} · ${row.by}`], ...row.values.map(({ field, value }): [string, string] => [formats.words(fields.find(({ key }) => key === field)?.label) || field, value === 'true' ? t('unit.yes') : value === 'false' ? t('unit.no') : value])]} />
              {products.length > 0 && (
                <Rows
                  label={titleOf(row)} rows={products} rowKey={(product) => product}
                  columns={[{ title: t('visit.product'), left: true, cell: (product) => product }, ...MEASURES.map((measure) => ({ title: t(`visit.measure.${measure}`), cell: (product: string) => { const found = figure(product, measure); return found ? <>{formats.count(found.quantity)}{found.amount && <small className="block muted">{yuan(found.amount)}</small>}</> : '—' } }))]}
                />
              )}
            </div>
          </Panel>
        )
      }}
    />
  )
}

/** A form in force: what it asks; the next edition is written from it. */
function Form({ template }: { template: SurveyTemplate }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const may = useMay()
  return (
    <Panel title={formats.words(template.title)} extra={t('survey.edition', { n: template.edition, day: template.effectiveFrom })}>
      <div className="stack">
        <Facts items={[...template.fields.map((field): [string, string] => [formats.words(field.label), [t(`survey.type.${field.type}`), field.choices.join(t('mark.list')), field.required && t('survey.required')].filter(Boolean).join(' · ')]), [t('survey.products'), template.kind === 'products' && (template.products.join(t('mark.list')) || t('survey.anyProduct'))]]} />
        {may('visitSurvey.write') && <div className="row"><DeedButton size="middle" icon={<FilePlus2 size={15} />} deed={publish(t, template)} /></div>}
      </div>
    </Panel>
  )
}

const publish = (t: Say, template: SurveyTemplate): Deed => ({
  title: t('survey.publish'), about: template.title.zh, say: t('survey.publishSays'), done: t('survey.published'),
  fields: [
    { name: 'zh', kind: 'line', label: t('survey.titleZh'), initial: template.title.zh }, { name: 'en', kind: 'line', label: t('survey.titleEn'), initial: template.title.en },
    {
      name: 'fields', kind: 'rows', label: t('survey.questions'), optional: true, initial: template.fields.map((field) => ({ key: field.key, zh: field.label.zh, en: field.label.en, type: field.type, choices: field.choices.join(t('mark.list')), required: field.required ? 'yes' : 'no' })),
      columns: [{ key: 'key', label: t('survey.key'), width: 90 }, { key: 'zh', label: t('survey.labelZh') }, { key: 'en', label: t('survey.labelEn') }, { key: 'type', label: t('survey.typeOf'), options: TYPES.map((value) => ({ value, label: t(`survey.type.${value}`) })), width: 90 }, { key: 'choices', label: t('survey.choices'), width: 130 }, { key: 'required', label: t('survey.must'), options: [{ value: 'yes', label: t('survey.required') }, { value: 'no', label: t('state.optional') }], width: 80 }],
    },
    ...(template.kind === 'products' ? [{ name: 'products', kind: 'text' as const, label: t('survey.products'), optional: true, initial: template.products.join(t('mark.list')), hint: t('survey.productsHint') }] : []),
    { name: 'effectiveFrom', kind: 'date', label: t('survey.from'), optional: true, hint: t('visitRegion.todayIfEmpty') }, { name: 'reason', kind: 'text', label: t('follow.why') },
  ],
  send: ({ zh, en, fields, products, ...values }) =>
    post('/v1/distributor-visits/survey-templates', { ...values, key: template.key, kind: template.kind, title: { zh, en }, fields: filledRows(fields).map(questionOf), ...(products ? { products: listed(textOf(products)) } : {}) }),
})

const listed = (text: string) => text.split(/[\n、,，;；]+/).map((each) => each.trim()).filter(Boolean)
const questionOf = ({ key, zh, en, type = 'text', choices = '', required }: Row) => ({ key, label: { zh, en: en ?? zh }, type, required: required === 'yes', ...(choices && { choices: listed(choices) }) })
