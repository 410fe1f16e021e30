import { GraduationCap, Mail } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { Choose } from '../../components/Choose.tsx'
import { get } from '../../api/client.ts'
import type { OrderGuidance, OrderMailing } from '../../api/types.ts'
import { DeedButton } from '../../components/DeedStage.tsx'
import { Facts, Panel, Segments } from '../../components/small.tsx'
import { SplitList } from '../../components/SplitList.tsx'
import { TwoLines } from '../../components/TwoLines.tsx'
import { useFormats } from '../../shell/formats.ts'
import { useMay } from '../../shell/session.ts'
import { useConditions } from '../stations/use-conditions.ts'
import { accept, guide } from './order-deeds.ts'
import { useStationOptions } from '../queries.ts'

const OC = '/v1/outstation-channel'

export function Mailings() {
  const { t } = useTranslation()
  const formats = useFormats()
  const may = useMay()
  const [params, set] = useConditions()
  const stations = useStationOptions()
  const stationId = params.get('stationId') ?? ''
  return (
    <>
      {stations.length > 1 && <div className="filters"><Choose label={t('station.what')} all={t('station.everyStation')} value={stationId} options={stations} onChange={(value) => set('stationId', value)} /></div>}
      <SplitList<OrderMailing>
        label={t('repairOrder.mailings')} icon={<Mail size={20} />} none={t('repairOrder.noMailings')} noneText={t('repairOrder.noMailingsText')} queryKey={['order-mailings', stationId]} idOf={(row) => row.id} ask={(cursor) => get(`${OC}/order-mailings`, { query: { stationId, limit: 50, cursor } })}
        line={(row) => <TwoLines head={formats.month(row.month)} tag={<span className="muted">{t('repairOrder.count', { count: row.orders })}</span>} sub={row.stationName} end={row.mailedOn} />}
        detail={(row) => (
          <Panel title={`${row.stationName} ${formats.month(row.month)}`} extra={t('repairOrder.count', { count: row.orders })}>
            <div className="stack">
              <Facts items={[[t('repairOrder.mailedOn'), row.mailedOn], [t('repairOrder.tracking'), row.tracking], [t('repairOrder.enteredAt'), `${row.enteredBy} · ${formats.at(row.enteredAt)}`]]} />
              <div className="row wrap">
                {may('repairOrder.review') && row.orders > 0 && <DeedButton primary deed={accept(t, row)} />}
                <Link className="btn" to={`/repair-orders?stationId=${row.stationId}&month=${row.month}&status=mailed`}>{t('repairOrder.seeMailed')}</Link>
              </div>
            </div>
          </Panel>
        )}
      />
    </>
  )
}

/** What whoever looks after a station is to guide it about, since an order came back. */
export function Guidances() {
  const { t } = useTranslation()
  const formats = useFormats()
  const may = useMay()
  const [params, set] = useConditions()
  const state = params.get('state') === 'done' ? 'done' : 'open'
  return (
    <>
      <div className="filters"><Segments label={t('column.status')} value={state} onChange={(next) => set('state', next === 'open' ? '' : next)} options={(['open', 'done'] as const).map((value) => ({ value, label: t(`repairOrder.guidanceState.${value}`) }))} /></div>
      <SplitList<OrderGuidance>
        label={t('repairOrder.guidances')} icon={<GraduationCap size={20} />} none={t(state === 'open' ? 'repairOrder.noGuidances' : 'repairOrder.noneGuided')} queryKey={['order-guidances', state]} idOf={(row) => row.id} ask={(cursor) => get(`${OC}/order-guidances`, { query: { state, limit: 50, cursor } })}
        line={(row) => <TwoLines head={row.stationName} tag={<span className="muted nowrap">{formats.at(row.guidedAt ?? row.openedAt)}</span>} sub={`${row.orderNumber} · ${row.reason}`} end={row.userName ?? t('station.nobody')} />}
        detail={(row) => (
          <Panel title={row.stationName} extra={row.orderNumber}>
            <div className="stack">
              <Facts items={[[t('repairOrder.returnReason'), row.reason], [t('repairOrder.whoGuides'), row.userName ?? t('station.nobody')], [t('repairOrder.returnedAt'), formats.at(row.openedAt)], [t('repairOrder.guidance'), row.note], [t('repairOrder.guidedAt'), row.guidedAt && `${row.guidedBy} · ${formats.at(row.guidedAt)}`]]} />
              <div className="row wrap">
                {!row.guidedAt && may('station.work') && <DeedButton primary deed={guide(t, row)} />}
                <Link className="btn" to={`/repair-orders?stationId=${row.stationId}&id=${row.orderId}`}>{t('repairOrder.seeOrder')}</Link>
              </div>
            </div>
          </Panel>
        )}
      />
    </>
  )
}
