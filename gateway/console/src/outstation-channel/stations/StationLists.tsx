import { useTranslation } from 'react-i18next'
import { get } from '../../api/client.ts'
import { ClockChip } from '../../components/ClockChip.tsx'
import { Waiting } from '../../components/Waiting.tsx'
import { useFormats, yuan } from '../../shell/formats.ts'
import { useMay, usePerson } from '../../shell/session.ts'
import { useIsStation } from '../queries.ts'

const OC = '/v1/outstation-channel'

/** Of the day of whoever works with stations: letters with their clocks, what is owed for one's own, changes to confirm, orders that came back, disputes, signs of faked orders. */
export function StationLists() {
  const { t } = useTranslation()
  const formats = useFormats()
  const may = useMay()
  const me = usePerson().user.id
  const own = useIsStation()
  if (own) return <OwnLists />
  return (
    <>
      {may('station.work') && <Waiting title={t('letter.toAnswer')} to="/station-messages?waiting=1" none={t('letter.noneWaiting')} name="station-messages" ask={() => get(`${OC}/station-messages`, { query: { unanswered: '1', limit: 6 } })} row={(each) => ({ key: each.id, to: `/station-messages?waiting=1&id=${each.id}`, what: each.text, sub: each.stationName, end: each.obligations.at(-1) && <ClockChip clock={each.obligations.at(-1)!} /> })} />}
      {may('station.work') && may('ownPost.work') && <Waiting title={t('duty.mineToday')} to="/station-duties?mine=1" none={t('duty.noneMine')} name="station-duties" ask={() => get(`${OC}/station-supervisions`, { query: { userId: me, limit: 6 } })} row={(each) => ({ key: each.stationUnitId, to: `/station-duties?mine=1&id=${each.stationUnitId}`, what: each.stationName, sub: t('duty.openCount', { count: each.obligations.length }), end: each.obligations[0] && <ClockChip clock={each.obligations[0]} /> })} />}
      {may('station.work') && <Waiting title={t('repairOrder.guidances')} to="/repair-orders?what=guidances" none={t('repairOrder.noGuidances')} name="order-guidances" ask={() => get(`${OC}/order-guidances`, { query: { limit: 6 } })} row={(each) => ({ key: each.id, to: `/repair-orders?what=guidances&id=${each.id}`, what: `${each.stationName} ${each.orderNumber}`, sub: each.reason, end: <span className="muted nowrap">{each.userName ?? t('station.nobody')}</span> })} />}
      {may('contactChange.decide') && <Waiting title={t('station.changesToConfirm')} to="/stations?what=changes" none={t('station.noChanges')} name="station-changes" ask={() => get(`${OC}/station-changes`, { query: { limit: 6 } })} row={(each) => ({ key: each.id, to: `/stations?what=changes&id=${each.id}`, what: each.stationName, sub: each.fields.map((field) => t(`station.field.${field}`)).join(t('mark.list')), end: <span className="muted nowrap">{formats.at(each.toldAt)}</span> })} />}
      {may('fraudCase.work') && <Waiting title={t('nav.fraudCases')} to="/fraud-cases" none={t('fraud.nothing')} name="fraud-cases" ask={() => get(`${OC}/fraud-cases`, { query: { limit: 6 } })} row={(each) => ({ key: each.id, to: `/fraud-cases?id=${each.id}`, what: each.stationName, sub: formats.words(each.kindName), end: <span className="muted nowrap">{formats.at(each.openedAt)}</span> })} />}
      {may('stationSettlement.run') && <Waiting title={t('settlement.status.disputed')} to="/station-settlements?status=disputed" none={t('settlement.noDisputes')} name="disputes" ask={() => get(`${OC}/settlements`, { query: { status: 'disputed', limit: 6 } })} row={(each) => ({ key: each.id, to: `/station-settlements?status=disputed&id=${each.id}`, what: `${each.stationName} ${formats.month(each.month)}`, sub: each.disputeReason ?? '', end: <b>{yuan(each.amount)}</b> })} />}
    </>
  )
}

/** Of a station's own day: what to read, what came back, what to confirm. */
function OwnLists() {
  const { t } = useTranslation()
  const formats = useFormats()
  return (
    <>
      <Waiting title={t('letter.latest')} to="/station-messages" none={t('letter.none')} name="own-messages" ask={() => get(`${OC}/station-messages`, { query: { limit: 6 } })} row={(each) => ({ key: each.id, to: `/station-messages?id=${each.id}`, what: each.text, sub: `${each.byName} · ${formats.at(each.at)}`, end: each.direction === 'down' ? <span className={each.readAt ? 'muted nowrap' : 'tag accent'}>{t(each.readAt ? 'letter.read' : 'letter.toRead')}</span> : each.obligations.at(-1) && <ClockChip clock={each.obligations.at(-1)!} /> })} />
      <Waiting title={t('repairOrder.status.returned')} to="/repair-orders?status=returned" none={t('repairOrder.noneReturned')} name="own-returned" ask={() => get(`${OC}/repair-orders`, { query: { status: 'returned', limit: 6 } })} row={(each) => ({ key: each.id, to: `/repair-orders?status=returned&id=${each.id}`, what: each.number, sub: each.returnReason ?? '', end: <span className="muted nowrap">{formats.month(each.month)}</span> })} />
      <Waiting title={t('settlement.toConfirm')} to="/station-settlements?status=drawn" none={t('settlement.noneToConfirm')} name="own-settlements" ask={() => get(`${OC}/settlements`, { query: { status: 'drawn', limit: 6 } })} row={(each) => ({ key: each.id, to: `/station-settlements?status=drawn&id=${each.id}`, what: formats.month(each.month), sub: t('repairOrder.count', { count: each.orders }), end: <b>{yuan(each.amount)}</b> })} />
    </>
  )
}
