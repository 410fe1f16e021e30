import { Check, MapPin, Plus, Route } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import type { VisitCustomer } from '../../api/types.ts'
import { PlaceMap } from '../../components/map/LazyMap.tsx'
import { Bones, EmptyState, Failure } from '../../components/states.tsx'
import { FieldPage } from '../../field/FieldPage.tsx'
import { FieldTabs } from '../../field/FieldTabs.tsx'
import { useQueue } from '../../field/queue.ts'
import { Sheet } from '../../field/Sheet.tsx'
import { useFormats } from '../../shell/formats.ts'
import { usePerson } from '../../shell/session.ts'
import { CheckInSheet } from './CheckIn.tsx'
import { recallCustomers, stopsOf, useDay, useFoundCustomers, useHandOutItems, useOwnCustomers, type Stop } from './day.ts'

/** Whom do I visit today, in which order? The one under way first, then by the itinerary; a visit outside the plan can be added. */
export default function FieldDay() {
  const { t } = useTranslation()
  const formats = useFormats()
  const { user } = usePerson()
  const queue = useQueue()
  const query = useDay()
  const navigate = useNavigate()
  const [adding, setAdding] = useState(false)
  const [chosen, setChosen] = useState<VisitCustomer | null>(null)
  const [mapped, setMapped] = useState(false)
  // Asked for now, so that they are on the phone when the connection is gone.
  useOwnCustomers(true)
  useHandOutItems()
  const [, remembered] = useState(false)
  useEffect(() => void recallCustomers().then(() => remembered(true)), [])
  const stops = query.data ? stopsOf(query.data, queue) : []
  const ended = stops.filter(({ status }) => status === 'ended').length
  const day = query.data?.day
  const way = stops.filter(({ status }) => status !== 'ended')
  return (
    <FieldPage
      title={t('visit.count', { count: stops.length - ended })} sub={day && `${formats.dayInSentence(day)} ${formats.weekday(day)}${t('mark.comma')}${user.name}`} foot={<FieldTabs />}
      aside={<span className="soft nowrap">{t('visit.doneOf', { done: ended, total: stops.length })}</span>}
    >
      {query.isPending && <Bones />}
      {query.isError && <Failure problem={query.error} what={t('visit.today')} retry={() => void query.refetch()} />}
      {query.isSuccess && stops.length === 0 && <EmptyState icon={<Route size={20} />} title={t('visit.nothing')} text={t('visit.nothingText')} />}
      <ol className="jobs">{stops.map((stop, index) => <li key={stop.key}><Job stop={stop} n={index + 1} /></li>)}</ol>
      {query.isSuccess && (
        <div className="jobs">
          {query.data.visitDayId && <Link className="btn" to="/daily-reports">{t('visit.reportDue')}</Link>}
          <button type="button" className="btn" onClick={() => setAdding(true)}><Plus size={19} />{t('visit.unplanned')}</button>
          {way.some(({ customer }) => customer.latitude !== null) && <button type="button" className="btn" aria-expanded={mapped} onClick={() => setMapped(!mapped)}><MapPin size={19} />{t(mapped ? 'visit.hideMap' : 'visit.showMap')}</button>}
          {mapped && <PlaceMap label={t('visit.way')} points={way.map(({ key, customer }) => ({ id: key, name: customer.name, note: customer.address, to: `/visit-day/${key}`, ...(customer.latitude !== null && customer.longitude !== null && { latitude: customer.latitude, longitude: customer.longitude }) }))} route={way.map(({ key }) => key)} />}
        </div>
      )}
      {adding && <ChooseCustomer onClose={() => setAdding(false)} onChoose={(customer) => { setAdding(false); setChosen(customer) }} />}
      {chosen && <CheckInSheet customer={chosen} plannedVisitId={null} onClose={() => setChosen(null)} onBegun={(key) => void navigate(`/visit-day/${key}`)} />}
    </FieldPage>
  )
}

function Job({ stop, n }: { stop: Stop; n: number }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { customer, status, openMatters, kilometres, checkedInAt, checkedOutAt } = stop
  const done = status === 'ended'
  const when = done && checkedInAt && checkedOutAt ? t('visit.fromTo', { from: formats.time(checkedInAt), to: formats.time(checkedOutAt) }) : status === 'open' && checkedInAt ? t('visit.since', { time: formats.time(checkedInAt) }) : kilometres !== null ? t('visit.kilometres', { count: Math.round(kilometres * 10) / 10 }) : null
  return (
    <Link to={`/visit-day/${stop.key}`} className={`job${status === 'open' ? ' now' : ''}${done ? ' done' : ''}`}>
      <span className="n">{done ? <Check size={16} /> : n}</span>
      <span style={{ minWidth: 0 }}>
        <span className="row between"><b>{customer.name}</b>{customer.grade && <span className="tag">{customer.grade}</span>}</span>
        <span className="soft">{[customer.city, customer.address].filter(Boolean).join(' ')}</span>
        <small>{[when, openMatters.length > 0 && t('visit.openMatters', { count: openMatters.length }), stop.plannedVisitId === null && t('visit.outside')].filter(Boolean).join(' · ')}</small>
      </span>
    </Link>
  )
}

/** Of the customers that the phone knows or finds, and those that the server finds, one that no plan names today. */
function ChooseCustomer({ onClose, onChoose }: { onClose: () => void; onChoose: (customer: VisitCustomer) => void }) {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const typed = text.trim()
  const items = useOwnCustomers(true).data?.items ?? []
  const known = items.filter(({ name, address, number }) => `${name}${address}${number}`.includes(typed))
  const found = useFoundCustomers(typed).data?.items ?? []
  const fitting = [...known, ...found.filter(({ id }) => !known.some((each) => each.id === id))].filter(({ status }) => status === 'active').slice(0, 20)
  return (
    <Sheet label={t('visit.unplanned')} onClose={onClose}>
      {(close) => (
        <div className="stack">
          <h2>{t('visit.unplanned')}</h2>
          <div className="field"><label htmlFor="whom">{t('visit.whom')}</label><input id="whom" type="search" className="input" value={text} onChange={(event) => setText(event.target.value)} /></div>
          <ul className="choices">{fitting.map((customer) => <li key={customer.id}><button type="button" className="btn" onClick={() => onChoose(customer)}><b>{customer.name}</b><small className="muted cut">{customer.address}</small></button></li>)}</ul>
          {fitting.length === 0 && <p className="muted">{t('visitCustomer.noHit')}</p>}
          <button type="button" className="btn" onClick={close}>{t('do.notNow')}</button>
        </div>
      )}
    </Sheet>
  )
}
