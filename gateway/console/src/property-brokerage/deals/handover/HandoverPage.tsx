import { Receipt as Bill } from 'lucide-react'
import type { Handover } from '../../../api/types.ts'
import { ClockChip } from '../../../components/ClockChip.tsx'
import { DeedButton } from '../../../components/DeedStage.tsx'
import { Photo } from '../../../components/Photo.tsx'
import { RowItem, RowList } from '../../../components/RowList.tsx'
import { Clause, Facts, Panel } from '../../../components/small.tsx'
import { Bones, EmptyState, Failure } from '../../../components/states.tsx'
import { yuan } from '../../../shell/formats.ts'
import { DealFrame } from '../DealFrame.tsx'
import { useHandover } from '../queries.ts'
import type { Scene } from '../scene.ts'
import { asWord, handoverDeed } from './handover-deeds.ts'

/** The property handed over by the shop, its fees settled, and F4 on its way to the specialist (PB-4.9a). */
export default function HandoverPage() {
  return <DealFrame beside={(scene) => <F4 scene={scene} />}>{(scene) => <Work scene={scene} />}</DealFrame>
}

function Work({ scene }: { scene: Scene }) {
  const query = useHandover(scene.deal.id)
  if (query.isError) return <Failure problem={query.error} what={scene.t('deal.part.handover')} retry={() => void query.refetch()} />
  if (!query.data) return <Bones lines={8} />
  return (
    <>
      <Handed scene={scene} handover={query.data} />
      <Settlement scene={scene} handover={query.data} />
    </>
  )
}

function Act({ scene, handover, action }: { scene: Scene; handover: Handover; action: string }) {
  const may = handover.actions.find((each) => each.action === action)
  const deed = may && handoverDeed(scene, handover, action)
  return deed ? <DeedButton deed={deed} may={may} /> : null
}

function Handed({ scene, handover }: { scene: Scene; handover: Handover }) {
  const { t, formats } = scene
  const joined = (parts: string[]) => parts.join(t('mark.list'))
  return (
    <Panel title={t('handover.title')} extra={<Act scene={scene} handover={handover} action="record-handover" />}>
      {!handover.handedOverAt ? <EmptyState title={t('handover.none')} /> : (
        <div className="stack">
          <Facts
            items={[
              [t('handover.at'), `${formats.at(handover.handedOverAt)} ${handover.handedOverBy}`], [t('handover.present'), joined(handover.present.map((each) => t('transfer.of', { name: each.name, whose: asWord(scene, each.as) })))],
              [t('handover.items'), joined(handover.items.map((item) => `${item.name} × ${item.count}`))], [t('handover.readings'), joined(handover.readings.map((each) => `${t(`handover.meter.${each.meter}`)} ${each.meterNumber ?? ''} ${each.reading}`))],
              [t('deal.utilities'), joined(handover.utilities.map((each) => `${t(`dealForm.utility.${each.utility}`)} ${each.accountNumber}`))], [t('field.note'), handover.note],
            ]}
          />
          {handover.attachmentIds.length > 0 && <div className="row wrap">{handover.attachmentIds.map((id) => <Photo key={id} id={id} />)}</div>}
        </div>
      )}
    </Panel>
  )
}

function Settlement({ scene, handover }: { scene: Scene; handover: Handover }) {
  const { t, formats } = scene
  const confirmed = handover.confirmations.map((each) => `${asWord(scene, each.side)} ${each.by} ${formats.at(each.at)}`).join(t('mark.list'))
  return (
    <Panel bare title={t('handover.settlement')} extra={<><Act scene={scene} handover={handover} action="record-settlement" /><Act scene={scene} handover={handover} action="confirm-settlement" /></>}>
      {handover.lines.length === 0 ? <EmptyState title={t(handover.listedAt ? 'handover.nothingOwed' : 'handover.notSettled')} /> : (
        <RowList label={t('handover.settlement')}>
          {handover.lines.map((line, at) => <RowItem key={at} icon={<Bill size={16} />} title={line.label} sub={t(`handover.fees.${line.kind}`)} note={`${formats.words(line.fromName)} → ${formats.words(line.toName)}${line.period ? ` · ${line.period.from} – ${line.period.until}` : ''}`}><b>{yuan(line.amount)}</b></RowItem>)}
        </RowList>
      )}
      {handover.listedAt && <div className="body"><Facts items={[...handover.totals.map((total): [string, string] => [t('handover.net', { side: formats.words(total.sideName) }), t(total.net.startsWith('-') ? 'handover.toPay' : 'handover.toGet', { amount: yuan(total.net.replace('-', '')) })]), [t('handover.confirmations'), confirmed || t('handover.unconfirmed')]]} /></div>}
    </Panel>
  )
}

/** F4 between shop and specialist: what it lacks, and where it is. */
function F4({ scene }: { scene: Scene }) {
  const { t, formats, deal } = scene
  const handover = useHandover(deal.id).data
  if (!handover) return null
  const clock = handover.obligations.at(-1)
  return (
    <Panel title={t('handover.f4')} extra={clock ? <ClockChip clock={clock} clause /> : <>{t('handover.f4Starts')} <Clause id="PB-4.9a" /></>}>
      <div className="stack">
        <Facts
          items={[
            [t('contractCopy.stateOf'), t(`handover.status.${handover.status}`)], [t('handover.lacks'), handover.missing.map((each) => formats.words(each)).join(t('mark.list'))], [t('handover.sentAt'), handover.sentAt && `${formats.at(handover.sentAt)} ${handover.sentBy}`],
            [t('handover.receivedAt'), handover.receivedAt && `${formats.at(handover.receivedAt)} ${handover.receivedBy}`], [t('slip.reasonOf'), handover.status === 'returned' ? handover.returnReason : null],
          ]}
        />
        <div className="row wrap">{['send-f4', 'receive-f4', 'return-f4'].map((action) => <Act key={action} scene={scene} handover={handover} action={action} />)}</div>
      </div>
    </Panel>
  )
}
