import { ClipboardCheck, Plus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Link, useSearchParams } from 'react-router'
import { get } from '../../api/client.ts'
import type { StationSupervision } from '../../api/types.ts'
import { ClockCard } from '../../components/ClockCard.tsx'
import { ClockChip } from '../../components/ClockChip.tsx'
import { DeedButton, DeedStage } from '../../components/DeedStage.tsx'
import { Facts, Panel, Segments } from '../../components/small.tsx'
import { SplitList } from '../../components/SplitList.tsx'
import { TwoLines } from '../../components/TwoLines.tsx'
import { useTitle } from '../../components/use-title.ts'
import { dateOf } from '../../shell/formats.ts'
import { serverNow } from '../../shell/server-clock.ts'
import { useMay, usePerson } from '../../shell/session.ts'
import { endSupervision, supervise } from '../stations/station-deeds.ts'
import { useConditions } from '../stations/use-conditions.ts'
import { CLAUSES, plan, record } from './duty-deeds.ts'
import { DutyFigures } from './DutyFigures.tsx'
import { Records } from './Records.tsx'
import { Trainings } from './Trainings.tsx'
import { useStationOptions, useStations } from '../queries.ts'
import '../../components/record.css'

const PARTS = ['supervisions', 'records', 'trainings', 'figures'] as const

/** What is owed for each station again and again, and what took place: checks, talks and trainings (OC-2.4, OC-3.1.2b, OC-3.2.1, OC-3.2.2c, OC-3.2.3c, OC-3.4). */
export default function StationDuties() {
  const { t } = useTranslation()
  const may = useMay()
  const [params, setParams] = useSearchParams()
  const part = PARTS.find((each) => each === params.get('what')) ?? 'supervisions'
  const stations = useStationOptions()
  const today = dateOf(serverNow())
  useTitle(t('nav.stationDuties'))
  return (
    <DeedStage>
      <div className="page split-page">
        <div className="page-head wrap">
          <h1>{t('nav.stationDuties')}</h1>
          <Segments label={t('station.show')} value={part} onChange={(what) => setParams(what === 'supervisions' ? {} : { what })} options={PARTS.map((value) => ({ value, label: t(`duty.${value}`) }))} />
          {may('station.work') && stations.length > 0 && <span className="push">{part === 'trainings' ? <DeedButton primary icon={<Plus size={15} />} deed={plan(t, stations)} /> : part !== 'figures' && <DeedButton primary icon={<Plus size={15} />} deed={record(t, { stations, today })} />}</span>}
        </div>
        {part === 'supervisions' && <Supervisions />}
        {part === 'records' && <Records />}
        {part === 'trainings' && <Trainings />}
        {part === 'figures' && <DutyFigures />}
      </div>
    </DeedStage>
  )
}

function Supervisions() {
  const { t } = useTranslation()
  const me = usePerson().user.id
  const [params, set] = useConditions()
  const mine = params.get('mine') === '1'
  const today = dateOf(serverNow())
  const known = useStations()
  return (
    <>
      <label className="row" style={{ padding: '10px 0' }}><input type="checkbox" checked={mine} onChange={(event) => set('mine', event.target.checked ? '1' : '')} />{t('duty.mine')}</label>
      <SplitList<StationSupervision>
        label={t('duty.supervisions')} icon={<ClipboardCheck size={20} />} none={t(mine ? 'duty.noneMine' : 'duty.noSupervisions')} noneText={t('duty.noSupervisionsText')} queryKey={['station-supervisions', mine]} idOf={(row) => row.stationUnitId}
        ask={(cursor) => get('/v1/outstation-channel/station-supervisions', { query: { ...(mine && { userId: me }), limit: 50, cursor } })}
        line={(row) => {
          const clock = row.obligations.toSorted((a, b) => (a.dueAt ?? '').localeCompare(b.dueAt ?? ''))[0]
          return <TwoLines head={row.stationName} tag={clock ? <ClockChip clock={clock} still /> : <span className="muted">{row.endsOn ? t('duty.ended', { day: row.endsOn }) : t('duty.nothingOpen')}</span>} sub={row.userName} end={t('duty.openCount', { count: row.obligations.length })} />
        }}
        detail={(row) => <Detail row={row} inChannel={known.some(({ id }) => id === row.stationUnitId)} today={today} />}
      />
    </>
  )
}

function Detail({ row, inChannel, today }: { row: StationSupervision; /** It has its record. */ inChannel: boolean; today: string }) {
  const { t } = useTranslation()
  const may = useMay()
  const station = { value: row.stationUnitId, label: row.stationName }
  const missing = (['status_check', 'attitude_check', 'attitude_training', 'settlement_talk', 'spares_training'] as const).filter((kind) => row.obligations.some(({ clauseId }) => clauseId === CLAUSES[kind]))
  return (
    <Panel title={inChannel ? <Link to={`/stations/${row.stationUnitId}`}>{row.stationName}</Link> : row.stationName} extra={row.userName}>
      <div className="stack">
        {row.obligations.length === 0 ? <p className="muted">{t('duty.nothingOpen')}</p> : <div className="cards">{row.obligations.map((clock) => <div key={clock.id}><ClockCard clock={clock} active />{clock.subject.title !== row.stationName && <p className="muted">{clock.subject.title}</p>}</div>)}</div>}
        <Facts items={[[t('station.supervisor'), row.userName], [t('station.since'), row.beginsOn], [t('station.lastDay'), row.endsOn], [t('duty.lastStatus'), row.lastStatusScore === null ? t('duty.never') : t('duty.points', { count: row.lastStatusScore })], [t('duty.lastAttitude'), row.lastAttitudeScore === null ? t('duty.never') : t('duty.points', { count: row.lastAttitudeScore })]]} />
        {may('station.work') && missing.length > 0 && <div className="row wrap">{missing.map((kind, at) => <DeedButton key={kind} primary={at === 0} size="middle" label={t(`duty.kind.${kind}`)} deed={record(t, { stations: [station], stationUnitId: row.stationUnitId, kind, today })} />)}</div>}
        {may('station.write') && <div className="row wrap"><DeedButton deed={supervise(t, { id: row.stationUnitId, name: row.stationName }, today, row)} />{!row.endsOn && <DeedButton deed={endSupervision(t, row, today)} />}</div>}
      </div>
    </Panel>
  )
}
