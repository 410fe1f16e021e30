import { useInfiniteQuery } from '@tanstack/react-query'
import { Building2, MessageSquareQuote, MessagesSquare, Phone } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Choose } from '../../components/Choose.tsx'
import { get } from '../../api/client.ts'
import type { ChannelContact, Operator, OperatorMatter, OperatorTalk, Page } from '../../api/types.ts'
import { BarChart } from '../../components/charts/BarChart.tsx'
import { Clocks } from '../../components/ClockCard.tsx'
import { ClockChip } from '../../components/ClockChip.tsx'
import { DeedButton, DeedStage, Deeds } from '../../components/DeedStage.tsx'
import { More } from '../../components/More.tsx'
import { RowItem, RowList } from '../../components/RowList.tsx'
import { Clause, Facts, Panel, Segments } from '../../components/small.tsx'
import { SplitList } from '../../components/SplitList.tsx'
import { TwoLines } from '../../components/TwoLines.tsx'
import { Bones, EmptyState, Failure } from '../../components/states.tsx'
import { useTitle } from '../../components/use-title.ts'
import { useFormats } from '../../shell/formats.ts'
import { wholeOnly } from '../goods/around.ts'
import { Indicator, useShown } from '../goods/parts.tsx'
import { COUNTERPARTS, logContact, matterDeeds, operatorDeeds, register } from './operator-deeds.ts'
import { lastMonths } from '../../shell/months.ts'
import { useDepartment, useDepartments, useOperators, useStations } from '../queries.ts'
import '../../components/record.css'

const PARTS = ['operators', 'matters', 'contacts', 'figures'] as const
const STATUSES = ['open', 'countered', 'replied'] as const

/** Operators with the talks that are owed, what they wish and complain of with its countermeasure and reply, and whom the channel spoke with (OC-3.3.1, OC-2.2). */
export default function Operators() {
  const { t } = useTranslation()
  const formats = useFormats()
  const { part, show, value, id, set } = useShown(PARTS)
  const departments = useDepartments()
  const departmentId = useDepartment()
  const operators = useOperators(true)
  const stations = useStations()
  const [status, counterpart, operator] = [value('status', STATUSES), value('counterpart', COUNTERPARTS), id('operator')]
  const byOperator = operators.map((each) => ({ value: each.id, label: each.name }))
  useTitle(t('nav.operators'))
  return (
    <DeedStage>
      <div className="page split-page">
        <div className="page-head wrap">
          <h1>{t('nav.operators')}</h1>
          <Segments label={t('goods.show')} value={part} onChange={show} options={PARTS.map((each) => ({ value: each, label: t(`operator.part.${each}`) }))} />
          {part === 'matters' && <Choose label={t('column.status')} value={status} all={t('goods.anyStatus')} options={STATUSES.map((each) => ({ value: each, label: t(`operator.matterStatus.${each}`) }))} onChange={(next) => set('status', next)} />}
          {part === 'contacts' && <Choose label={t('operator.counterpart')} value={counterpart} all={t('operator.anyCounterpart')} options={COUNTERPARTS.map((each) => ({ value: each, label: t(`operator.with.${each}`) }))} onChange={(next) => set('counterpart', next)} />}
          {(part === 'matters' || part === 'contacts') && operators.length > 1 && <Choose label={t('operator.what')} value={operator} all={t('operator.all')} options={byOperator} onChange={(next) => set('operator', next)} />}
          <span className="push">
            {part === 'operators' && departmentId && <DeedButton primary deed={register(t, departments, departmentId)} />}
            {part === 'contacts' && departmentId && <DeedButton primary deed={logContact(t, departments, departmentId, operators, stations)} />}
          </span>
        </div>
        {part === 'operators' && (
          <SplitList<Operator>
            label={t('nav.operators')} icon={<Building2 size={20} />} none={t('operator.none')} noneText={t('operator.noneText')} queryKey={['operators']} idOf={(row) => row.id} ask={(cursor) => get('/v1/outstation-channel/operators', { query: { limit: 50, cursor } })}
            line={(row) => {
              const clock = row.obligations[0]
              return <TwoLines head={row.name} tag={row.endedOn ? t('operator.ended') : clock && <ClockChip clock={clock} still />} sub={row.ownerName} end={row.openMatters > 0 ? t('operator.openMatters', { count: row.openMatters }) : row.lastTalk ? t('operator.talkedOn', { day: row.lastTalk.heldOn }) : t('operator.neverTalked')} />
            }}
            detail={(row) => <Detail row={row} />}
          />
        )}
        {part === 'matters' && (
          <SplitList<OperatorMatter>
            label={t('operator.part.matters')} icon={<MessageSquareQuote size={20} />} none={t('operator.noMatters')} noneText={t('operator.noMattersText')} queryKey={['operator-matters', status, operator]} idOf={(row) => row.id}
            ask={(cursor) => get('/v1/outstation-channel/operator-matters', { query: { ...(status && { status }), ...(operator && { operatorId: operator }), limit: 50, cursor } })}
            line={(row) => <MatterLine row={row} />}
            detail={(row) => <Matter row={row} />}
          />
        )}
        {part === 'contacts' && (
          <SplitList<ChannelContact>
            label={t('operator.part.contacts')} icon={<Phone size={20} />} none={t('operator.noContacts')} noneText={t('operator.noContactsText')} queryKey={['channel-contacts', counterpart, operator]} idOf={(row) => row.id}
            ask={(cursor) => get('/v1/outstation-channel/channel-contacts', { query: { ...(counterpart && { counterpart }), ...(operator && { operatorId: operator }), limit: 50, cursor } })}
            line={(row) => <TwoLines head={row.counterpartName} tag={t(`operator.with.${row.counterpart}`)} sub={row.text} end={formats.at(row.occurredAt)} />}
            detail={(row) => <Panel title={row.counterpartName} extra={<Clause id="OC-2.2" />}><div className="stack"><p>{row.text}</p><Facts items={[[t('operator.counterpart'), t(`operator.with.${row.counterpart}`)], [t('operator.occurredAt'), formats.at(row.occurredAt)], [t('operator.by'), row.byName]]} /></div></Panel>}
          />
        )}
        {part === 'figures' && <Contacts />}
      </div>
    </DeedStage>
  )
}

function Detail({ row }: { row: Operator }) {
  const { t } = useTranslation()
  return (
    <>
      <Panel title={row.name} extra={<Clause id="OC-3.3.1" />}>
        <div className="stack">
          <Clocks clocks={row.obligations} />
          <Facts items={[[t('operator.owner'), row.ownerName], [t('operator.since'), row.since], [t('operator.ended'), row.endedOn], ...row.contacts.map((contact): [string, string] => [contact.title || t('operator.contact'), `${contact.name} ${contact.phone}`]), [t('operator.part.matters'), row.openMatters > 0 && t('operator.openMatters', { count: row.openMatters })]]} />
          <Deeds deeds={operatorDeeds(t, row)} />
        </div>
      </Panel>
      <Talks row={row} />
    </>
  )
}

function Talks({ row }: { row: Operator }) {
  const { t } = useTranslation()
  const query = useInfiniteQuery({ queryKey: ['operator-talks', row.id], queryFn: ({ pageParam }) => get<Page<OperatorTalk>>(`/v1/outstation-channel/operators/${row.id}/talks`, { query: { limit: 20, cursor: pageParam } }), initialPageParam: '', getNextPageParam: (page) => page.nextCursor })
  const talks = query.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <Panel bare title={t('operator.talks')}>
      {query.isPending && <Bones lines={3} />}
      {query.isError && <Failure problem={query.error} what={t('operator.talks')} retry={() => void query.refetch()} />}
      {query.isSuccess && talks.length === 0 && <EmptyState title={t('operator.neverTalked')} />}
      <RowList label={t('operator.talks')}>{talks.map((talk) => <RowItem key={talk.id} icon={<MessagesSquare size={16} />} title={talk.heldOn} sub={talk.talkedWith} note={talk.judgement}><span className="muted nowrap">{talk.score !== null && `${t('operator.scoreIs', { score: talk.score })} · `}{talk.byName}</span></RowItem>)}</RowList>
      <More query={query} />
    </Panel>
  )
}
function MatterLine({ row }: { row: OperatorMatter }) {
  const { t } = useTranslation()
  const clock = row.obligations.at(-1)
  return <TwoLines head={row.text} tag={clock && <ClockChip clock={clock} still />} sub={`${row.operatorName} · ${t(`operator.kind.${row.kind}`)}`} end={<span className="tag">{t(`operator.matterStatus.${row.status}`)}</span>} />
}

function Matter({ row }: { row: OperatorMatter }) {
  const { t } = useTranslation()
  const formats = useFormats()
  return (
    <Panel title={`${row.operatorName} ${t(`operator.kind.${row.kind}`)}`} extra={<><span className="tag">{t(`operator.matterStatus.${row.status}`)}</span><Clause id="OC-3.3.1" /></>}>
      <div className="stack">
        <p>{row.text}</p>
        <Clocks clocks={row.obligations} />
        <Facts items={[[t('column.number'), row.number], [t('operator.receivedAt'), formats.at(row.receivedAt)], [t('operator.countermeasure'), row.countermeasure], [t('operator.replyText'), row.reply], [t('operator.repliedAt'), row.repliedAt && formats.at(row.repliedAt)]]} />
        <Deeds deeds={matterDeeds(t, row)} />
      </div>
    </Panel>
  )
}

/** OC-2.2: how often the channel spoke with whom. */
function Contacts() {
  const { t } = useTranslation()
  const formats = useFormats()
  const months = lastMonths(12).toReversed()
  return (
    <Indicator
      title={t('operator.contactsByMonth')} clause="OC-2.2" name={['contacts', 'months']} none={t('operator.noContacts')} ask={() => get('/v1/outstation-channel/channel-contacts/months', { query: { from: months[0]!, to: months.at(-1)! } })} rowKey={(row) => `${row.month}${row.counterpart}`} columns={[]}
      chart={(rows) => <BarChart stacked label={t('operator.contactsByMonth')} categories={months.map(formats.monthShort)} series={COUNTERPARTS.map((each) => ({ name: t(`operator.with.${each}`), values: months.map((month) => rows.find((row) => row.month === month && row.counterpart === each)?.contacts ?? 0) }))} format={wholeOnly((count) => t('operator.times', { count }))} />}
    />
  )
}
