import { ClipboardCheck } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { Choose } from '../../components/Choose.tsx'
import { get } from '../../api/client.ts'
import type { StationRecord } from '../../api/types.ts'
import { Clause, Facts, Panel } from '../../components/small.tsx'
import { SplitList } from '../../components/SplitList.tsx'
import { TwoLines } from '../../components/TwoLines.tsx'
import { useFormats } from '../../shell/formats.ts'
import { useConditions } from '../stations/use-conditions.ts'
import { CLAUSES, KINDS } from './duty-deeds.ts'
import { useStationOptions } from '../queries.ts'

/** Checks, talks and trainings as they took place, the latest first. */
export function Records() {
  const { t } = useTranslation()
  const formats = useFormats()
  const [params, set] = useConditions()
  const stations = useStationOptions()
  const kind = KINDS.find((each) => each === params.get('kind'))
  const stationUnitId = params.get('stationId') ?? ''
  return (
    <>
      <div className="filters">
        <Choose label={t('duty.kindOf')} all={t('duty.everyKind')} value={kind ?? ''} options={KINDS.map((value) => ({ value, label: t(`duty.kind.${value}`) }))} onChange={(value) => set('kind', value)} />
        <Choose label={t('station.what')} all={t('station.everyStation')} value={stationUnitId} options={stations} onChange={(value) => set('stationId', value)} />
      </div>
      <SplitList<StationRecord>
        label={t('duty.records')} icon={<ClipboardCheck size={20} />} none={t('duty.noRecords')} noneText={t('duty.noRecordsText')} queryKey={['station-records', kind, stationUnitId]} idOf={(row) => row.id} ask={(cursor) => get('/v1/outstation-channel/station-records', { query: { kind, stationUnitId, limit: 50, cursor } })}
        line={(row) => <TwoLines head={row.stationName} tag={row.score !== null && <b>{t('duty.points', { count: row.score })}</b>} sub={`${t(`duty.kind.${row.kind}`)} · ${row.text}`} end={row.heldOn} />}
        detail={(row) => (
          <Panel title={<Link to={`/stations/${row.stationUnitId}`}>{row.stationName}</Link>} extra={<>{t(`duty.kind.${row.kind}`)} <Clause id={CLAUSES[row.kind]} /></>}>
            <div className="stack">
              <p style={{ whiteSpace: 'pre-wrap' }}>{row.text}</p>
              <Facts items={[[t('duty.heldOn'), row.heldOn], [t('duty.score'), row.score !== null && t('duty.points', { count: row.score })], [t('duty.attendees'), row.attendees.join(t('mark.list'))], [t('duty.recordedAt'), `${row.byName} · ${formats.at(row.recordedAt)}`]]} />
            </div>
          </Panel>
        )}
      />
    </>
  )
}
