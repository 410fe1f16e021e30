import type { DealBook, PaymentSlip, SlipField } from '../../../api/types.ts'
import { DeedButton } from '../../../components/DeedStage.tsx'
import { Panel } from '../../../components/small.tsx'
import { EmptyState } from '../../../components/states.tsx'
import type { Scene } from '../scene.ts'
import { SlipCard } from './SlipCard.tsx'
import { writeFreeSlip } from './slip-deeds.ts'

/** F3 of this deal, what is under way before what is over. */
export function Slips({ scene, slips, book, form }: { scene: Scene; slips: PaymentSlip[]; book: DealBook; form: SlipField[] }) {
  const { t, mine, may, closed } = scene
  const over = (slip: PaymentSlip) => slip.status === 'paid' || slip.status === 'withdrawn'
  const ordered = slips.toReversed().toSorted((a, b) => Number(over(a)) - Number(over(b)))
  return (
    <Panel title={t('slip.title')} extra={!closed && may('slip.make') && (mine || may('slip.audit')) && <DeedButton deed={writeFreeSlip(scene, book, form)} />}>
      {ordered.length === 0 ? <EmptyState title={t('slip.none')} text={t('slip.noneText')} /> : <div className="stack">{ordered.map((slip) => <SlipCard key={slip.id} scene={scene} slip={slip} form={form} />)}</div>}
    </Panel>
  )
}
