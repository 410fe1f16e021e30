import { Button } from 'antd'
import { Download } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { CustomerImport as Imported } from '../../api/types.ts'
import { Choose } from '../../components/Choose.tsx'
import { RejectedRows, SheetDrop } from '../../components/SheetParts.tsx'
import { Clause, Panel } from '../../components/small.tsx'
import { Refusal } from '../../components/states.tsx'
import { useSheetImport } from '../../components/use-sheet-import.ts'
import { useTitle } from '../../components/use-title.ts'
import { useAround } from '../queries.ts'

const PATH = '/v1/distributor-visits/customers'

/** Customers from Excel: what is right is taken in, the other rows come back with their reasons (capability 1). */
export default function CustomerImport() {
  const { t } = useTranslation()
  const { units, unitId: own } = useAround()
  const [picked, setPicked] = useState('')
  const { answer, busy, problem, take, keepTemplate } = useSheetImport<Imported>(PATH)
  useTitle(t('visitCustomer.importing'))
  const unitId = picked || own || units[0]?.id
  return (
    <div className="page stack" style={{ maxWidth: 980 }}>
      <div className="page-head wrap"><h1>{t('visitCustomer.importing')}</h1><Clause id="DV-2" /><Link className="push" to="/visit-customers">{t('do.back')}</Link></div>
      <div className="row wrap">
        {units.length > 1 && <Choose label={t('column.unit')} value={unitId ?? ''} options={units.map(({ id, name }) => ({ value: id, label: name }))} onChange={setPicked} />}
        <Button icon={<Download size={15} />} onClick={keepTemplate}>{t('visitCustomer.template')}</Button>
      </div>
      <SheetDrop title={t(busy ? 'visitCustomer.reading' : 'visitCustomer.pick')} text={t('visitCustomer.importText')} label={t('visitCustomer.sheet')} busy={busy} onFile={(file) => unitId && take(file, { unitId })} />
      <Refusal problem={problem} />
      {answer && <Answer answer={answer} />}
    </div>
  )
}

function Answer({ answer: { fileName, created, rows, rejected, columns } }: { answer: Imported }) {
  const { t } = useTranslation()
  return (
    <Panel bare title={t('visitCustomer.taken', { created, rows })} extra={fileName}>
      <div className="stack" style={{ padding: '12px 14px' }} role="status">
        {rejected.length === 0 ? <p>{t('visitCustomer.noneRejected')}</p> : <p className="danger">{t('visitCustomer.rejected', { count: rejected.length })}</p>}
        {created > 0 && <div className="row"><Link className="btn" to="/visit-customers?visitor=none">{t('visitCustomer.seeTaken')}</Link></div>}
      </div>
      {rejected.length > 0 && <RejectedRows label={t('visitCustomer.rejectedRows')} row={t('visitCustomer.row')} reason={t('visitCustomer.whyRejected')} columns={columns} rows={rejected} between={t('mark.comma')} />}
    </Panel>
  )
}
