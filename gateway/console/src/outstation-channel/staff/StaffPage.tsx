import { useQueries, useQuery } from '@tanstack/react-query'
import { Building2, CalendarCheck, ListOrdered, MapPin, UserRound } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { get } from '../../api/client.ts'
import type { OutstationPerson, Page, Posting } from '../../api/types.ts'
import { Clocks } from '../../components/ClockCard.tsx'
import { ClockChip } from '../../components/ClockChip.tsx'
import { DeedButton, DeedStage, useDeeds } from '../../components/DeedStage.tsx'
import type { Deed } from '../../components/form-fields.ts'
import { RecordBar } from '../../components/RecordBar.tsx'
import { RowItem, RowList } from '../../components/RowList.tsx'
import { Clause, Facts, Panel } from '../../components/small.tsx'
import { Bones, EmptyState, Failure } from '../../components/states.tsx'
import { useTitle } from '../../components/use-title.ts'
import { useFormats } from '../../shell/formats.ts'
import { useKeys } from '../../shell/keys.ts'
import { useMay } from '../../shell/session.ts'
import { useTab } from '../../shell/tabs.ts'
import { Contact } from './Contact.tsx'
import { namesOf, open as openPosting } from './posting-deeds.ts'
import { PostingPanel } from './PostingPanel.tsx'
import { askLeave, changeDeeds, changeStaff, leave, leaveDeeds, tellChange } from './staff-deeds.ts'
import { useChannelRegions, useDepartments } from '../queries.ts'
import '../../components/record.css'

const OC = '/v1/outstation-channel'

/** All that is kept of one outstation person: where they are posted, what they hand over, what they owe, how they are reached (OC-1.2, OC-3.5.2, OC-4.6, OC-4.7). */
export default function StaffPage() {
  const { id = '' } = useParams()
  const { t } = useTranslation()
  const query = useQuery({ queryKey: ['outstation-staff', id], queryFn: () => get<OutstationPerson>(`${OC}/staff/${id}`) })
  const row = query.data
  useTab(row ? { path: `/outstation-staff/${id}`, title: row.name, place: t(`outstation.kind.${row.kind}`) } : null)
  useTitle(row?.name ?? t('nav.outstationStaff'))
  if (query.isError && !row) return <Failure heading problem={query.error} what={t('nav.outstationStaff')} retry={() => void query.refetch()} />
  if (!row) return <Bones lines={9} />
  return <DeedStage><Record row={row} /></DeedStage>
}

const usePostings = (staffId: string) => useQuery({ queryKey: ['postings', { staffId }], queryFn: () => get(`${OC}/postings`, { query: { staffId, limit: 50 } }) })

function Record({ row }: { row: OutstationPerson }) {
  const { t } = useTranslation()
  const open = useDeeds()
  const department = useDepartments().find(({ id }) => id === row.departmentUnitId)
  const query = usePostings(row.id)
  const postings = query.data?.items ?? []
  const standing = postings.filter(({ status }) => status !== 'ended')
  const [next, ...others] = useStaffDeeds(row, standing)
  const clocks = [...row.obligations, ...postings.flatMap(({ obligations }) => obligations)].filter(({ status }) => status === 'open')
  useKeys({ r: () => next && void open(next) })
  return (
    <div className="record">
      <header className="entity">
        <div className="row wrap"><span className="tag">{t(`outstation.kind.${row.kind}`)}</span><span className="tag">{t(`outstation.hire.${row.hire}`)}</span>{row.leavesOn && <span className="tag">{t(`outstation.statusOn.${row.status}`, { day: row.leavesOn })}</span>}<Clause id="OC-4.7" /></div>
        <h1>{row.name}</h1>
        <div className="facts-line"><span><MapPin size={14} />{standing.map((posting) => namesOf(t, posting)).join(t('mark.list')) || t('outstation.notPosted')}</span><span><Building2 size={14} />{department?.name}</span><span><UserRound size={14} />{t('outstation.engineerIs', { name: row.engineerName })}</span>{row.deputyName && <span><CalendarCheck size={14} />{t('outstation.awayToday', { name: row.deputyName })}</span>}</div>
        <Clocks clocks={clocks} style={{ marginTop: 10 }} />
      </header>
      <div className="record-body">
        <div className="record-main stack">
          {query.isPending && <Bones lines={4} />}
          {query.isError && <Failure problem={query.error} what={t('outstation.part.postings')} retry={() => void query.refetch()} />}
          {query.isSuccess && standing.length === 0 && <EmptyState title={t('outstation.notPosted')} />}
          {standing.map((posting) => <PostingPanel key={posting.id} row={posting} />)}
          <Duties userId={row.userId} />
          <Stations userId={row.userId} />
          <Trainings userId={row.userId} />
          <Former rows={postings.filter(({ status }) => status === 'ended')} />
        </div>
        <aside className="record-side" aria-label={t('outstation.next')}>
          <Panel className="next" title={t('outstation.next')}>
            {next ? <div className="row wrap">{[next, ...others].map((deed, at) => <DeedButton key={deed.title} size="middle" primary={at === 0 && !deed.danger} deed={deed} />)}</div> : <p className="soft">{t('outstation.readOnly')}</p>}
          </Panel>
          <Data row={row} />
          <Leaves row={row} />
          <Scores row={row} />
          <Conduct row={row} />
        </aside>
      </div>
      <RecordBar label={t('outstation.next')} main={next ? { title: next.title, onDo: () => void open(next) } : null} waits={t('outstation.readOnly')}>
        {others[0] && <button type="button" className="btn alt" onClick={() => void open(others[0]!)}>{others[0].title}</button>}
      </RecordBar>
    </div>
  )
}

/** What this reader may do with the record, the most pressing first. */
function useStaffDeeds(row: OutstationPerson, standing: Posting[]): Deed[] {
  const { t } = useTranslation()
  const may = useMay()
  const regions = (useChannelRegions().data?.items ?? []).filter(({ departmentUnitId }) => departmentUnitId === row.departmentUnitId)
  if (row.status === 'left') return []
  return [
    ...(may('posting.write') && !standing.some(({ status }) => status === 'active') && row.leavesOn === null ? [openPosting(t, row, regions)] : []),
    ...(row.mine ? [askLeave(t, row), tellChange(t, row)] : []),
    ...(may('outstationStaff.write') ? [changeStaff(t, row), ...(row.leavesOn ? [] : [leave(t, row)])] : []),
  ]
}

const CLOCKS = ['risk', 'open', 'overdue'] as const

/** What the person owes: what is due next, and what they let pass. */
function Duties({ userId }: { userId: string }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const may = useMay()
  const queries = useQueries({ queries: CLOCKS.map((clock) => ({ queryKey: ['obligations', 'of', userId, clock], queryFn: () => get(`${OC}/obligations`, { query: { ownerUserId: userId, clock, limit: 8 } }), enabled: may('obligation.read') })) })
  if (!may('obligation.read')) return null
  const items = queries.flatMap(({ data }) => data?.items ?? [])
  return (
    <Panel bare title={t('outstation.duties')}>
      {queries.some(({ isPending }) => isPending) && <Bones lines={3} />}
      {queries.filter(({ isError }) => isError).slice(0, 1).map(({ error, refetch }) => <Failure key="no" problem={error} what={t('outstation.duties')} retry={() => void refetch()} />)}
      {queries.every(({ isSuccess }) => isSuccess) && items.length === 0 && <EmptyState title={t('outstation.noDuties')} />}
      <RowList label={t('outstation.duties')}>{items.map((clock) => <RowItem key={clock.id} icon={<CalendarCheck size={16} />} bad={clock.clock === 'overdue'} title={formats.words(clock.label)} sub={clock.clauseId} note={`${clock.subject.title}${t('mark.comma')}${t('clock.due')} ${formats.due(clock.dueAt)}`}><ClockChip clock={clock} /></RowItem>)}</RowList>
    </Panel>
  )
}

/** Stations under the person's supervision, with what is owed for each (OC-3.1.2b). */
function Stations({ userId }: { userId: string }) {
  const { t } = useTranslation()
  const may = useMay()
  const query = useQuery({ queryKey: ['station-supervisions', { userId }], queryFn: () => get(`${OC}/station-supervisions`, { query: { userId, limit: 100 } }), enabled: may('station.read') })
  if (!query.data) return null
  return (
    <Panel bare title={t('outstation.stations')} extra={<Clause id="OC-3.1.2b" />}>
      {query.data.items.length === 0 && <EmptyState title={t('outstation.noStations')} />}
      <RowList label={t('outstation.stations')}>
        {query.data.items.map((each) => <RowItem key={each.stationUnitId} icon={<MapPin size={16} />} title={each.stationName} sub={t('posting.since', { day: each.beginsOn })} note={[each.lastStatusScore !== null && t('outstation.checkScore', { score: each.lastStatusScore }), each.lastAttitudeScore !== null && t('outstation.attitudeScore', { score: each.lastAttitudeScore })].filter(Boolean).join(' · ')}>{each.obligations.slice(0, 3).map((clock) => <ClockChip key={clock.id} clock={clock} clause />)}</RowItem>)}
      </RowList>
    </Panel>
  )
}

/** OC-2.4: the trainings of stations that the person is to give. */
function Trainings({ userId }: { userId: string }) {
  const { t } = useTranslation()
  const may = useMay()
  const query = useQuery({ queryKey: ['station-trainings', { trainerUserId: userId }], queryFn: () => get(`${OC}/station-trainings`, { query: { trainerUserId: userId, limit: 20 } }), enabled: may('station.read') })
  if (!query.data) return null
  return (
    <Panel bare title={t('outstation.trainings')} extra={<Clause id="OC-2.4" />}>
      {query.data.items.length === 0 && <EmptyState title={t('outstation.noTrainings')} />}
      <RowList label={t('outstation.trainings')}>{query.data.items.map((each) => <RowItem key={each.id} icon={<CalendarCheck size={16} />} title={each.title} sub={each.stationName}><span className="muted nowrap">{each.plannedOn}</span></RowItem>)}</RowList>
    </Panel>
  )
}

function Former({ rows }: { rows: Posting[] }) {
  const { t } = useTranslation()
  if (rows.length === 0) return null
  return (
    <Panel bare title={t('outstation.former')}>
      <RowList label={t('outstation.former')}>{rows.map((each) => <RowItem key={each.id} icon={<MapPin size={16} />} faint title={namesOf(t, each)} sub={`${each.startsOn} – ${each.endsOn}`} note={each.endingReason} below={<Facts items={(each.handover?.signatures ?? []).map(({ as, name }) => [t(`handover.signer.${as}`), name])} />}><span className="muted nowrap">{each.ending && t(`posting.ending.${each.ending}`)}</span></RowItem>)}</RowList>
    </Panel>
  )
}

/** OC-3.5.2: own contact data, and what was told of it; the clock runs from the day of the change. */
function Data({ row }: { row: OutstationPerson }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const may = useMay()
  const { obligations, changes } = row
  return (
    <Panel title={t('outstation.contact')} extra={<Clause id="OC-3.5.2" />}>
      <div className="stack">
        <Facts items={[[t('outstation.reached'), <Contact key="now" of={row.contact} />], [t('outstation.employedOn'), row.employedOn], [t('outstation.hireOf'), t(`outstation.hire.${row.hire}`)], [t('outstation.leavesOn'), row.leavesOn], [t('field.reason'), row.leavingReason]]} />
        {changes.map((each) => (
          <div key={each.id} className="slip">
            <div className="row wrap between"><b>{t(`outstation.changeStatus.${each.status}`)}</b>{obligations.filter(({ subject }) => subject.id === each.id).map((clock) => <ClockChip key={clock.id} clock={clock} />)}</div>
            <Facts items={[[t('outstation.after'), <Contact key="after" of={each.after} />], [t('outstation.changedOn'), each.changedOn], [t('outstation.toldAt'), formats.at(each.toldAt)], [t('outstation.decidedBy'), each.decidedBy && `${each.decidedBy} · ${formats.at(each.decidedAt)}`], [t('field.reason'), each.decisionNote]]} />
            {each.status === 'told' && may('contactChange.decide') && <div className="row wrap">{changeDeeds(t, each).map((deed) => <DeedButton key={deed.title} deed={deed} />)}</div>}
          </div>
        ))}
      </div>
    </Panel>
  )
}

function Leaves({ row }: { row: OutstationPerson }) {
  const { t } = useTranslation()
  const may = useMay()
  return (
    <Panel title={t('outstation.absences')} extra={<Clause id="OC-3.1.2a" />}>
      {row.leaves.length === 0 && <p className="muted">{t('outstation.noLeaves')}</p>}
      <div className="stack">
        {row.leaves.map((each) => (
          <div key={each.id} className="slip">
            <div className="row between"><b>{each.fromOn} – {each.toOn}</b><span className="tag">{t(`outstation.leaveStatus.${each.status}`)}</span></div>
            <Facts items={[[t('field.reason'), each.reason], [t('outstation.deputy'), each.deputyName], [t('outstation.decidedBy'), each.decidedBy], [t('field.note'), each.decisionNote]]} />
            <div className="row wrap">{leaveDeeds(t, row, each, may('staffLeave.decide')).map((deed) => <DeedButton key={deed.title} deed={deed} />)}</div>
          </div>
        ))}
      </div>
    </Panel>
  )
}

/** OC-1.3: the latest monthly scores. */
function Scores({ row }: { row: OutstationPerson }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const may = useMay()
  const query = useQuery({ queryKey: ['staff-scores', { userId: row.userId }], queryFn: () => get(`${OC}/staff-scores`, { query: { userId: row.userId, limit: 6 } }), enabled: may('staffScore.read') })
  if (!query.data) return null
  return (
    <Panel bare title={t('staffScore.scores')} extra={<Clause id="OC-1.3" />}>
      {query.data.items.length === 0 && <EmptyState title={t('staffScore.noneOf')} />}
      <ul className="lines">{query.data.items.map((each) => <li key={each.id}><span className="row"><ListOrdered size={14} /><Link to={`/staff-scores?userId=${row.userId}&id=${each.id}`}>{formats.period(each.period)}</Link> <span className="muted">{t(`staffScore.status.${each.status}`)}</span></span><b>{each.total ?? '—'}</b></li>)}</ul>
    </Panel>
  )
}

/** OC-3.1.1: only what was reported stands here; nothing else is said of anybody. */
function Conduct({ row }: { row: OutstationPerson }) {
  const { t } = useTranslation()
  const may = useMay()
  const asked = row.mine ? 'mine=true' : `staffId=${row.id}`
  const query = useQuery({ queryKey: ['conduct-records', asked], queryFn: () => get<Page<{ id: string }>>(`${OC}/conduct-records?${asked}&limit=20`), enabled: row.mine || may('conductRecord.read') })
  if (!query.data) return null
  const { length } = query.data.items
  return (
    <Panel title={t('nav.conductRecords')} extra={<Clause id="OC-3.1.1" />}>
      <p className="row">{length > 0 ? <Link to={`/conduct-records?${row.mine ? '' : `staffId=${row.id}`}`}>{t('conduct.count', { count: length })}</Link> : <span className="muted">{t('conduct.nothing')}</span>}</p>
    </Panel>
  )
}
