import { useQuery } from '@tanstack/react-query'
import { GraduationCap } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { get } from '../../api/client.ts'
import type { StationTraining } from '../../api/types.ts'
import { Deeds } from '../../components/DeedStage.tsx'
import { Clause, Facts, Panel, Segments } from '../../components/small.tsx'
import { SplitList } from '../../components/SplitList.tsx'
import { TwoLines } from '../../components/TwoLines.tsx'
import { Bones, Failure } from '../../components/states.tsx'
import { dateOf, useFormats } from '../../shell/formats.ts'
import { serverNow } from '../../shell/server-clock.ts'
import { useMay } from '../../shell/session.ts'
import { rateOf } from '../stations/Figures.tsx'
import { useConditions } from '../stations/use-conditions.ts'
import { CLAUSES, trainingDeeds } from './duty-deeds.ts'
import '../../components/table.css'

const STATUSES = ['planned', 'held', 'cancelled'] as const

/** The plan of trainings, the next one first; beside a technical one what became of repeated repairs (OC-3.4). */
export function Trainings() {
  const { t } = useTranslation()
  const [params, set] = useConditions()
  const status = STATUSES.find((each) => each === params.get('status')) ?? 'planned'
  return (
    <>
      <div className="filters"><Segments label={t('column.status')} value={status} onChange={(next) => set('status', next)} options={STATUSES.map((value) => ({ value, label: t(`duty.trainingStatus.${value}`) }))} /></div>
      <SplitList<StationTraining>
        label={t('duty.trainings')} icon={<GraduationCap size={20} />} none={t(`duty.noTrainings.${status}`)} noneText={t('duty.noTrainingsText')} queryKey={['station-trainings', status]} idOf={(row) => row.id} ask={(cursor) => get('/v1/outstation-channel/station-trainings', { query: { status, limit: 50, cursor } })}
        line={(row) => <TwoLines head={row.title} tag={<span className="muted nowrap">{row.plannedOn}</span>} sub={`${row.stationName} · ${t(`duty.topic.${row.topic}`)}`} end={row.trainerName} />}
        detail={(row) => <Detail row={row} />}
      />
    </>
  )
}

function Detail({ row }: { row: StationTraining }) {
  const { t } = useTranslation()
  return (
    <>
      <Panel title={row.title} extra={<>{t(`duty.topic.${row.topic}`)} <Clause id={CLAUSES[`${row.topic}_training`]} /></>}>
        <div className="stack">
          <Facts items={[[t('station.what'), <Link key="station" to={`/stations/${row.stationUnitId}`}>{row.stationName}</Link>], [t('duty.plannedOn'), row.plannedOn], [t('duty.trainer'), row.trainerName], [t('column.status'), t(`duty.trainingStatus.${row.status}`)], [t('station.why'), row.reason]]} />
          <Deeds permission="station.work" deeds={trainingDeeds(t, row, dateOf(serverNow()))} />
        </div>
      </Panel>
      {row.topic === 'technical' && <Effects stationId={row.stationUnitId} />}
    </>
  )
}

/** OC-3.4: how many devices came back within the days of the policy, in the ninety days before and after each technical training of the station. */
function Effects({ stationId }: { stationId: string }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const may = useMay()
  const query = useQuery({ queryKey: ['training-effects', stationId], queryFn: () => get('/v1/outstation-channel/repair-orders/training-effects', { query: { stationId } }), enabled: may('repairOrder.read') })
  if (!may('repairOrder.read')) return null
  return (
    <Panel bare title={t('duty.effects')} extra={<Clause id="OC-3.4" />}>
      {query.isPending && <Bones lines={2} />}
      {query.isError && <Failure problem={query.error} what={t('duty.effects')} retry={() => void query.refetch()} />}
      {query.data?.items.length === 0 && <p className="muted" style={{ padding: '12px 14px' }}>{t('duty.noEffects')}</p>}
      {query.data && query.data.items.length > 0 && (
        <div className="sideways" tabIndex={0} role="group" aria-label={t('duty.effects')}>
          <table className="book" aria-label={t('duty.effects')}>
            <thead><tr><th scope="col">{t('duty.heldOn')}</th><th scope="col" className="num">{t('duty.before')}</th><th scope="col" className="num">{t('duty.after')}</th></tr></thead>
            <tbody>
              {query.data.items.map((each) => (
                <tr key={each.recordId}>
                  <th scope="row" title={each.text}>{each.heldOn}</th>
                  <td className="num">{rateOf({ orders: each.ordersBefore, repeats: each.repeatsBefore }, formats.percent) ?? '—'} <span className="muted">{t('duty.ofOrders', { repeats: each.repeatsBefore, orders: each.ordersBefore })}</span></td>
                  <td className="num">{rateOf({ orders: each.ordersAfter, repeats: each.repeatsAfter }, formats.percent) ?? '—'} <span className="muted">{t('duty.ofOrders', { repeats: each.repeatsAfter, orders: each.ordersAfter })}</span></td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  )
}
