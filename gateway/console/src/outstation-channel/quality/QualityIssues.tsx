import { Bug, Newspaper } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Choose } from '../../components/Choose.tsx'
import { get } from '../../api/client.ts'
import type { MarketItem, QualityIssue } from '../../api/types.ts'
import { BarChart } from '../../components/charts/BarChart.tsx'
import { Clocks } from '../../components/ClockCard.tsx'
import { ClockChip } from '../../components/ClockChip.tsx'
import { DeedButton, DeedStage, Deeds } from '../../components/DeedStage.tsx'
import { Clause, Facts, Panel, Segments } from '../../components/small.tsx'
import { SplitList } from '../../components/SplitList.tsx'
import { TwoLines } from '../../components/TwoLines.tsx'
import { useTitle } from '../../components/use-title.ts'
import { useFormats } from '../../shell/formats.ts'
import { useMay } from '../../shell/session.ts'
import { wholeOnly } from '../goods/around.ts'
import { Indicator, useShown } from '../goods/parts.tsx'
import { issueDeeds, MARKET_KINDS, reportIssue, reportMarket } from './quality-deeds.ts'
import { lastMonths } from '../../shell/months.ts'
import { useDepartment, useDepartments, useStations } from '../queries.ts'
import '../../components/record.css'

const PARTS = ['issues', 'market', 'figures'] as const
const STATUSES = ['reported', 'in_work', 'closed'] as const

/** Quality problems, reported within hours of their discovery and followed to their outcome; and what the market says (OC-3.5.1, OC-2.3). */
export default function QualityIssues() {
  const { t } = useTranslation()
  const formats = useFormats()
  const may = useMay()
  const { part, show, value, id, set } = useShown(PARTS)
  const stations = useStations()
  const departments = useDepartments()
  const departmentId = useDepartment()
  const [status, kind, model] = [value('status', STATUSES), value('kind', MARKET_KINDS), id('model')]
  useTitle(t('nav.qualityIssues'))
  return (
    <DeedStage>
      <div className="page split-page">
        <div className="page-head wrap">
          <h1>{t('nav.qualityIssues')}</h1>
          <Segments label={t('goods.show')} value={part} onChange={show} options={PARTS.map((each) => ({ value: each, label: t(`qualityIssue.part.${each}`) }))} />
          {part === 'issues' && <Choose label={t('column.status')} value={status} all={t('goods.anyStatus')} options={STATUSES.map((each) => ({ value: each, label: t(`qualityIssue.status.${each}`) }))} onChange={(next) => set('status', next)} />}
          {part === 'market' && <Choose label={t('column.kind')} value={kind} all={t('goods.anyKind')} options={MARKET_KINDS.map((each) => ({ value: each, label: t(`qualityIssue.market.${each}`) }))} onChange={(next) => set('kind', next)} />}
          {part === 'issues' && model && <button type="button" className="btn" onClick={() => set('model', '')}>{t('qualityIssue.modelIs', { model })} ×</button>}
          {may('qualityIssue.work') && departmentId && <span className="push">{part === 'market' ? <DeedButton primary deed={reportMarket(t, departments, departmentId)} /> : part === 'issues' && <DeedButton primary deed={reportIssue(t, departments, departmentId, stations)} />}</span>}
        </div>
        {part === 'issues' && (
          <SplitList<QualityIssue>
            label={t('qualityIssue.part.issues')} icon={<Bug size={20} />} none={t('qualityIssue.none')} noneText={t('qualityIssue.noneText')} queryKey={['quality-issues', status, model]} idOf={(row) => row.id}
            ask={(cursor) => get('/v1/outstation-channel/quality-issues', { query: { ...(status && { status }), ...(model && { model }), limit: 50, cursor } })}
            line={(row) => {
              const clock = row.obligations.at(-1)
              return <TwoLines head={`${row.model} ${row.fault}`} tag={clock && <ClockChip clock={clock} still />} sub={[row.number, t('qualityIssue.units', { count: row.units }), row.stationName].filter(Boolean).join(' · ')} end={<span className="tag">{t(`qualityIssue.status.${row.status}`)}</span>} />
            }}
            detail={(row) => <Issue row={row} onModel={() => set('model', row.model)} />}
          />
        )}
        {part === 'market' && (
          <SplitList<MarketItem>
            label={t('qualityIssue.part.market')} icon={<Newspaper size={20} />} none={t('qualityIssue.noMarket')} noneText={t('qualityIssue.noMarketText')} queryKey={['market-items', kind]} idOf={(row) => row.id} ask={(cursor) => get('/v1/outstation-channel/market-items', { query: { ...(kind && { kind }), limit: 50, cursor } })}
            line={(row) => <TwoLines head={row.text} tag={t(`qualityIssue.market.${row.kind}`)} sub={[row.maker, row.model].filter(Boolean).join(' ') || row.byName} end={formats.at(row.at)} />}
            detail={(row) => <Panel title={[row.maker, row.model].filter(Boolean).join(' ') || t(`qualityIssue.market.${row.kind}`)} extra={<Clause id="OC-2.3" />}><div className="stack"><p>{row.text}</p><Facts items={[[t('column.kind'), t(`qualityIssue.market.${row.kind}`)], [t('qualityIssue.maker'), row.maker], [t('goods.model'), row.model], [t('qualityIssue.heardBy'), `${row.byName} · ${formats.at(row.at)}`]]} /></div></Panel>}
          />
        )}
        {part === 'figures' && <Trends />}
      </div>
    </DeedStage>
  )
}

function Issue({ row, onModel }: { row: QualityIssue; onModel: () => void }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const may = useMay()
  return (
    <Panel title={`${row.model} ${row.fault}`} extra={<><span className="tag">{t(`qualityIssue.status.${row.status}`)}</span><Clause id="OC-3.5.1" /></>}>
      <div className="stack">
        <p>{row.text}</p>
        <Clocks clocks={row.obligations} />
        <Facts
          items={[
            [t('column.number'), row.number], [t('goods.model'), <button key="model" type="button" className="linkish" onClick={onModel}>{row.model}</button>], [t('qualityIssue.fault'), row.fault], [t('qualityIssue.howMany'), t('qualityIssue.units', { count: row.units })], [t('goods.station'), row.stationName],
            [t('qualityIssue.discoveredAt'), formats.at(row.discoveredAt)], [t('qualityIssue.reportedAt'), `${row.byName} · ${formats.at(row.reportedAt)}`], [t('qualityIssue.outcome'), row.outcome],
          ]}
        />
        {may('qualityIssue.work') && <Deeds deeds={issueDeeds(t, row)} />}
      </div>
    </Panel>
  )
}

/** What was found and heard, by month. */
function Trends() {
  const { t } = useTranslation()
  const formats = useFormats()
  const months = lastMonths(12).toReversed()
  const span = { from: months[0]!, to: months.at(-1)! }
  return (
    <div className="stack">
      <Indicator
        title={t('qualityIssue.trend')} clause="OC-3.5.1" name={['quality', 'trend']} none={t('qualityIssue.none')} ask={() => get('/v1/outstation-channel/quality-issues/trend', { query: span })} rowKey={(row) => `${row.month}${row.model}${row.fault}`}
        chart={(rows) => {
          const models = [...new Set(rows.map((row) => row.model))].map((model) => ({ model, units: rows.reduce((sum, row) => sum + (row.model === model ? row.units : 0), 0) })).toSorted((a, b) => b.units - a.units).slice(0, 6)
          return <BarChart stacked label={t('qualityIssue.trend')} categories={months.map(formats.monthShort)} series={models.map(({ model }) => ({ name: model, values: months.map((month) => rows.reduce((sum, row) => sum + (row.model === model && row.month === month ? row.units : 0), 0)) }))} format={wholeOnly((units) => t('qualityIssue.units', { count: units }))} />
        }}
        columns={[{ title: t('goods.month'), left: true, cell: (row) => formats.month(row.month) }, { title: t('goods.model'), left: true, cell: (row) => row.model }, { title: t('qualityIssue.fault'), left: true, cell: (row) => row.fault }, { title: t('qualityIssue.issues'), cell: (row) => formats.count(row.issues) }, { title: t('qualityIssue.howMany'), cell: (row) => formats.count(row.units) }]}
      />
      <Indicator
        title={t('qualityIssue.marketTrend')} clause="OC-2.3" name={['market', 'months']} none={t('qualityIssue.noMarket')} ask={() => get('/v1/outstation-channel/market-items/months', { query: span })} rowKey={(row) => `${row.month}${row.kind}`}
        chart={(rows) => <BarChart label={t('qualityIssue.marketTrend')} categories={months.map(formats.monthShort)} series={MARKET_KINDS.map((kind) => ({ name: t(`qualityIssue.market.${kind}`), values: months.map((month) => rows.find((row) => row.month === month && row.kind === kind)?.items ?? 0) }))} format={wholeOnly(formats.count)} />}
        columns={[]}
      />
    </div>
  )
}
