import { useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { Download } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { post } from '../../api/client.ts'
import { download } from '../../api/download.ts'
import type { PurchaseImport as Imported } from '../../api/types.ts'
import { RejectedRows, SheetDrop } from '../../components/SheetParts.tsx'
import { Clause, Panel } from '../../components/small.tsx'
import { Refusal } from '../../components/states.tsx'
import { useTitle } from '../../components/use-title.ts'

const PATH = '/v1/distributor-visits/purchases'
/** Rows that are named one by one; whoever needs the rest looks into the sheet. */
const NAMED = 20

/** What customers bought, from Excel: what is right is taken in once, the other rows come back with their reasons, as a workbook too (capability 1). */
export default function PurchaseImport() {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [answer, setAnswer] = useState<Imported | null>(null)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<unknown>(null)
  useTitle(t('visitPurchase.importing'))
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
      setAnswer(await post<Imported>(`${PATH}/import`, undefined, { form }))
      await queries.invalidateQueries()
    })
  }
  return (
    <div className="page stack" style={{ maxWidth: 980 }}>
      <div className="page-head wrap"><h1>{t('visitPurchase.importing')}</h1><Clause id="DV-4.1" /><Link className="push" to="/visit-customers">{t('do.back')}</Link></div>
      <div className="row wrap"><Button icon={<Download size={15} />} onClick={() => attempt(() => download(`${PATH}/import-template`))}>{t('visitCustomer.template')}</Button></div>
      <SheetDrop title={t(busy ? 'visitCustomer.reading' : 'visitCustomer.pick')} text={t('visitPurchase.importText')} label={t('visitPurchase.sheet')} busy={busy} onFile={take} />
      <Refusal problem={problem} />
      {answer && <Answer answer={answer} busy={busy} onKeep={() => attempt(() => download(`${PATH}/rejected-rows`, { body: { rejected: answer.rejected } }))} />}
    </div>
  )
}

function Answer({ answer: { fileName, created, rows, same, sameCount, rejected, rejectedCount, columns }, busy, onKeep }: { answer: Imported; busy: boolean; onKeep: () => void }) {
  const { t } = useTranslation()
  return (
    <Panel bare title={t('visitPurchase.taken', { created, rows })} extra={fileName}>
      <div className="stack" style={{ padding: '12px 14px' }} role="status">
        {sameCount > 0 && <p>{t(sameCount > NAMED ? 'visitPurchase.sameAnd' : 'visitPurchase.same', { count: sameCount, which: same.slice(0, NAMED).join(t('mark.list')) })}</p>}
        {rejectedCount === 0 ? <p>{t('visitCustomer.noneRejected')}</p> : <p className="danger">{t('visitCustomer.rejected', { count: rejectedCount })}</p>}
        {rejectedCount > rejected.length && <p className="muted">{t('visitPurchase.rejectedShown', { count: rejected.length })}</p>}
        {rejectedCount > 0 && <div className="row wrap"><Button type="primary" icon={<Download size={15} />} loading={busy} onClick={onKeep}>{t('visitPurchase.keepRejected')}</Button></div>}
      </div>
      {rejected.length > 0 && <RejectedRows label={t('visitCustomer.rejectedRows')} row={t('visitCustomer.row')} reason={t('visitCustomer.whyRejected')} columns={columns} rows={rejected} between={t('mark.comma')} />}
    </Panel>
  )
}
