import { CircleDashed, FileCheck, FileClock, FileQuestion, FileX, type LucideIcon } from 'lucide-react'
import type { Transfer, TransferItem } from '../../../api/types.ts'
import { ClockChip } from '../../../components/ClockChip.tsx'
import { DeedButton } from '../../../components/DeedStage.tsx'
import { Photo } from '../../../components/Photo.tsx'
import { RowItem, RowList } from '../../../components/RowList.tsx'
import { Panel } from '../../../components/small.tsx'
import { EmptyState } from '../../../components/states.tsx'
import type { Scene } from '../scene.ts'
import { acceptItem, addItem, bringItem, notNeeded, removeItem, sendBack } from './transfer-deeds.ts'

const icons: Record<TransferItem['state'], LucideIcon> = { missing: FileQuestion, brought: FileClock, accepted: FileCheck, refused: FileX, owed: FileClock, not_applicable: CircleDashed }

/** Every document that the deal needs (PB-4.2), and what became of it. */
export function Checklist({ scene, transfer }: { scene: Scene; transfer: Transfer }) {
  const { t, mine, closed } = scene
  return (
    <Panel bare title={t('deal.documents')} extra={<>{t('transfer.count', { needed: transfer.needed, complete: transfer.complete })}{mine && !closed && <DeedButton deed={addItem(scene)} />}</>}>
      {transfer.items.length === 0 ? <EmptyState title={t('transfer.none')} /> : <RowList label={t('deal.documents')}>{transfer.items.map((item) => <Item key={item.id} scene={scene} item={item} />)}</RowList>}
    </Panel>
  )
}

function Item({ scene, item }: { scene: Scene; item: TransferItem }) {
  const { t, formats, mine, closed, may } = scene
  const Icon = icons[item.state]
  const shop = may('deal.write')
  const toCome = ['missing', 'refused', 'owed'].includes(item.state)
  const dropped = item.state === 'not_applicable'
  const said = item.state === 'refused' || dropped ? item.reason : item.state === 'owed' ? t('transfer.owedUntil', { day: item.owedUntil, reason: item.reason }) : item.broughtAt ? `${formats.at(item.broughtAt)} ${item.broughtBy}${item.originalPlace ? ` · ${item.originalPlace}` : ''}` : ''
  return (
    <RowItem
      icon={<Icon size={16} />}
      title={formats.words(item.name)}
      sub={item.whose && `${formats.words(item.sideName)} ${item.whose}`}
      bad={item.state === 'refused'}
      faint={dropped || item.state === 'missing'}
      note={<>{t(`transfer.state.${item.state}`)}{said && ` · ${said}`}</>}
      below={item.attachmentIds.length > 0 && <div className="row wrap">{item.attachmentIds.map((id) => <Photo key={id} id={id} />)}</div>}
    >
      {item.obligation?.status === 'open' && <ClockChip clock={item.obligation} />}
      {!closed && (
        <>
          {toCome && (shop || mine) && <DeedButton deed={bringItem(scene, item)} />}
          {item.state === 'brought' && mine && <DeedButton deed={acceptItem(scene, item)} />}
          {(item.state === 'brought' || item.state === 'accepted') && mine && <DeedButton deed={sendBack(scene, item)} />}
          {!dropped && toCome && (item.fromTemplate ? may('deal.assign') : mine) && <DeedButton deed={notNeeded(scene, item)} />}
          {!item.fromTemplate && item.state === 'missing' && mine && <DeedButton deed={removeItem(scene, item)} />}
        </>
      )}
    </RowItem>
  )
}
