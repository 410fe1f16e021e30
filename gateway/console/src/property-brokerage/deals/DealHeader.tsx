import { Button, Dropdown } from 'antd'
import { Building2, Ellipsis, FileText, MapPin, UserRound } from 'lucide-react'
import { useNavigate } from 'react-router'
import type { ObligationView } from '../../api/types.ts'
import { ClockCard } from '../../components/ClockCard.tsx'
import { useDeeds } from '../../components/DeedStage.tsx'
import { Track } from '../../components/Track.tsx'
import { yuan } from '../../shell/formats.ts'
import { dealDeed, isVerb } from './deal-deeds.tsx'
import { useSteps } from './queries.ts'
import type { Scene } from './scene.ts'
import { kindTags, stepTrack, trackOf } from './words.ts'

/** As many clocks as stand in a row; the others are on the record. */
const CARDS = 4

/** What is due, the first on top; of a deal that owes nothing what was kept last. */
function cardsOf(obligations: ObligationView[]): ObligationView[] {
  const open = obligations.filter((each) => each.status === 'open').toSorted((a, b) => Date.parse(a.dueAt ?? '9999') - Date.parse(b.dueAt ?? '9999'))
  return open.length > 0 ? open.slice(0, CARDS) : obligations.slice(-2)
}

/** What it is, where it stands, what is due: the same above every part of a deal. */
export function DealHeader({ scene }: { scene: Scene }) {
  const { deal, may, t, formats } = scene
  const navigate = useNavigate()
  const open = useDeeds()
  const steps = useSteps(deal.id).data
  const verbs = deal.actions.filter((each) => each.allowed && ['reassign', 'decline', 'cancel'].includes(each.action)).map((each) => each.action).filter(isVerb)
  const correctable = deal.actions.length > 0 && may(deal.f1SentAt ? 'deal.work' : 'deal.write')
  const items = [...(correctable ? [{ key: 'correct', label: t('deal.action.correct') }] : []), ...verbs.map((verb) => ({ key: verb, label: t(`deal.action.${verb}`), danger: verb === 'cancel' }))]
  return (
    <header className="entity">
      <div className="row between">
        <div className="row wrap">
          <span className="number">{deal.number}</span>
          {[...kindTags(deal, t), t(`deal.status.${deal.status}`)].map((tag) => <span key={tag} className="tag">{tag}</span>)}
        </div>
        {items.length > 0 && <Dropdown trigger={['click']} menu={{ items, onClick: ({ key }) => (key === 'correct' ? void navigate(`/deals/${deal.id}/basics`) : isVerb(key) && void open(dealDeed(scene, key))) }}><Button aria-label={t('do.more')} icon={<Ellipsis size={16} />} /></Dropdown>}
      </div>
      <h1>{deal.title}</h1>
      <div className="facts-line">
        <span><MapPin size={14} />{deal.address}</span>
        <span><b>{yuan(deal.price)}</b></span>
        <span><Building2 size={14} />{deal.shopName} · {deal.agentName}</span>
        <span><UserRound size={14} />{deal.specialistName ? `${deal.specialistName}${deal.specialistAcceptedAt ? '' : ` · ${t('deal.waitsAccept')}`}` : t('deal.nobody')}</span>
        <span><FileText size={14} />{deal.contractNumber}</span>
        {deal.cancelReason && <span className="danger">{t('deal.gone', { reason: deal.cancelReason })}</span>}
      </div>
      <Track label={t('record.track')} steps={deal.status === 'taken' && steps?.steps.length ? stepTrack(steps, formats) : trackOf(deal, formats, t)} />
      <div className="cards">{cardsOf(deal.obligations).map((clock) => <ClockCard key={clock.id} clock={clock} active={clock.id === deal.nextClock?.id} />)}</div>
    </header>
  )
}
