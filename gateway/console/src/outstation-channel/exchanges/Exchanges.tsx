import { Handshake } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { get } from '../../api/client.ts'
import type { ChannelExchange } from '../../api/types.ts'
import { Rows } from '../../components/Figures.tsx'
import { Clocks } from '../../components/ClockCard.tsx'
import { ClockChip } from '../../components/ClockChip.tsx'
import { DeedButton, DeedStage } from '../../components/DeedStage.tsx'
import { Clause, Facts, Panel, Segments } from '../../components/small.tsx'
import { SplitList } from '../../components/SplitList.tsx'
import { TwoLines } from '../../components/TwoLines.tsx'
import { useTitle } from '../../components/use-title.ts'
import { addDays, useFormats } from '../../shell/formats.ts'
import { useMay } from '../../shell/session.ts'
import { useStationRegions } from '../queries.ts'
import { useTold } from '../queries.ts'
import { useOwnStaff } from '../who.ts'
import { ExchangeFigures } from './ExchangeFigures.tsx'
import { EXCHANGES, recordExchange } from './exchange-deeds.ts'
import '../../components/record.css'

/** What local sales tell each week, and what is given back to them (OC-3.3.3). */
export default function Exchanges() {
  const { t } = useTranslation()
  const may = useMay()
  const own = useOwnStaff()
  const [params, setParams] = useSearchParams()
  const figures = params.get('what') === 'figures'
  const mine = params.get('mine') === 'true'
  const regions = useStationRegions()
  const told = useTold()
  useTitle(t('nav.exchanges'))
  return (
    <DeedStage>
      <div className="page split-page">
        <div className="page-head wrap">
          <h1>{t('nav.exchanges')}</h1><Clause id="OC-3.3.3" />
          <Segments label={t('exchange.show')} value={figures ? 'figures' : 'records'} onChange={(next) => setParams(next === 'figures' ? { what: next } : {})} options={(['records', 'figures'] as const).map((value) => ({ value, label: t(`exchange.what.${value}`) }))} />
          {!figures && own && <label className="row"><input type="checkbox" checked={mine} onChange={(event) => setParams(event.target.checked ? { mine: 'true' } : {})} />{t('exchange.mine')}</label>}
          {own && !figures && may('channelExchange.write') && <span className="push"><DeedButton primary deed={recordExchange(t, regions, told)} /></span>}
        </div>
        {figures ? <ExchangeFigures /> : (
          <SplitList<ChannelExchange>
            label={t('nav.exchanges')} icon={<Handshake size={20} />} none={t('exchange.none')} noneText={t('exchange.noneText')} queryKey={['exchanges', mine]} idOf={(row) => row.id} ask={(cursor) => get(EXCHANGES, { query: { ...(mine && { mine: 'true' }), limit: 50, cursor } })}
            line={(row) => <TwoLines head={row.staffName} tag={row.obligations[0] ? <ClockChip clock={row.obligations[0]} still /> : <span className="muted">{t('exchange.linesOf', { count: row.lines.length })}</span>} sub={row.salesPerson} end={t('weekly.week', { from: row.week.slice(5), to: addDays(row.week, 6).slice(5) })} />}
            detail={(row) => <Detail row={row} />}
          />
        )}
      </div>
    </DeedStage>
  )
}

function Detail({ row }: { row: ChannelExchange }) {
  const { t } = useTranslation()
  const formats = useFormats()
  return (
    <>
      <Panel title={`${row.staffName} · ${row.salesPerson}`}>
        <div className="stack">
          <Clocks clocks={row.obligations} />
          <Facts items={[[t('channelReport.period'), t('weekly.week', { from: row.week, to: addDays(row.week, 6) })], [t('exchange.text'), row.text], [t('exchange.feedback'), row.feedback], [t('exchange.by'), `${row.byName} · ${formats.at(row.recordedAt)}`]]} />
        </div>
      </Panel>
      <Panel bare title={t('exchange.lines')}>
        <Rows
          label={t('exchange.lines')} rows={row.lines} rowKey={(line) => `${line.regionId} ${line.model}`}
          columns={[
            { title: t('exchange.region'), left: true, cell: (line) => line.regionName }, { title: t('exchange.model'), left: true, cell: (line) => line.model }, ...(['sold', 'failures'] as const).map((key) => ({ title: t(`exchange.${key}`), cell: (line: (typeof row.lines)[number]) => formats.count(line[key]) })), { title: t('exchange.stock'), cell: (line) => (line.stock === null ? '—' : formats.count(line.stock)) },
          ]}
        />
      </Panel>
    </>
  )
}
