import { useTranslation } from 'react-i18next'
import type { PaymentSlip } from '../../api/types.ts'
import { DeedButton } from '../../components/DeedStage.tsx'
import { useFormats } from '../../shell/formats.ts'
import { useMay, usePerson } from '../../shell/session.ts'
import { auditSlip, awaitsAuditOf, mayPay, paySlip, returnSlip } from '../deals/money/slip-deeds.ts'

/** What this person does with a slip out of the list; for everybody else, what it waits for. */
export function SlipActs({ slip }: { slip: PaymentSlip }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const may = useMay()
  const { user } = usePerson()
  if (awaitsAuditOf(slip, user.id)) return <DeedButton deed={auditSlip({ t }, slip)} />
  if (may('slip.pay') && mayPay(slip, user.id)) return <span className="row"><DeedButton deed={paySlip({ t }, slip)} /><DeedButton deed={returnSlip({ t }, slip)} /></span>
  const waits = slip.approvals.flatMap((round) => round.waitingFor.flatMap((seat) => seat.people.map((person) => person.name)))
  return <span className="muted">{waits.length > 0 ? t('slip.waitsFor', { names: waits.join(t('mark.list')) }) : formats.words(slip.hindrances[0]?.text) || slip.reason || slip.bankReference}</span>
}
