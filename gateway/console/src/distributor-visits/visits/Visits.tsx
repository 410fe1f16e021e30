import { useQuery } from '@tanstack/react-query'
import { CircleAlert, Footprints, MapPin } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Link, useSearchParams } from 'react-router'
import { get } from '../../api/client.ts'
import type { VisitDetail, VisitRow } from '../../api/types.ts'
import { FilesContext } from '../../components/files-of.ts'
import { PlaceMap } from '../../components/map/LazyMap.tsx'
import { Photo } from '../../components/Photo.tsx'
import { RowItem, RowList } from '../../components/RowList.tsx'
import { Clause, Facts, Panel, Segments } from '../../components/small.tsx'
import { Bones, EmptyState, Failure } from '../../components/states.tsx'
import { SplitList } from '../../components/SplitList.tsx'
import { TwoLines } from '../../components/TwoLines.tsx'
import { useTitle } from '../../components/use-title.ts'
import { useFormats } from '../../shell/formats.ts'
import { lengthOf } from '../field/lengths.ts'
import { Explained } from './Explained.tsx'
import { saidOf } from './said.ts'
import '../../components/record.css'

const VIEWS = ['', 'unplanned', 'conflicts', 'me', 'explained'] as const
const QUERIES: Record<(typeof VIEWS)[number], { unplanned?: '1'; conflicts?: '1'; visitor?: 'me' }> = { '': {}, unplanned: { unplanned: '1' }, conflicts: { conflicts: '1' }, me: { visitor: 'me' }, explained: {} }

/** Visits as they were made: when and where, what was recorded, and where two phones say different things. */
export default function Visits() {
  const { t } = useTranslation()
  const formats = useFormats()
  const [params, setParams] = useSearchParams()
  const view = VIEWS.find((each) => each === params.get('view')) ?? ''
  useTitle(t('nav.visits'))
  return (
    <FilesContext value="distributor-visits">
      <div className="page split-page">
        <div className="page-head wrap">
          <h1>{t('nav.visits')}</h1>
          <Segments label={t('list.views')} value={view} onChange={(next) => setParams(next ? { view: next } : {})} options={VIEWS.map((value) => ({ value, label: t(`visit.view.${value || 'all'}`) }))} />
        </div>
        {view === 'explained' ? <Explained /> : <SplitList<VisitRow>
          label={t('nav.visits')} icon={<Footprints size={20} />} none={t('visit.none')} noneText={t('visit.noneText')} queryKey={['visits', view]} idOf={(row) => row.id} ask={(cursor) => get('/v1/distributor-visits/visits', { query: { ...QUERIES[view], limit: 50, cursor } })}
          line={(row) => <TwoLines head={row.customerName} tag={<span className="muted">{t('visit.fromTo', { from: formats.at(row.checkedInAt), to: row.checkedOutAt ? formats.time(row.checkedOutAt) : '…' })}</span>} sub={[row.visitorName, row.unplannedReason && t('visit.outside')].filter(Boolean).join(' · ')} end={row.conflicts > 0 ? <span className="danger">{t('visit.conflicts', { count: row.conflicts })}</span> : row.effect} />}
          detail={(row) => <Detail row={row} />}
        />}
      </div>
    </FilesContext>
  )
}

function Detail({ row }: { row: VisitRow }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const query = useQuery({ queryKey: ['visits', row.id], queryFn: () => get<VisitDetail>(`/v1/distributor-visits/visits/${row.id}`) })
  const visit = query.data
  const milestone = (at: VisitDetail['checkOut']) => at && [formats.at(at.occurredAt), at.source === 'recorded' && t('visit.countsAt', { at: formats.at(at.recordedAt), because: t(`visit.because.${at.because ?? 'late'}`) }), at.distance !== null && t('visit.awayFrom', { distance: lengthOf(at.distance, t) }), at.accuracyM !== null && t('onFoot.placed', { count: at.accuracyM })].filter(Boolean).join(' · ')
  return (
    <>
      <Panel title={<Link to={`/visit-customers/${row.customerId}`}>{row.customerName}</Link>} extra={<Clause id="DV-8" />}>
        <Facts
          items={[
            [t('visitCustomer.visitor'), row.visitorName], [t('column.unit'), row.unitName], [t('visit.kind.check_in'), visit && milestone(visit.checkIn)], [t('visit.kind.check_out'), visit && (milestone(visit.checkOut) ?? t('visit.stillThere'))], [t('visit.outside'), row.unplannedReason], [t('visit.field.effect'), row.effect],
            [t('visit.field.situation'), visit?.card?.situation], [t('visit.field.requests'), visit?.card?.requests], [t('visit.field.next'), visit?.card?.next],
          ]}
        />
      </Panel>
      {query.isPending && <Bones lines={4} />}
      {query.isError && <Failure problem={query.error} what={t('visit.what')} retry={() => void query.refetch()} />}
      {visit && <Records visit={visit} />}
      {visit && <Where visit={visit} />}
    </>
  )
}

/** In the order in which they count; what was put in its place stays readable. */
function Records({ visit }: { visit: VisitDetail }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const said = (body: Record<string, unknown>) => saidOf(t, body).map(({ value }) => value).join(' · ')
  return (
    <Panel bare title={t('visit.records')}>
      {visit.records.length === 0 && <EmptyState title={t('visit.noLog')} />}
      <RowList label={t('visit.records')}>
        {visit.records.map((record) => (
          <RowItem
            key={record.id} icon={record.status === 'conflict' ? <CircleAlert size={16} /> : <Footprints size={16} />} bad={record.status === 'conflict'} faint={record.status === 'superseded' || record.status === 'discarded'} title={t(`visit.kind.${record.kind}`)} sub={record.status === 'applied' ? '' : t(`visit.recordStatus.${record.status}`)} note={said(record.body)}
            below={record.attachmentIds.length > 0 && <div className="row wrap">{record.attachmentIds.map((id) => { const used = visit.attachments.find((each) => each.id === id)?.reusedFrom; return <span key={id}><Photo id={id} />{used && <small className="danger">{t('visit.reused')}</small>}</span> })}</div>}
          >
            <span className="muted nowrap">{formats.time(record.countedAt)}</span>
          </RowItem>
        ))}
      </RowList>
    </Panel>
  )
}

/** Where the phone was at check-in and check-out. */
function Where({ visit }: { visit: VisitDetail }) {
  const { t } = useTranslation()
  const places = ([['check_in', visit.checkIn], ['check_out', visit.checkOut]] as const).flatMap(([kind, at]) => (at && at.latitude !== null && at.longitude !== null ? [{ id: kind, name: t(`visit.kind.${kind}`), latitude: at.latitude, longitude: at.longitude }] : []))
  if (places.length === 0) return <p className="muted"><MapPin size={14} /> {t('visit.noPlaceKept')}</p>
  return <Panel className="small-map" title={t('map.map')}><PlaceMap label={t('visit.where')} points={places} route={places.map(({ id }) => id)} /></Panel>
}
