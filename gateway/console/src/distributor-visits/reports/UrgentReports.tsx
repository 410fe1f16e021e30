import { useQuery } from '@tanstack/react-query'
import { Siren } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import { get } from '../../api/client.ts'
import type { UrgentReport, UrgentReportRow } from '../../api/types.ts'
import { Clocks } from '../../components/ClockCard.tsx'
import { Deeds } from '../../components/DeedStage.tsx'
import { ReportList } from '../../components/ReportList.tsx'
import { ReportHistory, ReportSheet } from '../../components/ReportSheet.tsx'
import { Clause, Facts, Panel } from '../../components/small.tsx'
import { Bones, Failure } from '../../components/states.tsx'
import { TwoLines } from '../../components/TwoLines.tsx'
import { useFormats } from '../../shell/formats.ts'
import { useMay, usePerson } from '../../shell/session.ts'
import { useAround } from '../queries.ts'
import { reportPages } from './report-pages.ts'
import { reportAtOnce, URGENT_PATH, urgentDeeds } from './urgent-deeds.ts'

const VIEWS = ['', 'draft', 'submitted', 'accepted', 'dropped']

/** DV-11: what the unit cannot solve itself, reported to the superior at any time, and acknowledged. */
export default function UrgentReports() {
  const { t } = useTranslation()
  const formats = useFormats()
  const may = useMay()
  const navigate = useNavigate()
  const { units, unitId } = useAround()
  return (
    <ReportList<UrgentReportRow>
      title={t('nav.urgentReports')} clause="DV-11" icon={<Siren size={20} />} none={t('urgent.none')} noneText={t('urgent.noneText')} queryKey="urgent-reports" ask={(query) => get(URGENT_PATH, { query })}
      views={VIEWS.map((name) => ({ name, query: { status: name }, label: name ? t(`urgent.status.${name}`) : t('report.view.all') }))} deed={may('urgentReport.file') && reportAtOnce(t, units, unitId, (id) => void navigate(`/urgent-reports?id=${id}`))}
      line={(row) => <TwoLines head={row.title} tag={t(`urgent.status.${row.status}`)} sub={`${formats.words(row.urgentKindName)} · ${row.unitName}`} end={formats.at(row.submittedAt ?? row.createdAt)} />}
      detail={(row) => <Detail row={row} />}
    />
  )
}

function Detail({ row }: { row: UrgentReportRow }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const may = useMay()
  const me = usePerson().user.id
  const query = useQuery({ queryKey: ['urgent-reports', row.id], queryFn: () => get<UrgentReport>(`${URGENT_PATH}/${row.id}`) })
  if (query.isPending) return <Bones lines={6} />
  if (query.isError) return <Failure problem={query.error} what={t('nav.urgentReports')} retry={() => void query.refetch()} />
  const report = query.data
  const writes = report.status === 'draft' && may('urgentReport.file')
  // Where the role is vacant up to the top, whoever may acknowledge does.
  const superior = may('urgentReport.acknowledge') && (report.superiors.length === 0 || report.superiors.some(({ id }) => id === me))
  const drops = writes && (report.authorId === me || may('dailyReport.triage'))
  const deeds = urgentDeeds(t, report, { writes, drops, superior, comments: may('urgentReport.acknowledge') })
  return (
    <>
      <Panel title={report.title} extra={<><span className="tag">{t(`urgent.status.${report.status}`)}</span><Clause id="DV-11" /></>}>
        <div className="stack">
          <Clocks clocks={report.obligations} />
          <Facts
            items={[
              [t('column.number'), report.number], [t('report.urgentKind'), formats.words(report.urgentKindName)], [t('column.unit'), report.unitName], [t('urgent.author'), `${report.authorName} · ${formats.at(report.createdAt)}`],
              [t('urgent.filed'), report.submittedAt && formats.at(report.submittedAt)], [t('urgent.superior'), report.superiors.map(({ name }) => name).join(t('mark.list'))], [t('urgent.acknowledged'), report.acceptedAt && `${report.readBy} · ${formats.at(report.acceptedAt)}`],
              [t('urgent.from'), report.dailyReportId && <Link key="daily" to={`/daily-reports?id=${report.dailyReportId}`}>{t('urgent.fromDaily')}</Link>], [t('visitCustomer.what'), report.customerId && <Link key="customer" to={`/visit-customers/${report.customerId}`}>{t('urgent.customer')}</Link>],
            ]}
          />
          <Deeds deeds={deeds} />
        </div>
      </Panel>
      <ReportSheet report={report} path={`${URGENT_PATH}/${report.id}`} writes={writes} pages={reportPages} />
      {report.entries.length > 0 && <ReportHistory entries={report.entries} accepted={t('urgent.acknowledged')} />}
    </>
  )
}
