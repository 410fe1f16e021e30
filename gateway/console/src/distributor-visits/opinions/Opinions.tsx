import { Megaphone, MessageSquareWarning, Plus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Link, useSearchParams } from 'react-router'
import { get, post } from '../../api/client.ts'
import type { VisitAppeal, VisitOpinion } from '../../api/types.ts'
import { Clocks } from '../../components/ClockCard.tsx'
import { ClockChip } from '../../components/ClockChip.tsx'
import { DeedButton, DeedStage, Deeds } from '../../components/DeedStage.tsx'
import type { Deed } from '../../components/form-fields.ts'
import { Clause, Facts, Panel, Segments } from '../../components/small.tsx'
import { SplitList } from '../../components/SplitList.tsx'
import { TwoLines } from '../../components/TwoLines.tsx'
import { useTitle } from '../../components/use-title.ts'
import { useFormats } from '../../shell/formats.ts'
import { useMay } from '../../shell/session.ts'
import { customerField } from '../parts.tsx'
import { followDeeds } from './follow-deeds.ts'
import { OpinionMonths } from './OpinionMonths.tsx'
import { Steps } from './Steps.tsx'
import '../../components/record.css'

const STATUSES = ['open', 'answered', 'withdrawn'] as const
const KINDS = ['criticism', 'suggestion', 'wish', 'complaint'] as const

/** What customers say of our products and others', and what they appeal against: each followed to an answer (DV-3.1c, DV-3.3a). */
export default function Opinions() {
  const { t } = useTranslation()
  const may = useMay()
  const [params, setParams] = useSearchParams()
  const what = (['opinions', 'appeals', 'months'] as const).find((each) => each === params.get('what')) ?? 'opinions'
  const status = STATUSES.find((each) => each === params.get('status')) ?? 'open'
  const owner = params.get('owner') === 'me' ? 'me' : ''
  const go = (change: { what?: string; status?: string; owner?: string }) => setParams(Object.entries({ what, status, owner, ...change }).filter(([, value]) => value && value !== 'opinions' && value !== 'open'))
  useTitle(t('nav.visitOpinions'))
  return (
    <DeedStage>
      <div className="page split-page">
        <div className="page-head wrap">
          <h1>{t('nav.visitOpinions')}</h1>
          <Segments label={t('opinion.show')} value={what} onChange={(next) => go({ what: next })} options={[{ value: 'opinions', label: t('opinion.opinions') }, { value: 'appeals', label: t('opinion.appeals') }, { value: 'months', label: t('opinion.months') }]} />
          {what !== 'months' && <Segments label={t('filter.status')} value={status} onChange={(next) => go({ status: next })} options={STATUSES.map((value) => ({ value, label: t(`follow.status.${value}`) }))} />}
          {what !== 'months' && <label className="row"><input type="checkbox" checked={owner === 'me'} onChange={(event) => go({ owner: event.target.checked ? 'me' : '' })} />{t('follow.mine')}</label>}
          {may('visitOpinion.work') && what !== 'months' && <span className="push"><DeedButton primary icon={<Plus size={15} />} deed={what === 'appeals' ? enterAppeal(t) : recordOpinion(t)} /></span>}
        </div>
        {what === 'opinions' && <OpinionList status={status} owner={owner} />}
        {what === 'appeals' && <AppealList status={status} owner={owner} />}
        {what === 'months' && <OpinionMonths />}
      </div>
    </DeedStage>
  )
}

interface ListProps { status: (typeof STATUSES)[number]; owner: 'me' | '' }
const queryOf = ({ status, owner }: ListProps, cursor: string) => ({ status, ...(owner && { owner }), limit: 50, cursor })

function OpinionList({ status, owner }: ListProps) {
  const { t } = useTranslation()
  const formats = useFormats()
  return (
    <SplitList<VisitOpinion>
      label={t('opinion.opinions')} icon={<Megaphone size={20} />} none={t(`opinion.none.${status}`)} noneText={t('opinion.noneText')} queryKey={['visit-opinions', status, owner]} idOf={(row) => row.id}
      ask={(cursor) => get('/v1/distributor-visits/opinions', { query: queryOf({ status, owner }, cursor) })}
      line={(row) => <TwoLines head={row.customerName} tag={formats.words(row.kindName)} sub={row.content} end={row.status === 'open' ? t('opinion.age', { count: row.ageDays }) : row.answeredAt && formats.at(row.answeredAt)} />}
      detail={(row) => <OpinionDetail row={row} />}
    />
  )
}

function OpinionDetail({ row }: { row: VisitOpinion }) {
  const { t } = useTranslation()
  const formats = useFormats()
  return (
    <>
      <Panel title={<Link to={`/visit-customers/${row.customerId}`}>{row.customerName}</Link>} extra={<Clause id="DV-3.1c" />}>
        <div className="stack">
          <p>{row.content}</p>
          <Facts
            items={[
              [t('column.number'), row.number], [t('opinion.kindOf'), formats.words(row.kindName)], [t('opinion.about'), [row.maker === 'own' ? t('opinion.ownProduct') : row.makerName, row.product].filter(Boolean).join(' · ')], [t('opinion.voicedBy'), row.voicedBy], [t('opinion.raisedAt'), formats.at(row.raisedAt)],
              [t('opinion.recordedBy'), row.recordedBy], [t('follow.owner'), row.ownerName], [t('follow.answerIs'), row.answer], [t('follow.how'), row.answerChannel && [t(`follow.channel.${row.answerChannel}`), row.toldTo, row.answeredBy, formats.at(row.answeredAt)].filter(Boolean).join(' · ')],
            ]}
          />
          <Deeds permission="visitOpinion.work" deeds={followDeeds(t, { path: `/v1/distributor-visits/opinions/${row.id}`, about: `${row.number} ${row.customerName}`, status: row.status, holds: false })} />
        </div>
      </Panel>
      <Steps steps={row.steps} />
    </>
  )
}

function AppealList({ status, owner }: ListProps) {
  const { t } = useTranslation()
  const formats = useFormats()
  return (
    <SplitList<VisitAppeal>
      label={t('opinion.appeals')} icon={<MessageSquareWarning size={20} />} none={t(`appeal.none.${status}`)} noneText={t('appeal.noneText')} queryKey={['visit-appeals', status, owner]} idOf={(row) => row.id}
      ask={(cursor) => get('/v1/distributor-visits/appeals', { query: queryOf({ status, owner }, cursor) })}
      line={(row) => {
        const clock = row.obligations.at(-1)
        return <TwoLines head={row.subject} tag={clock && row.status === 'open' ? <ClockChip clock={clock} still /> : <span className="muted">{row.answeredAt && formats.at(row.answeredAt)}</span>} sub={row.customerName} end={row.ownerName} />
      }}
      detail={(row) => <AppealDetail row={row} />}
    />
  )
}

function AppealDetail({ row }: { row: VisitAppeal }) {
  const { t } = useTranslation()
  const formats = useFormats()
  return (
    <>
      <Panel title={row.subject} extra={<Clause id="DV-3.3a" />}>
        <div className="stack">
          <p>{row.content}</p>
          <Clocks clocks={row.obligations} />
          <Facts
            items={[
              [t('column.number'), row.number], [t('visitCustomer.what'), <Link key="customer" to={`/visit-customers/${row.customerId}`}>{row.customerName}</Link>], [t('opinion.voicedBy'), row.raisedBy], [t('appeal.enteredAt'), `${formats.at(row.enteredAt)} · ${row.enteredBy}`], [t('follow.owner'), row.ownerName], [t('follow.answerIs'), row.answer],
              [t('follow.how'), row.answerChannel && [t(`follow.channel.${row.answerChannel}`), row.toldTo, row.answeredBy, formats.at(row.answeredAt)].filter(Boolean).join(' · ')],
            ]}
          />
          <Deeds permission="visitOpinion.work" deeds={followDeeds(t, { path: `/v1/distributor-visits/appeals/${row.id}`, about: `${row.number} ${row.subject}`, status: row.status, holds: true })} />
        </div>
      </Panel>
      <Steps steps={row.steps} />
    </>
  )
}

type Say = (key: string, values?: Record<string, unknown>) => string

const recordOpinion = (t: Say): Deed => ({
  title: t('opinion.record'), done: t('opinion.recorded'),
  fields: [
    customerField(t('visitCustomer.what')), { name: 'kind', kind: 'choice', label: t('opinion.kindOf'), initial: 'suggestion', options: KINDS.map((value) => ({ value, label: t(`opinion.kind.${value}`) })) },
    { name: 'maker', kind: 'choice', label: t('opinion.about'), initial: 'own', options: [{ value: 'own', label: t('opinion.ownProduct') }, { value: 'other', label: t('opinion.otherProduct') }] },
    { name: 'makerName', kind: 'line', label: t('opinion.makerName'), when: ({ maker }) => maker === 'other' }, { name: 'product', kind: 'line', label: t('visitCustomer.of.product'), optional: true }, { name: 'content', kind: 'text', label: t('opinion.content') }, { name: 'voicedBy', kind: 'line', label: t('opinion.voicedBy'), optional: true },
  ],
  send: (values) => post('/v1/distributor-visits/opinions', values),
})

const enterAppeal = (t: Say): Deed => ({
  title: t('appeal.enter'), say: t('appeal.enterSays'), done: t('appeal.entered'),
  fields: [customerField(t('visitCustomer.what')), { name: 'subject', kind: 'line', label: t('appeal.subject') }, { name: 'content', kind: 'text', label: t('appeal.content') }, { name: 'raisedBy', kind: 'line', label: t('opinion.voicedBy'), optional: true }, { name: 'ownerUserId', kind: 'person', label: t('follow.owner'), optional: true, hint: t('follow.meIfEmpty') }],
  send: (values) => post('/v1/distributor-visits/appeals', values),
})
