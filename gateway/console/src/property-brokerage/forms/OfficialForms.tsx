import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { get } from '../../api/client.ts'
import type { FormNumber, SlipForm } from '../../api/types.ts'
import { DeedButton, DeedStage } from '../../components/DeedStage.tsx'
import { Clause, Panel } from '../../components/small.tsx'
import { Bones, Failure } from '../../components/states.tsx'
import { useTitle } from '../../components/use-title.ts'
import { useFormats } from '../../shell/formats.ts'
import { serverNow } from '../../shell/server-clock.ts'
import { useMay } from '../../shell/session.ts'
import { setNumber, setSlipFields } from './form-rules-deeds.ts'
import '../../components/split.css'

/** What the company sets for its official forms: the numbers that they print under (PB-5), and what finance asks for on F3 (PB-4.7); each in editions. */
export default function OfficialForms() {
  const { t } = useTranslation()
  const may = useMay()
  useTitle(t('nav.dealForms'))
  return (
    <DeedStage>
      <div className="page">
        <div className="page-head"><h1>{t('nav.dealForms')}</h1></div>
        <div className="columns-2">
          <Numbers />
          {may('funds.read') && <SlipFields />}
        </div>
      </div>
    </DeedStage>
  )
}

interface Dated { edition: number; effectiveFrom: string | null; inForce: boolean; reason: string | null; publishedBy: string | null }

/** Since when, by whom and why. */
function Origin({ of }: { of: Dated }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const said = of.edition === 0 ? [t('formRule.official')] : [t('formRule.edition', { n: of.edition }), ...(of.effectiveFrom ? [t('template.since', { at: formats.at(of.effectiveFrom) })] : []), of.publishedBy, of.reason]
  return <small className="block muted">{said.filter(Boolean).join(' · ')}</small>
}

function State({ of }: { of: Dated }) {
  const { t } = useTranslation()
  const pending = of.effectiveFrom !== null && Date.parse(of.effectiveFrom) > serverNow()
  return <span className={of.inForce ? 'tag accent' : 'tag'}>{t(`template.state.${of.inForce ? 'inForce' : pending ? 'pending' : 'past'}`)}</span>
}

function Numbers() {
  const { t } = useTranslation()
  const formats = useFormats()
  const may = useMay()
  const query = useQuery({ queryKey: ['form-numbers'], queryFn: () => get('/v1/property-brokerage/form-numbers') })
  const items: FormNumber[] = query.data?.items ?? []
  return (
    <Panel bare title={t('formRule.numbers')} extra={<Clause id="PB-5" />}>
      {query.isPending && <Bones lines={5} />}
      {query.isError && !query.data && <Failure problem={query.error} what={t('formRule.numbers')} retry={() => void query.refetch()} />}
      <ul className="lines" aria-label={t('formRule.numbers')}>
        {items.map((each) => (
          <li key={`${each.form} ${each.edition}`}>
            <span>{each.form.toUpperCase()}《{formats.words(each.title)}》 <b className={each.inForce ? undefined : 'muted'}>{each.number}</b><Origin of={each} /></span>
            <span className="row"><State of={each} />{each.inForce && may('dealTemplate.write') && <DeedButton label={t('formRule.change')} deed={setNumber({ t, formats }, each)} />}</span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}

function SlipFields() {
  const { t } = useTranslation()
  const formats = useFormats()
  const may = useMay()
  const query = useQuery({ queryKey: ['slip-forms'], queryFn: () => get('/v1/property-brokerage/slip-forms') })
  const items: SlipForm[] = query.data?.items ?? []
  const inForce = items.find((each) => each.inForce)
  return (
    <Panel bare title={t('formRule.fields')} extra={<><Clause id="PB-4.7" />{inForce && may('funds.reconcile') && <DeedButton label={t('formRule.change')} deed={setSlipFields({ t, formats }, inForce)} />}</>}>
      {query.isPending && <Bones lines={5} />}
      {query.isError && !query.data && <Failure problem={query.error} what={t('formRule.fields')} retry={() => void query.refetch()} />}
      <ul className="lines" aria-label={t('formRule.fields')}>
        {items.map((each) => (
          <li key={each.edition}>
            <span>{each.fields.map(({ name, required }) => `${formats.words(name)}${required ? t('formRule.isMust') : ''}`).join(t('mark.list')) || t('formRule.noFields')}<Origin of={each} /></span>
            <State of={each} />
          </li>
        ))}
      </ul>
    </Panel>
  )
}
