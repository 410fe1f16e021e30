import { useQuery } from '@tanstack/react-query'
import { CircleCheck, CircleSlash, ReceiptText, TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate, useSearchParams } from 'react-router'
import { get, Problem } from '../../api/client.ts'
import type { BusinessTrip, TravelClaim, TravelClaimLine, TravelClaimRow } from '../../api/types.ts'
import { Clocks } from '../../components/ClockCard.tsx'
import { DeedButton, DeedStage, Deeds } from '../../components/DeedStage.tsx'
import { RowItem, RowList } from '../../components/RowList.tsx'
import { Clause, Facts, Panel, Segments } from '../../components/small.tsx'
import { Bones, EmptyState, Failure } from '../../components/states.tsx'
import { SplitList } from '../../components/SplitList.tsx'
import { TwoLines } from '../../components/TwoLines.tsx'
import { useTitle } from '../../components/use-title.ts'
import { useFormats, yuan } from '../../shell/formats.ts'
import { useMay, usePerson } from '../../shell/session.ts'
import { claimDeeds, CLAIMS, lineDeeds, openMonths, writeClaim } from './claim-deeds.ts'
import '../../components/record.css'

const VIEWS = ['', 'mine', 'draft', 'posted', 'received', 'settled'] as const

/** A month's travel vouchers: each line against an approved trip; what does not hold is refused by line, what was falsified is punished, after it was paid too (OC-3.1.4a, OC-3.1.4b). */
export default function TravelClaims() {
  const { t } = useTranslation()
  const formats = useFormats()
  const may = useMay()
  const navigate = useNavigate()
  const [params, setParams] = useSearchParams()
  const writes = may('travelClaim.write')
  const views = VIEWS.filter((each) => each !== 'mine' || writes)
  const view = views.find((each) => each === params.get('view')) ?? ''
  const trips = useQuery({ queryKey: ['trips', 'own'], queryFn: () => get('/v1/outstation-channel/trips', { query: { mine: 'true', limit: 100 } }), enabled: writes }).data?.items ?? []
  const own = useQuery({ queryKey: ['travel-claims', 'own'], queryFn: () => get(CLAIMS, { query: { mine: 'true', limit: 12 } }), enabled: writes }).data
  const months = own ? openMonths(own.items.map(({ month }) => month)) : []
  useTitle(t('nav.travelClaims'))
  return (
    <DeedStage>
      <div className="page split-page">
        <div className="page-head wrap">
          <h1>{t('nav.travelClaims')}</h1><Clause id="OC-3.1.4a" />
          <Segments label={t('filter.status')} value={view} onChange={(next) => setParams(next ? { view: next } : {})} options={views.map((value) => ({ value, label: t(value === '' || value === 'mine' ? `claim.${value || 'all'}` : `claim.status.${value}`) }))} />
          {months.length > 0 && <span className="push"><DeedButton primary deed={writeClaim(t, formats, { months, trips, open: (id) => void navigate(`/travel-claims?id=${id}`) })} /></span>}
        </div>
        <SplitList<TravelClaimRow>
          label={t('nav.travelClaims')} icon={<ReceiptText size={20} />} none={t('claim.none')} noneText={t('claim.noneText')} queryKey={['travel-claims', view]} idOf={(row) => row.id} ask={(cursor) => get(CLAIMS, { query: { ...(view === 'mine' ? { mine: 'true' } : view && { status: view }), limit: 50, cursor } })}
          line={(row) => <TwoLines head={row.staffName} tag={t(`claim.status.${row.status}`)} sub={[formats.month(row.month), row.recover !== '0.00' && t('claim.recoverIs', { amount: yuan(row.recover) }), row.number].filter(Boolean).join(' · ')} end={row.paid !== null && <b>{yuan(row.paid)}</b>} />}
          detail={(row) => <Detail row={row} trips={trips} />}
        />
      </div>
    </DeedStage>
  )
}

function Detail({ row, trips }: { row: TravelClaimRow; trips: BusinessTrip[] }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const may = useMay()
  const me = usePerson().user.id
  const query = useQuery({ queryKey: ['travel-claims', row.id], queryFn: () => get<TravelClaim>(`${CLAIMS}/${row.id}`) })
  if (query.isPending) return <Bones lines={6} />
  if (query.isError) return <Failure problem={query.error instanceof Problem ? query.error : null} what={t('nav.travelClaims')} retry={() => void query.refetch()} />
  const claim = query.data
  const settles = may('travelClaim.settle')
  const deeds = claimDeeds(t, formats, claim, { own: claim.userId === me, settles, trips })
  return (
    <>
      <Panel title={`${claim.staffName} ${formats.month(claim.month)}`} extra={<span className="tag">{t(`claim.status.${claim.status}`)}</span>}>
        <div className="stack">
          <Clocks clocks={claim.obligations} />
          <Facts
            items={[
              [t('column.number'), claim.number], [t('claim.metBy'), t(`claim.by.${claim.metBy}`)], [t('claim.posted'), claim.postedAt && [formats.at(claim.postedAt), claim.trackingNumber].filter(Boolean).join(' · ')], [t('claim.received'), claim.receivedAt && `${claim.receivedBy} · ${formats.at(claim.receivedAt)}`],
              [t('claim.settled'), claim.settledAt && `${claim.settledBy} · ${formats.at(claim.settledAt)}`], [t('claim.claimed'), yuan(claim.claimed)], [t('claim.refusedSum'), claim.refused !== '0.00' && yuan(claim.refused)], [t('claim.penalties'), claim.penalties !== '0.00' && yuan(claim.penalties)],
              [t(claim.paid === null ? 'claim.payable' : 'claim.paid'), <b key="paid">{yuan(claim.paid ?? claim.payable)}</b>],
              [t('claim.recover'), claim.recover !== '0.00' && <b key="recover" className="danger">{yuan(claim.recover)}</b>],
            ]}
          />
          <Deeds deeds={deeds} />
        </div>
      </Panel>
      <Panel bare title={t('claim.lines')} extra={<Clause id="OC-3.1.4b" />}>
        {claim.lines.length === 0 && <EmptyState title={t('claim.noLines')} />}
        <RowList label={t('claim.lines')}>{claim.lines.map((line) => <Line key={line.id} claim={claim} line={line} settles={settles && claim.status !== 'draft'} />)}</RowList>
      </Panel>
    </>
  )
}

const ICONS = { claimed: <CircleCheck size={16} />, refused: <CircleSlash size={16} />, false: <TriangleAlert size={16} /> }

/** A line with the trip that covers it, or why it is not paid and by which clause. */
function Line({ claim, line, settles }: { claim: TravelClaim; line: TravelClaimLine; settles: boolean }) {
  const { t } = useTranslation()
  const formats = useFormats()
  return (
    <RowItem
      bad={line.status !== 'claimed'} icon={ICONS[line.status]} title={`${line.onDate.slice(5)} ${line.text}`} sub={t(`claim.kind.${line.kind}`)} note={line.tripId ? <Link to={`/trips?id=${line.tripId}`}>{line.tripNumber}</Link> : t('claim.noTrip')}
      below={(line.refusal || line.finding) && (
        <p className="danger">
          {line.refusal && <>{t('claim.notPaid')}{t('mark.colon')}{formats.words(line.refusal.text)} <Clause id="OC-3.1.4b" /> <span className="muted">{formats.by(line.refusal.by)}</span></>}
          {line.finding && <>{t('claim.falseIs', { proof: line.finding.proof, penalty: yuan(line.finding.penalty), how: line.finding.penaltyText, deduction: line.finding.deduction })}{line.finding.deduction > 0 && line.finding.scoreMonth !== claim.month && <>{t('mark.comma')}{t('claim.inScoreOf', { month: formats.month(line.finding.scoreMonth) })}</>}{line.finding.recover !== null && <>{t('mark.comma')}{t('claim.recoverIs', { amount: yuan(line.finding.recover) })}</>} <Clause id="OC-3.1.4b" /> <span className="muted">{line.finding.by}</span></>}
        </p>
      )}
    >
      <b className="nowrap">{yuan(line.amount)}</b>
      {settles && lineDeeds(t, claim, line).map((deed) => <DeedButton key={deed.title} deed={deed} />)}
    </RowItem>
  )
}
