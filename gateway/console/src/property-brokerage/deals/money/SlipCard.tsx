import { ShieldAlert } from 'lucide-react'
import type { PaymentSlip, SlipField } from '../../../api/types.ts'
import { DeedButton } from '../../../components/DeedStage.tsx'
import { Clause, Facts } from '../../../components/small.tsx'
import type { TrackItem } from '../../../components/Track.tsx'
import { Track } from '../../../components/Track.tsx'
import { yuan } from '../../../shell/formats.ts'
import type { Scene } from '../scene.ts'
import { auditSlip, awaitsAuditOf, editSlip, mayPay, paySlip, returnSlip, submitSlip, withdrawSlip } from './slip-deeds.ts'

/** One payment slip F3: to whom, how much, by which condition; who made it, who audits, who pays, and why it cannot go yet. */
export function SlipCard({ scene, slip, form }: { scene: Scene; slip: PaymentSlip; form: SlipField[] }) {
  const { t, formats } = scene
  const missed = slip.copies.filter((copy) => copy.result !== null && copy.result !== 'accepted')
  return (
    <article className="slip" aria-label={slip.number}>
      <div className="row between wrap"><h3>{slip.number} <b>{yuan(slip.amount)}</b></h3><span className="tag">{t(`slip.status.${slip.status}`)}{slip.round > 1 && ` · ${t('transfer.round', { n: slip.round })}`}</span></div>
      <Facts
        items={[
          [t('payout.payee'), [slip.payeeName, ...Object.values(slip.fields)].filter(Boolean).join(t('mark.comma'))], [t('payout.from'), formats.words(slip.fromName)], [t('payout.condition'), slip.conditionLabel ?? t(`payout.purpose.${slip.purpose}`)],
          [t('field.note'), slip.note], [t('slip.reasonOf'), slip.reason && <span className="danger">{slip.reason}</span>], [t('slip.copiesMissed'), missed.map((copy) => `${t(`receipt.recipient.${copy.recipient}`)}${t(`informing.result.${copy.result}`)}`).join(t('mark.list'))],
        ]}
      />
      {slip.hindrances.length > 0 && slip.status !== 'submitted' && <div className="note-box row"><ShieldAlert size={16} /><div>{slip.hindrances.map((each) => <div key={each.code + formats.words(each.text)}>{formats.words(each.text)} {each.clause && <Clause id={each.clause} />}</div>)}</div></div>}
      <Track label={t('slip.way')} steps={wayOf(scene, slip)} />
      <Acts scene={scene} slip={slip} form={form} />
    </article>
  )
}

/** Maker, auditor and payer are three. */
function wayOf({ t, formats }: Scene, slip: PaymentSlip): TrackItem[] {
  const waiting = slip.approvals.find((round) => round.status === 'pending')?.waitingFor.flatMap((seat) => seat.people.map((person) => person.name)).join(t('mark.list'))
  const sent = !['draft', 'returned', 'withdrawn'].includes(slip.status)
  const audited = slip.status === 'audited' || slip.status === 'paid'
  return [
    { key: 'made', title: slip.makerName, when: t(sent ? 'slip.sentAt' : 'slip.made', { at: formats.at(slip.submittedAt ?? slip.madeAt) }), state: sent ? 'done' : slip.status === 'withdrawn' ? 'ahead' : 'now' },
    { key: 'audited', title: audited ? slip.auditedBy.join(t('mark.list')) : waiting || t('slip.auditor'), when: audited ? t('slip.auditedAt', { at: formats.at(slip.auditedAt) }) : t('slip.audits'), state: audited ? 'done' : sent ? 'now' : 'ahead' },
    { key: 'paid', title: slip.paidBy ?? t('slip.payer'), when: slip.paidAt ? t('slip.paidOn', { at: formats.at(slip.paidAt), reference: slip.bankReference ?? '' }) : t('slip.pays'), state: slip.status === 'paid' ? 'done' : audited ? 'now' : 'ahead' },
  ]
}

function Acts({ scene, slip, form }: { scene: Scene; slip: PaymentSlip; form: SlipField[] }) {
  const { mine, may, userId, closed, formats } = scene
  if (closed) return null
  const makes = may('slip.make') && (mine || may('slip.audit'))
  const open = slip.status === 'draft' || slip.status === 'returned'
  const [first] = slip.hindrances
  return (
    <div className="row wrap">
      {makes && open && <><DeedButton deed={submitSlip(scene, slip)} may={first && { allowed: false, reason: { zh: formats.words(first.text), en: formats.words(first.text) }, ...(first.clause && { clause: first.clause }) }} /><DeedButton deed={editSlip(scene, slip, form)} /></>}
      {awaitsAuditOf(slip, userId) && <DeedButton deed={auditSlip(scene, slip)} />}
      {may('slip.pay') && slip.status === 'audited' && <><DeedButton deed={paySlip(scene, slip)} may={mayPay(slip, userId) ? undefined : { allowed: false, reason: { zh: '制单人不能付款', en: 'whoever made it does not pay it' }, clause: 'PB-4.7' }} /><DeedButton deed={returnSlip(scene, slip)} /></>}
      {makes && (open || slip.status === 'submitted') && <DeedButton deed={withdrawSlip(scene, slip)} />}
    </div>
  )
}
