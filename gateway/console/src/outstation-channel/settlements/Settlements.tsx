import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { Download, ReceiptText } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Link, useSearchParams } from 'react-router'
import { Choose } from '../../components/Choose.tsx'
import { get } from '../../api/client.ts'
import { download } from '../../api/download.ts'
import type { Page, SettlementLine, StationSettlement } from '../../api/types.ts'
import { DeedButton, Deeds, DeedStage } from '../../components/DeedStage.tsx'
import { More } from '../../components/More.tsx'
import { Clause, Facts, Panel, Segments } from '../../components/small.tsx'
import { SplitList } from '../../components/SplitList.tsx'
import { TwoLines } from '../../components/TwoLines.tsx'
import { Bones, EmptyState, Failure } from '../../components/states.tsx'
import { useTitle } from '../../components/use-title.ts'
import { useFormats, yuan } from '../../shell/formats.ts'
import { useMay } from '../../shell/session.ts'
import { useConditions } from '../stations/use-conditions.ts'
import { departmentDeeds, publishRate, run, stationDeeds } from './settlement-deeds.ts'
import { monthOptions } from '../../shell/months.ts'
import { useDepartments, useStationOptions } from '../queries.ts'
import '../../components/record.css'

const OC = '/v1/outstation-channel'
const STATUSES = ['drawn', 'disputed', 'confirmed', 'paid'] as const

/** The labour-fee settlement: a statement for each station and month, confirmed or disputed by the station, drawn again or paid by the department (capability 3, OC-3.2.2a). */
export default function Settlements() {
  const { t } = useTranslation()
  const may = useMay()
  const [params, setParams] = useSearchParams()
  const rates = params.get('what') === 'rates' && may('stationSettlement.read')
  useTitle(t('nav.stationSettlements'))
  return (
    <DeedStage>
      <div className="page split-page">
        <div className="page-head wrap">
          <h1>{t('nav.stationSettlements')}</h1><Clause id="OC-3.2.2a" />
          {may('stationSettlement.read') && <Segments label={t('station.show')} value={rates ? 'rates' : 'list'} onChange={(what) => setParams(what === 'rates' ? { what } : {})} options={[{ value: 'list', label: t('settlement.statements') }, { value: 'rates', label: t('settlement.rates') }]} />}
          {may('stationSettlement.run') && <span className="push"><Start rates={rates} /></span>}
        </div>
        {rates ? <Rates /> : <List />}
      </div>
    </DeedStage>
  )
}

function Start({ rates }: { rates: boolean }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const departments = useDepartments().map(({ id, name }) => ({ value: id, label: name }))
  if (departments.length === 0) return null
  return <DeedButton primary deed={rates ? publishRate(t, departments, monthOptions(formats, 12, -3)) : run(t, departments, monthOptions(formats, 12, 1))} />
}

function List() {
  const { t } = useTranslation()
  const formats = useFormats()
  const [params, set] = useConditions()
  const stations = useStationOptions()
  const filters = Object.fromEntries(['stationId', 'month', 'status'].map((key) => [key, params.get(key)]).filter(([, value]) => value)) as Record<string, string>
  return (
    <>
      <div className="filters">
        <Choose label={t('column.status')} all={t('station.everyStatus')} value={filters.status ?? ''} options={STATUSES.map((value) => ({ value, label: t(`settlement.status.${value}`) }))} onChange={(value) => set('status', value)} />
        {stations.length > 1 && <Choose label={t('station.what')} all={t('station.everyStation')} value={params.get('stationId') ?? ''} options={stations} onChange={(value) => set('stationId', value)} />}
        <Choose label={t('repairOrder.month')} all={t('repairOrder.everyMonth')} value={params.get('month') ?? ''} options={monthOptions(formats, 12, 1)} onChange={(value) => set('month', value)} />
      </div>
      <SplitList<StationSettlement>
        label={t('settlement.statements')} icon={<ReceiptText size={20} />} none={t(Object.keys(filters).length > 0 ? 'settlement.noMatch' : 'settlement.none')} noneText={t('settlement.noneText')} queryKey={['settlements', filters]} idOf={(row) => row.id} ask={(cursor) => get(`${OC}/settlements`, { query: { ...filters, limit: 50, cursor } })}
        line={(row) => <TwoLines head={row.stationName} tag={<span className={row.status === 'disputed' ? 'danger nowrap' : 'muted nowrap'}>{t(`settlement.status.${row.status}`)}</span>} sub={`${formats.month(row.month)} · ${t('repairOrder.count', { count: row.orders })}`} end={<b>{yuan(row.amount)}</b>} />}
        detail={(row) => <Statement row={row} />}
      />
    </>
  )
}

function Statement({ row }: { row: StationSettlement }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const may = useMay()
  const { message } = App.useApp()
  const keep = (format: 'pdf' | 'xlsx') => void download(`${OC}/settlements/${row.id}/file`, { query: { format } }).catch((no: unknown) => message.error(no instanceof Error ? no.message : String(no)))
  return (
    <>
      <Panel title={`${row.stationName} ${formats.month(row.month)}`} extra={<span className="tag">{t(`settlement.status.${row.status}`)}</span>}>
        <div className="stack">
          {row.disputeReason && <p className="danger">{t('settlement.disputeIs', { reason: row.disputeReason })}</p>}
          {row.held > 0 && <p className="note-box">{t('settlement.held', { count: row.held })} {may('fraudCase.work') && <Link to={`/fraud-cases?stationId=${row.stationId}`}>{t('settlement.seeCases')}</Link>}</p>}
          <table className="book" aria-label={t('settlement.byLevel')}>
            <thead><tr><th scope="col">{t('repairOrder.field.level')}</th><th scope="col" className="num">{t('settlement.ordersOf')}</th><th scope="col" className="num">{t('settlement.fee')}</th><th scope="col" className="num">{t('settlement.amount')}</th></tr></thead>
            <tbody>
              {row.levels.map((each) => <tr key={each.level}><th scope="row">{t(`repairOrder.level.${each.level}`)}</th><td className="num">{formats.count(each.orders)}</td><td className="num">{yuan(each.fee)}</td><td className="num">{yuan(each.amount)}</td></tr>)}
              <tr><th scope="row">{t('settlement.total')}</th><td className="num">{formats.count(row.orders)}</td><td /><td className="num"><b>{yuan(row.amount)}</b></td></tr>
            </tbody>
          </table>
          <Facts
            items={[
              [t('station.field.number'), row.stationNumber], [t('settlement.drawn'), `${row.drawnBy} · ${formats.at(row.drawnAt)}${row.round > 1 ? ` · ${t('settlement.round', { n: row.round })}` : ''}`], [t('settlement.confirmedAt'), row.confirmedAt && `${row.confirmedBy} · ${formats.at(row.confirmedAt)}`],
              [t('settlement.paidAt'), row.paidAt && `${row.paidBy} · ${formats.at(row.paidAt)}`], [t('settlement.reference'), row.paymentReference],
            ]}
          />
          <Deeds permission="station.portal" deeds={stationDeeds(t, row)} />
          <Deeds permission="stationSettlement.run" deeds={departmentDeeds(t, row)} />
          <div className="row wrap"><Button icon={<Download size={15} />} onClick={() => keep('pdf')}>{t('settlement.pdf')}</Button><Button icon={<Download size={15} />} onClick={() => keep('xlsx')}>{t('settlement.xlsx')}</Button></div>
        </div>
      </Panel>
      <Lines row={row} />
    </>
  )
}

/** Every order of the statement, page by page. */
function Lines({ row }: { row: StationSettlement }) {
  const { t } = useTranslation()
  const query = useInfiniteQuery({
    queryKey: ['settlement-lines', row.id], queryFn: ({ pageParam }) => get<Page<SettlementLine>>(`${OC}/settlements/${row.id}/lines`, { query: { limit: 50, cursor: pageParam } }), initialPageParam: '', getNextPageParam: (page) => page.nextCursor,
  })
  const lines = query.data?.pages.flatMap(({ items }) => items) ?? []
  return (
    <Panel bare title={t('settlement.lines')} extra={t('repairOrder.count', { count: row.orders })}>
      {query.isPending && <Bones lines={3} />}
      {query.isError && <Failure problem={query.error} what={t('settlement.lines')} retry={() => void query.refetch()} />}
      {query.isSuccess && lines.length === 0 && <EmptyState title={t('settlement.noLines')} />}
      {lines.length > 0 && (
        <div className="sideways" tabIndex={0} role="group" aria-label={t('settlement.lines')}>
          <table className="book" aria-label={t('settlement.lines')}>
            <thead><tr>{(['number', 'model', 'serial', 'fault', 'level', 'repairedOn', 'mailedOn'] as const).map((key) => <th key={key} scope="col">{t(key === 'number' ? 'repairOrder.number' : key === 'mailedOn' ? 'repairOrder.mailedOn' : `repairOrder.field.${key}`)}</th>)}<th scope="col" className="num">{t('settlement.fee')}</th></tr></thead>
            <tbody>{lines.map((line) => <tr key={line.orderId}><th scope="row">{line.number}</th><td>{line.model}</td><td>{line.serial}</td><td>{line.fault}</td><td>{t(`repairOrder.level.${line.level}`)}</td><td>{line.repairedOn}</td><td>{line.mailedOn}</td><td className="num">{yuan(line.fee)}</td></tr>)}</tbody>
          </table>
        </div>
      )}
      <More query={query} />
    </Panel>
  )
}

/** Versions of what an order of each level pays, the latest first; what is drawn keeps its own. */
function Rates() {
  const { t } = useTranslation()
  const formats = useFormats()
  const departments = useDepartments().map(({ id, name }) => ({ value: id, label: name }))
  const query = useQuery({ queryKey: ['labour-rates'], queryFn: () => get(`${OC}/labour-rates`) })
  if (query.isPending) return <Bones />
  if (query.isError) return <Failure problem={query.error} what={t('settlement.rates')} retry={() => void query.refetch()} />
  if (query.data.items.length === 0) return <EmptyState icon={<ReceiptText size={20} />} title={t('settlement.noRates')} text={t('settlement.noRatesText')} />
  return (
    <Panel bare title={t('settlement.rates')}>
      <div className="sideways" tabIndex={0} role="group" aria-label={t('settlement.rates')}>
        <table className="book" aria-label={t('settlement.rates')}>
          <thead><tr><th scope="col">{t('settlement.effectiveFrom')}</th>{(['minor', 'medium', 'major'] as const).map((level) => <th key={level} scope="col" className="num">{t(`repairOrder.level.${level}`)}</th>)}<th scope="col">{t('settlement.department')}</th><th scope="col">{t('settlement.publishedAt')}</th><th scope="col">{t('station.why')}</th></tr></thead>
          <tbody>{query.data.items.map((rate) => <tr key={rate.id}><th scope="row">{formats.month(rate.effectiveFrom)}</th><td className="num">{yuan(rate.fees.minor)}</td><td className="num">{yuan(rate.fees.medium)}</td><td className="num">{yuan(rate.fees.major)}</td><td>{departments.find(({ value }) => value === rate.departmentUnitId)?.label}</td><td>{rate.publishedBy} · {formats.at(rate.publishedAt)}</td><td>{rate.reason}</td></tr>)}</tbody>
        </table>
      </div>
    </Panel>
  )
}
