import { Droplets, Flame, Tv, Zap, type LucideIcon } from 'lucide-react'
import type { DealUtilities, DealUtility, UtilityApplication } from '../../../api/types.ts'
import { ClockChip } from '../../../components/ClockChip.tsx'
import { DeedButton } from '../../../components/DeedStage.tsx'
import { Photo } from '../../../components/Photo.tsx'
import { RowItem, RowList } from '../../../components/RowList.tsx'
import { Clause, Facts, Panel } from '../../../components/small.tsx'
import { Bones, EmptyState, Failure } from '../../../components/states.tsx'
import { DealFrame } from '../DealFrame.tsx'
import { useUtilities } from '../queries.ts'
import { owed, type Scene } from '../scene.ts'
import { utilityDeed } from './utility-deeds.ts'
import { applicationNote } from './utility-words.ts'

const icons: Record<DealUtility['utility'], LucideIcon> = { gas: Flame, cable: Tv, water: Droplets, power: Zap }

/** Gas, cable, water and power go to the other side: each with its applications, by hand or over the platform (PB-4.9b). */
export default function UtilitiesPage() {
  return <DealFrame beside={(scene) => <Owed scene={scene} />}>{(scene) => <Work scene={scene} />}</DealFrame>
}

function Work({ scene }: { scene: Scene }) {
  const { t, deal } = scene
  const query = useUtilities(deal.id)
  if (query.isError) return <Failure problem={query.error} what={t('deal.part.utilities')} retry={() => void query.refetch()} />
  if (!query.data) return <Bones lines={8} />
  const { items } = query.data
  return (
    <Panel bare title={t('utility.title')} extra={<Clause id="PB-4.9b" />}>
      {items.length === 0 ? <EmptyState title={t('utility.none')} text={deal.takenAt ? undefined : t('deal.later')} /> : <RowList label={t('utility.title')}>{items.map((utility) => <Item key={utility.utility} scene={scene} utility={utility} />)}</RowList>}
    </Panel>
  )
}

function Item({ scene, utility }: { scene: Scene; utility: DealUtility }) {
  const { t, formats, deal } = scene
  const [latest] = utility.applications
  const Icon = icons[utility.utility]
  const clock = owed(deal, 'PB-4.9b', utility.stepId)
  return (
    <RowItem
      icon={<Icon size={16} />}
      title={formats.words(utility.name)}
      sub={[t(`step.state.${utility.stepState}`), utility.accountNumber, !utility.listed && t('utility.notListed')].filter(Boolean).join(' · ')}
      note={latest ? applicationNote(scene, latest) : t('utility.notApplied')}
      bad={latest?.status === 'refused' && utility.stepState !== 'done'}
      faint={utility.stepState === 'not_applicable'}
      below={utility.applications.length > 0 && <div className="stack">{utility.applications.map((application) => <History key={application.id} scene={scene} application={application} />)}</div>}
    >
      {clock && <ClockChip clock={clock} />}
      {utility.actions.map((may) => {
        const deed = utilityDeed(scene, utility, may.action)
        return deed && <DeedButton key={may.action} deed={deed} may={may} />
      })}
    </RowItem>
  )
}

/** What became of one application, line by line. */
function History({ scene, application }: { scene: Scene; application: UtilityApplication }) {
  const { t, formats } = scene
  return (
    <div>
      <span className="muted">{t(`utility.channel.${application.channel}`)} · {application.place}{application.withheld.length > 0 && ` · ${t('utility.withheld', { fields: application.withheld.map((field) => t(`utility.field.${field}`, { defaultValue: field })).join(t('mark.list')) })}`}</span>
      <ul>{application.history.map((line, at) => <li key={at}><small>{formats.at(line.at)} {line.by} {t(`utility.status.${line.status}`)}{line.text && ` · ${line.text}`}</small></li>)}</ul>
      {application.attachmentIds.length > 0 && <div className="row wrap">{application.attachmentIds.map((id) => <Photo key={id} id={id} />)}</div>}
    </div>
  )
}

/** From the receipt of F4; a refusal has a clock of its own (R13). */
function Owed({ scene }: { scene: Scene }) {
  const { t, formats, deal } = scene
  const utilities: DealUtilities | undefined = useUtilities(deal.id).data
  if (!utilities) return null
  const { obligations, f4ReceivedAt } = utilities
  const applicable = utilities.items.filter(({ stepState }) => stepState !== 'not_applicable')
  return (
    <Panel title={t('utility.owed')} extra={obligations.length === 0 && <>{t('utility.afterF4')} <Clause id="PB-4.9b" /></>}>
      <div className="stack">
        <Facts items={[[t('utility.f4At'), f4ReceivedAt && formats.at(f4ReceivedAt)], [t('utility.doneOf'), `${applicable.filter(({ stepState }) => stepState === 'done').length} / ${applicable.length}`]]} />
        {obligations.map((clock) => <div key={clock.id}><ClockChip clock={clock} clause /></div>)}
      </div>
    </Panel>
  )
}
