import { useQueries, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { get } from '../../api/client.ts'
import type { FraudCase, Page, RepairOrder } from '../../api/types.ts'
import { Panel } from '../../components/small.tsx'
import { Bones, Failure } from '../../components/states.tsx'
import { useFormats } from '../../shell/formats.ts'

const PATH = '/v1/outstation-channel/repair-orders'
const FIELDS = ['stationName', 'repairedOn', 'soldOn', 'model', 'serial', 'fault', 'level', 'parts', 'customerName', 'customerPhone', 'entered', 'status'] as const
/** As many as a person compares. */
const MOST = 4

/** Orders in question side by side, with those that they repeat; what is the same in all of them stands out. */
export function Evidence({ row }: { row: FraudCase }) {
  const { t } = useTranslation()
  const shown = row.orders.slice(0, MOST)
  const serial = row.kind === 'repeat_serial' ? String(row.detail.serial ?? '') : ''
  const same = useQuery({ queryKey: ['repair-orders', 'same', serial], queryFn: () => get<Page<RepairOrder>>(PATH, { query: { serial, limit: 10 } }), enabled: serial !== '' })
  // Each whole: a list masks the phones, which are to be compared.
  const ids = [...new Set([...shown, ...(same.data?.items ?? [])].map(({ id }) => id))].slice(0, MOST)
  const own = useQueries({ queries: ids.map((id) => ({ queryKey: ['repair-order', id], queryFn: () => get<RepairOrder>(`${PATH}/${id}`) })) })
  if (shown.length === 0) return <p className="muted"><Link to={`/repair-orders?stationId=${row.stationId}&month=${row.month}`}>{t('fraud.seeMonth')}</Link></p>
  const failed = own.find(({ isError }) => isError)
  const orders = own.map(({ data }) => data).filter((order) => order !== undefined)
  return (
    <Panel bare title={t('fraud.sideBySide')} extra={<Link to={`/repair-orders?stationId=${row.stationId}&month=${row.month}`}>{t('fraud.seeMonth')}</Link>}>
      {failed && <Failure problem={failed.error} what={t('fraud.sideBySide')} retry={() => void failed.refetch()} />}
      {!failed && (own.some(({ isPending }) => isPending) || same.isLoading) ? <Bones lines={4} /> : <Compared orders={orders} />}
      {row.orderCount > MOST && <p className="muted" style={{ padding: '8px 14px' }}>{t('fraud.moreOrders', { numbers: row.orders.slice(MOST).map(({ number }) => number).join(t('mark.list')), count: row.orderCount })}</p>}
    </Panel>
  )
}

function Compared({ orders }: { orders: RepairOrder[] }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const said = (order: RepairOrder, field: (typeof FIELDS)[number]): string => {
    if (field === 'level') return order.level ? t(`repairOrder.level.${order.level}`) : ''
    if (field === 'status') return t(`repairOrder.status.${order.status}`)
    if (field === 'parts') return order.parts?.map(({ name, quantity }) => `${name} × ${quantity}`).join(t('mark.list')) || (order.parts ? t('repairOrder.noParts') : '')
    if (field === 'entered') return `${order.enteredBy} ${formats.at(order.enteredAt)}`
    return order[field] ?? ''
  }
  return (
    <div className="sideways" tabIndex={0} role="group" aria-label={t('fraud.sideBySide')}>
      <table className="book paper" aria-label={t('fraud.sideBySide')}>
        <thead><tr><th scope="col">{t('repairOrder.number')}</th>{orders.map((order) => <th key={order.id} scope="col"><Link to={`/repair-orders?stationId=${order.stationId}&id=${order.id}`}>{order.number}</Link></th>)}</tr></thead>
        <tbody>
          {FIELDS.map((field) => {
            const values = orders.map((order) => said(order, field))
            const alike = orders.length > 1 && values[0] !== '' && values.every((value) => value === values[0])
            return <tr key={field}><th scope="row">{t(field === 'stationName' ? 'station.what' : field === 'entered' ? 'repairOrder.enteredAt' : field === 'status' ? 'column.status' : `repairOrder.field.${field}`)}{alike && <span className="tag" style={{ marginInlineStart: 6 }}>{t('fraud.same')}</span>}</th>{orders.map((order, at) => <td key={order.id}>{alike ? <b>{values[at]}</b> : values[at] || '—'}</td>)}</tr>
          })}
        </tbody>
      </table>
    </div>
  )
}
