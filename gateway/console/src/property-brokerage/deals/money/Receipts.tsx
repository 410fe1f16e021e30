import { Banknote, RotateCcw } from 'lucide-react'
import type { Receipt } from '../../../api/types.ts'
import { ClockChip } from '../../../components/ClockChip.tsx'
import { DeedButton } from '../../../components/DeedStage.tsx'
import { Photo } from '../../../components/Photo.tsx'
import { RowItem, RowList } from '../../../components/RowList.tsx'
import { Panel } from '../../../components/small.tsx'
import { EmptyState } from '../../../components/states.tsx'
import { yuan } from '../../../shell/formats.ts'
import type { Scene } from '../scene.ts'
import { receive, reportReceipts, reverseReceipt, unreported } from './receipt-deeds.ts'

/** What the shop collected, and who has its report (PB-4.6). */
export function Receipts({ scene, receipts }: { scene: Scene; receipts: Receipt[] }) {
  const { t, may, closed } = scene
  const report = unreported(receipts)
  return (
    <Panel bare title={t('receipt.title')} extra={!closed && may('funds.receive') && <>{report.length > 0 && <DeedButton deed={reportReceipts(scene, report)} />}<DeedButton deed={receive(scene)} /></>}>
      {receipts.length === 0 ? <EmptyState title={t('receipt.none')} /> : <RowList label={t('receipt.title')}>{receipts.toReversed().map((receipt) => <Item key={receipt.id} scene={scene} receipt={receipt} />)}</RowList>}
    </Panel>
  )
}

function Item({ scene, receipt }: { scene: Scene; receipt: Receipt }) {
  const { t, formats, may, closed } = scene
  const { report } = receipt
  const took = may('funds.receive') || may('funds.reconcile')
  const notThere = report.recipients.filter((each) => each.result !== 'accepted')
  return (
    <RowItem
      icon={receipt.reversalOf ? <RotateCcw size={16} /> : <Banknote size={16} />}
      title={<>{receipt.reversalOf && '−'}{yuan(receipt.amount)}</>}
      sub={`${t(`receipt.kind.${receipt.kind}`)} · ${receipt.payerName}`}
      bad={report.state === 'incomplete'}
      faint={receipt.reversedBy !== null}
      note={
        <>
          {[receipt.number, formats.at(receipt.receivedAt), t(`receipt.method.${receipt.method}`), receipt.reference, receipt.reversedBy && t('receipt.reversed'), receipt.reason, receipt.note].filter(Boolean).join(' · ')}
          <span style={{ display: 'block' }}>{t(`receipt.state.${report.state}`)}{report.state !== 'owed' && report.state !== 'complete' && notThere.length > 0 && `${t('mark.colon')}${[...new Set(notThere.map((each) => `${t(`receipt.recipient.${each.recipient}`)}${each.result ? t(`informing.result.${each.result}`) : ''}`))].join(t('mark.list'))}`}</span>
        </>
      }
      below={receipt.attachmentIds.length > 0 && <div className="row wrap">{receipt.attachmentIds.map((id) => <Photo key={id} id={id} />)}</div>}
    >
      {receipt.obligation && <ClockChip clock={receipt.obligation} />}
      {!closed && took && !receipt.reversalOf && !receipt.reversedBy && <DeedButton deed={reverseReceipt(scene, receipt)} />}
    </RowItem>
  )
}
