import { useTranslation } from 'react-i18next'
import { get } from '../api/client.ts'
import { ClockChip } from '../components/ClockChip.tsx'
import { Waiting } from '../components/Waiting.tsx'
import { dateOf, useFormats, yuan } from '../shell/formats.ts'
import { serverNow } from '../shell/server-clock.ts'
import { useMay } from '../shell/session.ts'

/** Of a unit's day: appeals with their clocks, problems without a solution, urgent reports and dailies that wait to be read, today's visits, opinions without an answer, gifts that wait for an approval, new customers without their inquiry card. */
export default function TodayLists() {
  const { t } = useTranslation()
  const formats = useFormats()
  const may = useMay()
  const today = dateOf(serverNow())
  return (
    <>
      {may('visitOpinion.work') && <Waiting title={t('opinion.appeals')} to="/visit-opinions?what=appeals" none={t('appeal.none.open')} name="appeals" ask={() => get('/v1/distributor-visits/appeals', { query: { limit: 6 } })} row={(each) => ({ key: each.id, to: `/visit-opinions?what=appeals&id=${each.id}`, what: each.subject, sub: `${each.customerName} · ${each.ownerName}`, end: each.obligations.at(-1) && <ClockChip clock={each.obligations.at(-1)!} /> })} />}
      {(may('technicalProblem.work') || may('technicalProblem.answer')) && <Waiting title={t('nav.visitProblems')} to="/visit-problems" none={t('techProblem.none')} name="problems" ask={() => get('/v1/distributor-visits/problems', { query: { limit: 6 } })} row={(each) => ({ key: each.id, to: `/visit-problems?id=${each.id}`, what: each.title, sub: `${each.customerName} · ${each.departmentName ?? each.technicianName ?? t('techProblem.nobody')}`, end: each.obligations.at(-1)?.status === 'open' ? <ClockChip clock={each.obligations.at(-1)!} /> : <span className="muted">{t('opinion.age', { count: each.ageDays })}</span> })} />}
      {may('giftApplication.approve') && <Waiting title={t('gift.status.submitted')} to="/visit-gifts" none={t('gift.noApplications')} name="gifts" ask={() => get('/v1/distributor-visits/gift-applications', { query: { status: 'submitted', limit: 6 } })} row={(each) => ({ key: each.id, to: `/visit-gifts?id=${each.id}`, what: each.customerName, sub: `${each.number} · ${each.makerName}`, end: <b>{yuan(each.amount)}</b> })} />}
      {may('urgentReport.acknowledge') && <Waiting title={t('urgent.toAcknowledge')} to="/urgent-reports?view=submitted" none={t('urgent.noneOpen')} name="urgent" ask={() => get('/v1/distributor-visits/urgent-reports', { query: { status: 'submitted', limit: 6 } })} row={(each) => ({ key: each.id, to: `/urgent-reports?id=${each.id}`, what: each.title, sub: `${formats.words(each.urgentKindName)} · ${each.unitName}`, end: <span className="muted nowrap">{formats.at(each.submittedAt)}</span> })} />}
      {may('dailyReport.triage') && <Waiting title={t('report.view.unread')} to="/daily-reports?view=unread" none={t('report.noneUnread')} name="dailies" ask={() => get('/v1/distributor-visits/daily-reports', { query: { status: 'submitted', read: 'no', limit: 6 } })} row={(each) => ({ key: each.id, to: `/daily-reports?view=unread&id=${each.id}`, what: each.authorName, sub: each.period, end: <span className="muted nowrap">{formats.at(each.submittedAt)}</span> })} />}
      {may('visit.read') && <Waiting title={t('visit.today')} to="/visits" none={t('visit.none')} name="visits" ask={() => get('/v1/distributor-visits/visits', { query: { from: today, to: today, limit: 6 } })} row={(each) => ({ key: each.id, to: `/visits?id=${each.id}`, what: each.customerName, sub: `${each.visitorName}${each.unplannedReason ? ` · ${t('visit.outside')}` : ''}`, end: <span className="muted nowrap">{formats.time(each.checkedInAt)}{each.checkedOutAt && ` – ${formats.time(each.checkedOutAt)}`}</span> })} />}
      {may('visitOpinion.work') && <Waiting title={t('opinion.opinions')} to="/visit-opinions" none={t('opinion.none.open')} name="opinions" ask={() => get('/v1/distributor-visits/opinions', { query: { limit: 6 } })} row={(each) => ({ key: each.id, to: `/visit-opinions?id=${each.id}`, what: each.content, sub: `${each.customerName} · ${each.ownerName}`, end: <span className="muted">{t('opinion.age', { count: each.ageDays })}</span> })} />}
      {may('visitOpinion.work') && <Waiting title={t('inquiry.owed')} to="/obligations?status=open&clauseId=DV-3.2b" none={t('inquiry.noneOwed')} name="inquiries" ask={() => get('/v1/distributor-visits/inquiry-cards', { query: { limit: 6 } })} row={(each) => ({ key: each.id, to: `/visit-customers/${each.customerId}`, what: each.customerName, sub: each.customerNumber, end: each.obligation && <ClockChip clock={each.obligation} /> })} />}
    </>
  )
}
