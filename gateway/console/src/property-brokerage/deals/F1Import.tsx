import { useQueryClient } from '@tanstack/react-query'
import { App, Button, Select } from 'antd'
import { Download, FileSpreadsheet } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate, useSearchParams } from 'react-router'
import { post } from '../../api/client.ts'
import { download } from '../../api/download.ts'
import { useUnits } from '../../api/queries.ts'
import type { Deal, F1Preview } from '../../api/types.ts'
import { Clause, Facts, Panel } from '../../components/small.tsx'
import { Refusal } from '../../components/states.tsx'
import { useTitle } from '../../components/use-title.ts'
import { useFormats, yuan } from '../../shell/formats.ts'
import { usePerson } from '../../shell/session.ts'
import { useDeal } from './queries.ts'
import { sideKey } from './words.ts'
import '../../components/record.css'

const WORKBOOKS = '/v1/property-brokerage/f1-workbooks'

/** F1 as the shop filled it in: read and judged cell by cell, then a deal is opened with it (PB-4.1a). `?like=` begins with what another deal has. */
export default function F1Import() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const { message } = App.useApp()
  const units = useUnits().data?.items ?? []
  const [shopUnitId, setShop] = useState<string | null>(usePerson().place.unitId ?? null)
  const [file, setFile] = useState<File | null>(null)
  const [preview, setPreview] = useState<F1Preview | null>(null)
  const [busy, setBusy] = useState(false)
  const like = useSearchParams()[0].get('like')
  const [problem, setProblem] = useState<unknown>(null)
  useTitle(t('f1.title'))
  const attempt = (work: () => Promise<unknown>) => {
    setBusy(true)
    setProblem(null)
    work().catch(setProblem).finally(() => setBusy(false))
  }
  const send = <T,>(path: string, of: File, shop: string): Promise<T> => {
    const form = new FormData()
    form.append('file', of, of.name)
    return post<T>(path, undefined, { form, query: { shopUnitId: shop } })
  }
  const read = (of: File | null, shop: string | null) => {
    setFile(of)
    setShop(shop)
    setPreview(null)
    if (of && shop) attempt(async () => setPreview(await send<F1Preview>(`${WORKBOOKS}/preview`, of, shop)))
  }
  const open = () => attempt(async () => {
    if (!file || !shopUnitId) return
    const deal = await send<Deal>(WORKBOOKS, file, shopUnitId)
    void message.success(t('deal.done.opened', { number: deal.number }))
    await queries.invalidateQueries()
    void navigate(`/deals/${deal.id}`, { replace: true })
  })
  return (
    <div className="page stack" style={{ maxWidth: 980 }}>
      <div className="page-head"><h1>{t('f1.title')}</h1><Clause id="PB-4.1a" /></div>
      <Panel title={t('f1.fillIn')}>
        <div className="row wrap">
          <Select aria-label={t('dealForm.shop')} placeholder={t('dealForm.shop')} style={{ width: 240 }} value={shopUnitId} onChange={(shop) => read(file, shop)} options={units.map((unit) => ({ value: unit.id, label: unit.name }))} />
          {like && <Like id={like} onTake={() => attempt(() => download(WORKBOOKS, { query: { dealId: like } }))} />}
          <Button icon={<Download size={15} />} onClick={() => attempt(() => download(WORKBOOKS))}>{t('f1.blank')}</Button>
        </div>
      </Panel>
      <label
        className="drop"
        onDragOver={(event) => event.preventDefault()}
        onDrop={(event) => {
          event.preventDefault()
          if (!busy) read(event.dataTransfer.files[0] ?? null, shopUnitId)
        }}
      >
        <FileSpreadsheet size={28} />
        <b>{t(busy ? 'f1.reading' : shopUnitId ? 'f1.pick' : 'f1.shopFirst')}</b>
        <span className="muted">{t('f1.text')}</span>
        <input
          className="unseen"
          type="file"
          accept=".xlsx"
          aria-label={t('f1.what')}
          disabled={busy || !shopUnitId}
          onChange={(event) => {
            read(event.target.files?.[0] ?? null, shopUnitId)
            // The same file is chosen again once it has been corrected.
            event.target.value = ''
          }}
        />
      </label>
      <Refusal problem={problem} />
      {preview && <Read preview={preview} busy={busy} onOpen={open} />}
    </div>
  )
}

/** F1 with what this deal has: a shop that closes the next one with the same parties, or in the same house, changes a few cells. */
function Like({ id, onTake }: { id: string; onTake: () => void }) {
  const { t } = useTranslation()
  const deal = useDeal(id).data
  return deal && <Button type="primary" icon={<Download size={15} />} onClick={onTake}>{t('f1.filled', { title: deal.title })}</Button>
}

function Read({ preview, busy, onOpen }: { preview: F1Preview; busy: boolean; onOpen: () => void }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { deal, faults, missing, fileName, number } = preview
  return (
    <Panel title={t(faults.length > 0 ? 'f1.faults' : 'f1.fine', { count: faults.length })} extra={t('f1.read', { file: fileName, number })}>
      <div className="stack">
        {faults.length > 0 && (
          <table className="book paper" aria-label={t('f1.faults', { count: faults.length })}>
            <thead><tr><th>{t('f1.cell')}</th><th>{t('f1.fault')}</th><th>{t('column.clause')}</th></tr></thead>
            <tbody>{faults.map((fault) => <tr key={`${fault.cell} ${fault.field} ${fault.code}`}><td><b>{fault.cell}</b></td><td>{formats.words(fault.message)}</td><td><Clause id={fault.clause} /></td></tr>)}</tbody>
          </table>
        )}
        {deal && (
          <Facts
            items={[
              [t('deal.property'), deal.title], [t('deal.address'), deal.property.address], [t('deal.contract'), deal.contractNumber], [t('deal.signedAt'), formats.at(deal.signedAt)], [t('deal.price'), yuan(deal.price)],
              [t('deal.parties'), deal.parties.map((party) => `${t(sideKey(deal.business, party.side))} ${party.name}`).join(t('mark.list'))],
            ]}
          />
        )}
        {missing.length > 0 && <p className="missing">{t('f1.missing')}{t('mark.colon')}{missing.map((gap) => formats.words(gap.text)).join(t('mark.list'))}</p>}
        <div><Button type="primary" disabled={!deal || faults.length > 0} loading={busy} onClick={onOpen}>{t('f1.open')}</Button></div>
      </div>
    </Panel>
  )
}
