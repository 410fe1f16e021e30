import { useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { Download } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { post } from '../../api/client.ts'
import { download } from '../../api/download.ts'
import type { CustomerImport as Imported } from '../../api/types.ts'
import { Choose } from '../../components/Choose.tsx'
import { RejectedRows, SheetDrop } from '../../components/SheetParts.tsx'
import { Clause, Panel } from '../../components/small.tsx'
import { Refusal } from '../../components/states.tsx'
import { useTitle } from '../../components/use-title.ts'
import { useAround } from '../queries.ts'

const PATH = '/v1/distributor-visits/customers'

/** Customers from Excel: what is right is taken in, the other rows come back with their reasons (capability 1). */
export default function CustomerImport() {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const { units, unitId: own } = useAround()
  const [picked, setPicked] = useState('')
  const [answer, setAnswer] = useState<Imported | null>(null)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<unknown>(null)
  useTitle(t('visitCustomer.importing'))
  const unitId = picked || own || units[0]?.id
  const attempt = (work: () => Promise<unknown>) => {
    setBusy(true)
    setProblem(null)
    work().catch(setProblem).finally(() => setBusy(false))
  }
  const take = (file: File | undefined) => {
    if (!file || busy || !unitId) return
    setAnswer(null)
    attempt(async () => {
      const form = new FormData()
      form.append('file', file, file.name)
      setAnswer(await post<Imported>(`${PATH}/import`, undefined, { form, query: { unitId } }))
      await queries.invalidateQueries()
    })
  }
  return (
    <div className="page stack" style={{ maxWidth: 980 }}>
      <div className="page-head wrap"><h1>{t('visitCustomer.importing')}</h1><Clause id="DV-2" /><Link className="push" to="/visit-customers">{t('do.back')}</Link></div>
      <div className="row wrap">
        {units.length > 1 && <Choose label={t('column.unit')} value={unitId ?? ''} options={units.map(({ id, name }) => ({ value: id, label: name }))} onChange={setPicked} />}
        <Button icon={<Download size={15} />} onClick={() => attempt(() => download(`${PATH}/import-template`))}>{t('visitCustomer.template')}</Button>
      </div>
      <SheetDrop title={t(busy ? 'visitCustomer.reading' : 'visitCustomer.pick')} text={t('visitCustomer.importText')} label={t('visitCustomer.sheet')} busy={busy} onFile={take} />
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
