import type { Appointment } from '../../../api/types.ts'
import { DeedButton } from '../../../components/DeedStage.tsx'
import { Facts } from '../../../components/small.tsx'
import type { Scene } from '../scene.ts'
import { answerVisit, attendVisit, cancelVisit, changeVisit } from './visit-deeds.ts'

/** An appointment for a step: who has confirmed, and in the end who came (PB-4.8). */
export function Visit({ scene, visit }: { scene: Scene; visit: Appointment }) {
  const { t, formats, mine, closed } = scene
  const { attendance } = visit
  const names = (ids: string[]) => visit.answers.filter((answer) => ids.includes(answer.partyId)).map((answer) => answer.name).join(t('mark.list'))
  return (
    <div className="stack">
      <Facts
        items={[
          [t(`visit.status.${visit.status}`), <b key="when">{formats.at(visit.startsAt)} – {formats.time(visit.endsAt)} {visit.place}</b>],
          [t('visit.confirmed'), visit.status === 'planned' && visit.answers.map((answer, index) => <span key={answer.partyId} className={answer.answer === 'confirmed' ? undefined : 'unsure'}>{index > 0 && t('mark.comma')}{answer.name} {t(`visit.answers.${answer.answer}`)}{answer.note && ` · ${answer.note}`}</span>)],
          [t('visit.bring'), visit.bring],
          [t('visit.before'), visit.changes.map((change) => `${formats.at(change.startsAt)} ${change.place} · ${change.reason}`).join(t('mark.comma'))],
          [t('visit.came'), attendance && `${names(attendance.partyIds) || t('visit.nobody')}${t('mark.comma')}${t(attendance.specialist ? 'visit.withSpecialist' : 'visit.withoutSpecialist')} ${formats.at(attendance.presentAt)} – ${formats.time(attendance.leftAt)}${attendance.note ? ` · ${attendance.note}` : ''}`],
        ]}
      />
      {mine && !closed && visit.status === 'planned' && <div className="row wrap"><DeedButton deed={attendVisit(scene, visit)} /><DeedButton deed={answerVisit(scene, visit)} /><DeedButton deed={changeVisit(scene, visit)} /><DeedButton deed={cancelVisit(scene, visit)} /></div>}
    </div>
  )
}
