import { useQuery } from '@tanstack/react-query'
import { FileText } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate, useSearchParams } from 'react-router'
import { download } from '../../api/download.ts'
import { get, post } from '../../api/client.ts'
import type { ReportRow, Unit, VisitMonthlyReport } from '../../api/types.ts'
import { ClockCard } from '../../components/ClockCard.tsx'
import { DeedButton, DeedStage } from '../../components/DeedStage.tsx'
import type { Deed } from '../../components/form-fields.ts'
import { Clause, Facts, Panel, Segments } from '../../components/small.tsx'
import { Bones, Failure } from '../../components/states.tsx'
import { SplitList } from '../../components/SplitList.tsx'
import { useTitle } from '../../components/use-title.ts'
import { useFormats } from '../../shell/formats.ts'
import { useMay } from '../../shell/session.ts'
import { useAround } from '../queries.ts'
import { ReportHistory, ReportSheet } from '../../components/ReportSheet.tsx'
import { reportPages } from './report-pages.ts'
import { monthBefore } from '../../shell/months.ts'
import '../../components/record.css'

type Say = (key: string, values?: Record<string, unknown>) => string
const VIEWS = ['', 'draft', 'submitted'] as const
const PATH = '/v1/distributor-visits/monthly-reports'

/** DV-10: the supervisor sums the daily reports of a month up for the leaders, who answer with comments. */
export default function MonthlyReports() {
  const { t } = useTranslation()
  const may = useMay()
  const navigate = useNavigate()
  const { units, unitId } = useAround()
  const [params, setParams] = useSearchParams()
  const view = VIEWS.find((each) => each === params.get('view')) ?? ''
  useTitle(t('nav.visitMonthlyReports'))
  return (
    <DeedStage>
      <div className="page split-page">
        <div className="page-head wrap">
          <h1>{t('nav.visitMonthlyReports')}</h1><Clause id="DV-10" />
          <Segments label={t('filter.status')} value={view} onChange={(next) => setParams(next ? { view: next } : {})} options={VIEWS.map((value) => ({ value, label: value ? t(`report.status.${value}`) : t('report.view.all') }))} />
          {may('visitMonthlyReport.write') && <span className="push"><DeedButton primary deed={open(t, units, unitId, (id) => void navigate(`/visit-monthly-reports?id=${id}`))} /></span>}
        </div>
        <SplitList<ReportRow>
          label={t('nav.visitMonthlyReports')} icon={<FileText size={20} />} none={t('monthly.none')} noneText={t('monthly.noneText')} queryKey={['visit-monthly-reports', view]} idOf={(row) => row.id} ask={(cursor) => get(PATH, { query: { ...(view && { status: view }), limit: 50, cursor } })}
          line={(row) => <Line row={row} />} detail={(row) => <Detail row={row} />}
        />
      </div>
    </DeedStage>
  )
}

function Line({ row }: { row: ReportRow }) {
  const { t } = useTranslation()
  const formats = useFormats()
  return (
    <>
      <span className="row between"><b className="cut">{formats.month(row.period)}</b><span className="tag">{t(`report.status.${row.status}`)}</span></span>
      <span className="row between soft"><span className="cut">{row.unitName} · {row.authorName}</span><span className="muted">{row.submittedAt && formats.at(row.submittedAt)}</span></span>
    </>
  )
}

function Detail({ row }: { row: ReportRow }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const may = useMay()
  const query = useQuery({ queryKey: ['visit-monthly-reports', row.id], queryFn: () => get<VisitMonthlyReport>(`${PATH}/${row.id}`) })
  if (query.isPending) return <Bones lines={6} />
  if (query.isError) return <Failure problem={query.error} what={t('nav.visitMonthlyReports')} retry={() => void query.refetch()} />
  const report = query.data
  const path = `${PATH}/${row.id}`
  const writes = report.status === 'draft' && may('visitMonthlyReport.write')
  const { all, accepted, unread } = report.dailies
  const deeds = [...(writes ? [submit(t, report, path)] : []), ...(report.status === 'draft' ? [] : [comment(t, report, path)]), print(t, report, path)]
  return (
    <>
      <Panel title={`${report.unitName} ${formats.month(report.period)}`} extra={<span className="tag">{t(`report.status.${report.status}`)}</span>}>
        <div className="stack">
          {report.obligations.length > 0 && <div className="cards">{report.obligations.map((clock) => <ClockCard key={clock.id} clock={clock} active={clock.status === 'open'} />)}</div>}
          <Facts
            items={[
              [t('column.number'), report.number], [t('monthly.dailies'), t('monthly.dailiesAre', { all, accepted })], [t('monthly.unread'), unread > 0 && <Link key="unread" to="/daily-reports?view=unread"><b>{t('monthly.unreadAre', { count: unread })}</b></Link>],
              [t('report.submitted'), report.submittedAt && `${report.authorName} · ${formats.at(report.submittedAt)}`], [t('report.read'), report.readAt && `${report.readBy} · ${formats.at(report.readAt)}`],
            ]}
          />
          <div className="row wrap">{deeds.map((deed, at) => <DeedButton key={deed.title} size="middle" primary={at === 0 && deeds.length > 1} deed={deed} />)}</div>
        </div>
      </Panel>
      <ReportSheet report={report} path={path} writes={writes} pages={reportPages} />
      {report.entries.length > 0 && <ReportHistory entries={report.entries} />}
    </>
  )
}

const open = (t: Say, units: Unit[], unitId: string | undefined, opened: (id: string) => void): Deed => ({
  title: t('monthly.open'), say: t('monthly.openSays'), done: t('monthly.opened'),
  fields: [
    { name: 'unitId', kind: 'pick', label: t('column.unit'), initial: unitId ?? units[0]?.id, options: units.map((unit) => ({ value: unit.id, label: unit.name })) },
    { name: 'month', kind: 'line', label: t('monthly.month'), initial: monthBefore(1), hint: t('monthly.monthHint', { month: monthBefore(1) }) },
  ],
  send: (values) => post<VisitMonthlyReport>(PATH, values).then((report) => opened(report.id)),
})
const submit = (t: Say, report: VisitMonthlyReport, path: string): Deed => ({ title: t('monthly.submit'), about: report.title, say: t('monthly.submitSays'), done: t('monthly.submitted'), fields: [], send: () => post(`${path}/submit`, undefined, { ifMatch: report.version }) })
const comment = (t: Say, report: VisitMonthlyReport, path: string): Deed => ({ title: t('report.say'), about: report.title, done: t('report.said'), fields: [{ name: 'text', kind: 'text', label: t('report.comment') }], send: (values) => post(`${path}/comments`, values) })
const print = (t: Say, report: VisitMonthlyReport, path: string): Deed => ({ title: t('do.print'), about: report.title, done: t('report.printed'), fields: [], send: () => download(`${path}/file`) })
