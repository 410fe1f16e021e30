import { Scale } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { RowItem, RowList } from '../../components/RowList.tsx'
import { Facts, Panel } from '../../components/small.tsx'
import { Bones, EmptyState, Failure } from '../../components/states.tsx'
import { useFormats } from '../../shell/formats.ts'
import { useSchemes } from './grading-deeds.ts'

/** Every version of the schemes: what is weighed, from which total on a customer is A, B or C, who set it and why. */
export function Schemes() {
  const { t } = useTranslation()
  const formats = useFormats()
  const query = useSchemes()
  if (query.isPending) return <Bones lines={6} />
  if (query.isError) return <Failure problem={query.error} what={t('grading.part.schemes')} retry={() => void query.refetch()} />
  if (query.data.items.length === 0) return <EmptyState icon={<Scale size={20} />} title={t('grading.noSchemes')} text={t('grading.noSchemesText')} />
  return (
    <div className="stack">
      {query.data.items.map((scheme) => (
        <Panel key={`${scheme.regionId} ${scheme.version}`} title={scheme.regionName ?? t('grading.company')} extra={<><span className={scheme.inForce ? 'tag accent' : 'tag'}>{scheme.inForce ? t('grading.inForce') : t('grading.notInForce')}</span>{t('grading.edition', { n: scheme.version })}</>}>
          <div className="stack">
            <Facts items={[[t('grading.thresholds'), t('grading.thresholdsAre', { ...scheme.thresholds })], [t('grading.effective'), formats.at(scheme.effectiveFrom)], [t('grading.setBy'), `${scheme.setBy} · ${formats.at(scheme.setAt)}`], [t('follow.why'), scheme.reason]]} />
            <RowList label={t('grading.items')}>{scheme.items.map((item) => <RowItem key={item.key} icon={<Scale size={16} />} title={formats.words(item.name)} sub={t(`grading.kind.${item.kind}`)} note={item.fact ? t(`grading.fact.${item.fact}`, { defaultValue: item.fact }) : item.clauses.join(t('mark.list'))}><b>{item.weight}%</b></RowItem>)}</RowList>
          </div>
        </Panel>
      ))}
    </div>
  )
}
