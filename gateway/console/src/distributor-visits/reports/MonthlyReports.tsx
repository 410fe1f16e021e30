import { useQuery } from '@tanstack/react-query'
import { FileText } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import { download } from '../../api/download.ts'
import { get, post } from '../../api/client.ts'
import type { ReportRow, Unit, VisitMonthlyReport } from '../../api/types.ts'
import { Clocks } from '../../components/ClockCard.tsx'
import { Deeds } from '../../components/DeedStage.tsx'
import type { Deed } from '../../components/form-fields.ts'
import { ReportList } from '../../components/ReportList.tsx'
import { ReportHistory, ReportSheet } from '../../components/ReportSheet.tsx'
import { Facts, Panel } from '../../components/small.tsx'
import { Bones, Failure } from '../../components/states.tsx'
import { TwoLines } from '../../components/TwoLines.tsx'
import { useFormats } from '../../shell/formats.ts'
import { useMay } from '../../shell/session.ts'
import { useAround } from '../queries.ts'
import { reportPages } from './report-pages.ts'
import { monthBefore } from '../../shell/months.ts'

type Say = (key: string, values?: Record<string, unknown>) => string
const VIEWS = ['', 'draft', 'submitted']
const PATH = '/v1/distributor-visits/monthly-reports'

/** DV-10: the supervisor sums the daily reports of a month up for the leaders, who answer with comments. */
export default function MonthlyReports() {
  const { t } = useTranslation()
  const formats = useFormats()
  const may = useMay()
  const navigate = useNavigate()
  const { units, unitId } = useAround()
  return (
    <ReportList<ReportRow>
      title={t('nav.visitMonthlyReports')} clause="DV-10" icon={<FileText size={20} />} none={t('monthly.none')} noneText={t('monthly.noneText')} queryKey="visit-monthly-reports" ask={(query) => get(PATH, { query })}
      views={VIEWS.map((name) => ({ name, query: { status: name }, label: name ? t(`report.status.${name}`) : t('report.view.all') }))} deed={may('visitMonthlyReport.write') && open(t, units, unitId, (id) => void navigate(`/visit-monthly-reports?id=${id}`))}
      line={(row) => <TwoLines head={formats.month(row.period)} tag={t(`report.status.${row.status}`)} sub={`${row.unitName} · ${row.authorName}`} end={row.submittedAt && formats.at(row.submittedAt)} />}
      detail={(row) => <Detail row={row} />}
    />
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
          <Clocks clocks={report.obligations} />
          <Facts
            items={[
              [t('column.number'), report.number], [t('monthly.dailies'), t('monthly.dailiesAre', { all, accepted })], [t('monthly.unread'), unread > 0 && <Link key="unread" to="/daily-reports?view=unread"><b>{t('monthly.unreadAre', { count: unread })}</b></Link>],
              [t('report.submitted'), report.submittedAt && `${report.authorName} · ${formats.at(report.submittedAt)}`], [t('report.read'), report.readAt && `${report.readBy} · ${formats.at(report.readAt)}`],
            ]}
          />
          <Deeds deeds={deeds} />
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
const print = (t: Say, report: VisitMonthlyReport, path: string): Deed => ({ title: t('do.print'), about: report.title, quiet: true, done: t('report.printed'), fields: [], send: () => download(`${path}/file`) })
