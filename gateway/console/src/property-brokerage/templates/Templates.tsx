import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import type { DealTemplate } from '../../api/types.ts'
import { DeedStage } from '../../components/DeedStage.tsx'
import { Segments } from '../../components/small.tsx'
import { Bones, Failure } from '../../components/states.tsx'
import { TwoLines } from '../../components/TwoLines.tsx'
import { useTitle } from '../../components/use-title.ts'
import { useFormats } from '../../shell/formats.ts'
import { useKeys } from '../../shell/keys.ts'
import { serverNow } from '../../shell/server-clock.ts'
import { keyOf, KINDS, stateOf, titleOf, type Kind } from './template-draft.ts'
import { TemplateDetail } from './TemplateDetail.tsx'
import { useTemplates } from './use-templates.ts'
import '../../components/record.css'
import '../../components/split.css'

/** The steps and documents of each kind of deal (PB-4.5b): for all cities, for one, and edition by edition. */
export default function Templates() {
  const { t } = useTranslation()
  const [params, setParams] = useSearchParams()
  const query = useTemplates()
  useTitle(t('nav.dealTemplates'))
  const kind = KINDS.find((each) => each === params.get('kind')) ?? 'mortgage'
  const items = (query.data?.items ?? []).filter((each) => each.kind === kind)
  const current = items.find((each) => keyOf(each) === params.get('edition')) ?? items.find((each) => each.inForce) ?? items[0]
  const show = (template: DealTemplate | undefined) => template && setParams({ kind, edition: keyOf(template) })
  const step = (by: number) => show(items[Math.min(items.length - 1, Math.max(0, items.findIndex((each) => each === current) + by))])
  useKeys({ j: () => step(1), k: () => step(-1) })
  return (
    <DeedStage>
      <div className="page split-page">
        <div className="page-head">
          <h1>{t('nav.dealTemplates')}</h1>
          <Segments<Kind> label={t('template.kindOf')} value={kind} onChange={(next) => setParams({ kind: next })} options={KINDS.map((value) => ({ value, label: t(`template.kind.${value}`) }))} />
          <span className="push muted row"><kbd>J</kbd><kbd>K</kbd>{t('keys.move')}</span>
        </div>
        {query.isPending && <Bones />}
        {query.isError && !query.data && <Failure problem={query.error} what={t('nav.dealTemplates')} retry={() => void query.refetch()} />}
        {current && (
          <div className="split">
            <div className="panel split-list">
              <ul aria-label={t('template.editions')}>{items.map((each) => <li key={keyOf(each)}><Edition template={each} on={each === current} onPick={() => show(each)} /></li>)}</ul>
            </div>
            <TemplateDetail template={current} all={items} />
          </div>
        )}
      </div>
    </DeedStage>
  )
}

function Edition({ template, on, onPick }: { template: DealTemplate; on: boolean; onPick: () => void }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const state = stateOf(template, serverNow())
  return (
    <button type="button" className="split-row" aria-pressed={on} onClick={onPick}>
      <TwoLines head={titleOf(template, t)} tag={<span className={state === 'inForce' ? 'tag accent' : 'tag'}>{t(`template.state.${state}`)}</span>} sub={t('template.size', { steps: template.steps.length, documents: template.documents.length })} end={[...(template.runningDeals > 0 ? [t('template.running', { count: template.runningDeals })] : []), ...(template.effectiveFrom ? [t('template.since', { at: formats.at(template.effectiveFrom) })] : [])].join(' · ')} />
    </button>
  )
}
