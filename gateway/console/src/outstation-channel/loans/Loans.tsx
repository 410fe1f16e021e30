import { useQuery } from '@tanstack/react-query'
import { Smartphone } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Choose } from '../../components/Choose.tsx'
import { get } from '../../api/client.ts'
import { waitsFor } from '../../approvals/awaits.ts'
import type { SpareLoan } from '../../api/types.ts'
import { LineChart } from '../../components/charts/LineChart.tsx'
import { DeedButton, DeedStage, Deeds } from '../../components/DeedStage.tsx'
import { Clause, Facts, Panel, Segments } from '../../components/small.tsx'
import { SplitList } from '../../components/SplitList.tsx'
import { TwoLines } from '../../components/TwoLines.tsx'
import { useTitle } from '../../components/use-title.ts'
import { useFormats } from '../../shell/formats.ts'
import { useMay, usePerson } from '../../shell/session.ts'
import { ClocksOf } from '../goods/ClocksOf.tsx'
import { Indicator, useShown } from '../goods/parts.tsx'
import { askLoan, loanDeeds } from './loan-deeds.ts'
import { lastMonths } from '../../shell/months.ts'
import { useSpareItems, useStations } from '../queries.ts'
import '../../components/record.css'

const VIEWS = ['all', 'overdue', 'turnover'] as const
const STATUSES = ['asked', 'approved', 'out', 'returned', 'refused', 'withdrawn'] as const

/** Spare units lent to stations: asked for, approved, out with a day to be back, returned; the overdue ones first of all (OC-3.7a). */
export default function Loans() {
  const { t } = useTranslation()
  const formats = useFormats()
  const may = useMay()
  const { part, show, value, id, set } = useShown(VIEWS)
  const stations = useStations()
  const items = useSpareItems()
  const staff = may('spare.read')
  const [station, status] = [id('station'), value('status', STATUSES)]
  const query = { ...(station && { stationId: station }), ...(part === 'overdue' ? { overdue: 'true' as const } : status && { status }), limit: 50 }
  useTitle(t('nav.spareLoans'))
  return (
    <DeedStage>
      <div className="page split-page">
        <div className="page-head wrap">
          <h1>{t('nav.spareLoans')}</h1><Clause id="OC-3.7a" />
          <Segments label={t('list.views')} value={part} onChange={show} options={VIEWS.filter((each) => staff || each !== 'turnover').map((value) => ({ value, label: t(`spareLoan.view.${value}`) }))} />
          {part === 'all' && <Choose label={t('column.status')} value={status} all={t('goods.anyStatus')} options={STATUSES.map((each) => ({ value: each, label: t(`spareLoan.view.${each}`) }))} onChange={(next) => set('status', next)} />}
          {part !== 'turnover' && stations.length > 1 && <Choose label={t('goods.station')} value={station} all={t('goods.allStations')} options={stations.map((each) => ({ value: each.id, label: each.name }))} onChange={(next) => set('station', next)} />}
          {(may('spare.apply') || may('station.portal')) && <span className="push"><DeedButton primary deed={askLoan(t, items)} /></span>}
        </div>
        {part === 'turnover' ? <Turnover /> : (
          <SplitList<SpareLoan>
            label={t('nav.spareLoans')} icon={<Smartphone size={20} />} none={t(part === 'overdue' ? 'spareLoan.noneOverdue' : 'spareLoan.none')} noneText={t('spareLoan.noneText')} queryKey={['spare-loans', station, part, status]} idOf={(row) => row.id} ask={(cursor) => get('/v1/outstation-channel/spare-loans', { query: { ...query, cursor } })}
            line={(row) => <TwoLines head={[row.itemName, row.serial].filter(Boolean).join(' ')} tag={row.overdue ? <span className="danger">{t('spareLoan.overdue')}</span> : t(`spareLoan.view.${row.status}`)} sub={row.stationName} end={row.status === 'out' ? t('spareLoan.dueIs', { at: formats.due(row.dueAt) }) : formats.at(row.returnedAt ?? row.askedAt)} />}
            detail={(row) => <Detail row={row} />}
          />
        )}
      </div>
    </DeedStage>
  )
}

function Detail({ row }: { row: SpareLoan }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const may = useMay()
  const me = usePerson().user.id
  // Lending is moderate: whoever decides sees what the station has already (OC-3.7a).
  const out = useQuery({ queryKey: ['spare-loans', row.stationId, 'out'], queryFn: () => get('/v1/outstation-channel/spare-loans', { query: { stationId: row.stationId, status: 'out', limit: 200 } }), enabled: row.status === 'asked' }).data?.items
  return (
    <Panel title={[row.itemName, row.serial].filter(Boolean).join(' ')} extra={<span className="tag">{t(`spareLoan.view.${row.status}`)}</span>}>
      <div className="stack">
        {row.issuedAt && <ClocksOf subjectId={row.id} />}
        <Facts
          items={[
            [t('column.number'), row.number], [t('goods.station'), row.stationName], [t('spareLoan.purpose'), row.purpose], [t('spareLoan.stationHas'), row.status === 'asked' && out && t('spareLoan.hasOut', { count: out.length, overdue: out.filter((each) => each.overdue).length })], [t('spare.itemNumber'), row.itemNumber], [t('spare.askedBy'), `${row.askedByName} · ${formats.at(row.askedAt)}`], [t('goods.waitsFor'), waitsFor(row.approvals).join(t('mark.list'))], [t('spare.decidedBy'), row.decidedBy], [t('spare.decision'), row.decisionNote],
            [t('spareLoan.setDueOn'), row.setDueOn], [t('spareLoan.issuedAt'), row.issuedAt && formats.at(row.issuedAt)], [t('spareLoan.dueAt'), row.dueAt && (row.overdue ? <b key="due" className="danger">{formats.due(row.dueAt)}</b> : formats.due(row.dueAt))], [t('spareLoan.returnedAt'), row.returnedAt && formats.at(row.returnedAt)],
          ]}
        />
        <Deeds deeds={loanDeeds(t, row, { may, me })} />
      </div>
    </Panel>
  )
}

/** How fast they turn over: by region of the last year, and how the days went. */
function Turnover() {
  const { t } = useTranslation()
  const formats = useFormats()
  const months = lastMonths(12).toReversed()
  const days = (value: number) => t('spareLoan.days', { days: value })
  return (
    <div className="stack">
      <Indicator
        title={t('spareLoan.byMonth')} clause="OC-3.7a" name={['loans', 'months']} none={t('spareLoan.noFigures')} ask={() => get('/v1/outstation-channel/spare-loans/months', { query: { from: months[0]!, to: months.at(-1)! } })} rowKey={(row) => row.month}
        chart={(rows) => <LineChart label={t('spareLoan.averageDays')} categories={months.map(formats.monthShort)} series={[{ name: t('spareLoan.averageDays'), values: months.map((month) => rows.find((row) => row.month === month)?.averageDays ?? null) }]} format={days} />}
        columns={[{ title: t('goods.month'), left: true, cell: (row) => formats.month(row.month) }, { title: t('spareLoan.loans'), cell: (row) => formats.count(row.loans) }, { title: t('spareLoan.returnedLate'), cell: (row) => formats.count(row.returnedLate) }, { title: t('spareLoan.averageDays'), cell: (row) => days(row.averageDays) }]}
      />
      <Indicator
        title={t('spareLoan.byRegion')} clause="OC-3.7a" name={['loans', 'regions']} none={t('spareLoan.noFigures')} ask={() => get('/v1/outstation-channel/spare-loans/turnover')} rowKey={(row) => row.regionId}
        columns={[
          { title: t('goods.region'), left: true, cell: (row) => row.regionName }, { title: t('spareLoan.loans'), cell: (row) => formats.count(row.loans) }, { title: t('spareLoan.view.out'), cell: (row) => formats.count(row.out) }, { title: t('spareLoan.overdue'), cell: (row) => (row.overdue > 0 ? <b className="danger">{formats.count(row.overdue)}</b> : '0') },
          { title: t('spareLoan.returnedLate'), cell: (row) => formats.count(row.returnedLate) }, { title: t('spareLoan.averageDays'), cell: (row) => days(row.averageDays) },
        ]}
      />
    </div>
  )
}
