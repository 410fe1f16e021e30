import { useTranslation } from 'react-i18next'
import { get } from '../api/client.ts'
import { ClockChip } from '../components/ClockChip.tsx'
import { Waiting } from '../components/Waiting.tsx'
import { addDays, useFormats } from '../shell/formats.ts'
import { useMay } from '../shell/session.ts'

/** Of reports and travel: weekly reports that wait for guidance, calls that nobody has answered, what waits for an approval, vouchers that wait for a decision. */
export function ReportsToday() {
  const { t } = useTranslation()
  const formats = useFormats()
  const may = useMay()
  return (
    <>
      {may('weeklyReport.guide') && <Waiting title={t('nav.weeklyReports')} to="/weekly-reports" none={t('weekly.noneWaits')} name="weekly-reports" ask={() => get('/v1/outstation-channel/weekly-reports', { query: { status: 'submitted', limit: 6 } })} row={(each) => ({ key: each.id, to: `/weekly-reports?id=${each.id}`, what: each.authorName, sub: t('weekly.week', { from: each.period, to: addDays(each.period, 6) }), end: <span className="muted nowrap">{each.readAt ? t('channelReport.isRead') : formats.at(each.submittedAt)}</span> })} />}
      {may('reach.ping') && <Waiting title={t('nav.reachability')} to="/reachability" none={t('reach.allAnswered')} name="reach-calls" ask={() => get('/v1/outstation-channel/reach-calls', { query: { unanswered: 'true', limit: 6 } })} row={(each) => ({ key: each.id, to: `/reachability?id=${each.id}`, what: each.staffName, sub: each.message, end: each.obligations[0]?.status === 'open' ? <ClockChip clock={each.obligations[0]} /> : <span className="muted nowrap">{t(`reach.status.${each.status}`)}</span> })} />}
      {may('outstationStaff.read') && <Waiting title={t('goods.today.approvals')} to="/approvals" none={t('goods.today.noApprovals')} name="approvals" ask={() => get('/v1/outstation-channel/approvals', { query: { list: 'waiting', limit: 6 } })} row={(each) => ({ key: each.id, to: '/approvals', what: each.subject.title, sub: `${formats.words(each.title)} ${each.subject.number} · ${each.maker.name}`, end: <span className="muted nowrap">{formats.at(each.submittedAt)}</span> })} />}
      {may('travelClaim.settle') && <Waiting title={t('claim.waits')} to="/travel-claims?view=posted" none={t('claim.noneWaits')} name="travel-claims" ask={() => get('/v1/outstation-channel/travel-claims', { query: { status: 'posted', limit: 6 } })} row={(each) => ({ key: each.id, to: `/travel-claims?view=posted&id=${each.id}`, what: each.staffName, sub: `${formats.month(each.month)} · ${each.number}`, end: <span className="muted nowrap">{formats.at(each.postedAt)}</span> })} />}
    </>
  )
}
