import { Map as MapIcon, UserRound, Wrench } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { get, patch, post } from '../../api/client.ts'
import type { Unit, VisitRegion } from '../../api/types.ts'
import { DeedButton, DeedStage } from '../../components/DeedStage.tsx'
import type { Deed } from '../../components/form-fields.ts'
import { RowItem, RowList } from '../../components/RowList.tsx'
import { Clause, Facts, Panel, Segments } from '../../components/small.tsx'
import { EmptyState } from '../../components/states.tsx'
import { SplitList } from '../../components/SplitList.tsx'
import { TwoLines } from '../../components/TwoLines.tsx'
import { useTitle } from '../../components/use-title.ts'
import { useMay } from '../../shell/session.ts'
import { useAround } from '../queries.ts'
import '../../components/record.css'

type Say = (key: string, values?: Record<string, unknown>) => string

const VIEWS = ['', 'flagged', 'inactive'] as const
const NONE = { '': '', flagged: 'Flagged', inactive: 'Inactive' }

/** Regions with their salespersons and technicians; one with too few or too many technicians says so from the first day (DV-7.1). */
export default function Regions() {
  const { t } = useTranslation()
  const may = useMay()
  const [params, setParams] = useSearchParams()
  const view = VIEWS.find((each) => each === params.get('view')) ?? ''
  const { units, unitId } = useAround()
  useTitle(t('nav.visitRegions'))
  return (
    <DeedStage>
      <div className="page split-page">
        <div className="page-head wrap">
          <h1>{t('nav.visitRegions')}</h1><Clause id="DV-7.1" />
          <Segments label={t('list.views')} value={view} onChange={(next) => setParams(next ? { view: next } : {})} options={VIEWS.map((value) => ({ value, label: t(`visitRegion.${value || 'all'}`) }))} />
          {may('visitRegion.write') && <span className="push"><DeedButton primary deed={create(t, units, unitId)} /></span>}
        </div>
        <SplitList<VisitRegion>
          label={t('nav.visitRegions')} icon={<MapIcon size={20} />} none={t(`visitRegion.none${NONE[view]}`)} noneText={view === 'inactive' ? '' : t('visitRegion.noneText')} queryKey={['visit-regions', view]} idOf={(row) => row.id}
          ask={(cursor) => get('/v1/distributor-visits/regions', { query: { limit: 50, cursor, ...(view && { [view]: '1' }) } })}
          line={(row) => <TwoLines head={row.name} tag={<Count row={row} />} sub={row.members.map((member) => member.userName).join(t('mark.list')) || t('visitRegion.nobody')} end={row.unitName} />}
          detail={(row) => <Detail row={row} />}
        />
      </div>
    </DeedStage>
  )
}

function Count({ row: { technicians: { count, outsideSince } } }: { row: VisitRegion }) {
  const { t } = useTranslation()
  return <span className={outsideSince ? 'danger' : 'muted'}>{t('visitRegion.technicians', { count })}</span>
}

function Detail({ row }: { row: VisitRegion }) {
  const { t } = useTranslation()
  const may = useMay()
  const writes = may('visitRegion.write')
  const { min, max, outsideSince } = row.technicians
  return (
    <>
      <Panel title={row.name} extra={row.unitName}>
        <div className="stack">
          <Facts items={[[t('visitRegion.limits'), t('visitRegion.between', { min, max })], [t('visitRegion.stands'), outsideSince ? <b key="flag" className="danger">{t('visitRegion.outside', { day: outsideSince })}</b> : t('visitRegion.inside')], [t('visitRegion.begunOn'), row.begunOn], [t('column.status'), !row.active && t('visitRegion.inactive')]]} />
          {writes && <div className="row wrap"><DeedButton primary size="middle" deed={addMember(t, row)} /><DeedButton size="middle" deed={rename(t, row)} /><DeedButton size="middle" deed={switchActive(t, row)} /></div>}
        </div>
      </Panel>
      <Panel bare title={t('visitRegion.members')}>
        {row.members.length === 0 && <EmptyState title={t('visitRegion.nobody')} />}
        <RowList label={t('visitRegion.members')}>
          {row.members.map((member) => (
            <RowItem key={member.id} icon={member.duty === 'technician' ? <Wrench size={16} /> : <UserRound size={16} />} title={member.userName} sub={t(`visitRegion.duty.${member.duty}`)} note={`${t('visitRegion.since', { day: member.fromDay })}${member.active ? '' : `${t('mark.comma')}${t('visitRegion.left')}`}`} bad={!member.active}>
              {writes && <DeedButton deed={endMember(t, row, member)} />}
            </RowItem>
          ))}
        </RowList>
      </Panel>
    </>
  )
}

const pathOf = ({ id }: VisitRegion) => `/v1/distributor-visits/regions/${id}`

const create = (t: Say, units: Unit[], unitId: string | undefined): Deed => ({
  title: t('visitRegion.create'), done: t('visitRegion.created'), fields: [{ name: 'unitId', kind: 'pick', label: t('column.unit'), initial: unitId, options: units.map((unit) => ({ value: unit.id, label: unit.name })) }, { name: 'name', kind: 'line', label: t('visitRegion.name') }], send: (values) => post('/v1/distributor-visits/regions', values),
})
const rename = (t: Say, row: VisitRegion): Deed => ({ title: t('visitRegion.rename'), about: row.name, done: t('visitRegion.changed'), fields: [{ name: 'name', kind: 'line', label: t('visitRegion.name'), initial: row.name }], send: (values) => patch(pathOf(row), values, row.version) })
const switchActive = (t: Say, row: VisitRegion): Deed => ({
  title: t(row.active ? 'visitRegion.stop' : 'visitRegion.resume'), about: row.name, danger: row.active, say: row.active ? t('visitRegion.stopSays') : undefined, done: t('visitRegion.changed'), fields: [], send: () => patch(pathOf(row), { active: !row.active }, row.version),
})
const addMember = (t: Say, row: VisitRegion): Deed => ({
  title: t('visitRegion.addMember'), about: row.name, say: t('visitRegion.addSays'), done: t('visitRegion.changed'),
  fields: [{ name: 'userId', kind: 'person', label: t('visitRegion.who') }, { name: 'duty', kind: 'choice', label: t('visitRegion.dutyOf'), initial: 'technician', options: (['technician', 'salesperson'] as const).map((value) => ({ value, label: t(`visitRegion.duty.${value}`) })) }, { name: 'fromDay', kind: 'date', label: t('visitRegion.fromDay'), optional: true, hint: t('visitRegion.todayIfEmpty') }],
  send: (values) => post(`${pathOf(row)}/members`, values),
})
const endMember = (t: Say, row: VisitRegion, member: VisitRegion['members'][number]): Deed => ({
  title: t('visitRegion.end'), about: `${row.name} ${member.userName}`, done: t('visitRegion.changed'), fields: [{ name: 'untilDay', kind: 'date', label: t('visitRegion.untilDay'), optional: true, hint: t('visitRegion.todayIfEmpty') }], send: (values) => post(`${pathOf(row)}/members/${member.id}/end`, values),
})
