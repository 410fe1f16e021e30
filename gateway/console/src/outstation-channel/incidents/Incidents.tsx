import { Siren } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Choose } from '../../components/Choose.tsx'
import { get } from '../../api/client.ts'
import type { IncidentLine } from '../../api/types.ts'
import { BarChart } from '../../components/charts/BarChart.tsx'
import { LineChart } from '../../components/charts/LineChart.tsx'
import { DeedButton, DeedStage } from '../../components/DeedStage.tsx'
import { Clause, Segments } from '../../components/small.tsx'
import { SplitList } from '../../components/SplitList.tsx'
import { TwoLines } from '../../components/TwoLines.tsx'
import { useTitle } from '../../components/use-title.ts'
import { useFormats } from '../../shell/formats.ts'
import { useMay } from '../../shell/session.ts'
import { openDocument } from '../documents/document-deeds.tsx'
import { Documents } from '../documents/Documents.tsx'
import { wholeOnly } from '../goods/around.ts'
import { Indicator, Shown, useShown } from '../goods/parts.tsx'
import { recordDrill } from './drill-deeds.ts'
import { Drills } from './Drills.tsx'
import { IncidentRecord } from './IncidentRecord.tsx'
import { BODIES, openIncident } from './incident-deeds.ts'
import { lastMonths } from '../../shell/months.ts'
import { useDepartment, useDepartments, useOutstationStaff, useStations } from '../queries.ts'
import '../../components/record.css'

const VIEWS = ['all', 'figures', 'crisis', 'drills'] as const
const STATUSES = ['open', 'reported', 'resolved'] as const
const EXPOSURES = ['exposed', 'none_known'] as const

/** Complaints that reached an authority, a consumer association or the media: first report, updates until it is resolved, and what was published (OC-3.6); how a crisis is coped with: instructions and drills (OC-2.5). */
export default function Incidents() {
  const { t } = useTranslation()
  const formats = useFormats()
  const may = useMay()
  const { part, show, value, set } = useShown(VIEWS)
  const [status, body, exposure] = [value('status', STATUSES), value('body', BODIES), value('exposure', EXPOSURES)]
  const stations = useStations()
  const departments = useDepartments()
  const departmentId = useDepartment()
  const staff = useOutstationStaff(part === 'drills' && may('incident.work') && may('outstationStaff.read'))
  const isList = part === 'all'
  useTitle(t('nav.incidents'))
  return (
    <DeedStage>
      <div className="page split-page">
        <div className="page-head wrap">
          <h1>{t('nav.incidents')}</h1><Clause id={isList ? 'OC-3.6' : 'OC-2.5'} />
          <Segments label={t('list.views')} value={part} onChange={show} options={VIEWS.map((each) => ({ value: each, label: t(`incident.view.${each}`) }))} />
          {isList && <Choose label={t('column.status')} value={status} all={t('goods.anyStatus')} options={STATUSES.map((each) => ({ value: each, label: t(`incident.view.${each}`) }))} onChange={(next) => set('status', next)} />}
          {isList && <Choose label={t('incident.bodies')} value={body} all={t('incident.anyBody')} options={BODIES.map((each) => ({ value: each, label: t(`incident.body.${each}`) }))} onChange={(next) => set('body', next)} />}
          {isList && <Choose label={t('incident.exposure')} value={exposure} all={t('incident.anyExposure')} options={EXPOSURES.map((each) => ({ value: each, label: t(`incident.exposed.${each}`) }))} onChange={(next) => set('exposure', next)} />}
          <span className="push">
            {isList && may('incident.work') && departmentId && <DeedButton primary deed={openIncident(t, departments, departmentId, stations)} />}
            {part === 'crisis' && may('posting.write') && departmentId && <DeedButton primary deed={openDocument(t, 'crisis', departments, departmentId)} />}
            {part === 'drills' && may('incident.work') && departmentId && <DeedButton primary deed={recordDrill(t, departments, departmentId, staff)} />}
          </span>
        </div>
        {part === 'figures' && <div className="stack"><Statistics /><DrillFigures /></div>}
        {part === 'crisis' && <Documents kind="crisis" />}
        {part === 'drills' && <Drills />}
        {isList && (
          <SplitList<IncidentLine>
            label={t('nav.incidents')} icon={<Siren size={20} />} none={t('incident.none')} noneText={t('incident.noneText')} queryKey={['incidents', status, body, exposure]} idOf={(row) => row.id}
            ask={(cursor) => get('/v1/outstation-channel/incidents', { query: { ...(status && { status }), ...(body && { body }), ...(exposure && { exposure }), limit: 50, cursor } })}
            line={(row) => <TwoLines head={row.title} tag={row.overdue ? <span className="danger">{t('incident.late')}</span> : t(`incident.view.${row.status}`)} sub={`${row.bodies.map((each) => t(`incident.body.${each}`)).join(t('mark.list'))} · ${row.ownerName}`} end={row.nextReportDueAt ? t(row.status === 'open' ? 'incident.firstIs' : 'incident.nextIs', { at: formats.due(row.nextReportDueAt) }) : formats.at(row.resolvedAt ?? row.awareAt)} />}
            detail={(row) => <IncidentRecord id={row.id} />}
          />
        )}
      </div>
    </DeedStage>
  )
}

/** OC-2.5: how many, how fast they were reported and resolved. */
function Statistics() {
  const { t } = useTranslation()
  const formats = useFormats()
  const months = lastMonths(12).toReversed()
  const hours = (value: number) => t('incident.hours', { hours: value })
  const days = (value: number) => t('incident.days', { days: value })
  return (
    <Indicator
      title={t('incident.byMonth')} clause="OC-2.5" name={['incidents', 'statistics']} none={t('incident.none')} ask={() => get('/v1/outstation-channel/incidents/statistics', { query: { from: months[0]!, to: months.at(-1)! } })} rowKey={(row) => row.month}
      chart={(rows) => {
        const of = <V,>(pick: (row: (typeof rows)[number]) => V, none: V) => months.map((month) => { const row = rows.find((each) => each.month === month); return row ? pick(row) : none })
        const names = months.map(formats.monthShort)
        return (
          <div className="charts">
            <Shown title={t('incident.count')}><BarChart label={t('incident.byMonth')} categories={names} series={[{ name: t('incident.count'), values: of((row) => row.incidents, 0) }, { name: t('incident.view.resolved'), values: of((row) => row.resolved, 0) }]} format={wholeOnly(formats.count)} /></Shown>
            <Shown title={t('incident.firstReport')}><LineChart label={t('incident.firstReport')} categories={names} series={[{ name: t('incident.firstReport'), values: of((row) => row.averageFirstReportHours, null) }]} format={hours} /></Shown>
          </div>
        )
      }}
      columns={[
        { title: t('goods.month'), left: true, cell: (row) => formats.month(row.month) }, { title: t('incident.count'), cell: (row) => formats.count(row.incidents) }, { title: t('incident.complaints'), cell: (row) => formats.count(row.complaints) }, { title: t('incident.view.resolved'), cell: (row) => formats.count(row.resolved) }, { title: t('incident.reopened'), cell: (row) => formats.count(row.reopened) },
        { title: t('incident.exposed.exposed'), cell: (row) => (row.exposed > 0 ? <b className="danger">{formats.count(row.exposed)}</b> : t('incident.exposed.none_known')) }, { title: t('incident.firstReport'), cell: (row) => (row.averageFirstReportHours === null ? '—' : hours(row.averageFirstReportHours)) }, { title: t('incident.resolution'), cell: (row) => (row.averageResolutionDays === null ? '—' : days(row.averageResolutionDays)) },
      ]}
    />
  )
}

/** OC-2.5: how many were drilled, and passed. */
function DrillFigures() {
  const { t } = useTranslation()
  const formats = useFormats()
  const months = lastMonths(12).toReversed()
  return (
    <Indicator
      title={t('drill.byMonth')} clause="OC-2.5" name={['drills', 'figures']} none={t('drill.none')} ask={() => get('/v1/outstation-channel/crisis-drills/figures', { query: { from: months[0]!, to: months.at(-1)! } })} rowKey={(row) => row.month}
      chart={(rows) => { const of = (key: 'participants' | 'passed') => months.map((month) => rows.find((row) => row.month === month)?.[key] ?? 0); return <BarChart label={t('drill.byMonth')} categories={months.map(formats.monthShort)} series={[{ name: t('drill.participants'), values: of('participants') }, { name: t('drill.passed'), values: of('passed') }]} format={wholeOnly(formats.count)} /> }}
      columns={[
        { title: t('goods.month'), left: true, cell: (row) => formats.month(row.month) }, { title: t('drill.kind.drill'), cell: (row) => formats.count(row.drills) }, { title: t('drill.kind.quiz'), cell: (row) => formats.count(row.quizzes) }, { title: t('drill.participants'), cell: (row) => formats.count(row.participants) }, { title: t('drill.passed'), cell: (row) => formats.count(row.passed) },
        { title: t('drill.averageScore'), cell: (row) => row.averageScore ?? '—' },
      ]}
    />
  )
}
