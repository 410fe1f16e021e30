import { Button } from 'antd'
import { Download } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { Choose } from '../../components/Choose.tsx'
import type { OrderImport as Imported } from '../../api/types.ts'
import { RejectedRows, SheetDrop } from '../../components/SheetParts.tsx'
import { Clause, Panel } from '../../components/small.tsx'
import { Refusal } from '../../components/states.tsx'
import { useSheetImport } from '../../components/use-sheet-import.ts'
import { useTitle } from '../../components/use-title.ts'
import { useStationOptions } from '../queries.ts'

const PATH = '/v1/outstation-channel/repair-orders'

/** Repair orders from Excel: what is right is taken in, the other rows come back with their reasons, as a workbook too (OC-3.2.2a). */
export default function OrderImport() {
  const { t } = useTranslation()
  const stations = useStationOptions()
  const [stationId, setStation] = useState('')
  const { answer, busy, problem, take, keepTemplate, keepRejected } = useSheetImport<Imported>(PATH)
  useTitle(t('repairOrder.import'))
  const only = stations.length === 1 ? stations[0]!.value : stationId
  return (
    <div className="page stack" style={{ maxWidth: 980 }}>
      <div className="page-head wrap"><h1>{t('repairOrder.import')}</h1><Clause id="OC-3.2.2a" /><Link className="push" to="/repair-orders">{t('do.back')}</Link></div>
      <div className="row wrap">
        {stations.length > 1 && <Choose label={t('station.what')} all={t('repairOrder.stationOfRows')} value={stationId} options={stations} onChange={setStation} />}
        <Button icon={<Download size={15} />} onClick={keepTemplate}>{t('repairOrder.template')}</Button>
      </div>
      <SheetDrop title={t(busy ? 'repairOrder.reading' : 'repairOrder.pick')} text={t('repairOrder.importText')} label={t('repairOrder.sheet')} busy={busy} onFile={(file) => take(file, { stationId: only })} />
      <Refusal problem={problem} />
      {answer && <Answer answer={answer} busy={busy} onKeep={keepRejected} />}
    </div>
  )
}

function Answer({ answer, busy, onKeep }: { answer: Imported; busy: boolean; onKeep: () => void }) {
  const { t } = useTranslation()
  const { created, incomplete, rejected, rejectedCount, rows, columns, fileName } = answer
  return (
    <Panel bare title={t('repairOrder.taken', { created, rows })} extra={fileName}>
      <div className="stack" style={{ padding: '12px 14px' }} role="status">
        {incomplete > 0 && <p>{t('repairOrder.takenIncomplete', { count: incomplete })}</p>}
        {rejectedCount === 0 ? <p>{t('repairOrder.noneRejected')}</p> : <p className="danger">{t('repairOrder.rejected', { count: rejectedCount })}</p>}
        {rejectedCount > rejected.length && <p className="muted">{t('repairOrder.rejectedShown', { count: rejected.length })}</p>}
        <div className="row wrap">
          {rejectedCount > 0 && <Button type="primary" icon={<Download size={15} />} loading={busy} onClick={onKeep}>{t('repairOrder.keepRejected')}</Button>}
          {created > 0 && <Link className="btn" to="/repair-orders?status=entered">{t('repairOrder.seeTaken')}</Link>}
        </div>
      </div>
      {rejected.length > 0 && <RejectedRows label={t('repairOrder.rejectedRows')} row={t('repairOrder.row')} reason={t('repairOrder.reason')} columns={columns} rows={rejected} between={t('mark.comma')} />}
    </Panel>
  )
}
