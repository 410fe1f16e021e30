import { Banknote, BanknoteX, CircleCheck, CircleDashed, MoveRight, type LucideIcon } from 'lucide-react'
import type { Receivable, Receivables } from '../../../api/types.ts'
import { DeedButton } from '../../../components/DeedStage.tsx'
import { RowItem, RowList } from '../../../components/RowList.tsx'
import { Panel } from '../../../components/small.tsx'
import { EmptyState } from '../../../components/states.tsx'
import { yuan } from '../../../shell/formats.ts'
import { sideOptions } from '../money/receipt-deeds.ts'
import type { Scene } from '../scene.ts'
import { addReceivable, changeReceivable, dropReceivable } from './receivable-deeds.ts'

const icons: Record<Receivable['state'], LucideIcon> = { expected: CircleDashed, overdue: CircleDashed, partly: Banknote, received: CircleCheck, direct: MoveRight, dropped: BanknoteX }

/** What each side pays by the contract, and what of it has come (PB-4.3b). */
export function ReceivableList({ scene, receivables }: { scene: Scene; receivables: Receivables }) {
  const { t, formats } = scene
  const { items, expected, received, outstanding, beyond, gaps, mayWrite } = receivables
  return (
    <Panel bare title={t('receivable.title')} extra={<>{items.length > 0 && t('receivable.sums', { expected: yuan(expected), received: yuan(received), outstanding: yuan(outstanding) })}{mayWrite && <DeedButton deed={addReceivable(scene)} />}</>}>
      {items.length === 0 && <EmptyState title={t('receivable.none')} />}
      {sideOptions(scene).map(({ value, label }) => {
        const own = items.filter((each) => each.side === value)
        return own.length > 0 && <RowList key={value} label={t('receivable.of', { side: label })}>{own.map((each) => <Item key={each.id} scene={scene} receivable={each} mayWrite={mayWrite} />)}</RowList>
      })}
      {(gaps.length > 0 || beyond.length > 0) && (
        <div className="body">
          {gaps.map((gap) => <p key={gap.field} className="missing">{formats.words(gap.text)}</p>)}
          {beyond.map((each) => <p key={`${each.side} ${each.kind}`} className="missing">{t('receivable.beyond', { what: `${formats.words(each.sideName)} ${formats.words(each.kindName)}`, amount: yuan(each.amount) })}</p>)}
        </div>
      )}
    </Panel>
  )
}

function Item({ scene, receivable, mayWrite }: { scene: Scene; receivable: Receivable; mayWrite: boolean }) {
  const { t, formats } = scene
  const { state, received, outstanding } = receivable
  const Icon = icons[state]
  const said = [
    t(`receivable.state.${state}`), t('step.expected', { day: receivable.expectedOn }), state === 'partly' && t('receivable.part', { received: yuan(received), outstanding: yuan(outstanding) }), receivable.basis, receivable.directReason, receivable.droppedReason,
    `${receivable.writtenBy} ${formats.at(receivable.writtenAt)}`,
  ]
  return (
    <RowItem icon={<Icon size={16} />} title={yuan(receivable.amount)} sub={`${formats.words(receivable.sideName)} · ${formats.words(receivable.kindName)}`} bad={state === 'overdue'} faint={state === 'dropped'} note={said.filter(Boolean).join(' · ')}>
      {mayWrite && state !== 'dropped' && <><DeedButton deed={changeReceivable(scene, receivable)} /><DeedButton deed={dropReceivable(scene, receivable)} /></>}
    </RowItem>
  )
}
