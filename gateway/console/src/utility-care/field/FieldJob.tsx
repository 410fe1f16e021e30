import { Check, HeartHandshake, Navigation, Phone, UserX } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { get, post } from '../../api/client.ts'
import type { Case, WorkOrder } from '../../api/types.ts'
import { ClockChip } from '../../components/ClockChip.tsx'
import { Clause, Flag } from '../../components/small.tsx'
import { Bones, Failure } from '../../components/states.tsx'
import { FieldPage } from '../../field/FieldPage.tsx'
import type { KeptPhoto } from '../../field/photos.ts'
import { enqueue, useQueue } from '../../field/queue.ts'
import { StuckRecords } from '../../field/StuckRecords.tsx'
import { shortNumber, useFormats } from '../../shell/formats.ts'
import { needsOf } from '../words.ts'
import type { FieldVerb, Tap } from './channel.ts'
import { EvidenceSheet } from './EvidenceSheet.tsx'
import { isDone, nextVerb, useOrder, withQueue } from './orders.ts'

const needsSheet = (verb: FieldVerb) => verb === 'handle' || verb === 'repair' || verb === 'no-access'

/** One job: address, call, the steps with the evidence each needs, and one big next tap. */
export default function FieldJob() {
  const { workOrderId = '' } = useParams()
  const { t } = useTranslation()
  const queue = useQueue()
  const query = useOrder(workOrderId)
  const order = query.data ? withQueue(query.data, queue) : null
  return (
    <FieldPage title={order?.title ?? t('order.what')} back="/field" aside={order && <CallButton order={order} icon />} foot={order && <Thumb order={order} />}>
      {query.isPending && <Bones />}
      {query.isError && !order && <Failure problem={query.error} what={t('order.what')} retry={() => void query.refetch()} />}
      {order && <JobBody order={order} />}
    </FieldPage>
  )
}

function JobBody({ order }: { order: WorkOrder }) {
  const { t } = useTranslation()
  const formats = useFormats()
  return (
    <>
      <section className="job-head">
        <div className="row between">{order.clock ? <ClockChip clock={order.clock} plain still appointment={order.agreedWindow?.to ?? null} /> : <span className="muted">{t(`order.${order.status}`)}</span>}{order.clock && <Clause id={order.clock.clauseId} />}</div>
        <h2>{order.address}</h2>
        <div className="row wrap">{order.specialCare && <Flag kind="care" icon={<HeartHandshake size={15} />}>{order.specialCare}</Flag>}<span className="soft">{order.phoneMasked}</span><span className="muted">{shortNumber(order.caseNumber)}</span></div>
        {order.clock && <p className="muted" style={{ fontSize: 14 }}>{formats.words(order.clock.label)}{t('mark.comma')}{t('clock.due')} {formats.due(order.clock.dueAt)}</p>}
        {order.agreedWindow && <p className="soft">{t('phone.agreed', { from: formats.at(order.agreedWindow.from), to: formats.time(order.agreedWindow.to) })}</p>}
        <div className="phone-buttons"><a className="btn" href={`geo:0,0?q=${encodeURIComponent(order.address)}`}><Navigation size={19} />{t('phone.navigate')}</a><CallButton order={order} /></div>
      </section>
      <StuckRecords record={order.id} />
      <Steps order={order} />
    </>
  )
}

const steps: { name: string; verb: FieldVerb }[] = [{ name: 'accepted', verb: 'accept' }, { name: 'on_the_way', verb: 'depart' }, { name: 'on_site', verb: 'arrive' }, { name: 'handled', verb: 'handle' }, { name: 'repaired', verb: 'repair' }]

function Steps({ order }: { order: WorkOrder }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const next = nextVerb[order.status]
  return (
    <ol className="steps" aria-label={t('phone.steps')}>
      {steps.map(({ name, verb }) => {
        const at = order.milestones.findLast((milestone) => milestone.name === name)?.at
        const state = verb === next ? 'now' : at ? 'done' : 'ahead'
        const needs = needsOf(order, verb)
        const evidence = verb === 'handle' || verb === 'repair' ? [needs.note && t('phone.needsNote'), needs.photo ? t('phone.needsPhoto') : t('phone.photoOptional')].filter(Boolean).join(t('mark.comma')) : null
        return (
          <li key={name} className={state} aria-current={state === 'now' ? 'step' : undefined}>
            <span className="dot" aria-hidden="true">{state === 'done' && <Check size={15} strokeWidth={3} />}</span>
            <span><b>{t(`milestone.${name}`)}</b>{evidence && state !== 'done' && <small>{evidence}</small>}</span>
            <span className="muted">{at && formats.time(at)}</span>
          </li>
        )
      })}
    </ol>
  )
}

function Thumb({ order }: { order: WorkOrder }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const [asking, setAsking] = useState<FieldVerb | null>(null)
  const verb = nextVerb[order.status]
  const answer = order.actions.find((action) => action.action.replaceAll('_', '-') === verb)
  const untouched = useQueue().every((entry) => entry.record !== order.id)
  // Only the server's last word on an order without taps of our own can say no beforehand.
  const blocked = untouched && answer && !answer.allowed ? formats.words(answer.reason) : null
  const keep = (wanted: FieldVerb, note = '', photos: KeptPhoto[] = []) => enqueue<Tap>({ channel: 'work-orders', record: order.id, title: order.title, kind: wanted, body: { verb: wanted, note }, photos })
  const tap = (wanted: FieldVerb) => {
    if (needsSheet(wanted)) setAsking(wanted)
    else void keep(wanted)
  }
  if (isDone(order) || !verb) return <div className="thumb" style={{ gridTemplateColumns: '1fr' }}><Link className="btn primary main" to="/field">{t('phone.nextJob')}</Link></div>
  const mayMiss = ['on_the_way', 'on_site'].includes(order.status)
  return (
    <div className="thumb" style={mayMiss ? undefined : { gridTemplateColumns: '1fr' }}>
      {mayMiss && <button type="button" className="btn alt" onClick={() => tap('no-access')}><UserX size={21} />{t('phone.nobody')}</button>}
      <button type="button" className="btn primary main" disabled={Boolean(blocked)} onClick={() => tap(verb)}>{t(`phone.tap.${verb}`)}</button>
      {blocked && <p className="muted" style={{ gridColumn: '1 / -1' }}>{blocked}</p>}
      {asking && <EvidenceSheet verb={asking} order={order} onClose={() => setAsking(null)} onSave={(note, photos) => keep(asking, note, photos)} />}
    </div>
  )
}

function CallButton({ order, icon }: { order: WorkOrder; icon?: boolean }) {
  const { t } = useTranslation()
  const [failed, setFailed] = useState<string | null>(null)
  // The full number is shown to nobody: it goes straight to the dialler, and the look is logged.
  const call = async () => {
    try {
      const { account } = await get<Case>(`/v1/utility-care/cases/${order.caseId}`)
      if (!account) throw new Error(t('case.noPhone'))
      const { phone } = await post<{ phone: string }>(`/v1/utility-care/accounts/${account.id}/reveal`, { reason: `${t('phone.call')} ${order.number}` })
      window.location.assign(`tel:${phone}`)
    } catch (problem) {
      setFailed((problem as Error).message || t('state.noAnswer'))
    }
  }
  if (icon) return <button type="button" aria-label={t('phone.call')} onClick={() => void call()}><Phone size={21} /></button>
  return <button type="button" className="btn" title={failed ?? undefined} onClick={() => void call()}><Phone size={19} />{failed ? failed.slice(0, 12) : t('phone.call')}</button>
}
