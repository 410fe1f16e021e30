import { Eye, SearchCheck } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { Choose } from '../../components/Choose.tsx'
import { get } from '../../api/client.ts'
import type { FraudCase } from '../../api/types.ts'
import { DeedButton, Deeds, DeedStage } from '../../components/DeedStage.tsx'
import { Clause, Facts, Panel, Segments } from '../../components/small.tsx'
import { SplitList } from '../../components/SplitList.tsx'
import { TwoLines } from '../../components/TwoLines.tsx'
import { useTitle } from '../../components/use-title.ts'
import { dateOf, useFormats, yuan } from '../../shell/formats.ts'
import { serverNow } from '../../shell/server-clock.ts'
import { useMay } from '../../shell/session.ts'
import { useConditions } from '../stations/use-conditions.ts'
import { Evidence } from './Evidence.tsx'
import { caseDeeds, report, scan } from './fraud-deeds.ts'
import { monthOptions } from '../../shell/months.ts'
import { useDepartments, useStationOptions } from '../queries.ts'
import '../../components/record.css'

const STATUSES = ['open', 'confirmed', 'closed', 'dismissed'] as const
const KINDS = ['repeat_serial', 'before_sale', 'phone_repeated', 'volume_outlier', 'fee_outlier', 'sequence_gap', 'reported'] as const

/** Signs of faked orders, each with what was seen, its evidence and its decision; without any, nothing is known (OC-3.2.2b). */
export default function FraudCases() {
  const { t } = useTranslation()
  const formats = useFormats()
  const may = useMay()
  const [params, set] = useConditions()
  const status = STATUSES.find((each) => each === params.get('status')) ?? 'open'
  const kind = KINDS.find((each) => each === params.get('kind'))
  const stationId = params.get('stationId') ?? ''
  const stations = useStationOptions()
  const departments = useDepartments().map(({ id, name }) => ({ value: id, label: name }))
  useTitle(t('nav.fraudCases'))
  return (
    <DeedStage>
      <div className="page split-page">
        <div className="page-head wrap">
          <h1>{t('nav.fraudCases')}</h1><Clause id="OC-3.2.2b" />
          <Segments label={t('column.status')} value={status} onChange={(next) => set('status', next === 'open' ? '' : next)} options={STATUSES.map((value) => ({ value, label: t(`fraud.status.${value}`) }))} />
          <span className="push row wrap">
            {may('repairOrder.review') && departments.length > 0 && <DeedButton size="middle" icon={<SearchCheck size={15} />} deed={scan(t, departments, monthOptions(formats, 12))} />}
            {stations.length > 0 && <DeedButton primary deed={report(t, stations)} />}
          </span>
        </div>
        <div className="filters">
          <Choose label={t('fraud.kindOf')} all={t('fraud.everyKind')} value={kind ?? ''} options={KINDS.map((value) => ({ value, label: t(`fraud.kind.${value}`) }))} onChange={(value) => set('kind', value)} />
          <Choose label={t('station.what')} all={t('station.everyStation')} value={stationId} options={stations} onChange={(value) => set('stationId', value)} />
        </div>
        <SplitList<FraudCase>
          label={t('nav.fraudCases')} icon={<Eye size={20} />} none={t(status === 'open' ? 'fraud.nothing' : `fraud.none.${status}`)} noneText={t('fraud.nothingText')} queryKey={['fraud-cases', status, kind, stationId]} idOf={(row) => row.id} ask={(cursor) => get('/v1/outstation-channel/fraud-cases', { query: { status, kind, stationId, limit: 50, cursor } })}
          line={(row) => <TwoLines head={row.stationName} tag={<span className="muted nowrap">{formats.at(row.decidedAt ?? row.openedAt)}</span>} sub={formats.words(row.kindName)} end={row.orderCount > 0 ? t('repairOrder.count', { count: row.orderCount }) : formats.month(row.month)} />}
          detail={(row) => <Detail row={row} />}
        />
      </div>
    </DeedStage>
  )
}

function Detail({ row }: { row: FraudCase }) {
  const { t } = useTranslation()
  const formats = useFormats()
  return (
    <>
      <Panel title={<Link to={`/stations/${row.stationId}`}>{row.stationName}</Link>} extra={<span className="tag">{t(`fraud.status.${row.status}`)}</span>}>
        <div className="stack">
          <p><b>{formats.words(row.kindName)}</b></p>
          <Facts
            items={[
              ...Object.entries(row.detail).map(([key, value]): [string, string] => [t(`fraud.seen.${key}`), key.endsWith('Fen') ? yuan((Number(value) / 100).toFixed(2)) : String(value)]), [t('repairOrder.month'), formats.month(row.month)], [t('fraud.openedAt'), formats.at(row.openedAt)],
              [t('fraud.evidence'), row.evidence], [t('fraud.report'), row.report], [t('fraud.reportedAt'), row.reportedAt && formats.at(row.reportedAt)], [t('fraud.decidedAt'), row.decidedAt && `${row.decidedBy} · ${formats.at(row.decidedAt)}`], [t('fraud.dismissedFor'), row.reason],
              [t('fraud.educatedOn'), row.educatedOn], [t('fraud.education'), row.education],
            ]}
          />
          <Deeds permission="fraudCase.work" deeds={caseDeeds(t, row, dateOf(serverNow()))} />
        </div>
      </Panel>
      <Evidence row={row} />
    </>
  )
}
