import { useQuery } from '@tanstack/react-query'
import { FileText } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { get, Problem } from '../../api/client.ts'
import type { ReportRow, WeeklyReport } from '../../api/types.ts'
import { Clocks } from '../../components/ClockCard.tsx'
import { Deeds } from '../../components/DeedStage.tsx'
import { ReportList } from '../../components/ReportList.tsx'
import { ReportHistory, ReportSheet } from '../../components/ReportSheet.tsx'
import { Facts, Panel } from '../../components/small.tsx'
import { Bones, Failure } from '../../components/states.tsx'
import { addDays, useFormats } from '../../shell/formats.ts'
import { useMay, usePerson } from '../../shell/session.ts'
import { missingOf, REPORT_PAGES } from '../report-missing.ts'
import { ReportLine, ReportMails, viewsOf } from '../report-parts.tsx'
import { useOutstationStaff } from '../queries.ts'
import { authorDeeds, readerDeeds, WEEKLY, writeWeekly } from './weekly-deeds.ts'

/** Weekly reports: filled from the week's records, submitted to the engineer with a copy to the manager, read and guided (OC-3.1.3). */
export default function WeeklyReports() {
  const { t } = useTranslation()
  const may = useMay()
  const navigate = useNavigate()
  const me = usePerson().user.id
  const staff = useOutstationStaff()
  const away = staff.filter(({ userId, deputyName }) => userId !== me && deputyName !== null)
  const own = staff.some(({ userId }) => userId === me)
  // A channel engineer writes for somebody who is away alone.
  const writes = may('weeklyReport.write') && (own || away.length > 0)
  return (
    <ReportList<ReportRow>
      title={t('nav.weeklyReports')} clause="OC-3.1.3" icon={<FileText size={20} />} none={t('weekly.none')} noneText={t('weekly.noneText')} queryKey="weekly-reports" ask={(query) => get(WEEKLY, { query })}
      views={viewsOf(t, { mine: writes && me, unread: { status: 'submitted', read: 'no' }, accepted: t('channelReport.status.accepted') })} deed={writes && writeWeekly(t, { own, away, open: (id) => void navigate(`/weekly-reports?id=${id}`) })}
      line={(row) => <ReportLine row={row} period={t('weekly.week', { from: row.period, to: addDays(row.period, 6) })} status={t(`channelReport.status.${row.status}`)} />} detail={(row) => <Detail row={row} />}
    />
  )
}

function Detail({ row }: { row: ReportRow }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const query = useQuery({ queryKey: ['weekly-reports', row.id], queryFn: () => get<WeeklyReport>(`${WEEKLY}/${row.id}`) })
  if (query.isPending) return <Bones lines={6} />
  if (query.isError) return <Failure problem={query.error instanceof Problem ? query.error : null} what={t('nav.weeklyReports')} retry={() => void query.refetch()} />
  const report = query.data
  const writes = report.mine && (report.status === 'draft' || report.status === 'returned')
  const missing = missingOf(report, formats)
  const deeds = writes ? authorDeeds(t, report, missing) : report.mayGuide && report.status === 'submitted' ? readerDeeds(t, report) : []
  const guidance = report.entries.findLast(({ what }) => what === 'accepted')
  return (
    <>
      <Panel title={report.authorName} extra={<span className="tag">{t(`channelReport.status.${report.status}`)}</span>}>
        <div className="stack">
          <Clocks clocks={report.obligations} />
          <Facts
            items={[
              [t('column.number'), report.number], [t('channelReport.period'), t('weekly.week', { from: report.period, to: addDays(report.period, 6) })], [t('column.unit'), report.unitName], [t('channelReport.submitted'), report.submittedAt && `${formats.at(report.submittedAt)}${report.round > 1 ? ` · ${t('channelReport.round', { n: report.round })}` : ''}`],
              [t('channelReport.read'), report.readAt && `${report.readBy} · ${formats.at(report.readAt)}`], [t('weekly.guidance'), guidance?.text && `${guidance.text} · ${guidance.by}`],
            ]}
          />
          <Deeds deeds={deeds} />
          {writes && missing.length > 0 && <p className="muted">{t('channelReport.stillMissing', { parts: missing.join(t('mark.list')) })}</p>}
        </div>
      </Panel>
      <ReportSheet report={report} path={`${WEEKLY}/${report.id}`} writes={writes} words="channelReport" pages={REPORT_PAGES} />
      <ReportMails mails={report.mails} />
      <ReportHistory entries={report.entries} words="channelReport" accepted={t('channelReport.status.accepted')} />
    </>
  )
}
