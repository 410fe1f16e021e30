import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Stamp, UserRoundCheck } from 'lucide-react'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { get } from '../api/client.ts'
import { usePeople } from '../api/queries.ts'
import type { Approval, ApprovalChain, Delegation, Page, PaymentSlip } from '../api/types.ts'
import { DeedButton, DeedStage } from '../components/DeedStage.tsx'
import { More } from '../components/More.tsx'
import { RowItem, RowList } from '../components/RowList.tsx'
import { Clause, Facts, No, Panel, Segments } from '../components/small.tsx'
import { Bones, EmptyState, Failure } from '../components/states.tsx'
import { Track, type TrackItem } from '../components/Track.tsx'
import { useTitle } from '../components/use-title.ts'
import { learn } from '../i18n/index.ts'
import { words } from '../property-brokerage/section.ts'
import { useFormats, yuan } from '../shell/formats.ts'
import { useMay, usePerson } from '../shell/session.ts'
import { endDelegation, entrust, type Here, remind, withdraw } from './approval-deeds.ts'
import { type ApprovalContext, contextsOf } from './contexts.ts'
import { decisionsOn, pageOf } from './matters.ts'
import '../components/record.css'
import '../components/split.css'

// Slips have more to do than approving, in words of their own.
const SlipActs = lazy(() => Promise.all([import('../property-brokerage/payment-slips/SlipActs.tsx'), learn(words)]).then(([page]) => ({ default: page.SlipActs })))

/** How far each context has been read; null: to its end. */
type Cursors = Partial<Record<ApprovalContext, string | null>>

const useContexts = (): ApprovalContext[] => contextsOf(useMay())
/** The same question in each of the contexts. */
const inEach = async <T,>(contexts: ApprovalContext[], path: string): Promise<Here<T>[]> =>
  (await Promise.all(contexts.map(async (context) => (await get<{ items: T[] }>(`/v1/${context}/${path}`)).items.map((item) => ({ ...item, context }))))).flat()

/** What waits for this person's approval or was submitted by them, with its chain; and who decides in whose place (PF-12). */
export default function Approvals() {
  const { t } = useTranslation()
  const [params, setParams] = useSearchParams()
  const list = params.get('list') === 'mine' ? 'mine' : 'waiting'
  const contexts = useContexts()
  const query = useInfiniteQuery({
    queryKey: ['approvals', list, contexts],
    // Each context goes on from where it was; one that has no more is not asked again.
    queryFn: async ({ pageParam }: { pageParam: Cursors }) => {
      const pages = await Promise.all(contexts.filter((context) => pageParam[context] !== null).map(async (context) => ({ context, page: await get<Page<Approval>>(`/v1/${context}/approvals`, { query: { list, limit: 30, cursor: pageParam[context] } }) })))
      return { items: pages.flatMap(({ context, page }) => page.items.map((item): Here<Approval> => ({ ...item, context }))), next: Object.fromEntries(contexts.map((context) => [context, pages.find((each) => each.context === context)?.page.nextCursor ?? null])) as Cursors }
    },
    initialPageParam: {} as Cursors, getNextPageParam: ({ next }) => (Object.values(next).some(Boolean) ? next : undefined),
  })
  const slips = useQuery({ queryKey: ['payment-slips', 'approvals', list], queryFn: () => get('/v1/property-brokerage/payment-slips', { query: { ...(list === 'mine' ? { maker: 'me' } : { status: 'submitted' }), limit: 200 } }), enabled: contexts.includes('property-brokerage') })
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
            {items.map((row) => <Request key={row.id} row={row} slip={slipOf.get(row.subject.id)} decides={list === 'waiting'} />)}
            <More query={query} />
          </div>
          <Delegates />
        </div>
      </div>
    </DeedStage>
  )
}

function Request({ row, slip, decides }: { row: Here<Approval>; slip: PaymentSlip | undefined; decides: boolean }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { user } = usePerson()
  const last = row.history.at(-1)
  const page = slip ? `/deals/${slip.dealId}/money` : pageOf(row)
  const mine = row.maker.id === user.id
  return (
    <Panel title={<span className="row">{formats.words(row.title)} {page ? <No number={row.subject.number} to={page} /> : row.subject.number}</span>} extra={<span className="tag">{t(`approval.status.${row.status}`)}</span>}>
      <div className="stack">
        <Facts
          items={[
            [t('approval.about'), row.subject.title], [t('approval.amount'), row.amount && <b>{yuan(row.amount)}</b>], [t('approval.maker'), `${row.maker.name} · ${row.unit.name} · ${formats.at(row.submittedAt)}${row.round > 1 ? ` · ${t('approval.round', { n: row.round })}` : ''}`],
            [t('approval.timeout'), row.timeoutAt && t('approval.passesOn', { at: formats.at(row.timeoutAt) })], [t('approval.reason'), row.reason && <span className="danger">{row.reason}</span>],
          ]}
        />
        <Track label={t('approval.chain')} steps={chainOf(row, t, formats.at)} />
        {row.history.length > 1 && last && <p className="muted">{formats.at(last.at)} {last.by}{last.onBehalfOf && t('approval.onBehalf', { name: last.onBehalfOf })} {formats.words(last.text)}</p>}
        {row.status === 'pending' && (
          <div className="row wrap">
            {mine && <><DeedButton size="middle" deed={remind(t, row)} /><DeedButton size="middle" deed={withdraw(t, row)} /></>}
            {!mine && slip && <Suspense><SlipActs slip={slip} /></Suspense>}
            {!mine && decides && decisionsOn(t, row).map((deed) => <DeedButton key={deed.title} size="middle" deed={deed} />)}
          </div>
        )}
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
  const contexts = useContexts()
  const query = useQuery({ queryKey: ['approval-delegates', contexts], queryFn: () => inEach<Delegation>(contexts, 'approval-delegates') })
  const people = usePeople(may('user.read')).data?.items ?? []
  const chains = useQuery({ queryKey: ['approval-chains', contexts], queryFn: () => inEach<ApprovalChain>(contexts, 'approval-chains'), enabled: may('policy.read'), staleTime: 300_000 }).data ?? []
  const items = query.data ?? []
  const matter = (code: string) => formats.words(chains.find((chain) => chain.matter === code)?.title) || code
  return (
    <Panel bare title={t('approval.delegates')} extra={may('user.read') && <DeedButton deed={entrust(t, formats, { people, me, contexts, chains })} />}>
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
