import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Input, InputNumber, Modal } from 'antd'
import { CalendarPlus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { get, post } from '../../api/client.ts'
import type { CalendarYear, MovedDeadline } from '../../api/types.ts'
import { Panel, Segments } from '../../components/small.tsx'
import { Bones, EmptyState, Failure, Refusal } from '../../components/states.tsx'
import { useTitle } from '../../components/use-title.ts'
import { addDays, dateOf, useFormats, weekdayOf } from '../../shell/formats.ts'
import { serverNow } from '../../shell/server-clock.ts'
import { useMay } from '../../shell/session.ts'
import '../policies/policies.css'

/** The working days that every working-day clock counts; an unpublished year is never guessed. */
export default function Calendar() {
  const { t } = useTranslation()
  const may = useMay()
  const [loading, setLoading] = useState(false)
  const [picked, setPicked] = useState(dateOf(serverNow()).slice(0, 4))
  const query = useQuery({ queryKey: ['calendar-years'], queryFn: () => get('/v1/tenancy/calendar-years') })
  useTitle(t('nav.calendar'))
  const years = [...(query.data?.items ?? [])].toSorted((a, b) => a.year - b.year)
  const current = years.find((each) => String(each.year) === picked)
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t('nav.calendar')}</h1>
        {years.length > 0 && <Segments label={t('calendar.year')} value={picked} onChange={setPicked} options={years.map((each) => ({ value: String(each.year), label: String(each.year) }))} />}
        {current && <span className="sub">{current.published ? t('calendar.published', { source: current.source, version: current.version }) : t('calendar.unpublished')}</span>}
        {may('calendar.write') && <Button type="primary" className="push" icon={<CalendarPlus size={15} />} onClick={() => setLoading(true)}>{t('calendar.load')}</Button>}
      </div>
      {query.isPending && <Bones />}
      {query.isError && <Failure problem={query.error} what={t('nav.calendar')} retry={() => void query.refetch()} />}
      {query.isSuccess && !current && <EmptyState title={t('calendar.missing', { year: picked })} text={t('calendar.missingText')} />}
      {current && <Panel title={`${current.year}`} extra={<><span className="row"><i className="legend-box holiday" />{t('calendar.holiday')}</span><span>{t('calendar.makeup')}</span></>}><div className="year">{Array.from({ length: 12 }, (_, month) => <Month key={month} year={current} month={month + 1} />)}</div></Panel>}
      {loading && <LoadYear year={years.find((each) => !each.published)?.year ?? (years.at(-1)?.year ?? Number(picked)) + 1} onClose={() => setLoading(false)} />}
    </div>
  )
}

function Month({ year, month }: { year: CalendarYear; month: number }) {
  const formats = useFormats()
  const first = `${year.year}-${String(month).padStart(2, '0')}-01`
  const days: string[] = []
  for (let day = first; day.slice(0, 7) === first.slice(0, 7); day = addDays(day, 1)) days.push(day)
  const rest = new Set(year.restDays)
  const work = new Set(year.workDays)
  const kind = (day: string) => (work.has(day) ? 'makeup' : rest.has(day) ? 'holiday' : [0, 6].includes(weekdayOf(day)) ? 'rest' : '')
  return (
    <section>
      <h3>{formats.monthShort(first)}</h3>
      <div className="month-grid">
        {[1, 2, 3, 4, 5, 6, 0].map((weekday) => <span key={weekday} className="head">{formats.weekday(addDays('2026-11-22', weekday)).replace('周', '').slice(0, 2)}</span>)}
        {days.map((day, index) => <span key={day} className={kind(day)} style={index === 0 ? { gridColumnStart: ((weekdayOf(day) + 6) % 7) + 1 } : undefined}>{Number(day.slice(8))}</span>)}
      </div>
    </section>
  )
}

function Moves({ items }: { items: MovedDeadline[] }) {
  const { t } = useTranslation()
  const formats = useFormats()
  return (
    <section aria-live="polite">
      <h3>{t('calendar.wouldMove', { count: items.length })}</h3>
      {items.slice(0, 5).map((each) => (
        <p key={each.id} className="soft">
          <span className="clause">{each.clauseId}</span> {each.subjectNumber} {each.subjectTitle}: {each.from ? formats.due(each.from) : '—'} → {each.to ? formats.due(each.to) : '—'}{each.voidsBreach && ` · ${t('calendar.voids')}`}
        </p>
      ))}
    </section>
  )
}

const datesOf = (text: string): string[] => text.match(/\d{4}-\d{2}-\d{2}/g) ?? []

function LoadYear({ year: proposed, onClose }: { year: number; onClose: () => void }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const { message } = App.useApp()
  const [year, setYear] = useState(proposed)
  const [rest, setRest] = useState('')
  const [work, setWork] = useState('')
  const [source, setSource] = useState('')
  const restDays = datesOf(rest)
  const workDays = datesOf(work)
  const stray = [...restDays, ...workDays].filter((day) => !day.startsWith(String(year)))
  const ready = restDays.length > 0 && stray.length === 0
  // What would move, asked before anything is published (R18).
  const preview = useQuery({ queryKey: ['calendar-preview', year, rest, work], enabled: ready, queryFn: () => post('/v1/utility-care/obligations/calendar-preview', { year, restDays, workDays }) })
  const save = useMutation({
    mutationFn: () => post('/v1/tenancy/calendar-years', { year, restDays, workDays, source: source.trim() }),
    onSuccess: async () => {
      onClose()
      void message.success(t('calendar.loaded', { year }))
      await queries.invalidateQueries()
    },
  })
  return (
    <Modal open width={640} title={t('calendar.load')} onCancel={onClose} onOk={() => save.mutate()} okText={t('calendar.publish', { year })} cancelText={t('do.notNow')} okButtonProps={{ disabled: restDays.length === 0 || !source.trim() || stray.length > 0, loading: save.isPending }}>
      <div className="stack">
        <p className="soft">{t('calendar.moves')} <span className="clause">R18</span></p>
        <Refusal problem={save.error} />
        <div className="field"><span className="label">{t('calendar.year')}</span><InputNumber aria-label={t('calendar.year')} min={2020} max={2100} value={year} onChange={(next) => next && setYear(next)} /></div>
        <div className="field"><label htmlFor="rest">{t('calendar.restDays')} {restDays.length > 0 && restDays.length}</label><Input.TextArea id="rest" rows={3} placeholder="2027-01-01 2027-02-05 ..." value={rest} onChange={(event) => setRest(event.target.value)} /></div>
        <div className="field"><label htmlFor="work">{t('calendar.workDays')} {workDays.length > 0 && workDays.length}</label><Input.TextArea id="work" rows={2} placeholder="2027-02-14 ..." value={work} onChange={(event) => setWork(event.target.value)} /></div>
        <div className="field"><label htmlFor="source">{t('calendar.source')}</label><Input id="source" value={source} onChange={(event) => setSource(event.target.value)} /></div>
        {ready && preview.isSuccess && <Moves items={preview.data.items} />}
        {stray.length > 0 && <p className="danger">{t('calendar.stray', { days: stray.slice(0, 3).join(t('mark.list')), year })}</p>}
      </div>
    </Modal>
  )
}
