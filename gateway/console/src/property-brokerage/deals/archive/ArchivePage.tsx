import { Undo2 } from 'lucide-react'
import type { DealArchive } from '../../../api/types.ts'
import { ClockChip } from '../../../components/ClockChip.tsx'
import { DeedButton } from '../../../components/DeedStage.tsx'
import { RowItem, RowList } from '../../../components/RowList.tsx'
import { Facts, Panel } from '../../../components/small.tsx'
import { Bones, EmptyState, Failure } from '../../../components/states.tsx'
import { placeOf } from '../../archives/archive-deeds.ts'
import { Catalogue } from '../../archives/Catalogue.tsx'
import { DealFrame } from '../DealFrame.tsx'
import { useArchive } from '../queries.ts'
import type { Scene } from '../scene.ts'
import { addPaper, archiveDeed, removePaper } from './archive-deeds.ts'

/** A deal's way into the archive: its catalogue, what is not there yet, and every handing over (PB-4.10). */
export default function ArchivePage() {
  return <DealFrame beside={(scene) => <State scene={scene} />}>{(scene) => <Work scene={scene} />}</DealFrame>
}

function Work({ scene }: { scene: Scene }) {
  const { t, formats, mine, closed } = scene
  const query = useArchive(scene.deal.id)
  if (query.isError && !query.data) return <Failure problem={query.error} what={t('deal.part.archive')} retry={() => void query.refetch()} />
  if (!query.data) return <Bones lines={8} />
  const archive = query.data
  const open = mine && !closed && archive.state !== 'handed_over'
  return (
    <>
      <Panel bare title={t('archive.catalogue')} extra={<>{archive.complete ? t('archive.complete', { count: archive.catalogue.length }) : <span className="danger">{t('archive.incomplete', { count: archive.missing.length })}</span>}{open && <DeedButton deed={addPaper(scene)} />}</>}>
        <Catalogue lines={archive.catalogue} act={(line) => open && line.source === 'added' && <DeedButton deed={removePaper(scene, line)} />} />
      </Panel>
      {archive.addedSince.length > 0 && <Panel bare title={t('archive.since')}><Catalogue lines={archive.addedSince} /></Panel>}
      <Panel bare title={t('archive.handings')} extra={archive.handings.length || ''}>
        {archive.handings.length === 0 ? <EmptyState title={t('archive.noHandings')} /> : (
          <RowList label={t('archive.handings')}>
            {archive.handings.map((each) => (
              <RowItem
                key={each.round}
                icon={<Undo2 size={16} />}
                title={t('archive.round', { n: each.round })}
                sub={t(`archive.view.${each.status}`)}
                bad={each.status === 'returned'}
                faint={each.status === 'withdrawn'}
                note={`${formats.at(each.handedAt)} ${each.handedBy} · ${t('archive.documents', { count: each.documents })}${each.note ? ` · ${each.note}` : ''}${each.settledAt ? ` · ${formats.at(each.settledAt)} ${each.settledBy ?? ''}` : ''}${each.reason ? ` · ${each.reason}` : ''}`}
                below={each.lacking.length > 0 && <ul>{each.lacking.map((lacking) => <li key={`${lacking.key} ${formats.words(lacking.name)}`}>{formats.words(lacking.name)}{t('mark.colon')}{lacking.reason}</li>)}</ul>}
              />
            ))}
          </RowList>
        )}
      </Panel>
    </>
  )
}

function State({ scene }: { scene: Scene }) {
  const { t, formats } = scene
  const archive = useArchive(scene.deal.id).data
  if (!archive) return null
  const clock = archive.obligations.at(-1)
  return (
    <Panel title={t('deal.part.archive')}>
      <div className="stack">
        <Facts items={[[t('contractCopy.stateOf'), t(`archive.state.${archive.state}`)], [t('clock.due'), clock && <ClockChip key="clock" clock={clock} clause />], ...fileFacts(scene, archive)]} />
        {/* What can be done now stands beside it already. */}
        {archive.state === 'not_due' && archive.actions.map((action) => {
          const deed = archiveDeed(scene, archive, action.action)
          return deed && <div key={action.action}><DeedButton deed={deed} may={action} /></div>
        })}
        {!archive.complete && <p className="muted">{t('archive.lacks', { names: archive.missing.map((line) => formats.words(line.name)).join(t('mark.list')) })}</p>}
      </div>
    </Panel>
  )
}

function fileFacts({ t, formats }: Scene, { file }: DealArchive): [string, string][] {
  if (!file) return []
  return [[t('archive.number'), file.number], [t('archive.where'), placeOf(file.location)], [t('archive.view.received'), `${formats.at(file.receivedAt)} ${file.receivedBy}`], ...(file.loan ? [[t('archive.loan'), `${file.loan.borrowerName} · ${t('archive.until', { day: file.loan.dueOn })}`] as [string, string]] : [])]
}
