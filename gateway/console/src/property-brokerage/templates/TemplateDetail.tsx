import { FileText } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { remove } from '../../api/client.ts'
import type { DealTemplate } from '../../api/types.ts'
import { DeedButton } from '../../components/DeedStage.tsx'
import { RowItem, RowList } from '../../components/RowList.tsx'
import { Clause, Facts, Panel } from '../../components/small.tsx'
import { useFormats } from '../../shell/formats.ts'
import { serverNow } from '../../shell/server-clock.ts'
import { useMay } from '../../shell/session.ts'
import { Differences } from './Differences.tsx'
import { keyOf, stateOf, titleOf, type TemplateDocument, type TemplateStep } from './template-draft.ts'

/** One edition: since when and why, what it changed, its steps in their order and what is handed over at the transfer. */
export function TemplateDetail({ template, all }: { template: DealTemplate; all: DealTemplate[] }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const may = useMay()
  const state = stateOf(template, serverNow())
  // A city goes by its company, an edition by the one before it.
  const general = template.city ? all.find((each) => each.city === '' && each.inForce) : undefined
  const before = all.find((each) => each.city === template.city && each.edition === template.edition - 1)
  const compared = general ?? before
  const address = (more: Record<string, string>) => `/deal-templates/new?${new URLSearchParams({ kind: template.kind, from: keyOf(template), ...more }).toString()}`
  return (
    <div className="stack">
      <Panel title={titleOf(template, t)} extra={<><span className={state === 'inForce' ? 'tag accent' : 'tag'}>{t(`template.state.${state}`)}</span><Clause id="PB-4.5b" /></>}>
        <div className="stack">
          <Facts
            items={[
              [t('template.from'), template.effectiveFrom && formats.at(template.effectiveFrom)], [t('template.publishedBy'), template.publishedAt && `${template.publishedBy} ${formats.at(template.publishedAt)}`], [t('transfer.why'), template.reason],
              [t('template.state.withdrawn'), template.withdrawnAt && formats.at(template.withdrawnAt)], [t('template.runningNow'), template.id && t('deal.count', { count: template.runningDeals })],
            ]}
          />
          <p className="muted">{t(template.id ? 'template.rule' : 'template.baseSays')}</p>
          {may('dealTemplate.write') && (
            <div className="row wrap">
              <Link className="btn primary" to={address({ city: template.city })}>{t('template.publishNext')}</Link>
              {template.city === '' && <Link className="btn" to={address({ city: '?' })}>{t('template.publishCity')}</Link>}
              {template.id && !template.withdrawnAt && <Withdraw template={template} />}
            </div>
          )}
        </div>
      </Panel>
      {compared && <Panel title={t('template.comparedWith', { edition: titleOf(compared, t) })}><Differences before={compared} after={template} /></Panel>}
      <Panel bare title={t('deal.steps')} extra={template.steps.length}><RowList label={t('deal.steps')}>{template.steps.map((step, index) => <Step key={step.key} step={step} n={index + 1} />)}</RowList></Panel>
      <Panel bare title={t('template.documents')} extra={template.documents.length}><RowList label={t('template.documents')}>{template.documents.map((document) => <Paper key={document.key} document={document} />)}</RowList></Panel>
    </div>
  )
}

function Step({ step, n }: { step: TemplateStep; n: number }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { guide } = step
  const said = [t('deal.waitsFor', { who: t(`step.waits.${step.waitsFor}`) }), ...(step.clientPresent ? [t('template.accompany')] : [])]
  return <RowItem icon={<span className="muted">{n}</span>} title={formats.words(step.name)} sub={t(step.utility && !step.required ? 'template.ifTransferred' : step.required ? 'step.required' : 'step.optional')} faint={!step.required} note={<>{said.join(' · ')}{guide && <small className="block muted">{t('template.guide', { ...guide })}</small>}</>} />
}

function Paper({ document }: { document: TemplateDocument }) {
  const { t } = useTranslation()
  const formats = useFormats()
  return <RowItem icon={<FileText size={16} className="soft" />} title={formats.words(document.name)} note={`${t(`template.of.${document.of}`)} · ${t(`template.needed.${document.needed}`)}`} />
}

/** Refused while deals run under it: they would be left without their steps. */
function Withdraw({ template }: { template: DealTemplate }) {
  const { t } = useTranslation()
  const no = t('template.inUse', { count: template.runningDeals })
  const may = { allowed: template.runningDeals === 0, reason: { zh: no, en: no }, clause: 'PB-4.5b' }
  return <DeedButton may={may} deed={{ title: t('template.withdraw'), about: titleOf(template, t), say: t('template.withdrawSays'), danger: true, done: t('template.withdrawn'), fields: [], send: () => remove(`/v1/property-brokerage/deal-templates/${template.id}`) }} />
}
