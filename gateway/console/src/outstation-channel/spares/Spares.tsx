import { ClipboardList, Package, PackageOpen, ShieldAlert, Undo2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Choose } from '../../components/Choose.tsx'
import { get } from '../../api/client.ts'
import { waitsFor } from '../../approvals/awaits.ts'
import type { SpareApplication, SpareItem, SpareReturn, SpareViolation } from '../../api/types.ts'
import { Clocks } from '../../components/ClockCard.tsx'
import { DeedButton, DeedStage, Deeds } from '../../components/DeedStage.tsx'
import { RowItem, RowList } from '../../components/RowList.tsx'
import { Clause, Facts, Panel, Segments } from '../../components/small.tsx'
import { SplitList } from '../../components/SplitList.tsx'
import { TwoLines } from '../../components/TwoLines.tsx'
import { useTitle } from '../../components/use-title.ts'
import { useFormats } from '../../shell/formats.ts'
import { useMay, usePerson } from '../../shell/session.ts'
import { useShown } from '../goods/parts.tsx'
import { inRegion } from './in-region.ts'
import { SpareStock } from './SpareStock.tsx'
import { addItem, APPLICATION_STATUSES, applicationDeeds, apply, askReturn, reportViolation, RETURN_STATUSES, returnDeeds, supply, VIOLATION_STATUSES, violationDeeds } from './spare-deeds.tsx'
import { useDepartment, useDepartments, useSpareItems, useStations, useTold } from '../queries.ts'
import '../../components/record.css'

const PARTS = ['stock', 'applications', 'returns', 'violations', 'items'] as const

/** Spares from the supplier to the repair: what lies where, applications, returns to the factory and what was done without consent (OC-3.2.3a, OC-3.2.3b). A station's own users see their own station. */
export default function Spares() {
  const { t } = useTranslation()
  const formats = useFormats()
  const may = useMay()
  const { part, show, value, id, set } = useShown(PARTS)
  const stations = useStations()
  const items = useSpareItems()
  const departments = useDepartments()
  const departmentId = useDepartment()
  const staff = may('spare.read')
  const applies = may('spare.apply') || may('station.portal')
  const station = id('station')
  const [asked, returned, seen] = [value('status', APPLICATION_STATUSES), value('status', RETURN_STATUSES), value('status', VIOLATION_STATUSES)]
  const of = { applications: APPLICATION_STATUSES, returns: RETURN_STATUSES, violations: VIOLATION_STATUSES }
  const statuses = part === 'stock' || part === 'items' ? null : of[part].map((each) => ({ value: each as string, label: t(`spare.${part}.status.${each}`) }))
  const filter = { ...(station && { stationId: station }), limit: 50 }
  useTitle(t('nav.spares'))
  return (
    <DeedStage>
      <div className="page split-page">
        <div className="page-head wrap">
          <h1>{t('nav.spares')}</h1>
          <Segments label={t('goods.show')} value={part} onChange={show} options={PARTS.filter((each) => staff || each !== 'violations').map((each) => ({ value: each, label: t(`spare.part.${each}`) }))} />
          {statuses && <Choose label={t('column.status')} value={id('status')} all={t('goods.anyStatus')} options={statuses} onChange={(next) => set('status', next)} />}
          {statuses && stations.length > 1 && <Choose label={t('goods.station')} value={station} all={t('goods.allStations')} options={stations.map((each) => ({ value: each.id, label: each.name }))} onChange={(next) => set('station', next)} />}
          <span className="push">
            {part === 'stock' && may('spare.work') && departmentId && <DeedButton primary deed={supply(t, items, departments, departmentId)} />}
            {part === 'applications' && applies && <DeedButton primary deed={apply(t)} />}
            {part === 'returns' && applies && <DeedButton primary deed={askReturn(t)} />}
            {part === 'violations' && may('station.work') && <DeedButton primary deed={reportViolation(t)} />}
            {part === 'items' && may('spare.work') && <DeedButton primary deed={addItem(t)} />}
          </span>
        </div>
        {part === 'stock' && <SpareStock stations={stations} departments={departments} placeId={id('place') || (staff ? departmentId : undefined) || stations[0]?.id} onPlace={(next) => set('place', next)} />}
        {part === 'applications' && (
          <SplitList<SpareApplication>
            label={t('spare.part.applications')} icon={<ClipboardList size={20} />} none={t('spare.applications.none')} noneText={t('spare.applications.noneText')} queryKey={['spare-applications', station, asked]} idOf={(row) => row.id}
            ask={(cursor) => get('/v1/outstation-channel/spare-applications', { query: { ...filter, ...(asked && { status: asked }), cursor } })}
            line={(row) => <TwoLines head={row.stationName} tag={t(`spare.applications.status.${row.status}`)} sub={row.lines.map((each) => `${each.itemName} ${each.quantity}`).join(t('mark.list'))} end={formats.at(row.askedAt)} />}
            detail={(row) => <Application row={row} items={items} />}
          />
        )}
        {part === 'returns' && (
          <SplitList<SpareReturn>
            label={t('spare.part.returns')} icon={<Undo2 size={20} />} none={t('spare.returns.none')} noneText={t('spare.returns.noneText')} queryKey={['spare-returns', station, returned]} idOf={(row) => row.id}
            ask={(cursor) => get('/v1/outstation-channel/spare-returns', { query: { ...filter, ...(returned && { status: returned }), cursor } })}
            line={(row) => <TwoLines head={row.stationName} tag={t(`spare.returns.status.${row.status}`)} sub={row.lines.map((each) => `${each.itemName} ${each.quantity}`).join(t('mark.list'))} end={formats.at(row.askedAt)} />}
            detail={(row) => <Returned row={row} />}
          />
        )}
        {part === 'violations' && staff && (
          <SplitList<SpareViolation>
            label={t('spare.part.violations')} icon={<ShieldAlert size={20} />} none={t('spare.violations.none')} noneText={t('spare.violations.noneText')} queryKey={['spare-violations', station, seen]} idOf={(row) => row.id}
            ask={(cursor) => get('/v1/outstation-channel/spare-violations', { query: { ...filter, ...(seen && { status: seen }), cursor } })}
            line={(row) => <TwoLines head={row.stationName} tag={t(`spare.violations.status.${row.status}`)} sub={formats.words(row.kindName)} end={formats.at(row.reportedAt)} />}
            detail={(row) => <Violation row={row} />}
          />
        )}
        {part === 'items' && <Items />}
      </div>
    </DeedStage>
  )
}

function Application({ row, items }: { row: SpareApplication; items: SpareItem[] }) {
  const { t } = useTranslation()
  const regionId = useStations().find(({ id }) => id === row.stationId)?.regionId
  const told = useTold().filter((each) => each.regionId === regionId)
  const formats = useFormats()
  const may = useMay()
  const me = usePerson().user.id
  return (
    <>
      <Panel title={row.stationName} extra={<><span className="tag">{t(`spare.applications.status.${row.status}`)}</span><Clause id="OC-3.2.3a" /></>}>
        <div className="stack">
          <Facts
            items={[
              [t('column.number'), row.number], [t('spare.askedBy'), `${row.askedByName} · ${formats.at(row.askedAt)}`], [t('goods.reason'), row.reason], [t('goods.waitsFor'), waitsFor(row.approvals).join(t('mark.list'))], [t('spare.decidedBy'), row.decidedAt && `${row.decidedBy} · ${formats.at(row.decidedAt)}`], [t('spare.decision'), row.decisionNote],
              [t('spare.shippedAt'), row.shippedAt && formats.at(row.shippedAt)], [t('spare.tracking'), row.tracking], [t('spare.receivedAt'), row.receivedAt && formats.at(row.receivedAt)],
            ]}
          />
          <Deeds deeds={applicationDeeds(t, row, items, { may, me })} />
        </div>
      </Panel>
      <Panel bare title={t('spare.lines')}>
        <RowList label={t('spare.lines')}>
          {row.lines.map((each) => (
            <RowItem
              key={each.itemId} icon={<Package size={16} />} title={each.itemName} sub={each.itemNumber} below={each.serials.length > 0 && <span className="muted">{t('spare.serialsAre', { serials: each.serials.join(t('mark.list')) })}</span>}
              note={`${t('spare.hadUsed', { stock: formats.count(each.stock), used: each.usedPerMonth })}${t('mark.comma')}${each.months === null ? t('spare.neverUsed') : t('spare.lasts', { months: each.months })}${inRegion(t, told, items.find(({ id }) => id === each.itemId)?.model)}`}
            >
              <b>{formats.count(each.quantity)}</b>
            </RowItem>
          ))}
        </RowList>
      </Panel>
    </>
  )
}

function Returned({ row }: { row: SpareReturn }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const may = useMay()
  const me = usePerson().user.id
  return (
    <>
      <Panel title={row.stationName} extra={<><span className="tag">{t(`spare.returns.status.${row.status}`)}</span><Clause id="OC-3.2.3b" /></>}>
        <div className="stack">
          <Facts
            items={[
              [t('column.number'), row.number], [t('spare.askedBy'), `${row.askedByName} · ${formats.at(row.askedAt)}`], [t('goods.reason'), row.reason], [t('goods.waitsFor'), waitsFor(row.approvals).join(t('mark.list'))], [t('spare.decidedBy'), row.decidedAt && `${row.decidedBy} · ${formats.at(row.decidedAt)}`], [t('spare.decision'), row.decisionNote],
              [t('spare.returnedAt'), row.returnedAt && formats.at(row.returnedAt)], [t('spare.tracking'), row.tracking],
            ]}
          />
          <Deeds deeds={returnDeeds(t, row, { may, me })} />
        </div>
      </Panel>
      <Panel bare title={t('spare.lines')}>
        <RowList label={t('spare.lines')}>{row.lines.map((each) => <RowItem key={`${each.applicationId}${each.itemId}`} icon={<Undo2 size={16} />} title={each.itemName} sub={each.itemNumber} note={each.serials.length > 0 && t('spare.serialsAre', { serials: each.serials.join(t('mark.list')) })}><b>{formats.count(each.quantity)}</b></RowItem>)}</RowList>
      </Panel>
    </>
  )
}

function Violation({ row }: { row: SpareViolation }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const may = useMay()
  return (
    <Panel title={`${row.stationName} ${formats.words(row.kindName)}`} extra={<><span className="tag">{t(`spare.violations.status.${row.status}`)}</span><Clause id="OC-3.2.3a" /></>}>
      <div className="stack">
        <p>{row.facts}</p>
        <Clocks clocks={row.obligations} />
        <Facts
          items={[
            [t('column.number'), row.number], [t('spare.serials'), row.serials.join(t('mark.list'))], [t('spare.discoveredAt'), formats.at(row.discoveredAt)], [t('spare.reportedAt'), `${row.reportedBy} · ${formats.at(row.reportedAt)}`], [t('spare.told'), row.told.join(t('mark.list'))],
            [t('spare.decidedBy'), row.decidedAt && `${row.decidedBy} · ${formats.at(row.decidedAt)}`], [t('spare.decision'), row.decision],
          ]}
        />
        <Deeds deeds={violationDeeds(t, row, { may })} />
      </div>
    </Panel>
  )
}

function Items() {
  const { t } = useTranslation()
  return (
    <SplitList<SpareItem>
      label={t('spare.part.items')} icon={<PackageOpen size={20} />} none={t('spare.items.none')} noneText={t('spare.items.noneText')} queryKey={['spare-items']} idOf={(row) => row.id} ask={(cursor) => get('/v1/outstation-channel/spare-items', { query: { limit: 50, cursor } })}
      line={(row) => <TwoLines head={row.name} tag={t(`spare.kind.${row.kind}`)} sub={row.number} end={row.model} />}
      detail={(row) => <Panel title={row.name} extra={<span className="tag">{t(`spare.kind.${row.kind}`)}</span>}><Facts items={[[t('spare.itemNumber'), row.number], [t('goods.model'), row.model], [t('spare.toldApart'), t(row.serial ? 'spare.bySerial' : 'spare.byCount')]]} /></Panel>}
    />
  )
}
