import { ClipboardCheck } from 'lucide-react'
import { DeedButton } from '../../../components/DeedStage.tsx'
import { RowItem, RowList } from '../../../components/RowList.tsx'
import { Panel } from '../../../components/small.tsx'
import { checkCommission, confirmCommission, differs } from '../../commissions/commission-deeds.ts'
import { yuan } from '../../../shell/formats.ts'
import { useCommission } from '../queries.ts'
import type { Scene } from '../scene.ts'

/** What each side owes the company and has paid, confirmed by the specialist and checked by somebody else (PB-3.2). */
export function CommissionPanel({ scene }: { scene: Scene }) {
  const { t, formats, deal } = scene
  const commission = useCommission(deal.id).data
  if (!commission) return null
  const last = commission.confirmations[0]
  return (
    <Panel bare title={t('deal.commission')} extra={t(`commission.state.${commission.state}`)}>
      <RowList label={t('deal.commission')}>
        {commission.sides.map((side) => (
          <RowItem key={side.side} icon={<ClipboardCheck size={16} />} title={formats.words(side.sideName)} bad={differs(side)} note={<>{t('commission.total', { agreed: yuan(side.agreed), received: yuan(side.received) })}{differs(side) && ` · ${t('commission.difference')} ${yuan(side.difference)}`}</>} />
        ))}
        {last && <RowItem icon={<ClipboardCheck size={16} />} title={t(`commission.view.${last.status}`)} faint={last.status === 'superseded'} bad={last.status === 'returned'} note={`${formats.at(last.confirmedAt)} ${last.confirmedBy}${last.settledAt ? ` · ${formats.at(last.settledAt)} ${last.settledBy ?? ''}` : ''}${last.returnReason ? ` · ${last.returnReason}` : ''}`} />}
      </RowList>
      <div className="body row wrap" style={{ padding: '10px 14px' }}>
        {commission.changedSince && <span className="danger">{t('commission.changed')}</span>}
        {commission.actions.map((may) => <DeedButton key={may.action} may={may} deed={may.action === 'check-commission' && last ? checkCommission(scene, last) : confirmCommission(scene, commission)} />)}
      </div>
    </Panel>
  )
}
