import { useQuery } from '@tanstack/react-query'
import { FileText } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useNavigate, useSearchParams } from 'react-router'
import { get, Problem } from '../../api/client.ts'
import type { ReportRow, WeeklyReport } from '../../api/types.ts'
import { DeedButton, DeedStage } from '../../components/DeedStage.tsx'
import { ReportHistory, ReportSheet } from '../../components/ReportSheet.tsx'
import { Clause, Facts, Panel, Segments } from '../../components/small.tsx'
import { SplitList } from '../../components/SplitList.tsx'
import { Bones, Failure } from '../../components/states.tsx'
import { useTitle } from '../../components/use-title.ts'
import { addDays, useFormats } from '../../shell/formats.ts'
import { useMay, usePerson } from '../../shell/session.ts'
import { missingOf, REPORT_PAGES } from '../report-missing.ts'
import { ReportLine, ReportMails } from '../report-parts.tsx'
import { Clocks, useOutstationStaff } from '../who.tsx'
import { authorDeeds, readerDeeds, WEEKLY, writeWeekly } from './weekly-deeds.ts'
import '../../components/record.css'

const QUERIES = { '': {}, mine: {}, unread: { status: 'submitted', read: 'no' }, returned: { status: 'returned' }, accepted: { status: 'accepted' } } as const
const VIEWS = ['', 'mine', 'unread', 'returned', 'accepted'] as const

/** Weekly reports: filled from the week's records, submitted to the engineer with a copy to the manager, read and guided (OC-3.1.3). */
export default function WeeklyReports() {
  const { t } = useTranslation()
  const may = useMay()
  const navigate = useNavigate()
  const me = usePerson().user.id
  const staff = useOutstationStaff()
  const [params, setParams] = useSearchParams()
  const writes = may('weeklyReport.write')
  const views = VIEWS.filter((each) => writes || each !== 'mine')
  const view = views.find((each) => each === params.get('view')) ?? ''
  useTitle(t('nav.weeklyReports'))
  return (
    <DeedStage>
      <div className="page split-page">
        <div className="page-head wrap">
          <h1>{t('nav.weeklyReports')}</h1><Clause id="OC-3.1.3" />
          <Segments label={t('filter.status')} value={view} onChange={(next) => setParams(next ? { view: next } : {})} options={views.map((value) => ({ value, label: t(`channelReport.view.${value || 'all'}`) }))} />
          {writes && <span className="push"><DeedButton primary deed={writeWeekly(t, { away: staff.filter(({ userId, deputyName }) => userId !== me && deputyName !== null), open: (id) => void navigate(`/weekly-reports?id=${id}`) })} /></span>}
        </div>
        <SplitList<ReportRow>
          label={t('nav.weeklyReports')} icon={<FileText size={20} />} none={t('weekly.none')} noneText={t('weekly.noneText')} queryKey={['weekly-reports', 'list', view]} idOf={(row) => row.id} ask={(cursor) => get(WEEKLY, { query: { ...QUERIES[view], ...(view === 'mine' && { authorId: me }), limit: 50, cursor } })}
          line={(row) => <ReportLine row={row} period={t('weekly.week', { from: row.period, to: addDays(row.period, 6) })} status={t(`channelReport.status.${row.status}`)} />} detail={(row) => <Detail row={row} />}
        />
      </div>
    </DeedStage>
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
          {deeds.length > 0 && <div className="row wrap">{deeds.map((deed, at) => <DeedButton key={deed.title} size="middle" primary={at === 0 && !deed.danger} deed={deed} />)}</div>}
          {writes && missing.length > 0 && <p className="muted">{t('channelReport.stillMissing', { parts: missing.join(t('mark.list')) })}</p>}
        </div>
      </Panel>
      <ReportSheet report={report} path={`${WEEKLY}/${report.id}`} writes={writes} words="channelReport" pages={REPORT_PAGES} />
      <ReportMails mails={report.mails} />
      <ReportHistory entries={report.entries} words="channelReport" />
    </>
  )
}
