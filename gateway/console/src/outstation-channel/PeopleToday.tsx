import { useTranslation } from 'react-i18next'
import { get, Problem } from '../api/client.ts'
import { ClockChip } from '../components/ClockChip.tsx'
import { Waiting } from '../components/Waiting.tsx'
import { useFormats } from '../shell/formats.ts'
import { useMay, usePerson } from '../shell/session.ts'
import { namesOf } from './staff/posting-deeds.ts'

const OC = '/v1/outstation-channel'
/** Whoever holds the role and is not employed as outstation staff has nothing of their own. */
const noneOfOwn = (problem: unknown) => { if (problem instanceof Problem && problem.status === 422) return { items: [] }; throw problem }

/** Of people: proposals and appeals that headquarters decide, handovers that the reader signs, contact changes to confirm, conduct to answer or to decide. */
export function PeopleToday() {
  const { t } = useTranslation()
  const formats = useFormats()
  const may = useMay()
  const me = usePerson().user.id
  return (
    <>
      {may('rotation.decide') && <Waiting title={t('rotation.toDecide')} to="/rotations" none={t('rotation.none.proposed')} name="proposals" ask={() => get(`${OC}/rotation-proposals`, { query: { status: 'proposed', limit: 6 } })} row={(each) => ({ key: each.id, to: `/rotations?id=${each.id}`, what: each.staffName, sub: each.reason, end: each.obligations.at(-1) && <ClockChip clock={each.obligations.at(-1)!} /> })} />}
      {may('rotation.decide') && <Waiting title={t('staffScore.appeals')} to="/staff-scores?status=appealed" none={t('staffScore.noAppeals')} name="score-appeals" ask={() => get(`${OC}/staff-scores`, { query: { status: 'appealed', limit: 6 } })} row={(each) => ({ key: each.id, to: `/staff-scores?status=appealed&id=${each.id}`, what: each.subjectName, sub: formats.period(each.period), end: <b>{each.total ?? '—'}</b> })} />}
      {(may('ownPost.work') || may('staffLeave.decide')) && (
        <Waiting
          title={t('handover.mine')} to="/rotations?what=handovers" none={t('handover.noneMine')} name="handovers"
          ask={async () => ({ items: (await get(`${OC}/postings`, { query: { status: 'in_handover', limit: 50 } })).items.filter(({ handover }) => handover && [handover.giverUserId, handover.takerUserId, handover.engineerUserId].includes(me)) })}
          row={(each) => ({ key: each.id, to: `/rotations?what=handovers&id=${each.id}`, what: `${each.staffName} ${namesOf(t, each)}`, sub: t('handover.missingCount', { count: each.handover?.missing.length ?? 0 }), end: each.obligations.at(-1) && <ClockChip clock={each.obligations.at(-1)!} /> })}
        />
      )}
      {may('staffLeave.decide') && <Waiting title={t('outstation.leavesAsked')} to="/outstation-staff" none={t('outstation.noLeavesAsked')} name="absences" ask={() => get(`${OC}/absences`, { query: { limit: 6 } })} row={(each) => ({ key: each.id, to: `/outstation-staff/${each.staffId}`, what: each.staffName, sub: each.reason, end: <span className="muted nowrap">{each.fromOn} – {each.toOn}</span> })} />}
      {may('contactChange.decide') && <Waiting title={t('outstation.part.changes')} to="/outstation-staff?what=changes" none={t('outstation.noChanges.told')} name="contact-changes" ask={() => get(`${OC}/contact-changes`, { query: { limit: 6 } })} row={(each) => ({ key: each.id, to: `/outstation-staff?what=changes&id=${each.id}`, what: each.staffName, sub: `${each.before.phone} → ${each.after.phone}`, end: <span className="muted nowrap">{formats.at(each.toldAt)}</span> })} />}
      {may('conductRecord.write') && <Waiting title={t('conduct.toDecide')} to="/conduct-records?status=answered" none={t('conduct.noneToDecide')} name="conduct" ask={() => get(`${OC}/conduct-records`, { query: { status: 'answered', limit: 6 } })} row={(each) => ({ key: each.id, to: `/conduct-records?id=${each.id}`, what: each.staffName, sub: t(`conduct.kind.${each.kind}`), end: <span className="muted nowrap">{each.occurredOn}</span> })} />}
      {may('ownPost.work') && <Waiting title={t('conduct.ofMe')} to="/conduct-records" none={t('conduct.nothingOfMe')} name="conduct-of-me" ask={() => get(`${OC}/conduct-records`, { query: { mine: true, status: 'recorded', limit: 6 } }).catch(noneOfOwn)} row={(each) => ({ key: each.id, to: `/conduct-records?id=${each.id}`, what: t(`conduct.kind.${each.kind}`), sub: each.number, end: <span className="muted nowrap">{each.occurredOn}</span> })} />}
    </>
  )
}
