import { useTranslation } from 'react-i18next'
import { ClockChip } from '../../components/ClockChip.tsx'
import { NoteComposer } from '../../components/NoteComposer.tsx'
import { Panel } from '../../components/small.tsx'
import { Timeline } from '../../components/Timeline.tsx'
import { useFormats } from '../../shell/formats.ts'
import { DealFrame } from './DealFrame.tsx'
import type { Scene } from './scene.ts'

/** What happened to a deal, and every duty that it had. */
export default function RecordPage() {
  return (
    <DealFrame beside={(scene) => <Duties scene={scene} />}>
      {({ deal, path }) => <Timeline path={`${path}/timeline`} queryKey={['timeline', deal.id]} composer={deal.actions.length > 0 ? <NoteComposer path={`${path}/notes`} queryKey={['timeline', deal.id]} /> : undefined} />}
    </DealFrame>
  )
}

function Duties({ scene: { deal } }: { scene: Scene }) {
  const { t } = useTranslation()
  const formats = useFormats()
  return (
    <Panel title={t('deal.duties')} extra={deal.obligations.length} bare>
      <ul className="lines">{deal.obligations.toReversed().map((clock) => <li key={clock.id}><span className="cut">{formats.words(clock.label)} <small className="muted">{clock.clauseId}</small></span><ClockChip clock={clock} /></li>)}</ul>
    </Panel>
  )
}
