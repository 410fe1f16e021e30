import { useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Checkbox, Input, Select } from 'antd'
import { Plus, X } from 'lucide-react'
import { useState, type CSSProperties, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate, useParams } from 'react-router'
import { get, post, put } from '../../api/client.ts'
import { useUnits } from '../../api/queries.ts'
import type { Deal, RevealedParty } from '../../api/types.ts'
import { DateInput, TimeInput } from '../../components/moment-inputs.tsx'
import { Clause, Panel, Segments } from '../../components/small.tsx'
import { Bones, errorAt, Failure, FieldError, Refusal } from '../../components/states.tsx'
import { useTitle } from '../../components/use-title.ts'
import { instantOf } from '../../shell/formats.ts'
import { usePerson } from '../../shell/session.ts'
import { bodyOf, draftOf, emptyDraft, emptyParty, type Draft, type PartyDraft } from './deal-draft.ts'
import { sideKey } from './words.ts'

const UTILITIES = ['gas', 'cable', 'water', 'power'] as const

/** The basics of F1 in the order of the contract: a new deal, or one that is corrected. */
export default function DealForm() {
  const { id } = useParams()
  const { t } = useTranslation()
  const query = useQuery({ queryKey: ['deal', id, 'basics'], queryFn: () => basicsOf(id!), enabled: id !== undefined })
  useTitle(t(id ? 'dealForm.correct' : 'dealForm.title'))
  if (id && query.isError) return <Failure heading problem={query.error} what={t('deal.what')} retry={() => void query.refetch()} />
  if (id && !query.data) return <Bones lines={10} />
  return <Form deal={query.data?.deal ?? null} first={query.data?.draft ?? emptyDraft()} />
}

/** The full numbers are needed to correct a form; the look is recorded like every other. */
async function basicsOf(id: string): Promise<{ deal: Deal; draft: Draft }> {
  const deal = await get<Deal>(`/v1/property-brokerage/deals/${id}`)
  const full = await Promise.all(deal.parties.map((party) => post<RevealedParty>(`/v1/property-brokerage/deals/${id}/reveal`, { partyId: party.id, reason: 'F1' })))
  return { deal, draft: draftOf(deal, full) }
}

function Form({ deal, first }: { deal: Deal | null; first: Draft }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const { message } = App.useApp()
  const person = usePerson()
  const units = useUnits().data?.items ?? []
  const [draft, setDraft] = useState<Draft>(first)
  const [shopUnitId, setShop] = useState<string | null>(person.place.unitId ?? null)
  const [date, setDate] = useState('')
  const [time, setTime] = useState('')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<unknown>(null)
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }))
  const changeParty = (index: number, part: Partial<PartyDraft>) => setDraft((before) => ({ ...before, parties: before.parties.map((party, i) => (i === index ? { ...party, ...part } : party)) }))
  const ready = deal !== null || (shopUnitId !== null && date !== '' && time !== '')
  const save = async () => {
    if (busy || !ready) return
    setBusy(true)
    setProblem(null)
    try {
      const body = bodyOf(draft)
      const saved = deal
        ? await put<Deal>(`/v1/property-brokerage/deals/${deal.id}/basics`, body, deal.version)
        : await post<Deal>('/v1/property-brokerage/deals', { ...body, shopUnitId, signedAt: instantOf(date, time) })
      void message.success(deal ? t('deal.done.corrected') : t('deal.done.opened', { number: saved.number }))
      await queries.invalidateQueries()
      void navigate(`/deals/${saved.id}`, { replace: true })
    } catch (refused) {
      setProblem(refused)
      setBusy(false)
    }
  }
  const text = (name: keyof Draft, label: string, more: { placeholder?: string; width?: number } = {}) => (
    <Row label={label}><Input id={name} aria-label={label} style={{ width: more.width ?? 360 }} placeholder={more.placeholder} value={draft[name] as string} onChange={(event) => change({ [name]: event.target.value })} /><FieldError>{errorAt(problem, name, `property.${name}`)}</FieldError></Row>
  )
  const side = (which: 'seller' | 'buyer') => t(sideKey(draft.business, which))
  return (
    <form className="page stack" style={{ '--label': 'min(150px, 30vw)', maxWidth: 980 } as CSSProperties} onSubmit={(event) => { event.preventDefault(); void save() }} onKeyDown={(event) => { if (event.ctrlKey && event.code === 'Enter') void save() }}>
      <h1>{t(deal ? 'dealForm.correct' : 'dealForm.title')} {deal && <small className="muted">{deal.number}</small>}</h1>
      {!deal && <p><Link to="/deals/new/excel">{t('f1.title')}</Link></p>}
      <Refusal problem={problem} atFields={['title', 'city', 'property', 'contractNumber', 'price', 'commissionSeller', 'commissionBuyer', 'parties', 'signedAt', 'shopUnitId', 'departmentUnitId']} />
      {!deal && (
        <>
          <Row label={t('dealForm.business')}><Segments label={t('dealForm.business')} value={draft.business} onChange={(business) => change({ business })} options={(['sale', 'lease'] as const).map((value) => ({ value, label: t(`deal.business.${value}`) }))} /></Row>
          {draft.business === 'sale' && <Row label={t('dealForm.payment')}><Segments label={t('dealForm.payment')} value={draft.payment} onChange={(payment) => change({ payment })} options={(['mortgage', 'full_payment'] as const).map((value) => ({ value, label: t(`deal.payment.${value}`) }))} /></Row>}
          <Row label={t('dealForm.shop')}><Select aria-label={t('dealForm.shop')} style={{ width: 240 }} value={shopUnitId} onChange={setShop} options={units.map((unit) => ({ value: unit.id, label: unit.name }))} /><FieldError>{errorAt(problem, 'shopUnitId', 'departmentUnitId')}</FieldError></Row>
          <Row label={t('dealForm.signedOn')}><DateInput id="signedOn" label={t('dealForm.signedOn')} value={date} onChange={setDate} /><TimeInput id="signedTime" label={t('dealForm.signedTime')} value={time} onChange={setTime} /><FieldError>{errorAt(problem, 'signedAt')}</FieldError></Row>
        </>
      )}
      {text('contractNumber', t('dealForm.contractNumber'), { width: 240 })}
      {text('title', t('dealForm.name'), { placeholder: t('dealForm.namePlaceholder') })}
      {text('city', t('dealForm.city'), { width: 160 })}
      {text('address', t('dealForm.address'))}
      {text('certificateNumber', t('dealForm.certificate'), { placeholder: t('dealForm.certificateHint') })}
      {text('areaSquareMetres', t('dealForm.area'), { width: 120 })}
      {text('price', t('dealForm.price'), { width: 160 })}
      {text('commissionSeller', t('dealForm.commissionSeller', { side: side('seller') }), { width: 160 })}
      {text('commissionBuyer', t('dealForm.commissionBuyer', { side: side('buyer') }), { width: 160 })}
      <Row label={t('dealForm.utilities')}><Checkbox.Group value={draft.utilities} onChange={(utilities) => change({ utilities: utilities as Draft['utilities'] })} options={UTILITIES.map((value) => ({ value, label: t(`dealForm.utility.${value}`) }))} /></Row>
      {draft.parties.map((party, index) => (
        <PartyFields key={party.key} party={party} label={side(party.side)} onChange={(part) => changeParty(index, part)} onRemove={draft.parties.filter((each) => each.side === party.side).length > 1 ? () => change({ parties: draft.parties.filter((each) => each !== party) }) : null} problem={problem} at={`parties.${index}`} />
      ))}
      <div className="row">{(['seller', 'buyer'] as const).map((which) => <Button key={which} icon={<Plus size={14} />} onClick={() => change({ parties: [...draft.parties, emptyParty(which)] })}>{t('dealForm.add', { side: side(which) })}</Button>)}</div>
      <p className="muted">{deal ? t('dealForm.keep') : <>{t('dealForm.starts')}{t('mark.colon')}{t('dealForm.f1')} <Clause id="PB-4.1a" /></>}</p>
      <div className="row"><Button type="primary" htmlType="submit" disabled={!ready} loading={busy}>{t(deal ? 'dealForm.saveCorrect' : 'dealForm.save')}<kbd>Ctrl Enter</kbd></Button><Button onClick={() => void navigate(-1)}>{t('do.notNow')}</Button></div>
    </form>
  )
}

const Row = ({ label, children }: { label: string; children: ReactNode }) => <div className="form-row"><span className="form-label">{label}</span><div className="form-value">{children}</div></div>

interface PartyProps { party: PartyDraft; label: string; at: string; problem: unknown; onChange: (part: Partial<PartyDraft>) => void; onRemove: (() => void) | null }

function PartyFields({ party, label, at, problem, onChange, onRemove }: PartyProps) {
  const { t } = useTranslation()
  const field = (name: 'name' | 'idNumber' | 'phone' | 'email' | 'actsName' | 'actsPhone' | 'actsIdNumber', placeholder: string, width: number) => <Input aria-label={`${label} ${placeholder}`} placeholder={placeholder} style={{ width }} value={party[name]} onChange={(event) => onChange({ [name]: event.target.value })} />
  return (
    <Panel title={label} extra={onRemove && <Button size="small" type="text" aria-label={`${t('dealForm.remove')} ${label}`} icon={<X size={14} />} onClick={onRemove} />}>
      <div className="row wrap" style={{ marginBottom: 8 }}>
        {field('name', t('dealForm.partyName'), 180)}
        <Select aria-label={`${label} ${t('dealForm.idKindOf')}`} style={{ width: 110 }} value={party.idKind} onChange={(idKind) => onChange({ idKind })} options={(['id_card', 'passport', 'business_licence', 'other'] as const).map((value) => ({ value, label: t(`dealForm.idKind.${value}`) }))} />
        {field('idNumber', t('dealForm.idNumber'), 200)}
        {field('phone', t('dealForm.phone'), 150)}
        {field('email', t('dealForm.email'), 200)}
      </div>
      <div className="row wrap">
        <Checkbox checked={party.acts} onChange={(event) => onChange({ acts: event.target.checked })}>{t('dealForm.acting')}</Checkbox>
        {party.acts && <>{field('actsName', t('dealForm.actingName'), 140)}{field('actsPhone', t('dealForm.phone'), 150)}{field('actsIdNumber', t('dealForm.idKind.id_card'), 200)}<span className="muted">{t('dealForm.actingHint')} <Clause id="PB-4.2" /></span></>}
      </div>
      <FieldError>{errorAt(problem, at)}</FieldError>
    </Panel>
  )
}
