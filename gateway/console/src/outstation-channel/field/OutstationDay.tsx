import { ClipboardCheck, FileText, Handshake, MapPin, PhoneCall, Plus } from 'lucide-react'
import { useContext, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { BusinessTrip, ReachCall, StationSupervision } from '../../api/types.ts'
import { ClockChip } from '../../components/ClockChip.tsx'
import { Bones, Failure } from '../../components/states.tsx'
import { FieldPage } from '../../field/FieldPage.tsx'
import { FieldTabs } from '../../field/FieldTabs.tsx'
import { OnlineContext } from '../../field/online.ts'
import { useQueue } from '../../field/queue.ts'
import { StuckRecords } from '../../field/StuckRecords.tsx'
import { addDays, dateOf, mondayOf, useFormats } from '../../shell/formats.ts'
import { serverNow } from '../../shell/server-clock.ts'
import { usePerson } from '../../shell/session.ts'
import { weekToWrite } from '../weekly-reports/weeks.ts'
import { byDue, exchangeWaits, type OutstationDay as Day, useDay, waitingHere } from './day.ts'
import { AnswerSheet, AskTripSheet, EvidenceSheet, StationSheet } from './sheets.tsx'
import { ExchangeSheet } from './ExchangeSheet.tsx'

/** Of what is owed: the most urgent; the ledger has all of it. */
const FEW = 12

type Open = { what: 'answer'; call: ReachCall } | { what: 'evidence'; trip: BusinessTrip } | { what: 'station'; station: StationSupervision } | { what: 'exchange' } | { what: 'trip' }

/** What is mine today: who waits for an answer, reports, the week's exchange, trips, stations, and all that I owe. */
export default function OutstationDay() {
  const { t } = useTranslation()
  const formats = useFormats()
  const { user } = usePerson()
  const queue = useQueue()
  const query = useDay(user.id)
  const [open, setOpen] = useState<Open | null>(null)
  const close = () => setOpen(null)
  const today = dateOf(serverNow())
  // The end of a day belongs to it (R1).
  const due = query.data?.owed.filter(({ dueAt }) => dueAt !== null && dateOf(Date.parse(dueAt) - 1) <= today).length ?? 0
  return (
    <FieldPage title={due > 0 ? t('outDay.due', { count: due }) : t('outDay.noneDue')} sub={`${formats.dayInSentence(today)} ${formats.weekday(today)}${t('mark.comma')}${user.name}`} foot={<FieldTabs />}>
      {query.isPending && <Bones />}
      {query.isError && <Failure problem={query.error} what={t('nav.outstationDay')} retry={() => void query.refetch()} />}
      {[...new Set(waitingHere(queue).flatMap(({ record, stuck }) => (stuck ? [record] : [])))].map((record) => <StuckRecords key={record} record={record} />)}
      {query.data && <Body day={query.data} onOpen={setOpen} />}
      {open?.what === 'answer' && <AnswerSheet call={open.call} onClose={close} />}
      {open?.what === 'evidence' && <EvidenceSheet trip={open.trip} onClose={close} />}
      {open?.what === 'station' && <StationSheet station={open.station} onClose={close} />}
      {open?.what === 'exchange' && <ExchangeSheet regions={query.data?.regions ?? []} onClose={close} />}
      {open?.what === 'trip' && <AskTripSheet onClose={close} />}
    </FieldPage>
  )
}

function Body({ day, onOpen }: { day: Day; onOpen: (what: Open) => void }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const online = useContext(OnlineContext)
  const queue = useQueue()
  const waiting = (record: string) => waitingHere(queue).filter((entry) => entry.record === record && !entry.stuck).length
  // Calls stand above, with their answer.
  const owed = day.owed.filter(({ clauseId }) => clauseId !== 'OC-3.1.2a')
  return (
    <>
      <Part title={t('reach.what.mine')}>
        {!online && <p className="muted">{t('outDay.needsNet')}</p>}
        {day.calls.length === 0 && <p className="muted">{t('reach.noneMine')}</p>}
        <ul>{day.calls.map((call) => <li key={call.id}><Call call={call} online={online} onAnswer={() => onOpen({ what: 'answer', call })} /></li>)}</ul>
      </Part>
      <Reports day={day} waits={exchangeWaits(queue)} onExchange={() => onOpen({ what: 'exchange' })} />
      <Part title={t('nav.trips')}>
        {day.trips.length === 0 && <p className="muted">{t('outDay.noTrips')}</p>}
        <ul>{day.trips.map((trip) => <li key={trip.id}><Trip trip={trip} waiting={waiting(trip.id)} onKeep={() => onOpen({ what: 'evidence', trip })} /></li>)}</ul>
        <button type="button" className="btn" disabled={!online} onClick={() => onOpen({ what: 'trip' })}><Plus size={19} />{t('trip.ask')}</button>
        <Link className="btn" to="/travel-claims?view=mine">{t('nav.travelClaims')}</Link>
      </Part>
      <Part title={t('nav.stationDuties')}>
        {day.stations.length === 0 && <p className="muted">{t('outDay.noStations')}</p>}
        <ul>{day.stations.map((station) => <li key={station.stationUnitId}><Station station={station} waiting={waiting(station.stationUnitId)} onRecord={() => onOpen({ what: 'station', station })} /></li>)}</ul>
      </Part>
      <Part title={t('outDay.owed')}>
        {owed.length === 0 && <p className="muted">{t('outDay.noOwed')}</p>}
        <ul>{owed.slice(0, FEW).map((clock) => <li key={clock.id} className="row between"><span style={{ minWidth: 0 }}><b>{formats.words(clock.label)}</b><small className="block muted">{clock.subject.title}{clock.dueAt && ` · ${t('clock.due')} ${formats.due(clock.dueAt)}`}</small></span><ClockChip clock={clock} still /></li>)}</ul>
        {owed.length > FEW && <Link className="btn" to="/obligations">{t('today.all')}</Link>}
      </Part>
    </>
  )
}

const Part = ({ title, children }: { title: string; children: ReactNode }) => <section className="part"><h3>{title}</h3>{children}</section>

function Call({ call, online, onAnswer }: { call: ReachCall; online: boolean; onAnswer: () => void }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const clock = call.obligations[0]
  return (
    <div className="stack">
      <span className="row between"><b>{call.message}</b>{clock ? <ClockChip clock={clock} still /> : <span className="tag nowrap">{t('reach.outside')}</span>}</span>
      <small className="muted">{[call.sentBy, formats.at(call.sentAt), call.toDeputy && t('outDay.for', { name: call.staffName })].filter(Boolean).join(' · ')}</small>
      <button type="button" className="btn primary" disabled={!online} onClick={onAnswer}><PhoneCall size={19} />{t('reach.answer')}</button>
    </div>
  )
}

/** The week's report and the week's exchange: what is written, and what is left. */
function Reports({ day: { weekly, exchange }, waits, onExchange }: { day: Day; waits: boolean; onExchange: () => void }) {
  const { t } = useTranslation()
  const monday = mondayOf(weekToWrite())
  const sent = weekly?.status === 'submitted' || weekly?.status === 'accepted'
  return (
    <Part title={t('outDay.reports')}>
      <Link className="btn" to="/outstation-day/weekly"><FileText size={19} />{t(sent ? 'outDay.readWeekly' : 'outDay.writeWeekly', { from: monday.slice(5), to: addDays(monday, 6).slice(5) })}</Link>
      {exchange || waits ? <p className="soft">{t('outDay.exchangeDone')}{waits && ` · ${t('outDay.waiting', { count: 1 })}`}</p> : <button type="button" className="btn" onClick={onExchange}><Handshake size={19} />{t('exchange.record')}</button>}
    </Part>
  )
}

function Trip({ trip, waiting, onKeep }: { trip: BusinessTrip; waiting: number; onKeep: () => void }) {
  const { t } = useTranslation()
  return (
    <div className="stack">
      <span><b>{trip.destination}</b><small className="block muted">{t('weekly.week', { from: trip.fromOn.slice(5), to: trip.toOn.slice(5) })} · {trip.purpose}</small><small className="block muted">{[t('outDay.kept', { count: trip.evidence.length }), waiting > 0 && t('outDay.waiting', { count: waiting })].filter(Boolean).join(' · ')}</small></span>
      {trip.fromOn <= dateOf(serverNow()) && <button type="button" className="btn" onClick={onKeep}><MapPin size={19} />{t('outDay.checkIn')}</button>}
    </div>
  )
}

function Station({ station, waiting, onRecord }: { station: StationSupervision; waiting: number; onRecord: () => void }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const clocks = station.obligations.filter(({ status }) => status === 'open').toSorted(byDue)
  const owed = clocks.map(({ label }) => formats.words(label)).join(t('mark.list')) || t('outDay.noOwed')
  return (
    <div className="stack">
      <span className="row between"><span style={{ minWidth: 0 }}><b>{station.stationName}</b><small className="block muted">{[owed, waiting > 0 && t('outDay.waiting', { count: waiting })].filter(Boolean).join(' · ')}</small></span>{clocks[0] && <ClockChip clock={clocks[0]} still />}</span>
      <button type="button" className="btn" onClick={onRecord}><ClipboardCheck size={19} />{t('outDay.recordVisit')}</button>
    </div>
  )
}
