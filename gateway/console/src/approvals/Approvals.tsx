import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { Stamp, UserRoundCheck } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { get } from '../api/client.ts'
import { usePeople } from '../api/queries.ts'
import type { Approval, PaymentSlip } from '../api/types.ts'
import { DeedButton, DeedStage } from '../components/DeedStage.tsx'
import { RowItem, RowList } from '../components/RowList.tsx'
import { Clause, Facts, No, Panel, Segments } from '../components/small.tsx'
import { Bones, EmptyState, Failure } from '../components/states.tsx'
import { Track, type TrackItem } from '../components/Track.tsx'
import { useTitle } from '../components/use-title.ts'
import { SlipActs } from '../property-brokerage/payment-slips/SlipActs.tsx'
import { useFormats, yuan } from '../shell/formats.ts'
import { useMay, usePerson } from '../shell/session.ts'
import { endDelegation, entrust, remind } from './approval-deeds.ts'
import '../components/record.css'
import '../components/split.css'

/** What waits for this person's approval or was submitted by them, with its chain; and who decides in whose place (PF-12). */
export default function Approvals() {
  const { t } = useTranslation()
  const [params, setParams] = useSearchParams()
  const list = params.get('list') === 'mine' ? 'mine' : 'waiting'
  const query = useInfiniteQuery({
    queryKey: ['approvals', list], queryFn: ({ pageParam }) => get('/v1/property-brokerage/approvals', { query: { list, limit: 30, cursor: pageParam } }), initialPageParam: '', getNextPageParam: (page) => page.nextCursor,
  })
  const slips = useQuery({ queryKey: ['payment-slips', 'approvals', list], queryFn: () => get('/v1/property-brokerage/payment-slips', { query: { ...(list === 'mine' ? { maker: 'me' } : { status: 'submitted' }), limit: 200 } }) })
  useTitle(t('nav.approvals'))
  const items = query.data?.pages.flatMap((page) => page.items) ?? []
  const slipOf = new Map(slips.data?.items.map((slip) => [slip.id, slip]))
  return (
    <DeedStage>
      <div className="page stack">
        <div className="page-head wrap">
          <h1>{t('nav.approvals')}</h1><Clause id="PF-12" />
          <Segments label={t('list.views')} value={list} onChange={(next) => setParams(next === 'mine' ? { list: next } : {})} options={(['waiting', 'mine'] as const).map((value) => ({ value, label: t(`approval.list.${value}`) }))} />
        </div>
        <div className="with-aside">
          <div className="stack">
            {query.isPending && <Bones lines={6} />}
            {query.isError && items.length === 0 && <Failure problem={query.error} what={t('nav.approvals')} retry={() => void query.refetch()} />}
            {query.isSuccess && items.length === 0 && <EmptyState icon={<Stamp size={20} />} title={t(`approval.none.${list}`)} text={t('approval.noneText')} />}
            {items.map((row) => <Request key={row.id} row={row} slip={slipOf.get(row.subject.id)} />)}
            {query.hasNextPage && <div><Button onClick={() => void query.fetchNextPage()}>{t('approval.more')}</Button></div>}
          </div>
          <Delegates />
        </div>
      </div>
    </DeedStage>
  )
}

function Request({ row, slip }: { row: Approval; slip: PaymentSlip | undefined }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { user } = usePerson()
  const last = row.history.at(-1)
  return (
    <Panel title={<span className="row">{formats.words(row.title)} {slip ? <No number={row.subject.number} to={`/deals/${slip.dealId}/money`} /> : row.subject.number}</span>} extra={<span className="tag">{t(`approval.status.${row.status}`)}</span>}>
      <div className="stack">
        <Facts
          items={[
            [t('approval.about'), row.subject.title], [t('receipt.amount'), row.amount && <b>{yuan(row.amount)}</b>], [t('approval.maker'), `${row.maker.name} · ${row.unit.name} · ${formats.at(row.submittedAt)}${row.round > 1 ? ` · ${t('transfer.round', { n: row.round })}` : ''}`],
            [t('approval.timeout'), row.timeoutAt && t('approval.passesOn', { at: formats.at(row.timeoutAt) })], [t('approval.reason'), row.reason && <span className="danger">{row.reason}</span>],
          ]}
        />
        <Track label={t('approval.chain')} steps={chainOf(row, t, formats.at)} />
        {row.history.length > 1 && last && <p className="muted">{formats.at(last.at)} {last.by}{last.onBehalfOf && t('approval.onBehalf', { name: last.onBehalfOf })} {formats.words(last.text)}</p>}
        {row.status === 'pending' && <div className="row wrap">{row.maker.id === user.id ? <DeedButton size="middle" deed={remind(t, row)} /> : slip && <SlipActs slip={slip} />}</div>}
      </div>
    </Panel>
  )
}

/** Each step with whoever decided it or may; roles where nobody has been asked yet. */
function chainOf(row: Approval, t: (key: string, values?: Record<string, unknown>) => string, at: (instant: string) => string): TrackItem[] {
  const role = (code: string) => t(`approval.role.${code}`, { defaultValue: code })
  const joined = (names: string[]) => [...new Set(names)].join(t('mark.list'))
  return [
    { key: 'made', title: row.maker.name, when: at(row.submittedAt), state: 'done' },
    ...row.steps.map((step, index): TrackItem => {
      const number = index + 1
      const deed = row.history.findLast((each) => each.step === number && (each.what === 'approved' || each.what === 'returned'))
      const done = row.status === 'approved' || number < row.step
      const now = row.status === 'pending' && number === row.step
      const people = now ? joined(row.waitingFor.flatMap((seat) => seat.people.map((person) => person.name))) : (deed?.by ?? '')
      return { key: `${number}`, title: people || joined(step.roles.map(role)), when: deed && !now ? at(deed.at) : t(`approval.mode.${step.roles.length > 1 ? step.mode : 'one'}`, { roles: joined(step.roles.map(role)) }), state: done ? 'done' : now || (deed && row.status === 'returned') ? 'now' : 'ahead' }
    }),
  ]
}

function Delegates() {
  const { t } = useTranslation()
  const formats = useFormats()
  const may = useMay()
  const me = usePerson().user.id
  const query = useQuery({ queryKey: ['approval-delegates'], queryFn: () => get('/v1/property-brokerage/approval-delegates') })
  const people = usePeople(may('user.read')).data?.items ?? []
  const chains = useQuery({ queryKey: ['approval-chains'], queryFn: () => get('/v1/property-brokerage/approval-chains'), enabled: may('policy.read'), staleTime: 300_000 }).data?.items ?? []
  const items = query.data?.items ?? []
  const matter = (code: string) => formats.words(chains.find((chain) => chain.matter === code)?.title) || code
  return (
    <Panel bare title={t('approval.delegates')} extra={may('user.read') && <DeedButton deed={entrust(t, formats, people, me, chains)} />}>
      {query.isError && <Failure problem={query.error} what={t('approval.delegates')} retry={() => void query.refetch()} />}
      {query.isSuccess && items.length === 0 && <EmptyState title={t('approval.noDelegates')} text={t('approval.noDelegatesText')} />}
      {items.length > 0 && (
        <RowList label={t('approval.delegates')}>
          {items.map((row) => (
            <RowItem key={row.id} icon={<UserRoundCheck size={16} />} title={row.user.id === me ? t('approval.insteadOfMe', { name: row.delegate.name }) : t('approval.insteadOf', { name: row.user.name })} sub={<small className="block">{formats.at(row.from)} – {formats.at(row.to)} · {row.matters ? row.matters.map(matter).join(t('mark.list')) : t('approval.allMatters')}</small>}>
              {row.user.id === me && <DeedButton deed={endDelegation(t, row)} />}
            </RowItem>
          ))}
        </RowList>
      )}
    </Panel>
  )
}
