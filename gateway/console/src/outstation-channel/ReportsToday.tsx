import { useTranslation } from 'react-i18next'
import { get } from '../api/client.ts'
import { ClockChip } from '../components/ClockChip.tsx'
import { Waiting } from '../components/Waiting.tsx'
import { addDays, useFormats } from '../shell/formats.ts'
import { useMay } from '../shell/session.ts'

/** Of reports and travel: weekly reports that wait for guidance, calls and whether they were answered, trips and vouchers that wait for a decision. */
export function ReportsToday() {
  const { t } = useTranslation()
  const formats = useFormats()
  const may = useMay()
  return (
    <>
      {may('weeklyReport.guide') && <Waiting title={t('nav.weeklyReports')} to="/weekly-reports" none={t('weekly.noneWaits')} name="weekly-reports" ask={() => get('/v1/outstation-channel/weekly-reports', { query: { status: 'submitted', limit: 6 } })} row={(each) => ({ key: each.id, to: `/weekly-reports?id=${each.id}`, what: each.authorName, sub: t('weekly.week', { from: each.period, to: addDays(each.period, 6) }), end: <span className="muted nowrap">{each.readAt ? t('channelReport.isRead') : formats.at(each.submittedAt)}</span> })} />}
      {may('reach.ping') && <Waiting title={t('nav.reachability')} to="/reachability" none={t('reach.none')} name="reach-calls" ask={() => get('/v1/outstation-channel/reach-calls', { query: { limit: 6 } })} row={(each) => ({ key: each.id, to: `/reachability?id=${each.id}`, what: each.staffName, sub: each.message, end: each.obligations[0]?.status === 'open' ? <ClockChip clock={each.obligations[0]} /> : <span className="muted nowrap">{t(`reach.status.${each.status}`)}</span> })} />}
      {may('trip.approve') && <Waiting title={t('trip.waits')} to="/trips?view=asked" none={t('trip.noneWaits')} name="trips" ask={() => get('/v1/outstation-channel/trips', { query: { status: 'asked', limit: 6 } })} row={(each) => ({ key: each.id, to: `/trips?view=asked&id=${each.id}`, what: `${each.staffName} · ${each.destination}`, sub: each.purpose, end: <span className="muted nowrap">{t('weekly.week', { from: each.fromOn.slice(5), to: each.toOn.slice(5) })}</span> })} />}
      {may('travelClaim.settle') && <Waiting title={t('claim.waits')} to="/travel-claims?view=posted" none={t('claim.noneWaits')} name="travel-claims" ask={() => get('/v1/outstation-channel/travel-claims', { query: { status: 'posted', limit: 6 } })} row={(each) => ({ key: each.id, to: `/travel-claims?view=posted&id=${each.id}`, what: each.staffName, sub: `${formats.month(each.month)} · ${each.number}`, end: <span className="muted nowrap">{formats.at(each.postedAt)}</span> })} />}
    </>
  )
}
