import { useQuery } from '@tanstack/react-query'
import { CircleAlert, CircleCheck, CircleDot, FileText, IdCard } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import { download } from '../../api/download.ts'
import { get, post, Problem, put } from '../../api/client.ts'
import type { DailyReport, ReportRow } from '../../api/types.ts'
import { Clocks } from '../../components/ClockCard.tsx'
import { DeedButton, Deeds } from '../../components/DeedStage.tsx'
import { type Deed, filledRows } from '../../components/form-fields.ts'
import { ReportList, type View } from '../../components/ReportList.tsx'
import { ReportHistory, ReportSheet } from '../../components/ReportSheet.tsx'
import { RowItem, RowList } from '../../components/RowList.tsx'
import { Clause, Facts, Panel } from '../../components/small.tsx'
import { Bones, EmptyState, Failure } from '../../components/states.tsx'
import { TwoLines } from '../../components/TwoLines.tsx'
import { useFormats } from '../../shell/formats.ts'
import { useMay, usePerson } from '../../shell/session.ts'
import { reportPages } from './report-pages.ts'
import { reportMatter, urgentKinds } from './urgent-deeds.ts'

type Say = (key: string, values?: Record<string, unknown>) => string
const VIEWS: Record<string, View['query']> = { '': {}, unread: { status: 'submitted', read: 'no' }, returned: { status: 'returned' }, accepted: { status: 'accepted' } }
const PATH = '/v1/distributor-visits/daily-reports'

/** Daily reports: the visitor fills and submits the day's, the supervisor reads, sorts each matter, returns or accepts (DV-9a, DV-9b). */
export default function DailyReports() {
  const { t } = useTranslation()
  const formats = useFormats()
  const may = useMay()
  const navigate = useNavigate()
  return (
    <ReportList<ReportRow>
      title={t('nav.dailyReports')} clause="DV-9a" icon={<FileText size={20} />} none={t('report.noDaily')} noneText={t('report.noDailyText')} queryKey="daily-reports" ask={(query) => get(PATH, { query })}
      views={Object.entries(VIEWS).map(([name, query]) => ({ name, query, label: t(`report.view.${name || 'all'}`) }))} deed={may('dailyReport.write') && { title: t('report.mine'), done: t('report.opened'), fields: [], send: () => get<DailyReport>(`${PATH}/mine`).then((mine) => void navigate(`/daily-reports?id=${mine.id}`)) }}
      line={(row) => <TwoLines head={row.authorName} tag={t(`report.status.${row.status}`)} sub={`${row.period} · ${row.unitName}`} end={row.readAt ? t('report.readAt', { at: formats.at(row.readAt) }) : row.submittedAt && formats.at(row.submittedAt)} />}
      detail={(row) => <Detail row={row} />}
    />
  )
}

function Detail({ row }: { row: ReportRow }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const may = useMay()
  const me = usePerson().user.id
  const query = useQuery({ queryKey: ['daily-reports', row.id], queryFn: () => get<DailyReport>(`${PATH}/${row.id}`) })
  if (query.isPending) return <Bones lines={6} />
  if (query.isError) return <Failure problem={query.error instanceof Problem ? query.error : null} what={t('nav.dailyReports')} retry={() => void query.refetch()} />
  const report = query.data
  const path = `${PATH}/${row.id}`
  const writes = report.authorId === me && (report.status === 'draft' || report.status === 'returned')
  const deeds = [...(writes ? authorDeeds(t, report, path) : []), ...(may('dailyReport.triage') && report.status === 'submitted' ? readerDeeds(t, report, path) : []), print(t, report, path)]
  return (
    <>
      <Panel title={`${report.authorName} ${report.period}`} extra={<span className="tag">{t(`report.status.${report.status}`)}</span>}>
        <div className="stack">
          <Clocks clocks={report.obligations} />
          <Facts items={[[t('column.number'), report.number], [t('column.unit'), report.unitName], [t('report.submitted'), report.submittedAt && `${formats.at(report.submittedAt)}${report.round > 1 ? ` · ${t('report.round', { n: report.round })}` : ''}`], [t('report.read'), report.readAt && `${report.readBy} · ${formats.at(report.readAt)}`], [t('report.cardsMissing'), report.cardsMissing.map(({ customerName }) => customerName).join(t('mark.list'))]]} />
          <Deeds deeds={deeds} />
        </div>
      </Panel>
      <Panel bare title={t('report.visits')}>
        {report.visits.length === 0 && <EmptyState title={t('visit.none')} />}
        <RowList label={t('report.visits')}>{report.visits.map((visit) => <RowItem key={visit.id} icon={<IdCard size={16} />} bad={visit.cardVersion === null || visit.afterSubmission} title={<Link to={`/visits?id=${visit.id}`}>{visit.customerName}</Link>} note={[visit.cardVersion === null ? t('report.noCard') : t('visitCustomer.cardNumber', { n: visit.cardVersion }), visit.afterSubmission && t('report.afterSubmission')].filter(Boolean).join(' · ')}><span className="muted nowrap">{formats.time(visit.checkInAt)} – {visit.checkOutAt ? formats.time(visit.checkOutAt) : '…'}</span></RowItem>)}</RowList>
      </Panel>
      <Matters report={report} path={path} />
      <ReportSheet report={report} path={path} writes={writes} pages={reportPages} />
      <ReportHistory entries={report.entries} />
    </>
  )
}

/** The main matters; the supervisor sorts each: solved here, or beyond the unit (DV-9b, DV-11). */
function Matters({ report, path }: { report: DailyReport; path: string }) {
  const { t } = useTranslation()
  const may = useMay()
  const navigate = useNavigate()
  const sorts = may('dailyReport.triage') && report.status !== 'draft'
  return (
    <Panel bare title={t('report.matters')} extra={<Clause id="DV-9b" />}>
      {report.matters.length === 0 && <EmptyState title={t('report.noMatters')} />}
      <RowList label={t('report.matters')}>
        {report.matters.map((matter) => (
          <RowItem key={matter.id} icon={matter.state === 'beyond' ? <CircleAlert size={16} /> : matter.state === 'here' ? <CircleCheck size={16} /> : <CircleDot size={16} />} title={matter.title} sub={[matter.customerName, matter.kind && t(`report.urgent.${matter.kind}`)].filter(Boolean).join(' · ')} note={`${matter.course} → ${matter.result}`} below=<Clocks clocks={matter.obligations} />>
            {matter.urgentReportId && <Link className="nowrap" to={`/urgent-reports?id=${matter.urgentReportId}`}>{t('urgent.see')}</Link>}
            {matter.state === 'beyond' && !matter.urgentReportId && may('urgentReport.file') && <DeedButton deed={reportMatter(t, matter, (id) => void navigate(`/urgent-reports?id=${id}`))} />}
            {sorts && !matter.urgentReportId && (['here', 'beyond'] as const).filter((to) => to !== matter.state).map((to) => <DeedButton key={to} deed={sort(t, path, matter, to)} />)}
          </RowItem>
        ))}
      </RowList>
    </Panel>
  )
}

const sort = (t: Say, path: string, matter: DailyReport['matters'][number], to: 'here' | 'beyond'): Deed => ({
  title: t(`report.sort.${to}`), about: matter.title, say: to === 'beyond' ? t('report.beyondSays') : undefined, done: t('report.sorted'), fields: [{ name: 'note', kind: 'line', label: t('field.note'), optional: true }], send: ({ note }) => post(`${path}/triage`, { items: [{ matterId: matter.id, to, ...(note ? { note } : {}) }] }),
})

/** Whom a matter may be about, each once. */
const visited = ({ visits }: DailyReport) => [...new Map(visits.map(({ customerId, customerName }) => [customerId, { value: customerId, label: customerName }])).values()]

const authorDeeds = (t: Say, report: DailyReport, path: string): Deed[] => [
  { title: t('report.submit'), about: report.title, say: t('report.submitSays'), done: t('report.isSubmitted'), fields: [], send: () => post(`${path}/submit`, undefined, { ifMatch: report.version }) },
  {
    title: t('report.writeMatters'), about: report.title, done: t('report.written'),
    fields: [{ name: 'matters', kind: 'rows', label: t('report.matters'), optional: true, initial: report.matters.map(({ id, title, course, result, kind, customerId }) => ({ id, title, course, result, ...(kind && { kind }), ...(customerId && { customerId }) })), columns: [{ key: 'customerId', label: t('visitCustomer.what'), width: 130, options: visited(report) }, { key: 'title', label: t('report.matterTitle'), width: 150 }, { key: 'course', label: t('report.course'), width: 170 }, { key: 'result', label: t('report.result'), width: 130 }, { key: 'kind', label: t('report.urgentKind'), width: 120, options: urgentKinds(t) }] }],
    send: ({ matters }) => put(`${path}/matters`, { matters: filledRows(matters) }, report.version),
  },
]

const readerDeeds = (t: Say, report: DailyReport, path: string): Deed[] => [
  ...(report.readAt ? [] : [{ title: t('report.markRead'), about: report.title, done: t('report.isRead'), fields: [], send: () => post(`${path}/read`) } satisfies Deed]),
  { title: t('report.accept'), about: report.title, done: t('report.accepted'), fields: [{ name: 'comment', kind: 'text', label: t('report.comment'), optional: true }], send: (values) => post(`${path}/accept`, values) },
  { title: t('report.return'), about: report.title, danger: true, say: t('report.returnSays'), done: t('report.returned'), fields: [{ name: 'reason', kind: 'text', label: t('follow.why') }], send: (values) => post(`${path}/return`, values) },
  { title: t('report.say'), about: report.title, done: t('report.said'), fields: [{ name: 'text', kind: 'text', label: t('report.comment') }], send: (values) => post(`${path}/comments`, values) },
]
const print = (t: Say, report: DailyReport, path: string): Deed => ({ title: t('do.print'), about: report.title, quiet: true, done: t('report.printed'), fields: [], send: () => download(`${path}/file`) })
