import type { ContractCopy } from '../../../api/types.ts'
import { ClockChip } from '../../../components/ClockChip.tsx'
import { DeedButton } from '../../../components/DeedStage.tsx'
import { Facts, Panel } from '../../../components/small.tsx'
import type { Scene } from '../scene.ts'
import { checkCopy, handOverCopy } from './copy-deeds.ts'

/** The copy of the contract with the department head (PB-4.4): each handing over with what the head said. */
export function ContractCopyPanel({ scene, copy }: { scene: Scene; copy: ContractCopy }) {
  const { t, formats } = scene
  const clock = copy.obligations.findLast((each) => each.status === 'open') ?? copy.obligations.at(-1)
  return (
    <Panel title={t('contractCopy.title')} extra={clock && <ClockChip clock={clock} clause />}>
      <div className="stack">
        <Facts
          items={[
            [t('contractCopy.stateOf'), t(`contractCopy.state.${copy.state}`)], [t('contractCopy.heads'), copy.heads.join(t('mark.list')) || t('contractCopy.noHead')],
            ...copy.handings.map((each): [string, string] => [
              t('contractCopy.handing', { n: each.handing }), `${formats.at(each.handedAt)} ${each.handedBy}${each.checkedAt ? ` → ${formats.at(each.checkedAt)} ${each.checkedBy} ${t(`contractCopy.state.${each.status}`)}${each.reason ? `：${each.reason}` : ''}` : ''}`,
            ]),
          ]}
        />
        {copy.actions.map((action) => <div key={action.action} className="row wrap"><DeedButton deed={action.action === 'check-copy' ? checkCopy(scene) : handOverCopy(scene, copy.heads)} may={action} /></div>)}
      </div>
    </Panel>
  )
}
