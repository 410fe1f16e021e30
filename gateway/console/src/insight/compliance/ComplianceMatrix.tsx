import { useTranslation } from 'react-i18next'
import type { Compliance, ComplianceCell, ComplianceRow } from '../../api/types.ts'
import { useFormats } from '../../shell/formats.ts'

export const cellOf = (data: Compliance, clauseId: string, columnId: string): ComplianceCell | null => data.rows.find((row) => row.clauseId === clauseId)?.cells.find((cell) => cell.columnId === columnId) ?? null

/** How far below the target: null is on target, 0..3 deepens. The bounds follow the target of the tenant. */
export function heatOf(rate: number | null, target: number): 0 | 1 | 2 | 3 | null {
  if (rate === null || rate >= target) return null
  if (rate >= target - 0.03) return 0
  if (rate >= target - 0.07) return 1
  return rate >= target - 0.15 ? 2 : 3
}

interface Props {
  data: Compliance
  rows: ComplianceRow[]
  selected: { clauseId: string; columnId: string } | null
  slim: boolean
  onSelect: (clauseId: string, columnId: string) => void
}

/** A real table of buttons. Bars are the share missed in six months, so good cells vanish. */
export function ComplianceMatrix({ data, rows, selected, slim, onSelect }: Props) {
  const { t } = useTranslation()
  const formats = useFormats()
  const totals = new Map(data.columns.map((column) => [column.id, data.rows.reduce((sum, row) => sum + (row.cells.find((cell) => cell.columnId === column.id)?.total ?? 0), 0)]))
  return (
    <div className="matrix-scroll">
      <table className={slim ? 'matrix slim' : 'matrix'}>
        <thead>
          <tr>
            <th scope="col">{t('column.clause')}</th>
            {data.columns.map((column) => <th key={column.id} scope="col">{column.name}{!slim && <small>{t('compliance.items', { count: formats.count(totals.get(column.id) ?? 0) })}</small>}</th>)}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.clauseId}>
              <th scope="row"><span className="clause">{row.clauseId}</span><span className="cut">{formats.words(row.label)}</span></th>
              {data.columns.map((column) => {
                const cell = row.cells.find((each) => each.columnId === column.id)
                const on = selected?.clauseId === row.clauseId && selected.columnId === column.id
                return <td key={column.id}><Cell cell={cell} target={data.target} slim={slim} on={on} label={`${row.clauseId} ${column.name}`} onClick={() => onSelect(row.clauseId, column.id)} /></td>
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Cell({ cell, target, slim, on, label, onClick }: { cell: ComplianceCell | undefined; target: number; slim: boolean; on: boolean; label: string; onClick: () => void }) {
  const { t } = useTranslation()
  const formats = useFormats()
  if (!cell || cell.rate === null) return <button type="button" className={on ? 'cell none on' : 'cell none'} aria-pressed={on} aria-label={`${label} ${t('compliance.notHappened')}`} onClick={onClick}>{t(slim ? 'compliance.notHappenedShort' : 'compliance.notHappened')}</button>
  const heat = heatOf(cell.rate, target)
  const few = cell.total < 10
  return (
    <button type="button" className={`cell${heat === null ? '' : ` heat-${heat}`}${on ? ' on' : ''}`} aria-pressed={on} aria-label={`${label} ${formats.percent(cell.rate)}% ${cell.inTime}/${cell.total}`} title={`${cell.inTime} / ${cell.total}${few ? ` ${t('compliance.few')}` : ''}`} onClick={onClick}>
      {heat !== null && heat >= 2 && <i className="corner" />}
      <span>{formats.percent(cell.rate)}</span>
      {!slim && cell.series && <Bars series={cell.series} />}
    </button>
  )
}

function Bars({ series }: { series: (number | null)[] }) {
  return (
    <svg className="bars" width="36" height="18" aria-hidden="true">
      {series.map((rate, index) => {
        const missed = rate === null ? 0 : 1 - rate
        const height = Math.max(1, Math.min(18, missed * 110))
        return <rect key={index} x={index * 6.2} y={(18 - height) / 2} width="3" height={height} opacity={index === series.length - 1 ? 1 : 0.5} />
      })}
    </svg>
  )
}

export function Legend({ target, slim }: { target: number; slim: boolean }) {
  const { t } = useTranslation()
  const at = (below: number) => Math.round((target - below) * 100)
  return (
    <div className="heat-legend">
      <span><i className="cell" />{t('compliance.onTarget', { target: at(0) })}</span>
      {[[0.03, 0], [0.07, 0.03], [0.15, 0.07]].map(([low, high], index) => <span key={index}><i className={`cell heat-${index}`} />{t('compliance.between', { low: at(low!), high: at(high!) })}</span>)}
      <span><i className="cell heat-3" />{t('compliance.under', { low: at(0.15) })}</span>
      {!slim && <span className="push">{t('compliance.bars')}</span>}
    </div>
  )
}
