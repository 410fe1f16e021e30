import { useQuery } from '@tanstack/react-query'
import { Scale, ShieldCheck } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Link, useSearchParams } from 'react-router'
import { get } from '../../api/client.ts'
import type { Posting, RotationProposal } from '../../api/types.ts'
import { Clocks } from '../../components/ClockCard.tsx'
import { ClockChip } from '../../components/ClockChip.tsx'
import { DeedButton } from '../../components/DeedStage.tsx'
import { Clause, Facts, Flag, Panel, Segments } from '../../components/small.tsx'
import { SplitList } from '../../components/SplitList.tsx'
import { Bones, Failure } from '../../components/states.tsx'
import { useFormats } from '../../shell/formats.ts'
import { useMay } from '../../shell/session.ts'
import { mistake } from '../staff/posting-deeds.ts'
import { changeProposal, decide } from './rotation-deeds.ts'
import { useChannelRegions } from '../queries.ts'

const OC = '/v1/outstation-channel'
const STATUSES = ['proposed', 'moved', 'kept', 'withdrawn'] as const

/** Who is proposed, by which rule, with rank and protection. */
export function Proposals() {
  const { t } = useTranslation()
  const [params, setParams] = useSearchParams()
  const status = STATUSES.find((each) => each === params.get('status')) ?? 'proposed'
  return (
    <>
      <div style={{ marginBottom: 10 }}><Segments label={t('filter.status')} value={status} onChange={(next) => setParams(next === 'proposed' ? {} : { status: next })} options={STATUSES.map((value) => ({ value, label: t(`rotation.status.${value}`) }))} /></div>
      <ProposalList query={{ status }} none={t(`rotation.none.${status}`)} noneText={status === 'proposed' ? t('rotation.noneText') : undefined} />
    </>
  )
}

export function ProposalList({ query, none, noneText }: { query: { status?: RotationProposal['status']; roundId?: string }; none: string; noneText?: string | undefined }) {
  const { t } = useTranslation()
  return (
    <SplitList<RotationProposal>
      label={t('rotation.part.proposals')} icon={<Scale size={20} />} none={none} {...(noneText && { noneText })} queryKey={['rotation-proposals', query]} idOf={(row) => row.id} ask={(cursor) => get(`${OC}/rotation-proposals`, { query: { ...query, limit: 50, cursor } })}
      line={(row) => {
        const clock = row.obligations.at(-1)
        return (
          <>
            <span className="row between"><span className="row cut"><b>{row.staffName}</b>{row.protected && <ShieldCheck size={14} aria-label={t('rotation.protected')} />}</span>{clock && row.status === 'proposed' ? <ClockChip clock={clock} still /> : <span className="tag">{t(`rotation.status.${row.status}`)}</span>}</span>
            <span className="row between soft"><span className="cut">{row.reason}</span><span className="muted">{t(`rotation.rule.${row.rule}`)}</span></span>
          </>
        )
      }}
      detail={(row) => <Proposal row={row} />}
    />
  )
}

function Proposal({ row }: { row: RotationProposal }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const may = useMay()
  const regions = useChannelRegions().data?.items ?? []
  const { rank, decision } = row
  const query = useQuery({ queryKey: ['postings', row.postingId], queryFn: () => get<Posting>(`${OC}/postings/${row.postingId}`), enabled: may('outstationStaff.read') })
  const posting = query.data
  const open = row.status === 'proposed'
  return (
    <>
      <Panel title={<Link to={`/outstation-staff/${row.staffId}`}>{row.staffName}</Link>} extra={<span className="tag">{t(`rotation.status.${row.status}`)}</span>}>
        <div className="stack">
          {row.protected && <Flag kind="info" icon={<ShieldCheck size={13} />}>{t('rotation.protectedSays')} <Clause id="OC-4.1" /></Flag>}
          <Clocks clocks={row.obligations} />
          <Facts
            items={[
              [t('rotation.why'), `${t(`rotation.rule.${row.rule}`)}${t('mark.colon')}${row.reason}`], [t('rotation.rank'), rank ? (rank.rank === null ? t('rotation.unranked', { period: formats.period(rank.period) }) : t('rotation.rankIs', { ...rank, period: formats.period(rank.period) })) : t('rotation.noRanking')],
              [t('rotation.whereTo'), row.toRegions.join(t('mark.list')) || t('rotation.notNamed')], [t('rotation.improvement'), row.improvementNote], [t('rotation.proposedBy'), `${formats.by(row.proposedBy)} · ${formats.at(row.proposedAt)}`],
              [t('rotation.decision'), decision && `${t(`rotation.status.${row.status}`)}${decision.on ? ` ${decision.on}` : ''}${t('mark.colon')}${decision.text}`], [t('rotation.decidedBy'), decision && `${decision.by} · ${formats.at(decision.at)}`],
            ]}
          />
          {open && <div className="row wrap">{may('rotation.decide') && decide(t, row, regions).map((deed, at) => <DeedButton key={deed.title} size="middle" primary={at === 0 && !row.protected} deed={deed} />)}{may('rotation.write') && <DeedButton size="middle" deed={changeProposal(t, row, regions)} />}</div>}
        </div>
      </Panel>
      <Panel title={t('rotation.posting')} extra={<Clause id="OC-4.1" />}>
        {query.isLoading && <Bones lines={2} />}
        {query.isError && <Failure problem={query.error} what={t('rotation.posting')} retry={() => void query.refetch()} />}
        {posting && (
          <div className="stack">
            <Facts items={[...posting.regions.map((each): [string, string] => [each.name, t('rotation.tenure', { from: each.tenureFrom, half: each.halfYearOn, full: each.fullYearOn })]), [t('column.status'), t(`posting.status.${posting.status}`)], [t('posting.majorMistake'), posting.majorMistake && `${posting.majorMistake.on} ${posting.majorMistake.text} · ${posting.majorMistake.by}`]]} />
            {posting.status === 'in_handover' && <p><Link to={`/rotations?what=handovers&id=${posting.id}`}>{t('rotation.toHandover')}</Link></p>}
            {open && may('posting.decide') && !posting.majorMistake && <div className="row"><DeedButton deed={mistake(t, posting)} /></div>}
          </div>
        )}
      </Panel>
    </>
  )
}
