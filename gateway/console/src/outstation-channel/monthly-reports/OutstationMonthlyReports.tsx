import { useQuery } from '@tanstack/react-query'
import { FileText } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useNavigate, useSearchParams } from 'react-router'
import { get, Problem } from '../../api/client.ts'
import type { OutstationMonthlyReport, ReportRow } from '../../api/types.ts'
import { Clocks } from '../../components/ClockCard.tsx'
import { Deeds } from '../../components/DeedStage.tsx'
import { ReportList } from '../../components/ReportList.tsx'
import { ReportHistory, ReportSheet } from '../../components/ReportSheet.tsx'
import { Facts, Panel, Segments } from '../../components/small.tsx'
import { Bones, Failure } from '../../components/states.tsx'
import { useFormats } from '../../shell/formats.ts'
import { useMay, usePerson } from '../../shell/session.ts'
import { useOperators } from '../queries.ts'
import { missingOf, REPORT_PAGES } from '../report-missing.ts'
import { ReportLine, viewsOf } from '../report-parts.tsx'
import { FaultyMonth, FaultyTable } from './FaultyStock.tsx'
import { authorDeeds, MONTHLY, readerDeeds, writeMonthly } from './monthly-deeds.ts'

/** Monthly reports with the operators' faulty stock by model and age (OC-3.5.3). */
export default function OutstationMonthlyReports() {
  const { t } = useTranslation()
  const formats = useFormats()
  const may = useMay()
  const navigate = useNavigate()
  const me = usePerson().user.id
  const [params, setParams] = useSearchParams()
  const stock = params.get('what') === 'stock'
  const writes = may('outstationMonthlyReport.write')
  return (
    <ReportList<ReportRow>
      title={t('nav.outstationMonthlyReports')} clause="OC-3.5.3" icon={<FileText size={20} />} none={t('monthly.none')} noneText={t('monthly.noneText')} queryKey="outstation-monthly-reports" ask={(query) => get(MONTHLY, { query })}
      views={viewsOf(t, { mine: writes && me, unread: { status: 'submitted' }, accepted: t('channelReport.monthStatus.accepted') })} deed={writes && writeMonthly(t, formats, (id) => void navigate(`/outstation-monthly-reports?id=${id}`))}
      choice={<Segments label={t('monthly.show')} value={stock ? 'stock' : 'reports'} onChange={(next) => setParams(next === 'stock' ? { what: next } : {})} options={(['reports', 'stock'] as const).map((value) => ({ value, label: t(`monthly.what.${value}`) }))} />} instead={stock && <FaultyMonth />}
      line={(row) => <ReportLine row={row} period={formats.month(row.period)} status={t(`channelReport.monthStatus.${row.status}`)} />} detail={(row) => <Detail row={row} />}
    />
  )
}

function Detail({ row }: { row: ReportRow }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const may = useMay()
  const query = useQuery({ queryKey: ['outstation-monthly-reports', row.id], queryFn: () => get<OutstationMonthlyReport>(`${MONTHLY}/${row.id}`) })
  const operators = useOperators(may('operator.work') && Boolean(query.data?.mine))
  if (query.isPending) return <Bones lines={6} />
  if (query.isError) return <Failure problem={query.error instanceof Problem ? query.error : null} what={t('nav.outstationMonthlyReports')} retry={() => void query.refetch()} />
  const report = query.data
  const writes = report.mine && (report.status === 'draft' || report.status === 'returned')
  const missing = missingOf(report, formats)
  const deeds = writes ? authorDeeds(t, report, { missing, operators }) : may('weeklyReport.guide') && report.status === 'submitted' ? readerDeeds(t, report) : []
  return (
    <>
      <Panel title={`${report.authorName} ${formats.month(report.period)}`} extra={<span className="tag">{t(`channelReport.monthStatus.${report.status}`)}</span>}>
        <div className="stack">
          <Clocks clocks={report.obligations} />
          <Facts items={[[t('column.number'), report.number], [t('column.unit'), report.unitName], [t('channelReport.submitted'), report.submittedAt && `${formats.at(report.submittedAt)}${report.round > 1 ? ` · ${t('channelReport.round', { n: report.round })}` : ''}`], [t('monthly.accept'), report.acceptedAt && formats.at(report.acceptedAt)]]} />
          <Deeds deeds={deeds} />
          {writes && missing.length > 0 && <p className="muted">{t('channelReport.stillMissing', { parts: missing.join(t('mark.list')) })}</p>}
        </div>
      </Panel>
      {report.faultyStock.length > 0 && <FaultyTable rows={report.faultyStock} title={t('monthly.stock')} />}
      <ReportSheet report={report} path={`${MONTHLY}/${report.id}`} writes={writes} words="channelReport" pages={REPORT_PAGES} />
      <ReportHistory entries={report.entries} words="channelReport" accepted={t('channelReport.monthStatus.accepted')} />
    </>
  )
}
