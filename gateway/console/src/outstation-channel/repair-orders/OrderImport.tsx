import { useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { Download } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { Choose } from '../../components/Choose.tsx'
import { post } from '../../api/client.ts'
import { download } from '../../api/download.ts'
import type { OrderImport as Imported } from '../../api/types.ts'
import { RejectedRows, SheetDrop } from '../../components/SheetParts.tsx'
import { Clause, Panel } from '../../components/small.tsx'
import { Refusal } from '../../components/states.tsx'
import { useTitle } from '../../components/use-title.ts'
import { useStationOptions } from '../queries.ts'

const PATH = '/v1/outstation-channel/repair-orders'

/** Repair orders from Excel: what is right is taken in, the other rows come back with their reasons, as a workbook too (OC-3.2.2a). */
export default function OrderImport() {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const stations = useStationOptions()
  const [stationId, setStation] = useState('')
  const [answer, setAnswer] = useState<Imported | null>(null)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<unknown>(null)
  useTitle(t('repairOrder.import'))
  const only = stations.length === 1 ? stations[0]!.value : stationId
  const attempt = (work: () => Promise<unknown>) => {
    setBusy(true)
    setProblem(null)
    work().catch(setProblem).finally(() => setBusy(false))
  }
  const take = (file: File | undefined) => {
    if (!file || busy) return
    setAnswer(null)
    attempt(async () => {
      const form = new FormData()
      form.append('file', file, file.name)
      setAnswer(await post<Imported>(`${PATH}/import`, undefined, { form, query: { stationId: only } }))
      await queries.invalidateQueries()
    })
  }
  return (
    <div className="page stack" style={{ maxWidth: 980 }}>
      <div className="page-head wrap"><h1>{t('repairOrder.import')}</h1><Clause id="OC-3.2.2a" /><Link className="push" to="/repair-orders">{t('do.back')}</Link></div>
      <div className="row wrap">
        {stations.length > 1 && <Choose label={t('station.what')} all={t('repairOrder.stationOfRows')} value={stationId} options={stations} onChange={setStation} />}
        <Button icon={<Download size={15} />} onClick={() => attempt(() => download(`${PATH}/import-template`))}>{t('repairOrder.template')}</Button>
      </div>
      <SheetDrop title={t(busy ? 'repairOrder.reading' : 'repairOrder.pick')} text={t('repairOrder.importText')} label={t('repairOrder.sheet')} busy={busy} onFile={take} />
      <Refusal problem={problem} />
      {answer && <Answer answer={answer} busy={busy} onKeep={() => attempt(() => download(`${PATH}/rejected-rows`, { body: { rejected: answer.rejected } }))} />}
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
