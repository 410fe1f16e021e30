import { useQuery } from '@tanstack/react-query'
import { Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { get } from '../../api/client.ts'

/** The repair order on which something was used: of the station's latest, by number, model or serial number. */
export function OrderField({ stationId, value, first, onChange }: { stationId: string; value: string; first: boolean; onChange: (id: string) => void }) {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const query = useQuery({ queryKey: ['repair-orders', stationId, 'choice'], queryFn: () => get('/v1/outstation-channel/repair-orders', { query: { stationId, limit: 100 } }) })
  const wanted = text.trim().toLowerCase()
  // An older one is found by its number.
  const found = useQuery({ queryKey: ['repair-orders', stationId, 'found', text.trim()], queryFn: () => get('/v1/outstation-channel/repair-orders', { query: { stationId, q: text.trim(), limit: 8 } }), enabled: wanted !== '', placeholderData: (before) => before }).data?.items ?? []
  const latest = (query.data?.items ?? []).filter((order) => !wanted || [order.number, order.model, order.serial].some((each) => each?.toLowerCase().includes(wanted)))
  const orders = [...latest, ...(wanted ? found.filter(({ id }) => !latest.some((each) => each.id === id)) : [])].slice(0, 8)
  return (
    <div className="stack" style={{ gap: 6 }}>
      <Input id="field-orderId" autoFocus={first} value={text} placeholder={t('spare.findOrder')} aria-label={t('spare.order')} onChange={(event) => setText(event.target.value)} />
      <div className="candidates" role="radiogroup" aria-label={t('spare.order')}>
        {orders.map((order) => <label key={order.id} className="candidate"><input type="radio" name="order" checked={order.id === value} onChange={() => onChange(order.id)} />{order.number} {order.model}<span className="push muted">{order.fault ?? order.serial}</span></label>)}
        {query.isSuccess && orders.length === 0 && <p className="muted">{t('spare.noOrder')}</p>}
      </div>
    </div>
  )
}
