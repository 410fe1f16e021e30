import { Button } from 'antd'
import { Download } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { PurchaseImport as Imported } from '../../api/types.ts'
import { RejectedRows, SheetDrop } from '../../components/SheetParts.tsx'
import { Clause, Panel } from '../../components/small.tsx'
import { Refusal } from '../../components/states.tsx'
import { useSheetImport } from '../../components/use-sheet-import.ts'
import { useTitle } from '../../components/use-title.ts'

const PATH = '/v1/distributor-visits/purchases'
/** Rows that are named one by one; whoever needs the rest looks into the sheet. */
const NAMED = 20

/** What customers bought, from Excel: what is right is taken in once, the other rows come back with their reasons, as a workbook too (capability 1). */
export default function PurchaseImport() {
  const { t } = useTranslation()
  const { answer, busy, problem, take, keepTemplate, keepRejected } = useSheetImport<Imported>(PATH)
  useTitle(t('visitPurchase.importing'))
  return (
    <div className="page stack" style={{ maxWidth: 980 }}>
      <div className="page-head wrap"><h1>{t('visitPurchase.importing')}</h1><Clause id="DV-4.1" /><Link className="push" to="/visit-customers">{t('do.back')}</Link></div>
      <div className="row wrap"><Button icon={<Download size={15} />} onClick={keepTemplate}>{t('visitCustomer.template')}</Button></div>
      <SheetDrop title={t(busy ? 'visitCustomer.reading' : 'visitCustomer.pick')} text={t('visitPurchase.importText')} label={t('visitPurchase.sheet')} busy={busy} onFile={take} />
      <Refusal problem={problem} />
      {answer && <Answer answer={answer} busy={busy} onKeep={keepRejected} />}
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
