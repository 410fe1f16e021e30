import { useQuery } from '@tanstack/react-query'
import { Plus, X } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { get } from '../../api/client.ts'
import { whole } from '../../api/whole.ts'
import type { Row } from '../../components/form-fields.ts'
import { Clause } from '../../components/small.tsx'
import { useSpareItems, useStations } from '../queries.ts'

interface Props { first: boolean; onChange: (rows: Row[]) => void }
interface Line { issued: string; quantity: string; serials: string }
const EMPTY: Line = { issued: '', quantity: '', serials: '' }

/** What a station sends back, each line of an application by which it was issued (OC-3.2.3b). */
export function ReturnLines({ first, onChange }: Props) {
  const { t } = useTranslation()
  const stations = useStations()
  const [picked, setPicked] = useState('')
  const stationId = picked || (stations.length === 1 ? stations[0]!.id : '')
  const [lines, setLines] = useState<Line[]>([EMPTY])
  const items = useSpareItems()
  const query = useQuery({ queryKey: ['spare-applications', stationId, 'received'], queryFn: () => whole((cursor) => get('/v1/outstation-channel/spare-applications', { query: { stationId, status: 'received', limit: 100, cursor } })), enabled: Boolean(stationId) })
  const issued = (query.data ?? []).flatMap((application) => application.lines.map((line) => ({ key: `${application.id}/${line.itemId}`, label: `${application.number} ${line.itemName} ${line.quantity}`, serial: Boolean(items.find((item) => item.id === line.itemId)?.serial) })))
  const put = (next: Line[], station = stationId) => {
    setLines(next)
    onChange(
      next.filter(({ issued: of, quantity }) => of && quantity.trim()).map(({ issued: of, quantity, serials }) => {
        const [applicationId, itemId] = of.split('/') as [string, string]
        return { applicationId, itemId, quantity: quantity.trim(), serials, stationId: station }
      }),
    )
  }
  const change = (at: number, part: Partial<Line>) => put(lines.map((line, index) => (index === at ? { ...line, ...part } : line)))
  return (
    <div className="stack">
      {stations.length > 1 && (
        <select className="input" autoFocus={first} aria-label={t('goods.station')} value={stationId} onChange={(event) => { setPicked(event.target.value); put([EMPTY], event.target.value) }}>
          {!stationId && <option value="">{t('goods.station')}</option>}
          {stations.map((each) => <option key={each.id} value={each.id}>{each.name}</option>)}
        </select>
      )}
      {query.isSuccess && issued.length === 0 && <p>{t('spare.nothingIssued')} <Clause id="OC-3.2.3b" /></p>}
      {issued.length > 0 && lines.map((line, at) => (
        <div key={at} className="stack" style={{ gap: 6 }}>
          <div className="row wrap">
            <select className="input" style={{ width: 330 }} aria-label={`${t('spare.issuedBy')} ${at + 1}`} value={line.issued} onChange={(event) => change(at, { issued: event.target.value })}>
              {!line.issued && <option value="">{t('spare.issuedBy')}</option>}
              {issued.map((each) => <option key={each.key} value={each.key}>{each.label}</option>)}
            </select>
            <input className="input" style={{ width: 80 }} inputMode="numeric" placeholder={t('spare.quantity')} aria-label={`${t('spare.quantity')} ${at + 1}`} value={line.quantity} onChange={(event) => change(at, { quantity: event.target.value })} />
            {lines.length > 1 && <button type="button" className="linkish" aria-label={t('do.removeRow', { list: t('spare.lines'), n: at + 1 })} onClick={() => put(lines.filter((_, index) => index !== at))}><X size={15} /></button>}
          </div>
          {issued.find(({ key }) => key === line.issued)?.serial && <input className="input" placeholder={t('spare.serialHint')} aria-label={`${t('spare.serials')} ${at + 1}`} value={line.serials} onChange={(event) => change(at, { serials: event.target.value })} />}
        </div>
      ))}
      {issued.length > 0 && <button type="button" className="btn" style={{ alignSelf: 'start' }} onClick={() => put([...lines, EMPTY])}><Plus size={15} />{t('do.addRow', { list: t('spare.lines') })}</button>}
    </div>
  )
}
