import { useQuery } from '@tanstack/react-query'
import { Button, Dropdown } from 'antd'
import { Building2, Ellipsis, FileText, MapPin, UserRound } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate, useParams } from 'react-router'
import { get } from '../../api/client.ts'
import type { Deal } from '../../api/types.ts'
import { ClockCard } from '../../components/ClockCard.tsx'
import { NoteComposer } from '../../components/NoteComposer.tsx'
import { Bones, Failure } from '../../components/states.tsx'
import { Timeline } from '../../components/Timeline.tsx'
import { Track } from '../../components/Track.tsx'
import { explain } from '../../components/why-date-store.ts'
import { shortNumber, useFormats } from '../../shell/formats.ts'
import { useKeys } from '../../shell/keys.ts'
import { useMay } from '../../shell/session.ts'
import { useTab } from '../../shell/tabs.ts'
import { DealActionDialog, type Verb } from './DealActionDialog.tsx'
import { DealFacts, PartiesPanel } from './DealPanels.tsx'
import { kindTags, trackOf, yuan } from './words.ts'
import '../../components/record.css'

export default function DealPage() {
  const { id = '' } = useParams()
  const { t } = useTranslation()
  const query = useQuery({ queryKey: ['deal', id], queryFn: () => get<Deal>(`/v1/property-brokerage/deals/${id}`) })
  const deal = query.data
  useTab(deal ? { path: `/deals/${id}`, title: shortNumber(deal.number), place: deal.title.slice(0, 8) } : null)
  useEffect(() => {
    if (deal) document.title = `${shortNumber(deal.number)} ${deal.title} · ${t('app.name')}`
  }, [deal, t])
  if (query.isError && !deal) return <Failure heading problem={query.error} what={t('deal.what')} retry={() => void query.refetch()} />
  if (!deal) return <Bones lines={10} />
  return <Record deal={deal} />
}

const verbs: Verb[] = ['send-f1', 'accept', 'assign', 'reassign', 'decline', 'cancel']
const isVerb = (action: string): action is Verb => verbs.includes(action as Verb)

function Record({ deal }: { deal: Deal }) {
  const [doing, setDoing] = useState<Verb | null>(null)
  const allowed = deal.actions.filter((each) => each.allowed).map((each) => each.action).filter(isVerb)
  const next = (['send-f1', 'accept', 'assign'] as const).find((verb) => allowed.includes(verb)) ?? null
  const urgent = deal.obligations.find((each) => each.id === deal.nextClock?.id)
  useKeys({
    r: () => next && setDoing(next),
    a: () => setDoing(allowed.find((verb) => verb === 'assign' || verb === 'reassign') ?? null),
    w: () => urgent && explain(urgent.id),
    n: () => document.getElementById('note')?.focus(),
  })
  return (
    <div className="record">
      <Header deal={deal} next={next} allowed={allowed} onDo={setDoing} urgentId={urgent?.id} />
      <div className="record-body">
        <div className="record-main">
          <Timeline path={`/v1/property-brokerage/deals/${deal.id}/timeline`} queryKey={['timeline', deal.id]} composer={deal.actions.length > 0 ? <NoteComposer path={`/v1/property-brokerage/deals/${deal.id}/notes`} queryKey={['timeline', deal.id]} /> : undefined} />
        </div>
        <aside className="record-side">
          <PartiesPanel deal={deal} />
          <DealFacts deal={deal} />
        </aside>
      </div>
      {doing && <DealActionDialog deal={deal} verb={doing} onClose={() => setDoing(null)} />}
    </div>
  )
}

interface HeaderProps { deal: Deal; next: Verb | null; allowed: Verb[]; onDo: (verb: Verb) => void; urgentId: string | undefined }

function Header({ deal, next, allowed, onDo, urgentId }: HeaderProps) {
  const { t } = useTranslation()
  const formats = useFormats()
  const navigate = useNavigate()
  const may = useMay()
  const rest = allowed.filter((verb) => verb !== next)
  const correctable = deal.actions.length > 0 && may(deal.f1SentAt ? 'deal.work' : 'deal.write')
  const items = [...(correctable ? [{ key: 'correct', label: t('deal.action.correct') }] : []), ...rest.map((verb) => ({ key: verb, label: t(`deal.action.${verb}`), danger: verb === 'cancel' }))]
  const blocked = deal.actions.find((each) => each.action === 'send-f1' && !each.allowed)
  return (
    <header className="entity">
      <div className="row between">
        <div className="row wrap">
          <span className="number">{deal.number}</span>
          {kindTags(deal, t).map((tag) => <span key={tag} className="tag">{tag}</span>)}
          <span className="tag">{t(`deal.status.${deal.status}`)}</span>
        </div>
        <div className="row">
          {items.length > 0 && <Dropdown trigger={['click']} menu={{ items, onClick: ({ key }) => (key === 'correct' ? void navigate(`/deals/${deal.id}/basics`) : isVerb(key) && onDo(key)) }}><Button aria-label={t('do.more')} icon={<Ellipsis size={16} />} /></Dropdown>}
          {next && <Button type="primary" onClick={() => onDo(next)}>{t(`deal.action.${next}`)}<kbd>R</kbd></Button>}
          {!next && blocked && <span className="muted">{formats.words(blocked.reason)} {blocked.clause && <span className="clause">{blocked.clause}</span>}</span>}
        </div>
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
      <Track label={t('case.track')} steps={trackOf(deal).map((step) => ({ key: step.key, title: t(`deal.track.${step.key}`), state: step.state, when: step.at ? formats.at(step.at) : step.state === 'now' && deal.nextClock?.dueAt ? t('case.before', { due: formats.due(deal.nextClock.dueAt) }) : undefined }))} />
      <div className="cards">{deal.obligations.map((clock) => <ClockCard key={clock.id} clock={clock} active={clock.id === urgentId} />)}</div>
    </header>
  )
}
