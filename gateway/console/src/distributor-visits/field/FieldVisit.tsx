import { Camera, ClipboardList, Megaphone, Navigation, Package, PenLine, Phone, Presentation, Radar, StickyNote, type LucideIcon } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import type { SurveyTemplate, VisitsToday } from '../../api/types.ts'
import { EmptyState, Bones, Failure } from '../../components/states.tsx'
import type { Waiting } from '../../field/channel.ts'
import { FieldForm } from '../../field/FieldForm.tsx'
import { FieldPage } from '../../field/FieldPage.tsx'
import { useQueue } from '../../field/queue.ts'
import { StuckRecords } from '../../field/StuckRecords.tsx'
import { placeBody } from '../../field/place.ts'
import { usePlace } from '../../field/use-place.ts'
import { useFormats } from '../../shell/formats.ts'
import { CheckInSheet, CustomerPlace } from './CheckIn.tsx'
import { note, recallCustomers, stopsOf, useDay, useLog, type Stop } from './day.ts'
import { HandOutSheet } from './HandOutSheet.tsx'
import { leaving, recordForms, type RecordForm } from './record-forms.ts'
import { SignatureSheet } from './SignatureSheet.tsx'
import { SurveySheet } from './SurveySheet.tsx'
import './visit.css'

type Open = Stop & { visitId: string }
const isOpen = (stop: Stop): stop is Open => stop.visitId !== null
const icons: Record<string, LucideIcon> = { activity: Presentation, opinion: Megaphone, intelligence: Radar, note: StickyNote }

/** One visit: what is still open from last time, what is asked for today, what was done so far, and one big next step. */
export default function FieldVisit() {
  const { visitId: key = '' } = useParams()
  const { t } = useTranslation()
  const queue = useQueue()
  const query = useDay()
  const [, remembered] = useState(false)
  useEffect(() => void recallCustomers().then(() => remembered(true)), [])
  const stop = query.data && stopsOf(query.data, queue).find((each) => each.key === key || each.visitId === key)
  return (
    <FieldPage title={stop?.customer.name ?? t('visit.what')} back="/visit-day" aside={stop?.customer.contacts[0] && <a href={`tel:${stop.customer.contacts[0].phone}`} aria-label={t('visit.call')}><Phone size={21} /></a>} foot={stop && <Thumb stop={stop} />}>
      {query.isPending && <Bones />}
      {query.isError && <Failure problem={query.error} what={t('visit.what')} retry={() => void query.refetch()} />}
      {query.isSuccess && !stop && <EmptyState title={t('visit.notToday')} actions={<Link className="btn" to="/visit-day">{t('visit.today')}</Link>} />}
      {stop && <Body stop={stop} day={query.data} />}
    </FieldPage>
  )
}

function Body({ stop, day }: { stop: Stop; day: VisitsToday }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { customer, openMatters, lastVisit } = stop
  return (
    <>
      <section className="job-head">
        <div className="row between"><span className="muted">{customer.number}</span><span className="tag">{[formats.words(customer.typeName), customer.grade].filter(Boolean).join(' ')}</span></div>
        <h2>{[customer.city, customer.address].filter(Boolean).join(' ') || customer.name}</h2>
        {customer.contacts.map((each) => <p key={each.phone} className="soft">{each.name} {each.post}</p>)}
        {stop.checkedInAt && <p className="soft">{t('visit.since', { time: formats.time(stop.checkedInAt) })}</p>}
        <div className="phone-buttons"><a className="btn" href={`geo:${customer.latitude ?? 0},${customer.longitude ?? 0}?q=${encodeURIComponent(`${customer.city}${customer.address}`)}`}><Navigation size={19} />{t('visit.navigate')}</a>{customer.contacts[0] && <a className="btn" href={`tel:${customer.contacts[0].phone}`}><Phone size={19} />{t('visit.call')}</a>}</div>
      </section>
      {stop.visitId && <StuckRecords record={stop.visitId} />}
      <section className="part">
        <h3>{t('visit.lastOpen')}</h3>
        {openMatters.length === 0 && <p className="muted">{t('visit.nothingOpen')}</p>}
        <ul>{openMatters.map((matter) => <li key={matter.id}><b>{matter.title}</b><small className="block muted">{t(`visit.matter.${matter.kind}`, { defaultValue: matter.kind })} · {formats.at(matter.since)}{matter.dueAt && ` · ${t('clock.due')} ${formats.due(matter.dueAt)}`}</small></li>)}</ul>
        {lastVisit && <p className="soft">{t('visit.lastEffect', { day: lastVisit.day, by: lastVisit.by })}{lastVisit.effect ?? '—'}</p>}
        {lastVisit?.next && <p><span className="muted">{t('visit.field.next')}</span> {lastVisit.next}</p>}
      </section>
      {day.plan && <Asked plan={day.plan} />}
      {isOpen(stop) && stop.status !== 'planned' && <Doing stop={stop} day={day} />}
    </>
  )
}

/** What the month's plan asks for (DV-5). */
function Asked({ plan }: { plan: NonNullable<VisitsToday['plan']> }) {
  const { t } = useTranslation()
  const lines: [string, string[]][] = [[t('visit.keyProductsAre'), plan.keyProducts], [t('visit.keyItems'), plan.keySurveyItems], [t('visit.specialItems'), plan.specialSurveyItems]]
  const filled = lines.filter(([, items]) => items.length > 0)
  if (filled.length === 0) return null
  return <section className="part"><h3>{t('visit.asked')}</h3>{filled.map(([label, items]) => <p key={label}><span className="muted">{label}</span> {items.join(t('mark.list'))}</p>)}</section>
}

/** What can be recorded on the visit, and what was. */
function Doing({ stop, day }: { stop: Open; day: VisitsToday }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const queue = useQueue()
  const log = useLog(stop.visitId).data ?? []
  const [form, setForm] = useState<RecordForm | null>(null)
  const [survey, setSurvey] = useState<SurveyTemplate | null>(null)
  const [signs, setSigns] = useState(false)
  const [gives, setGives] = useState(false)
  const done = stop.status === 'ended'
  return (
    <>
      {!done && (
        <section className="part">
          <h3>{t('visit.record')}</h3>
          <div className="tiles">
            {day.templates.map((template) => <button key={template.id} type="button" className="btn" onClick={() => setSurvey(template)}><ClipboardList size={20} />{formats.words(template.title)}</button>)}
            {recordForms(t, day.plan).map((each) => {
              const Icon = icons[each.kind] ?? Camera
              return <button key={each.kind} type="button" className="btn" onClick={() => setForm(each)}><Icon size={20} />{each.title}</button>
            })}
            <button type="button" className="btn" onClick={() => setGives(true)}><Package size={20} />{t('visit.kind.hand_out')}</button>
            <button type="button" className="btn" onClick={() => setSigns(true)}><PenLine size={20} />{t('visit.kind.signature')}</button>
          </div>
        </section>
      )}
      <section className="part">
        <h3>{t('visit.log')}</h3>
        <ul>{log.map((each) => <li key={each.id} className="row between"><span><b>{t(`visit.kind.${each.kind}`)}</b> {each.text}</span><span className="muted nowrap">{stateOf(each.id, queue, t)} {formats.time(each.at)}</span></li>)}</ul>
        {log.length === 0 && <p className="muted">{t('visit.noLog')}</p>}
      </section>
      {form && <FieldForm name={`${stop.visitId}.${form.kind}`} record={stop.visitId} title={form.title} say={form.say} fields={form.fields} photos={form.photos} save={t('visit.save', { what: form.title })} onClose={() => setForm(null)} onSave={(values, photos) => note(stop, form.kind, form.body(values), form.text(values), photos)} />}
      {survey && <SurveySheet stop={stop} template={survey} onClose={() => setSurvey(null)} />}
      {gives && <HandOutSheet stop={stop} onClose={() => setGives(false)} />}
      {signs && <SignatureSheet stop={stop} onClose={() => setSigns(false)} />}
    </>
  )
}

/** Whether it lies on the phone still, or was not taken. */
function stateOf(id: string, queue: Waiting[], t: (key: string) => string): string {
  const entry = queue.find((each) => each.id === id)
  return entry ? t(entry.stuck ? 'visit.stuck' : 'visit.waiting') : ''
}

function Thumb({ stop }: { stop: Stop }) {
  const { t } = useTranslation()
  // What was opened stays what it is, also when the visit has begun or ended under it.
  const [asks, setAsks] = useState<'check_in' | 'check_out' | null>(null)
  const close = () => setAsks(null)
  const next = stop.status === 'planned' ? 'check_in' : 'check_out'
  return (
    <div className="thumb" style={{ gridTemplateColumns: '1fr' }}>
      {stop.status === 'ended' ? <Link className="btn primary main" to="/visit-day">{t('visit.nextStop')}</Link> : <button type="button" className="btn primary main" onClick={() => setAsks(next)}>{t(`visit.kind.${next}`)}</button>}
      {asks === 'check_in' && <CheckInSheet customer={stop.customer} plannedVisitId={stop.plannedVisitId} onClose={close} onBegun={close} />}
      {asks === 'check_out' && isOpen(stop) && <Leave stop={stop} onClose={close} />}
    </div>
  )
}

/** The end of the visit with place and time, its effect, and the customer card (DV-9a). */
function Leave({ stop, onClose }: { stop: Open; onClose: () => void }) {
  const { t } = useTranslation()
  const place = usePlace()
  const form = leaving(t)
  return (
    <FieldForm name={`${stop.visitId}.check_out`} record={stop.visitId} title={form.title} say={form.say} fields={form.fields} save={form.title} onClose={onClose} onSave={(values) => note(stop, 'check_out', { ...form.body(values), ...placeBody(place) }, form.text(values))}>
      <CustomerPlace place={place} customer={stop.customer} />
    </FieldForm>
  )
}
