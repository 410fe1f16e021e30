import { PhoneCall, PhoneMissed } from 'lucide-react'
import type { PartyIntroduction, Transfer } from '../../../api/types.ts'
import { ClockChip } from '../../../components/ClockChip.tsx'
import { DeedButton } from '../../../components/DeedStage.tsx'
import { RowItem, RowList } from '../../../components/RowList.tsx'
import { Clause, Panel } from '../../../components/small.tsx'
import { partyLabel, type Scene } from '../scene.ts'
import { recordCall, textParties, untexted } from './informing-deeds.ts'

/** Both parties learn who their specialist is: called by the shop, texted by the specialist (PB-4.3a). */
export function Informing({ scene, transfer: { introductions } }: { scene: Scene; transfer: Transfer }) {
  const { t, deal, mine, closed } = scene
  const textable = mine && !closed && deal.takenAt && untexted(introductions.parties).length > 0
  return (
    <Panel bare title={t('informing.title')} extra={<>{introductions.obligation ? <ClockChip clock={introductions.obligation} clause /> : <>{t('deal.later')} <Clause id="PB-4.3a" /></>}{textable && <DeedButton deed={textParties(scene)} />}</>}>
      <RowList label={t('informing.title')}>{introductions.parties.map((party) => <Party key={party.partyId} scene={scene} party={party} attempts={introductions.attempts} />)}</RowList>
    </Panel>
  )
}

function Party({ scene, party, attempts }: { scene: Scene; party: PartyIntroduction; attempts: number }) {
  const { t, formats, deal, closed, may } = scene
  const reached = party.calls.some((call) => call.outcome === 'reached')
  const said = [
    ...party.calls.map((call) => `${formats.at(call.at)} ${call.by} ${t(`informing.outcome.${call.outcome}`)}${call.note ? ` · ${call.note}` : ''}`),
    ...party.texts.map((text) => `${formats.at(text.at)} ${t('informing.textTo', { name: text.told })} ${t(`informing.result.${text.result ?? 'sent'}`)}`),
  ]
  return (
    <RowItem
      icon={reached ? <PhoneCall size={16} /> : <PhoneMissed size={16} />}
      faint={!party.informedAt}
      title={partyLabel(scene, party)}
      sub={`${party.contact === party.name ? '' : party.contact} ${party.phoneMasked}`}
      note={said.length > 0 ? said.map((line) => <span key={line} style={{ display: 'block' }}>{line}</span>) : t('informing.notYet', { count: attempts })}
    >
      {!closed && deal.takenAt && may('deal.write') && <DeedButton deed={recordCall(scene, party)} />}
    </RowItem>
  )
}
