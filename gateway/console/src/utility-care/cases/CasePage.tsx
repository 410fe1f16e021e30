import { useQuery } from '@tanstack/react-query'
import { Button, Dropdown } from 'antd'
import { Ellipsis, Flame, GitMerge, HeartHandshake, MapPin, Phone, Siren, UserRound, Wrench } from 'lucide-react'
import { lazy, Suspense, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { get } from '../../api/client.ts'
import type { Case } from '../../api/types.ts'
import { ClockCard, FutureClockCard } from '../../components/ClockCard.tsx'
import { NoteComposer } from '../../components/NoteComposer.tsx'
import { Flag, No } from '../../components/small.tsx'
import { Bones, Failure } from '../../components/states.tsx'
import { Timeline } from '../../components/Timeline.tsx'
import { Track } from '../../components/Track.tsx'
import { explain } from '../../components/why-date-store.ts'
import { useTitle } from '../../components/use-title.ts'
import { useFormats, shortNumber } from '../../shell/formats.ts'
import { useKeys } from '../../shell/keys.ts'
import { useMay, usePerson } from '../../shell/session.ts'
import { useTab } from '../../shell/tabs.ts'
import { kindTags, statusWord } from '../words.ts'
import { CaseBar } from './CaseBar.tsx'
import { CasePanels, waitsFor } from './CasePanels.tsx'
import { nextOf, stepsOf, trackOf, waitsForOrder, type Step } from './next.ts'
import { useCallerPhone } from './use-caller-phone.ts'
import '../../components/record.css'

// What a decision is asked with weighs more than the page: it comes while the record is read.
const loadDialog = () => import('./ActionDialog.tsx')
const ActionDialog = lazy(() => loadDialog().then((file) => ({ default: file.ActionDialog })))

export default function CasePage() {
  const { id = '' } = useParams()
  const { t } = useTranslation()
  const query = useQuery({ queryKey: ['case', id], queryFn: () => get<Case>(`/v1/utility-care/cases/${id}`) })
  const record = query.data
  useTab(record ? { path: `/cases/${id}`, title: shortNumber(record.number), place: record.address.slice(0, 8) } : null)
  useTitle(record && `${shortNumber(record.number)} ${record.title}`)
  if (query.isError && !record) return <Failure heading problem={query.error} what={t('case.what')} retry={() => void query.refetch()} />
  if (!record) return <Bones lines={10} />
  return <Record record={record} />
}

function Record({ record }: { record: Case }) {
  const { t } = useTranslation()
  const [doing, setDoing] = useState<Step | null>(null)
  useEffect(() => void loadDialog().catch(() => undefined), [])
  const may = useMay()
  const { user } = usePerson()
  const steps = stepsOf(record, may, user.id)
  const next = nextOf(record, steps)
  const urgent = record.obligations.find((each) => each.status === 'open' && each.id === record.nextClock?.id) ?? record.obligations.find((each) => each.status === 'open')
  const can = (verb: string) => steps.find((step) => step.verb === verb && step.allowed)
  const phone = useCallerPhone(record)
  useKeys({
    r: () => next && setDoing(next),
    a: () => setDoing(can('assign') ?? null),
    t: () => setDoing(can('refer') ?? null),
    c: () => phone.call?.(),
    w: () => urgent && explain(urgent.id),
    n: () => document.getElementById('note')?.focus(),
  })
  return (
    <div className="record">
      <Header record={record} steps={steps} next={next} onDo={setDoing} call={phone.call} urgentId={urgent?.id} />
      <div className="record-body">
        <div className="record-main">
          <Timeline path={`/v1/utility-care/cases/${record.id}/timeline`} queryKey={['timeline', record.id]} composer={<NoteComposer path={`/v1/utility-care/cases/${record.id}/notes`} queryKey={['timeline', record.id]} />} />
        </div>
        <aside className="record-side" aria-label={t('case.next')}>
          <CasePanels record={record} steps={steps} next={next} clock={urgent ?? null} onDo={setDoing} />
        </aside>
      </div>
      <CaseBar record={record} next={next} waits={waitsFor(record, t)} assign={next?.verb === 'assign' ? undefined : can('assign')} call={phone.call} onDo={setDoing} />
      {doing && <Suspense fallback={null}><ActionDialog verb={doing.verb} on={doing.on} record={record} title={`${shortNumber(record.number)} ${record.title}`} onClose={() => setDoing(null)} /></Suspense>}
    </div>
  )
}

interface HeaderProps { record: Case; steps: Step[]; next: Step | null; onDo: (step: Step) => void; call: (() => void) | null; urgentId: string | undefined }

function Header({ record, steps, next, onDo, call, urgentId }: HeaderProps) {
  const { t } = useTranslation()
  const formats = useFormats()
  const rest = steps.filter((step) => step.allowed && step !== next && step.verb !== 'assign')
  const assign = steps.find((step) => step.verb === 'assign' && step.allowed && step !== next)
  const current = trackOf(record)
  const due = record.nextClock?.dueAt
  return (
    <header className="entity">
      <div className="row between">
        <div className="row wrap">
          <span className="number">{record.number}</span>
          {kindTags(record, t).map((tag) => <span key={tag} className="tag">{tag}</span>)}
          <span className="tag">{statusWord(record, t)}</span>
          {record.kind === 'alarm' && <span className="tag alarm"><Siren size={13} />{t('kind.alarm')}</span>}
          {record.severity === 'major' && <span className="tag alarm"><Flame size={13} />{t('case.major')}</span>}
          {record.specialCare && <Flag kind="care" icon={<HeartHandshake size={14} />}>{record.specialCare}</Flag>}
        </div>
        <div className="row">
          <Button className="in-bar" icon={<Phone size={15} />} disabled={!call} title={call ? undefined : t('case.noPhone')} onClick={() => call?.()}>{t('case.call')}<kbd>C</kbd></Button>
          {assign && <Button className="in-bar" icon={<Wrench size={15} />} onClick={() => onDo(assign)}>{t(record.workOrder?.assignee ? 'case.reassign' : 'action.assign')}<kbd>A</kbd></Button>}
          {rest.length > 0 && (
            <Dropdown trigger={['click']} menu={{ items: rest.map((step) => ({ key: step.verb, label: t(`action.${step.verb}`) })), onClick: ({ key }) => { const step = rest.find((each) => each.verb === key); if (step) onDo(step) } }}>
              <Button aria-label={t('do.more')} icon={<Ellipsis size={16} />} />
            </Dropdown>
          )}
        </div>
      </div>
      <h1>{record.title}</h1>
      <div className="facts-line">
        <span><MapPin size={14} />{record.account ? <Link to={`/accounts/${record.account.id}`}>{record.address}</Link> : record.address}</span>
        <span><UserRound size={14} />{record.caller.name} {record.caller.phoneMasked}</span>
        <span><Wrench size={14} />{record.unitName}{record.assigneeName && ` · ${record.assigneeName}`}</span>
        {record.ownerName ? <span>{t('case.owner')} {record.ownerName}</span> : waitsForOrder(record) && <span>{t('case.toAssign')}</span>}
        {record.master && <span><GitMerge size={14} />{t('case.linkedTo')} <No number={record.master.number} to={`/cases/${record.master.id}`} /></span>}
        {record.linked.length > 0 && <span><GitMerge size={14} />{t('case.linkedCalls', { count: record.linked.length })}</span>}
        {record.agreedWindow && <span>{t('case.agreed')} {formats.at(record.agreedWindow.from)} – {formats.time(record.agreedWindow.to)}</span>}
      </div>
      <Track
        label={t('record.track')}
        steps={current.map((step) => ({ key: step.name, title: t(`milestone.${step.name}`), state: step.state, when: step.at ? formats.at(step.at) : step.state === 'now' && due ? t('record.before', { due: formats.due(due) }) : undefined }))}
      />
      <div className="cards">
        {record.obligations.map((clock) => <ClockCard key={clock.id} clock={clock} active={clock.id === urgentId} />)}
        {record.status !== 'closed' && record.kind !== 'consultation' && !record.obligations.some((each) => each.clauseId === 'UC-16b') && (
          <FutureClockCard title={t('case.callback')} clauseId="UC-16b" starts={t('case.callbackStarts')} note={t('case.callbackNote')} />
        )}
      </div>
    </header>
  )
}
