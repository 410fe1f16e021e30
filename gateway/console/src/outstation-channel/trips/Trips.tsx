import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { MapPin, Route } from 'lucide-react'
import { get } from '../../api/client.ts'
import { awaits, waitsFor } from '../../approvals/awaits.ts'
import type { BusinessTrip } from '../../api/types.ts'
import { DeedButton, DeedStage, Deeds } from '../../components/DeedStage.tsx'
import { FilesContext } from '../../components/files-of.ts'
import { Photo } from '../../components/Photo.tsx'
import { RowItem, RowList } from '../../components/RowList.tsx'
import { Clause, Facts, Panel, Segments } from '../../components/small.tsx'
import { EmptyState } from '../../components/states.tsx'
import { SplitList } from '../../components/SplitList.tsx'
import { TwoLines } from '../../components/TwoLines.tsx'
import { useTitle } from '../../components/use-title.ts'
import { useFormats } from '../../shell/formats.ts'
import { useMay, usePerson } from '../../shell/session.ts'
import { askTrip, TRIPS, tripDeeds } from './trip-deeds.ts'
import '../../components/record.css'

const VIEWS = ['', 'mine', 'asked', 'approved', 'refused', 'withdrawn'] as const

/** Travel asked for by the person and approved by headquarters, with what was kept on the way (OC-3.1.4b). */
export default function Trips() {
  const { t } = useTranslation()
  const may = useMay()
  const [params, setParams] = useSearchParams()
  const views = VIEWS.filter((each) => each !== 'mine' || may('trip.write'))
  const view = views.find((each) => each === params.get('view')) ?? ''
  useTitle(t('nav.trips'))
  return (
    <DeedStage>
      <FilesContext value="outstation-channel">
        <div className="page split-page">
          <div className="page-head wrap">
            <h1>{t('nav.trips')}</h1><Clause id="OC-3.1.4b" />
            <Segments label={t('filter.status')} value={view} onChange={(next) => setParams(next ? { view: next } : {})} options={views.map((value) => ({ value, label: t(value === '' || value === 'mine' ? `trip.${value || 'all'}` : `trip.status.${value}`) }))} />
            {may('trip.write') && <span className="push"><DeedButton primary deed={askTrip(t)} /></span>}
          </div>
          <SplitList<BusinessTrip>
            label={t('nav.trips')} icon={<Route size={20} />} none={t('trip.none')} noneText={t('trip.noneText')} queryKey={['trips', view]} idOf={(row) => row.id} ask={(cursor) => get(TRIPS, { query: { ...(view === 'mine' ? { mine: 'true' } : view && { status: view }), limit: 50, cursor } })}
            line={(row) => <TwoLines head={`${row.staffName} · ${row.destination}`} tag={t(`trip.status.${row.status}`)} sub={row.purpose} end={t('weekly.week', { from: row.fromOn.slice(5), to: row.toOn.slice(5) })} />}
            detail={(row) => <Detail row={row} />}
          />
        </div>
      </FilesContext>
    </DeedStage>
  )
}

function Detail({ row }: { row: BusinessTrip }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const me = usePerson().user.id
  const deeds = tripDeeds(t, row, { own: row.userId === me, decides: awaits(row.approvals, me) })
  return (
    <>
      <Panel title={`${row.staffName} · ${row.destination}`} extra={<span className="tag">{t(`trip.status.${row.status}`)}</span>}>
        <div className="stack">
          <Facts
            items={[
              [t('column.number'), row.number], [t('trip.purpose'), row.purpose], [t('channelReport.period'), t('weekly.week', { from: row.fromOn, to: row.toOn })], [t('trip.askedAt'), formats.at(row.askedAt)], [t('goods.waitsFor'), waitsFor(row.approvals).join(t('mark.list'))], [t('trip.decided'), row.decidedAt && `${row.decidedBy} · ${formats.at(row.decidedAt)}`], [t('trip.note'), row.decisionNote],
            ]}
          />
          <Deeds deeds={deeds} />
        </div>
      </Panel>
      {row.status === 'approved' && <Evidence trip={row} />}
    </>
  )
}

/** What was kept on the way: when, where, with pictures; what came in late says so (R5). */
export function Evidence({ trip }: { trip: Pick<BusinessTrip, 'evidence'> }) {
  const { t } = useTranslation()
  const formats = useFormats()
  return (
    <Panel bare title={t('trip.evidence')}>
      {trip.evidence.length === 0 && <EmptyState title={t('trip.noEvidence')} text={t('trip.noEvidenceText')} />}
      <RowList label={t('trip.evidence')}>
        {trip.evidence.map((each) => (
          <RowItem
            key={each.id} icon={<MapPin size={16} />} bad={each.countedAt !== each.occurredAt} title={each.text}
            note={[each.latitude === null || each.longitude === null ? t('trip.noPlace') : `${each.latitude.toFixed(4)}, ${each.longitude.toFixed(4)} · ${t('onFoot.placed', { count: each.accuracyM ?? 0 })}`, each.countedAt !== each.occurredAt && t('trip.late', { at: formats.at(each.recordedAt) })].filter(Boolean).join(' · ')}
            below={each.attachmentIds.length > 0 && <div className="row wrap">{each.attachmentIds.map((id) => <Photo key={id} id={id} caption={formats.at(each.occurredAt)} />)}</div>}
          >
            <span className="muted nowrap">{formats.at(each.occurredAt)}</span>
          </RowItem>
        ))}
      </RowList>
    </Panel>
  )
}
