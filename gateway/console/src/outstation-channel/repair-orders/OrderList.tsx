import { useQuery } from '@tanstack/react-query'
import { Input } from 'antd'
import { Wrench } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { Choose } from '../../components/Choose.tsx'
import { get } from '../../api/client.ts'
import type { RepairOrder } from '../../api/types.ts'
import { DeedButton } from '../../components/DeedStage.tsx'
import { Facts, Panel } from '../../components/small.tsx'
import { SplitList } from '../../components/SplitList.tsx'
import { TwoLines } from '../../components/TwoLines.tsx'
import { useFormats } from '../../shell/formats.ts'
import { useMay } from '../../shell/session.ts'
import { suspect } from '../fraud-cases/fraud-deeds.ts'
import { useConditions } from '../stations/use-conditions.ts'
import { correct, giveBack } from './order-deeds.ts'
import { OrderState } from './OrderState.tsx'
import { monthOptions } from '../../shell/months.ts'
import { useStationOptions } from '../queries.ts'

const PATH = '/v1/outstation-channel/repair-orders'
const STATUSES = ['entered', 'mailed', 'returned', 'accepted', 'settled'] as const

export function Orders() {
  const { t } = useTranslation()
  const formats = useFormats()
  const [params, set] = useConditions()
  const stations = useStationOptions()
  const filters = Object.fromEntries(['stationId', 'month', 'status', 'q'].map((key) => [key, params.get(key)]).filter(([, value]) => value)) as Record<string, string>
  return (
    <>
      <div className="filters">
        <Choose label={t('column.status')} all={t('station.everyStatus')} value={filters.status ?? ''} options={STATUSES.map((value) => ({ value, label: t(`repairOrder.status.${value}`) }))} onChange={(value) => set('status', value)} />
        {stations.length > 1 && <Choose label={t('station.what')} all={t('station.everyStation')} value={params.get('stationId') ?? ''} options={stations} onChange={(value) => set('stationId', value)} />}
        <Choose label={t('repairOrder.month')} all={t('repairOrder.everyMonth')} value={params.get('month') ?? ''} options={monthOptions(formats, 12)} onChange={(value) => set('month', value)} />
        <Named value={params.get('q') ?? ''} onChange={(value) => set('q', value)} />
      </div>
      <SplitList<RepairOrder>
        label={t('nav.repairOrders')} icon={<Wrench size={20} />} none={t(Object.keys(filters).length > 0 ? 'repairOrder.noMatch' : 'repairOrder.none')} noneText={t('repairOrder.noneText')} queryKey={['repair-orders', filters]} idOf={(row) => row.id} ask={(cursor) => get(PATH, { query: { ...filters, limit: 50, cursor } })}
        line={(row) => <TwoLines head={row.number} tag={<OrderState row={row} />} sub={[row.stationName, row.model, row.serial].filter(Boolean).join(' · ')} end={row.repairedOn ?? formats.at(row.enteredAt)} />}
        detail={(row) => <Order listed={row} />}
      />
    </>
  )
}

/** By the beginning of the number, or the whole serial number, once it is typed. */
function Named({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const { t } = useTranslation()
  const [text, setText] = useState(value)
  useEffect(() => setText(value), [value])
  const say = () => { if (text.trim() !== value) onChange(text.trim()) }
  return <Input type="search" style={{ width: 180 }} aria-label={t('repairOrder.byNumber')} placeholder={t('repairOrder.byNumber')} value={text} onChange={(event) => setText(event.target.value)} onPressEnter={say} onBlur={say} />
}

/** One order whole: with the phone in full, what it lacks, and what became of it. */
function Order({ listed }: { listed: RepairOrder }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const may = useMay()
  const row = useQuery({ queryKey: ['repair-order', listed.id, listed.version], queryFn: () => get<RepairOrder>(`${PATH}/${listed.id}`) }).data ?? listed
  const writes = (row.status === 'entered' || row.status === 'returned') && (may('repairOrder.write') || may('station.portal'))
  const returns = row.status === 'mailed' && may('repairOrder.review')
  const doubts = row.status !== 'settled' && may('fraudCase.work')
  return (
    <Panel title={row.number} extra={<OrderState row={row} />}>
      <div className="stack">
        {row.status === 'returned' && <p className="danger">{t('repairOrder.cameBack', { reason: row.returnReason })}</p>}
        {row.missing.length > 0 && <p className="note-box">{t('repairOrder.lacks')}{row.missing.map((field) => t(`repairOrder.field.${field}`)).join(t('mark.list'))}</p>}
        <Facts
          items={[
            [t('station.what'), may('station.read') ? <Link key="station" to={`/stations/${row.stationId}`}>{row.stationName}</Link> : row.stationName], [t('repairOrder.field.repairedOn'), row.repairedOn], [t('repairOrder.month'), formats.month(row.month)], [t('repairOrder.field.model'), row.model], [t('repairOrder.field.serial'), row.serial],
            [t('repairOrder.field.fault'), row.fault], [t('repairOrder.field.level'), row.level && t(`repairOrder.level.${row.level}`)], [t('repairOrder.field.parts'), row.parts && (row.parts.map(({ name, quantity }) => `${name} × ${quantity}`).join(t('mark.list')) || t('repairOrder.noParts'))],
            [t('repairOrder.field.customerName'), row.customerName], [t('repairOrder.field.customerPhone'), row.customerPhone], [t('repairOrder.field.soldOn'), row.soldOn], [t('repairOrder.enteredAt'), `${row.enteredBy} · ${formats.at(row.enteredAt)}${row.origin === 'import' ? ` · ${t('repairOrder.imported')}` : ''}`],
            [t('repairOrder.mailedOn'), row.mailedOn], [t('repairOrder.returns'), row.returns > 0 && t('repairOrder.times', { count: row.returns })], [t('repairOrder.acceptedAt'), row.acceptedAt && formats.at(row.acceptedAt)],
          ]}
        />
        {(writes || returns || doubts) && (
          <div className="row wrap">
            {writes && <DeedButton primary deed={correct(t, row)} />}
            {returns && <DeedButton size="middle" deed={giveBack(t, row)} />}
            {doubts && <DeedButton size="middle" deed={suspect(t, row)} />}
          </div>
        )}
      </div>
    </Panel>
  )
}
