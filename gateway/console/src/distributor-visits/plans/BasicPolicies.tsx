import { ScrollText } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { get, post } from '../../api/client.ts'
import { useUnits } from '../../api/queries.ts'
import type { BasicPolicy, Unit } from '../../api/types.ts'
import { DeedButton } from '../../components/DeedStage.tsx'
import type { Deed } from '../../components/form-fields.ts'
import { Clause, Facts, Panel } from '../../components/small.tsx'
import { SplitList } from '../../components/SplitList.tsx'
import { useFormats } from '../../shell/formats.ts'

type Say = (key: string, values?: Record<string, unknown>) => string

/** The superior's basic policies (基本方针), which plans cite (DV-5). */
export function BasicPolicies() {
  const { t } = useTranslation()
  const formats = useFormats()
  return (
    <SplitList<BasicPolicy>
      label={t('basicPolicy.policies')} icon={<ScrollText size={20} />} none={t('basicPolicy.none')} noneText={t('basicPolicy.noneText')} queryKey={['basic-policies']} idOf={(row) => row.id} ask={(cursor) => get('/v1/distributor-visits/basic-policies', { query: { limit: 50, cursor } })}
      line={(row) => <><b className="cut">{row.title}</b><span className="row between soft"><span className="cut">{row.unitName}</span><span className="muted">{t('basicPolicy.from', { day: row.effectiveFrom })}</span></span></>}
      detail={(row) => (
        <Panel title={row.title} extra={<Clause id="DV-5" />}>
          <div className="stack">
            <p style={{ whiteSpace: 'pre-wrap' }}>{row.text}</p>
            <Facts items={[[t('basicPolicy.unit'), row.unitName], [t('basicPolicy.effective'), row.effectiveFrom], [t('basicPolicy.published'), `${row.publishedBy} · ${formats.at(row.publishedAt)}`]]} />
          </div>
        </Panel>
      )}
    />
  )
}

export function Publish({ today }: { today: string }) {
  const { t } = useTranslation()
  const units = (useUnits().data?.items ?? []).filter(({ kind }) => kind === 'company' || kind === 'business_unit')
  return <DeedButton primary deed={publish(t, units, today)} />
}

const publish = (t: Say, units: Unit[], today: string): Deed => ({
  title: t('basicPolicy.publish'), say: t('basicPolicy.publishSays'), done: t('basicPolicy.isPublished'),
  fields: [
    { name: 'unitId', kind: 'pick', label: t('basicPolicy.unit'), initial: units.find(({ kind }) => kind === 'company')?.id, options: units.map((unit) => ({ value: unit.id, label: unit.name })) }, { name: 'title', kind: 'line', label: t('basicPolicy.title') }, { name: 'text', kind: 'text', label: t('basicPolicy.text') },
    { name: 'effectiveFrom', kind: 'date', label: t('basicPolicy.effective'), initial: today },
  ],
  send: (values) => post('/v1/distributor-visits/basic-policies', values),
})
