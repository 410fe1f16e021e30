import { useTranslation } from 'react-i18next'
import type { Compliance } from '../../api/types.ts'
import { LineChart } from '../../components/charts/LineChart.tsx'
import { Panel } from '../../components/small.tsx'
import { useFormats } from '../../shell/formats.ts'

/** The trend of the whole, and the cells that changed most. */
export function Trends({ data, onSelect }: { data: Compliance; onSelect: (clauseId: string, columnId: string) => void }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const end = data.asOf.slice(0, 7)
  const months = data.tiles.trend.map((_, index) => shiftMonth(end, index - data.tiles.trend.length + 1)).map((month) => formats.monthShort(month))
  return (
    <div className="stack">
      <Panel title={t('compliance.trend', { count: data.tiles.trend.length })}>
        <LineChart label={t('compliance.trend', { count: data.tiles.trend.length })} categories={months} target={{ name: t('compliance.target'), value: data.target }} most={1} series={[{ name: data.columns[0]?.name ?? '', values: data.tiles.trend }]} format={(share) => `${formats.percent(share)}%`} />
      </Panel>
      <Panel title={t('compliance.changes')} bare>
        <ul className="lines">
          {data.biggestChanges.map((change) => {
            const row = data.rows.find((each) => each.clauseId === change.clauseId)
            const column = data.columns.find((each) => each.id === change.columnId)
            const cell = row?.cells.find((each) => each.columnId === change.columnId)
            return (
              <li key={change.clauseId + change.columnId}>
                <span><button type="button" className="linkish" onClick={() => onSelect(change.clauseId, change.columnId)}>{column?.name} {row && formats.words(row.label)}</button> <span className="clause">{change.clauseId}</span><br /><small className="muted">{cell && t('compliance.missedOf', { missed: cell.total - cell.inTime, total: cell.total })}</small></span>
                <b className={change.delta < 0 ? 'danger nowrap' : 'good nowrap'}>{change.delta < 0 ? '▼' : '▲'} {Math.abs(change.delta * 100).toFixed(1)}</b>
              </li>
            )
          })}
          {data.biggestChanges.length === 0 && <li className="muted">{t('compliance.noChanges')}</li>}
        </ul>
      </Panel>
      {data.deviations > 0 && <Panel title={t('compliance.deviations')}><p className="soft">{t('compliance.deviationsText', { count: data.deviations })} <span className="clause">R14</span></p></Panel>}
    </div>
  )
}

function shiftMonth(month: string, by: number): string {
  const [year, number] = month.split('-').map(Number) as [number, number]
  return new Date(Date.UTC(year, number - 1 + by, 1)).toISOString().slice(0, 7)
}
