import { useQuery } from '@tanstack/react-query'
import { App, Button, Drawer } from 'antd'
import { CalendarDays, Copy, FileText, Pause, Play, Printer, Scale, X, History, BadgeCheck } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { get, post } from '../api/client.ts'
import type { ObligationDetail } from '../api/types.ts'
import { dateOf, useFormats } from '../shell/formats.ts'
import { useKeys } from '../shell/keys.ts'
import { obligationsPath, useMay, usePerson } from '../shell/session.ts'
import { useQueryClient } from '@tanstack/react-query'
import { ClockChip } from './ClockChip.tsx'
import { copyText } from './copy-text.ts'
import { DayStrip } from './DayStrip.tsx'
import { HourStrip } from './HourStrip.tsx'
import { PolicyLadder } from './PolicyLadder.tsx'
import { ReasonBox } from './ReasonBox.tsx'
import { Clause } from './small.tsx'
import { Bones, Failure } from './states.tsx'
import { clientText, sentenceOf } from './why-words.ts'
import './why.css'

/** "Why this date?" for anyone who doubts a due time. */
export default function WhyDate({ obligationId, onClose }: { obligationId: string; onClose: () => void }) {
  const { t } = useTranslation()
  const person = usePerson()
  const source = obligationsPath(person)
  const query = useQuery({ queryKey: ['obligation', source, obligationId], queryFn: () => get<ObligationDetail>(`${source}/${obligationId}`) })
  const detail = query.data
  return (
    <Drawer open size={756} onClose={onClose} closable={false} className="why-drawer" title={<Head detail={detail} onClose={onClose} />} footer={detail ? <Foot detail={detail} source={source} /> : null}>
      {query.isPending && <Bones lines={9} />}
      {query.isError && <Failure problem={query.error} what={t('why.what')} retry={() => void query.refetch()} />}
      {detail && <Body detail={detail} />}
    </Drawer>
  )
}

function Head({ detail, onClose }: { detail: ObligationDetail | undefined; onClose: () => void }) {
  const { t } = useTranslation()
  const formats = useFormats()
  return (
    <div className="row between why-head">
      <div>
        <small className="muted">{detail ? `${formats.words(detail.label)} · ${detail.subject.title}` : ' '}</small>
        <h2>{detail ? (detail.dueAt ? t('why.title', { due: formats.dueInSentence(detail.dueAt) }) : t('why.titlePaused')) : t('why.what')}</h2>
      </div>
      <Button type="text" aria-label={t('do.close')} icon={<X size={18} />} onClick={onClose} />
    </div>
  )
}

function Body({ detail }: { detail: ObligationDetail }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { explanation } = detail
  const due = explanation.dueAt ?? detail.dueAt
  const days = explanation.days ?? []
  return (
    <div tabIndex={0} role="group" aria-label={t('why.what')} className="why-body">
      <div className="row why-sentence">
        <ClockChip clock={detail} still />
        <p>{sentenceOf(detail, formats, t)}</p>
      </div>
      {days.length > 1 && due ? (
        <DayStrip days={days} start={dateOf(explanation.startedAt)} due={dateOf(Date.parse(due) - 1)} done={detail.settledAt ? dateOf(detail.settledAt) : null} />
      ) : (
        due && <HourStrip start={explanation.startedAt} due={due} state={detail.status === 'open' ? detail.clock : detail.status} settledAt={detail.settledAt} pauses={explanation.pauses} />
      )}
      {explanation.withoutPauseDueAt && <p className="note-box">{t('why.withoutPause', { due: formats.dueInSentence(explanation.withoutPauseDueAt) })}</p>}
      {detail.provisional && <p className="note-box">{t('why.provisional')}</p>}
      {detail.breachedAt && <p className="note-box">{t(detail.voidedByCalendar ? 'why.breachVoided' : 'why.breached', { at: formats.at(detail.breachedAt) })}</p>}
      <Part icon={<Play size={15} />} title={t('why.startTitle')}>
        <p>{t('why.startText', { number: detail.subject.number, by: detail.owner.userName ?? detail.owner.unitName, at: formats.at(detail.startedAt) })}</p>
      </Part>
      <Part icon={<Pause size={15} />} title={t('why.pauses')}>
        {explanation.pauses.length === 0 && <p>{detail.clauseId === 'UC-7.4' ? t('why.noPauseYet') : t('why.cannotPause')}</p>}
        {explanation.pauses.map((pause) => <p key={pause.from}>{formats.at(pause.from)} – {pause.to ? formats.at(pause.to) : t('why.stillPaused')}{t('mark.comma')}{pause.reason === 'no_access' ? t('why.noAccess') : pause.reason}</p>)}
        {explanation.replacements.map((each) => <p key={each.at}>{t(each.channel === 'policy' ? 'why.rebased' : 'why.replaced', { at: formats.at(each.at), by: each.agreedBy, due: formats.due(each.dueAt), before: formats.due(each.previousDueAt) })}</p>)}
      </Part>
      <Part icon={<FileText size={15} />} title={t('why.clause')} beside={<Clause id={detail.clauseId} />}>
        <blockquote>{formats.words(detail.clause.text)}</blockquote>
        {detail.clause.strength === 'in_principle' && <small className="muted">{t('why.inPrinciple')}</small>}
      </Part>
      <Part icon={<Scale size={15} />} title={t('why.parameter')} beside={<small className="muted">{detail.parameterKey}</small>}>
        <PolicyLadder steps={detail.ladder} unit={explanation.unit ?? null} usedVersion={detail.policyVersion} />
      </Part>
      {explanation.calendarVersions.length > 0 && days.length > 1 && (
        <Part icon={<CalendarDays size={15} />} title={t('why.calendar')}>
          {explanation.calendarVersions.map((each) => <p key={each.year}>{each.published ? t('why.calendarYear', { year: each.year, version: each.version }) : t('why.calendarMissing', { year: each.year })}</p>)}
        </Part>
      )}
      {detail.evidence.length > 0 && (
        <Part icon={<BadgeCheck size={15} />} title={t('why.evidence')}>
          {detail.evidence.map((each) => <p key={each.at + formats.words(each.text)}>{formats.at(each.at)} {formats.by(each.by)}{t('mark.colon')}{formats.words(each.text)}</p>)}
        </Part>
      )}
      <Part icon={<History size={15} />} title={t('why.history')}>
        {detail.history.map((each) => <p key={each.at + each.what}>{formats.at(each.at)} {t(`history.${each.what}`, { defaultValue: each.what })}{t('mark.comma')}{formats.by(each.by)}{formats.words(each.text) && `${t('mark.colon')}${formats.words(each.text)}`}</p>)}
      </Part>
    </div>
  )
}

function Part({ icon, title, beside, children }: { icon: ReactNode; title: string; beside?: ReactNode; children: ReactNode }) {
  return (
    <section className="why-part">
      <span className="why-icon" aria-hidden="true">{icon}</span>
      <div>
        <h3>{title} {beside}</h3>
        {children}
      </div>
    </section>
  )
}

function Foot({ detail, source }: { detail: ObligationDetail; source: string }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const may = useMay()
  const queries = useQueryClient()
  const { message } = App.useApp()
  const [waiving, setWaiving] = useState(false)
  const copy = () => void copyText(clientText(detail, formats, t)).then(() => message.success(t('why.copied')))
  useKeys({ y: copy }, { inDialog: true, active: !waiving })
  // R14: only what the clause says "in principle" can be waived, and by one level up.
  const waivable = detail.clause.strength === 'in_principle' && ['open', 'met_late'].includes(detail.status) && may('obligation.waive') && !source.includes('insight')
  if (waiving)
    return (
      <ReasonBox
        label={t('why.waiveReason')}
        save={t('why.waive')}
        cancel={t('why.notWaive')}
        onCancel={() => setWaiving(false)}
        onSave={async (reason) => {
          await post(`${source}/${detail.id}/waive`, { reason })
          await queries.invalidateQueries()
          setWaiving(false)
        }}
      />
    )
  return (
    <div className="row">
      <Button icon={<Copy size={15} />} onClick={copy}>{t('why.copy')}<kbd>Y</kbd></Button>
      <Button icon={<Printer size={15} />} onClick={() => window.print()}>{t('do.print')}</Button>
      {waivable && <Button type="text" className="push" onClick={() => setWaiving(true)}>{t('why.askWaive')}</Button>}
    </div>
  )
}
