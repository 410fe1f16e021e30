import { useQuery } from '@tanstack/react-query'
import { Plus, X } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { get } from '../../api/client.ts'
import { whole } from '../../api/whole.ts'
import type { Row } from '../../components/form-fields.ts'
import { useStations, useTold } from '../queries.ts'
import { inRegion } from './in-region.ts'

interface Props { first: boolean; onChange: (rows: Row[]) => void }
interface Line { itemId: string; quantity: string }

/** What a station asks for, each line with what it has, uses and would then have for so many months (OC-3.2.3a). */
export function AskLines({ first, onChange }: Props) {
  const { t } = useTranslation()
  const open = useStations().filter(({ status }) => status === 'open')
  const [picked, setPicked] = useState('')
  const stationId = picked || (open.length === 1 ? open[0]!.id : '')
  const told = useTold().filter(({ regionId }) => regionId === open.find(({ id }) => id === stationId)?.regionId)
  const [lines, setLines] = useState<Line[]>([{ itemId: '', quantity: '' }])
  const stock = useQuery({ queryKey: ['spare-stock', stationId, 'choice'], queryFn: () => whole((cursor) => get('/v1/outstation-channel/spare-stock', { query: { placeId: stationId, limit: 200, cursor } })), enabled: Boolean(stationId) }).data ?? []
  const needOf = ({ itemId, quantity }: Line) => {
    const here = stock.find((item) => item.id === itemId)
    const wanted = Number(quantity)
    const months = here && here.usedPerMonth > 0 && wanted > 0 ? Math.round(((here.quantity + wanted) / here.usedPerMonth) * 10) / 10 : null
    return { here, wanted, months, above: here !== undefined && wanted > here.fitting }
  }
  const put = (next: Line[], station = stationId) => {
    setLines(next)
    onChange(station ? next.filter(({ itemId, quantity }) => itemId && quantity.trim()).map((line) => ({ itemId: line.itemId, quantity: line.quantity.trim(), stationId: station, ...(needOf(line).above && { above: 'yes' }) })) : [])
  }
  const change = (at: number, part: Partial<Line>) => put(lines.map((line, index) => (index === at ? { ...line, ...part } : line)))
  return (
    <div className="stack">
      {open.length > 1 && (
        <select className="input" autoFocus={first} aria-label={t('goods.station')} value={stationId} onChange={(event) => { setPicked(event.target.value); put(lines, event.target.value) }}>
          {!stationId && <option value="">{t('goods.station')}</option>}
          {open.map((each) => <option key={each.id} value={each.id}>{each.name}</option>)}
        </select>
      )}
      {stationId && lines.map((line, at) => {
        const { here, wanted, months, above } = needOf(line)
        return (
          <div key={at}>
            <div className="row wrap">
              <select className="input" style={{ width: 250 }} aria-label={`${t('spare.item')} ${at + 1}`} value={line.itemId} onChange={(event) => change(at, { itemId: event.target.value })}>
                {!line.itemId && <option value="">{t('spare.item')}</option>}
                {stock.map((item) => <option key={item.id} value={item.id}>{item.number} {item.name}</option>)}
              </select>
              <input className="input" style={{ width: 80 }} inputMode="numeric" placeholder={t('spare.quantity')} aria-label={`${t('spare.quantity')} ${at + 1}`} value={line.quantity} onChange={(event) => change(at, { quantity: event.target.value })} />
              {lines.length > 1 && <button type="button" className="linkish" aria-label={t('do.removeRow', { list: t('spare.lines'), n: at + 1 })} onClick={() => put(lines.filter((_, index) => index !== at))}><X size={15} /></button>}
            </div>
            {here && <p className="muted">{t('spare.hadUsed', { stock: here.quantity, used: here.usedPerMonth })}{wanted > 0 && `${t('mark.comma')}${months === null ? t('spare.neverUsed') : t('spare.lasts', { months })}`}{inRegion(t, told, here.model)}</p>}
            {here && above && <p>{t('spare.above', { count: here.fitting })}</p>}
          </div>
        )
      })}
      {stationId && <button type="button" className="btn" style={{ alignSelf: 'start' }} onClick={() => put([...lines, { itemId: '', quantity: '' }])}><Plus size={15} />{t('do.addRow', { list: t('spare.lines') })}</button>}
    </div>
  )
}
