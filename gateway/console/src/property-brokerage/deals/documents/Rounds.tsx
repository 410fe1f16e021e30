import type { Transfer, TransferRound } from '../../../api/types.ts'
import { ClockChip } from '../../../components/ClockChip.tsx'
import { Panel } from '../../../components/small.tsx'
import type { Scene } from '../scene.ts'
import { documentLabel } from './transfer-deeds.ts'

/** How often it took, and what each refusal named (PB-4.1c, reading 2). */
export function Rounds({ scene, transfer }: { scene: Scene; transfer: Transfer }) {
  const { t } = scene
  if (!transfer.current) return null
  return (
    <Panel bare title={t('transfer.rounds')} extra={t('transfer.roundsOf', { count: transfer.rounds, days: transfer.totalDays ?? 0 })}>
      <ul className="lines">{[transfer.current, ...transfer.earlier].map((round) => <Round key={round.round} scene={scene} round={round} />)}</ul>
    </Panel>
  )
}

function Round({ scene, round }: { scene: Scene; round: TransferRound }) {
  const { t, formats } = scene
  const missing = round.missing.map((each) => documentLabel(scene, each)).join(t('mark.list'))
  return (
    <li>
      <span>
        {t('transfer.round', { n: round.round })} <span className="muted">{t(`transfer.roundState.${round.status}`)} {round.closedAt && `${formats.at(round.closedAt)} ${round.closedBy}`}</span>
        {missing && <small className="block danger">{t('transfer.lacked', { missing })}</small>}
        {round.reason && <small className="block muted">{round.reason}</small>}
      </span>
      {round.obligation && (round.obligation.status !== 'cancelled' || round.obligation.breachedAt) && <ClockChip clock={round.obligation} />}
    </li>
  )
}
