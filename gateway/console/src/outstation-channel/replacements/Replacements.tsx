import { Repeat } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Choose } from '../../components/Choose.tsx'
import { get, post } from '../../api/client.ts'
import { awaits, waitsFor } from '../../approvals/awaits.ts'
import type { Replacement } from '../../api/types.ts'
import { LineChart } from '../../components/charts/LineChart.tsx'
import { DeedButton, DeedStage, Deeds } from '../../components/DeedStage.tsx'
import type { Deed, Field } from '../../components/form-fields.ts'
import { Clause, Facts, Panel, Segments } from '../../components/small.tsx'
import { SplitList } from '../../components/SplitList.tsx'
import { TwoLines } from '../../components/TwoLines.tsx'
import { useTitle } from '../../components/use-title.ts'
import { useFormats } from '../../shell/formats.ts'
import { useMay, usePerson } from '../../shell/session.ts'
import { Indicator, type Say, useShown } from '../goods/parts.tsx'
import { stationField } from '../goods/StationField.tsx'
import { decisions, type Reader } from '../spares/spare-deeds.tsx'
import { lastMonths } from '../../shell/months.ts'
import { useStations } from '../queries.ts'
import '../../components/record.css'

const VIEWS = ['all', 'rates'] as const
const STATUSES = ['asked', 'approved', 'replaced', 'refused', 'withdrawn'] as const
const CAUSES = ['product', 'station_irregular', 'service_late', 'other'] as const

/** Replacements (换新): none without an approval and a cause, and where they come from (OC-3.7b). */
export default function Replacements() {
  const { t } = useTranslation()
  const formats = useFormats()
  const may = useMay()
  const { part, show, value, id, set } = useShown(VIEWS)
  const stations = useStations()
  const [station, cause, status] = [id('station'), value('cause', CAUSES), value('status', STATUSES)]
  useTitle(t('nav.replacements'))
  return (
    <DeedStage>
      <div className="page split-page">
        <div className="page-head wrap">
          <h1>{t('nav.replacements')}</h1><Clause id="OC-3.7b" />
          <Segments label={t('list.views')} value={part} onChange={show} options={VIEWS.filter((each) => may('spare.read') || each !== 'rates').map((each) => ({ value: each, label: t(`replacement.view.${each}`) }))} />
          {part !== 'rates' && <Choose label={t('column.status')} value={status} all={t('goods.anyStatus')} options={STATUSES.map((each) => ({ value: each, label: t(`replacement.view.${each}`) }))} onChange={(next) => set('status', next)} />}
          {part !== 'rates' && <Choose label={t('replacement.cause')} value={cause} all={t('replacement.anyCause')} options={CAUSES.map((each) => ({ value: each, label: t(`replacement.of.${each}`) }))} onChange={(next) => set('cause', next)} />}
          {part !== 'rates' && stations.length > 1 && <Choose label={t('goods.station')} value={station} all={t('goods.allStations')} options={stations.map((each) => ({ value: each.id, label: each.name }))} onChange={(next) => set('station', next)} />}
          {(may('replacement.apply') || may('station.portal')) && <span className="push"><DeedButton primary deed={ask(t)} /></span>}
        </div>
        {part === 'rates' ? <Rates /> : (
          <SplitList<Replacement>
            label={t('nav.replacements')} icon={<Repeat size={20} />} none={t('replacement.none')} noneText={t('replacement.noneText')} queryKey={['replacements', status, station, cause]} idOf={(row) => row.id}
            ask={(cursor) => get('/v1/outstation-channel/replacements', { query: { ...(station && { stationId: station }), ...(cause && { cause }), ...(status && { status }), limit: 50, cursor } })}
            line={(row) => <TwoLines head={`${row.model} ${row.serial}`} tag={t(`replacement.view.${row.status}`)} sub={`${row.stationName} · ${t(`replacement.of.${row.cause}`)}`} end={formats.at(row.askedAt)} />}
            detail={(row) => <Detail row={row} />}
          />
        )}
      </div>
    </DeedStage>
  )
}

function Detail({ row }: { row: Replacement }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const may = useMay()
  const me = usePerson().user.id
  return (
    <Panel title={`${row.model} ${row.serial}`} extra={<span className="tag">{t(`replacement.view.${row.status}`)}</span>}>
      <div className="stack">
        <p>{row.reason}</p>
        <Facts
          items={[
            [t('column.number'), row.number], [t('goods.station'), row.stationName], [t('replacement.cause'), t(`replacement.of.${row.cause}`)], [t('spare.askedBy'), `${row.askedByName} · ${formats.at(row.askedAt)}`], [t('goods.waitsFor'), waitsFor(row.approvals).join(t('mark.list'))], [t('spare.decidedBy'), row.decidedAt && `${row.decidedBy} · ${formats.at(row.decidedAt)}`], [t('spare.decision'), row.decisionNote],
            [t('replacement.newSerial'), row.newSerial], [t('replacement.replacedAt'), row.replacedAt && formats.at(row.replacedAt)],
          ]}
        />
        <Deeds deeds={deedsOf(t, row, { may, me })} />
      </div>
    </Panel>
  )
}

/** What share of the repairs ended with a new device, by month; and which regions, models and causes they come from. */
function Rates() {
  const { t } = useTranslation()
  const formats = useFormats()
  const months = lastMonths(12).toReversed()
  const span = { from: months[0]!, to: months.at(-1)! }
  const percent = (value: number | null) => (value === null ? '—' : `${value}%`)
  return (
    <div className="stack">
      <Indicator
        title={t('replacement.byMonth')} clause="OC-3.7b" name={['replacements', 'months']} none={t('replacement.noFigures')} ask={() => get('/v1/outstation-channel/replacements/months', { query: span })} rowKey={(row) => row.month}
        chart={(rows) => <LineChart label={t('replacement.rate')} categories={months.map(formats.monthShort)} series={[{ name: t('replacement.rate'), values: months.map((month) => rows.find((row) => row.month === month)?.ratePercent ?? null) }]} format={percent} />}
        columns={[{ title: t('goods.month'), left: true, cell: (row) => formats.month(row.month) }, { title: t('replacement.count'), cell: (row) => formats.count(row.replacements) }, { title: t('replacement.avoidable'), cell: (row) => (row.avoidable > 0 ? <b>{formats.count(row.avoidable)}</b> : '0') }, { title: t('replacement.repairs'), cell: (row) => formats.count(row.repairs) }, { title: t('replacement.rate'), cell: (row) => percent(row.ratePercent) }]}
      />
      <Indicator
        title={t('replacement.byCause')} clause="OC-3.7b" name={['replacements', 'rates']} none={t('replacement.noFigures')} ask={() => get('/v1/outstation-channel/replacements/rates', { query: span })} rowKey={(row) => `${row.regionId}${row.model}${row.cause}`}
        columns={[
          { title: t('goods.region'), left: true, cell: (row) => row.regionName }, { title: t('goods.model'), left: true, cell: (row) => row.model }, { title: t('replacement.cause'), left: true, cell: (row) => (row.avoidable ? <b>{t(`replacement.of.${row.cause}`)}</b> : t(`replacement.of.${row.cause}`)) },
          { title: t('replacement.count'), cell: (row) => formats.count(row.replacements) }, { title: t('replacement.repairs'), cell: (row) => formats.count(row.repairs) }, { title: t('replacement.rate'), cell: (row) => percent(row.ratePercent) },
        ]}
      />
    </div>
  )
}

const PATH = '/v1/outstation-channel/replacements'
const causeField = (t: Say, initial: string, label: string): Field => ({ name: 'cause', kind: 'pick', label, initial, options: CAUSES.map((value) => ({ value, label: t(`replacement.of.${value}`) })) })

const ask = (t: Say): Deed => ({
  title: t('replacement.ask'), say: t('replacement.askSays'), done: t('replacement.asked'),
  fields: [stationField(t), { name: 'model', kind: 'line', label: t('goods.model') }, { name: 'serial', kind: 'line', label: t('replacement.oldSerial') }, causeField(t, 'product', t('replacement.cause')), { name: 'reason', kind: 'text', label: t('goods.reason') }],
  send: (values) => post(PATH, values),
})

function deedsOf(t: Say, row: Replacement, { may, me }: Reader): Deed[] {
  const path = `${PATH}/${row.id}`
  const about = `${row.number} ${row.model} ${row.serial}`
  if (row.status === 'asked') return awaits(row.approvals, me) ? decisions(t, path, about, [causeField(t, row.cause, t('replacement.causeFound'))]) : []
  return row.status === 'approved' && (may('replacement.apply') || may('station.portal')) ? [{ title: t('replacement.replace'), about, say: t('replacement.replaceSays'), done: t('replacement.isReplaced'), fields: [{ name: 'newSerial', kind: 'line', label: t('replacement.newSerial') }], send: (values) => post(`${path}/replace`, values) }] : []
}
