import { useQuery } from '@tanstack/react-query'
import { Siren } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate, useSearchParams } from 'react-router'
import { get } from '../../api/client.ts'
import type { UrgentReport, UrgentReportRow } from '../../api/types.ts'
import { ClockCard } from '../../components/ClockCard.tsx'
import { DeedButton, DeedStage } from '../../components/DeedStage.tsx'
import { Clause, Facts, Panel, Segments } from '../../components/small.tsx'
import { Bones, Failure } from '../../components/states.tsx'
import { SplitList } from '../../components/SplitList.tsx'
import { useTitle } from '../../components/use-title.ts'
import { useFormats } from '../../shell/formats.ts'
import { useMay, usePerson } from '../../shell/session.ts'
import { useAround } from '../queries.ts'
import { ReportHistory, ReportSheet } from '../../components/ReportSheet.tsx'
import { reportPages } from './report-pages.ts'
import { reportAtOnce, URGENT_PATH, urgentDeeds } from './urgent-deeds.ts'
import '../../components/record.css'

const VIEWS = ['', 'draft', 'submitted', 'accepted'] as const

/** DV-11: what the unit cannot solve itself, reported to the superior at any time, and acknowledged. */
export default function UrgentReports() {
  const { t } = useTranslation()
  const may = useMay()
  const navigate = useNavigate()
  const { units, unitId } = useAround()
  const [params, setParams] = useSearchParams()
  const view = VIEWS.find((each) => each === params.get('view')) ?? ''
  useTitle(t('nav.urgentReports'))
  return (
    <DeedStage>
      <div className="page split-page">
        <div className="page-head wrap">
          <h1>{t('nav.urgentReports')}</h1><Clause id="DV-11" />
          <Segments label={t('filter.status')} value={view} onChange={(next) => setParams(next ? { view: next } : {})} options={VIEWS.map((value) => ({ value, label: value ? t(`urgent.status.${value}`) : t('report.view.all') }))} />
          {may('urgentReport.file') && <span className="push"><DeedButton primary deed={reportAtOnce(t, units, unitId, (id) => void navigate(`/urgent-reports?id=${id}`))} /></span>}
        </div>
        <SplitList<UrgentReportRow>
          label={t('nav.urgentReports')} icon={<Siren size={20} />} none={t('urgent.none')} noneText={t('urgent.noneText')} queryKey={['urgent-reports', view]} idOf={(row) => row.id} ask={(cursor) => get(URGENT_PATH, { query: { ...(view && { status: view }), limit: 50, cursor } })}
          line={(row) => <Line row={row} />} detail={(row) => <Detail row={row} />}
        />
      </div>
    </DeedStage>
  )
}

function Line({ row }: { row: UrgentReportRow }) {
  const { t } = useTranslation()
  const formats = useFormats()
  return (
    <>
      <span className="row between"><b className="cut">{row.title}</b><span className="tag">{t(`urgent.status.${row.status}`)}</span></span>
      <span className="row between soft"><span className="cut">{formats.words(row.urgentKindName)} · {row.unitName}</span><span className="muted">{formats.at(row.submittedAt ?? row.createdAt)}</span></span>
    </>
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
  const deeds = urgentDeeds(t, report, { writes, superior, comments: may('urgentReport.acknowledge') })
  return (
    <>
      <Panel title={report.title} extra={<><span className="tag">{t(`urgent.status.${report.status}`)}</span><Clause id="DV-11" /></>}>
        <div className="stack">
          {report.obligations.length > 0 && <div className="cards">{report.obligations.map((clock) => <ClockCard key={clock.id} clock={clock} active={clock.status === 'open'} />)}</div>}
          <Facts
            items={[
              [t('column.number'), report.number], [t('report.urgentKind'), formats.words(report.urgentKindName)], [t('column.unit'), report.unitName], [t('urgent.author'), `${report.authorName} · ${formats.at(report.createdAt)}`],
              [t('urgent.filed'), report.submittedAt && formats.at(report.submittedAt)], [t('urgent.superior'), report.superiors.map(({ name }) => name).join(t('mark.list'))], [t('urgent.acknowledged'), report.acceptedAt && `${report.readBy} · ${formats.at(report.acceptedAt)}`],
              [t('urgent.from'), report.dailyReportId && <Link key="daily" to={`/daily-reports?id=${report.dailyReportId}`}>{t('urgent.fromDaily')}</Link>], [t('visitCustomer.what'), report.customerId && <Link key="customer" to={`/visit-customers/${report.customerId}`}>{t('urgent.customer')}</Link>],
            ]}
          />
          <div className="row wrap">{deeds.map((deed, at) => <DeedButton key={deed.title} size="middle" primary={at === 0 && deeds.length > 1} deed={deed} />)}</div>
        </div>
      </Panel>
      <ReportSheet report={report} path={`${URGENT_PATH}/${report.id}`} writes={writes} pages={reportPages} />
      {report.entries.length > 0 && <ReportHistory entries={report.entries} />}
    </>
  )
}
