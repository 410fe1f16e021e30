import { Plus, Scale } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { get } from '../../api/client.ts'
import type { Posting } from '../../api/types.ts'
import { ClockChip } from '../../components/ClockChip.tsx'
import { DeedButton, DeedStage } from '../../components/DeedStage.tsx'
import { Clause, Segments } from '../../components/small.tsx'
import { SplitList } from '../../components/SplitList.tsx'
import { TwoLines } from '../../components/TwoLines.tsx'
import { useTitle } from '../../components/use-title.ts'
import { useMay } from '../../shell/session.ts'
import { namesOf } from '../staff/posting-deeds.ts'
import { PostingPanel } from '../staff/PostingPanel.tsx'
import { Proposals } from './Proposals.tsx'
import { openRound, propose } from './rotation-deeds.ts'
import { Rounds } from './Rounds.tsx'
import { useActivePostings, useChannelRegions, useDepartment, useDepartments } from '../queries.ts'
import '../../components/record.css'

const OC = '/v1/outstation-channel'
const PARTS = ['proposals', 'rounds', 'handovers'] as const
const CLAUSES = { proposals: 'OC-4.1', rounds: 'OC-4.3', handovers: 'OC-4.6' }

/** The half-year round: who is proposed for a move and why, what headquarters decided, and the handovers that follow until three have signed (OC-4.1, OC-4.3, OC-4.6). */
export default function Rotations() {
  const { t } = useTranslation()
  const may = useMay()
  const [params, setParams] = useSearchParams()
  const part = PARTS.find((each) => each === params.get('what')) ?? 'proposals'
  useTitle(t('nav.rotations'))
  return (
    <DeedStage>
      <div className="page split-page">
        <div className="page-head wrap">
          <h1>{t('nav.rotations')}</h1><Clause id={CLAUSES[part]} />
          <Segments label={t('list.views')} value={part} onChange={(next) => setParams(next === 'proposals' ? {} : { what: next })} options={PARTS.map((value) => ({ value, label: t(`rotation.part.${value}`) }))} />
          {may('rotation.write') && part !== 'handovers' && <span className="push">{part === 'rounds' ? <Open /> : <Propose />}</span>}
        </div>
        {part === 'proposals' && <Proposals />}
        {part === 'rounds' && <Rounds />}
        {part === 'handovers' && <Handovers />}
      </div>
    </DeedStage>
  )
}

function Open() {
  const { t } = useTranslation()
  const departments = useDepartments()
  const department = useDepartment()
  return <DeedButton primary icon={<Plus size={15} />} deed={openRound(t, departments, department)} />
}

function Propose() {
  const { t } = useTranslation()
  const regions = useChannelRegions().data?.items ?? []
  const postings = useActivePostings()
  return <DeedButton primary icon={<Plus size={15} />} deed={propose(t, postings, regions)} />
}

const STATUSES = ['in_handover', 'ended'] as const

/** OC-4.6: a posting ends only with the list signed by giver, taker and channel engineer. */
function Handovers() {
  const { t } = useTranslation()
  const [params, setParams] = useSearchParams()
  const status = STATUSES.find((each) => each === params.get('status')) ?? 'in_handover'
  return (
    <>
      <div style={{ marginBottom: 10 }}><Segments label={t('filter.status')} value={status} onChange={(next) => setParams({ what: 'handovers', status: next })} options={STATUSES.map((value) => ({ value, label: t(`posting.status.${value}`) }))} /></div>
      <SplitList<Posting>
        label={t('rotation.part.handovers')} icon={<Scale size={20} />} none={t(`posting.none.${status}`)} queryKey={['postings', status]} idOf={(row) => row.id} ask={(cursor) => get(`${OC}/postings`, { query: { status, limit: 50, cursor } })}
        line={(row) => {
          const clock = row.obligations.at(-1)
          return <TwoLines head={row.staffName} tag={clock && <ClockChip clock={clock} still />} sub={namesOf(t, row)} end={row.handover && row.handover.missing.length > 0 ? t('handover.missingCount', { count: row.handover.missing.length }) : t('handover.allSigned')} />
        }}
        detail={(row) => <PostingPanel row={row} named />}
      />
    </>
  )
}
