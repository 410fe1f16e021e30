import { useQuery } from '@tanstack/react-query'
import { CalendarCheck, Map as MapIcon, UserRound } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Link, useSearchParams } from 'react-router'
import { get } from '../../api/client.ts'
import type { ChannelRegion, RegionClass, RegionSales, Staffing } from '../../api/types.ts'
import { LineChart } from '../../components/charts/LineChart.tsx'
import { DeedButton } from '../../components/DeedStage.tsx'
import { RowItem, RowList } from '../../components/RowList.tsx'
import { Clause, Facts, Panel } from '../../components/small.tsx'
import { SplitList } from '../../components/SplitList.tsx'
import { TwoLines } from '../../components/TwoLines.tsx'
import { Bones, EmptyState, Failure } from '../../components/states.tsx'
import { addDays, dateOf, useFormats } from '../../shell/formats.ts'
import { serverNow } from '../../shell/server-clock.ts'
import { useMay } from '../../shell/session.ts'
import { adjoin, change, enterSales } from './region-deeds.ts'
import { monthsBack } from '../../shell/months.ts'
import { useChannelRegions, useStaffing } from '../queries.ts'

/** Regions with their class and who is there; beside the list, why. */
export function RegionList() {
  const { t } = useTranslation()
  const staffing = useStaffing().data?.items ?? []
  return (
    <SplitList<ChannelRegion>
      label={t('nav.channelRegions')} icon={<MapIcon size={20} />} none={t('channelRegion.none')} noneText={t('channelRegion.noneText')} queryKey={['channel-regions', 'list']} idOf={(row) => row.id} ask={async () => ({ ...(await get('/v1/outstation-channel/regions')), nextCursor: null })}
      line={(row) => {
        const here = staffing.find(({ regionId }) => regionId === row.id)
        return <TwoLines head={row.name} tag={<span className="row"><Staffed row={row} /></span>} sub={here?.people.map(({ name }) => name).join(t('mark.list')) || t('channelRegion.nobody')} end={here && here.deviations.length > 0 && <span className="danger">{t(`channelRegion.deviation.${here.deviations[0]!}`)}</span>} />
      }}
      detail={(row) => <Detail row={row} staffing={staffing.find(({ regionId }) => regionId === row.id)} />}
    />
  )
}

/** What staffing goes by today. */
function Staffed({ row }: { row: ChannelRegion }) {
  const { t } = useTranslation()
  return <><span className="tag">{t(`channelRegion.class.${row.inForce?.class ?? 0}`)}</span>{row.oneStop && <span className="tag">{t('channelRegion.oneStop')}</span>}</>
}

function Detail({ row, staffing }: { row: ChannelRegion; staffing: Staffing | undefined }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const may = useMay()
  const others = (useChannelRegions().data?.items ?? []).filter(({ id, departmentUnitId }) => id !== row.id && departmentUnitId === row.departmentUnitId)
  const { inForce, computed } = row
  const next = computed && computed.month !== inForce?.month ? computed : null
  return (
    <>
      <Panel title={row.name} extra={<Staffed row={row} />}>
        <div className="stack">
          <Facts
            items={[
              [t('channelRegion.department'), row.departmentName], [t('channelRegion.inForce'), inForce ? formats.words(inForce.reason) : t('channelRegion.noClass')], [t('channelRegion.next'), next && t('channelRegion.nextFrom', { day: next.effectiveFrom, reason: formats.words(next.reason) })],
              [t('channelRegion.staffedAs'), row.staffedAs ? t(row.oneStop ? 'channelRegion.staffedOneStop' : `channelRegion.class.${row.staffedAs}`) : t('channelRegion.noClass')], [t('channelRegion.neighbours'), others.filter(({ id }) => row.neighbourIds.includes(id)).map(({ name }) => name).join(t('mark.list')) || t('channelRegion.noNeighbours')],
            ]}
          />
          {may('channelRegion.write') && <div className="row wrap"><DeedButton size="middle" deed={adjoin(t, row, others)} /><DeedButton size="middle" deed={change(t, row)} /></div>}
        </div>
      </Panel>
      {staffing && <People staffing={staffing} />}
      <Sales row={row} />
      <Classes id={row.id} />
    </>
  )
}

/** OC-4.5: who is there against who should be. */
function People({ staffing: { people, deviations, required, assistants, staffedAs } }: { staffing: Staffing }) {
  const { t } = useTranslation()
  return (
    <Panel bare title={t('channelRegion.part.staffing')} extra={<Clause id="OC-4.5" />}>
      <div className="body">
        <Facts
          items={[
            [t('channelRegion.required'), t('channelRegion.managers', { count: required })], [t('channelRegion.assistants'), staffedAs === 1 && (assistants.join(t('mark.list')) || t('channelRegion.nobody'))],
            [t('channelRegion.deviations'), deviations.length ? <b key="bad" className="danger">{deviations.map((each) => t(`channelRegion.deviation.${each}`)).join(t('mark.list'))}</b> : t('channelRegion.noDeviation')],
          ]}
        />
      </div>
      <RowList label={t('channelRegion.people')}>
        {people.map((each) => <RowItem key={each.postingId} icon={<UserRound size={16} />} title={<Link to={`/outstation-staff/${each.staffId}`}>{each.name}</Link>} sub={t(`outstation.kind.${each.kind}`)} note={each.regions.length > 1 && t('channelRegion.together', { names: each.regions.join(t('mark.list')) })} />)}
      </RowList>
    </Panel>
  )
}

function Sales({ row }: { row: ChannelRegion }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const may = useMay()
  const [params, setParams] = useSearchParams()
  const months = monthsBack(dateOf(serverNow()), 24)
  const month = months.find((each) => each === params.get('month')) ?? months[1]!
  const query = useQuery({ queryKey: ['channel-regions', row.id, 'sales', month], queryFn: () => get<RegionSales>(`/v1/outstation-channel/regions/${row.id}/sales/${month}`) })
  const sales = query.data
  // Of the weeks that begin in the month: what local sales told goes into the form, to be checked (OC-3.3.3).
  const exchanges = useQuery({ queryKey: ['exchanges', 'figures', month], queryFn: () => get('/v1/outstation-channel/exchanges/figures', { query: { from: `${month}-01`, to: addDays(`${monthsBack(`${month}-01`, 1, -1)[0]!}-01`, -1) } }), enabled: may('channelRegion.write') && may('outstationStaff.read') && sales?.closed === false })
  const told = (exchanges.data?.items ?? []).filter(({ regionId }) => regionId === row.id)
  const pick = (next: string) => setParams((before) => { const after = new URLSearchParams(before); after.set('month', next); return after }, { replace: true })
  return (
    <Panel bare title={t('channelRegion.sales')} extra={<><select className="input" aria-label={t('channelRegion.month')} value={month} onChange={(event) => pick(event.target.value)}>{months.map((each) => <option key={each} value={each}>{formats.month(each)}</option>)}</select><Clause id="OC-4.4" /></>}>
      {query.isPending && <Bones lines={2} />}
      {query.isError && <Failure problem={query.error} what={t('channelRegion.sales')} retry={() => void query.refetch()} />}
      {sales && sales.lines.length === 0 && <EmptyState title={t('channelRegion.noSales')} />}
      {sales && sales.lines.length > 0 && (
        <div className="sideways">
          <table className="book" aria-label={t('channelRegion.sales')}>
            <thead><tr><th scope="col">{t('channelRegion.model')}</th><th scope="col" className="num">{t('channelRegion.units')}</th><th scope="col" className="num">{t('channelRegion.failures')}</th><th scope="col">{t('channelRegion.mark')}</th></tr></thead>
            <tbody>{sales.lines.map((line) => <tr key={line.model}><td>{line.model}</td><td className="num">{formats.count(line.units)}</td><td className="num">{formats.count(line.failures)}</td><td>{line.highFailure ? t('channelRegion.highFailure') : ''}</td></tr>)}</tbody>
          </table>
        </div>
      )}
      {told.length > 0 && <p className="body soft">{t('channelRegion.told', { lines: told.map(({ model, sold, failures }) => t('channelRegion.toldLine', { model, sold: formats.count(sold), failures: formats.count(failures) })).join(t('mark.list')) })}</p>}
      {sales && <div className="body row between"><span className="muted">{t(sales.closed ? 'channelRegion.isClosed' : 'channelRegion.isOpen')}</span>{may('channelRegion.write') && !sales.closed && <DeedButton deed={enterSales(t, row, sales, told)} />}</div>}
    </Panel>
  )
}

/** OC-4.4: how the figure that classes the region moves, and what each month's close made of it, with the reason. */
function Classes({ id }: { id: string }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const query = useQuery({ queryKey: ['channel-regions', id, 'classes'], queryFn: () => get<{ items: RegionClass[] }>(`/v1/outstation-channel/regions/${id}/classes`) })
  const items = query.data?.items ?? []
  const months = items.toReversed()
  return (
    <Panel bare title={t('channelRegion.classes')} extra={<Clause id="OC-4.4" />}>
      {query.isPending && <Bones lines={3} />}
      {query.isError && <Failure problem={query.error} what={t('channelRegion.classes')} retry={() => void query.refetch()} />}
      {query.isSuccess && items.length === 0 && <EmptyState title={t('channelRegion.noClass')} />}
      {items.length > 0 && (
        <div className="body">
          <LineChart label={t('channelRegion.sold')} height={160} format={formats.count} categories={months.map(({ month }) => formats.monthShort(month))} series={[{ name: t('channelRegion.sold'), values: months.map(({ unitsSold }) => unitsSold) }, { name: t('channelRegion.ofThemHigh'), values: months.map(({ highFailureUnits }) => highFailureUnits) }]} />
        </div>
      )}
      <RowList label={t('channelRegion.classes')}>{items.map((each) => <RowItem key={each.month} icon={<CalendarCheck size={16} />} title={formats.month(each.month)} sub={t(`channelRegion.class.${each.class}`)} note={formats.words(each.reason)}><span className="muted nowrap">{t('channelRegion.effectiveFrom', { day: each.effectiveFrom })}</span></RowItem>)}</RowList>
    </Panel>
  )
}
