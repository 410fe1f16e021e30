import { CircleCheck, CircleDashed, CircleMinus, MapPin, PenLine, ShieldCheck } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Posting } from '../../api/types.ts'
import { Clocks } from '../../components/ClockCard.tsx'
import { DeedButton, Deeds } from '../../components/DeedStage.tsx'
import { RowItem, RowList } from '../../components/RowList.tsx'
import { Clause, Facts, Panel } from '../../components/small.tsx'
import { dateOf, useFormats } from '../../shell/formats.ts'
import { serverNow } from '../../shell/server-clock.ts'
import { useMay, usePerson } from '../../shell/session.ts'
import { openFile } from '../documents/open-file.ts'
import { addRegions, end, keepHandover, mistake, namesOf, sign } from './posting-deeds.ts'
import { useChannelRegions } from '../queries.ts'

const STATES = { open: CircleDashed, handed_over: CircleCheck, none: CircleMinus }
const SIGNERS = ['giver', 'taker', 'engineer'] as const

/** One posting: its regions with the days that protect and that bind, its clock, its handover (OC-4.1, OC-4.3, OC-4.6). */
export function PostingPanel({ row, named }: { row: Posting; /** With the person's name before the regions. */ named?: boolean }) {
  const { t } = useTranslation()
  const may = useMay()
  const today = dateOf(serverNow())
  const regions = useChannelRegions().data?.items ?? []
  const active = row.status === 'active'
  const deeds = [...(active && may('posting.write') ? [addRegions(t, row, regions)] : []), ...(active && may('posting.decide') ? [end(t, row)] : []), ...(row.status !== 'ended' && may('posting.decide') ? [mistake(t, row)] : [])]
  return (
    <>
      <Panel bare title={named ? <Link to={`/outstation-staff/${row.staffId}`}>{`${row.staffName} ${namesOf(t, row)}`}</Link> : namesOf(t, row)} extra={<span className="tag">{t(`posting.status.${row.status}`)}</span>}>
        <div className="body stack">
          <Clocks clocks={row.obligations} />
          <Facts
            items={[
              [t('posting.startsOn'), row.startsOn], [t('posting.endsOn'), row.endsOn && `${row.endsOn}${row.ending ? t('mark.comma') + t(`posting.ending.${row.ending}`) : ''}`], [t('field.reason'), row.endingReason],
              [t('posting.majorMistake'), row.majorMistake && `${row.majorMistake.on} ${row.majorMistake.text} · ${row.majorMistake.by}`],
            ]}
          />
          <Deeds deeds={deeds} />
        </div>
        <RowList label={t('posting.regions')}>
          {row.regions.map((each) => (
            <RowItem
              key={`${each.regionId}${each.fromOn}`} icon={each.halfYearOn > today && !row.majorMistake ? <ShieldCheck size={16} /> : <MapPin size={16} />} title={<Link to={`/channel-regions?id=${each.regionId}`}>{each.name}</Link>} sub={t('posting.since', { day: each.tenureFrom })} faint={each.toOn !== null}
              note={each.toOn ? t('posting.until', { day: each.toOn }) : each.fullYearOn <= today ? t('posting.fullSince', { day: each.fullYearOn }) : each.halfYearOn > today ? t('posting.protectedUntil', { day: each.halfYearOn }) : t('posting.fullOn', { day: each.fullYearOn })}
            />
          ))}
        </RowList>
      </Panel>
      {row.handover && <Handover row={row} handover={row.handover} today={today} />}
    </>
  )
}

/** OC-4.6: the checklist of the handover rules, and the three who sign it; each line is offered to the one who signs it. */
function Handover({ row, handover, today }: { row: Posting; handover: NonNullable<Posting['handover']>; today: string }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const may = useMay()
  const me = usePerson().user.id
  const people = { giver: [handover.giverUserId, handover.giverName], taker: [handover.takerUserId, handover.takerName], engineer: [handover.engineerUserId, handover.engineerName] } as const
  const running = row.status === 'in_handover'
  const open = handover.items.filter(({ state }) => state === 'open').length
  const part = SIGNERS.some((as) => people[as][0] === me) || may('posting.write')
  // Who has left signs nothing any more: the channel engineer over them does (reading 9).
  const gone = row.ending === 'leaving' && row.endsOn !== null && row.endsOn <= today
  const mine = (as: (typeof SIGNERS)[number]) => people[as][0] === me || (as === 'giver' && gone && handover.engineerUserId === me)
  return (
    <Panel bare title={t('handover.what')} extra={<><span className="muted">{t(open ? 'handover.openCount' : 'handover.allHanded', { count: open })}</span><Clause id="OC-4.6" /></>}>
      <RowList label={t('handover.list')}>
        {handover.items.map((each) => {
          const Icon = STATES[each.state]
          return <RowItem key={each.key} icon={<Icon size={16} />} faint={each.state !== 'handed_over'} title={formats.words(each.title)} note={each.note}><span className="nowrap">{t(`handover.state.${each.state}`)}</span></RowItem>
        })}
      </RowList>
      <div className="body row wrap between">
        <span className="muted">{handover.rules ? <>{t('handover.byRules', { title: handover.rules.title, n: handover.rules.edition })} <DeedButton deed={openFile(t, handover.rules.attachmentId)} /></> : t('handover.noRules')}</span>
        {running && handover.signatures.length === 0 && part && <DeedButton size="middle" primary={open > 0} deed={keepHandover(t, formats.words, row)} />}
      </div>
      <RowList label={t('handover.signatures')}>
        {SIGNERS.map((as) => {
          const signature = handover.signatures.find((each) => each.as === as)
          return (
            <RowItem key={as} icon={<PenLine size={16} />} faint={!signature} title={t(`handover.signer.${as}`)} sub={signature?.name ?? people[as][1]} note={signature ? [formats.at(signature.at), signature.note].filter(Boolean).join(' · ') : t('handover.notSigned')}>
              {running && !signature && mine(as) && <DeedButton primary={open === 0} deed={sign(t, row, as)} may={open > 0 ? { allowed: false, reason: { zh: t('handover.listFirst'), en: t('handover.listFirst') }, clause: 'OC-4.6' } : undefined} />}
            </RowItem>
          )
        })}
      </RowList>
    </Panel>
  )
}
