import { ArrowDownToLine, ArrowUpFromLine, MessageSquare, Send } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Choose } from '../../components/Choose.tsx'
import { get, post } from '../../api/client.ts'
import type { StationMessage } from '../../api/types.ts'
import { Clocks } from '../../components/ClockCard.tsx'
import { ClockChip } from '../../components/ClockChip.tsx'
import { DeedButton, DeedStage } from '../../components/DeedStage.tsx'
import type { Deed, Option } from '../../components/form-fields.ts'
import { Clause, Facts, Panel, Segments } from '../../components/small.tsx'
import { SplitList } from '../../components/SplitList.tsx'
import { useTitle } from '../../components/use-title.ts'
import { useFormats } from '../../shell/formats.ts'
import { useMay } from '../../shell/session.ts'
import { useConditions } from '../stations/use-conditions.ts'
import { useIsStation, useStationOptions } from '../queries.ts'
import '../../components/record.css'

type Say = (key: string, values?: Record<string, unknown>) => string
const PATH = '/v1/outstation-channel/station-messages'

/** The open channel with stations (OC-3.3.2): what a station writes is answered within hours; what goes down is read and confirmed there. */
export default function StationMessages() {
  const { t } = useTranslation()
  const formats = useFormats()
  const own = useIsStation()
  const [params, set] = useConditions()
  const stations = useStationOptions()
  const waiting = params.get('waiting') === '1'
  const stationUnitId = params.get('stationId') ?? ''
  useTitle(t('nav.stationMessages'))
  return (
    <DeedStage>
      <div className="page split-page">
        <div className="page-head wrap">
          <h1>{t('nav.stationMessages')}</h1><Clause id="OC-3.3.2" />
          <Segments label={t('station.show')} value={waiting ? '1' : ''} onChange={(next) => set('waiting', next)} options={[{ value: '', label: t('station.view.all') }, { value: '1', label: t('letter.waiting') }]} />
          {stations.length > 1 && <Choose label={t('station.what')} all={t('station.everyStation')} value={stationUnitId} options={stations} onChange={(value) => set('stationId', value)} />}
          {stations.length > 0 && <span className="push"><DeedButton primary icon={<Send size={15} />} deed={write(t, own, stations, stationUnitId)} /></span>}
        </div>
        <SplitList<StationMessage>
          label={t('nav.stationMessages')} icon={<MessageSquare size={20} />} none={t(waiting ? 'letter.noneWaiting' : 'letter.none')} noneText={t(own ? 'letter.noneTextStation' : 'letter.noneText')} queryKey={['station-messages', waiting, stationUnitId]} idOf={(row) => row.id}
          ask={(cursor) => get(PATH, { query: { ...(waiting && { unanswered: '1' }), stationUnitId, limit: 50, cursor } })}
          line={(row) => {
            const clock = row.obligations.at(-1)
            return (
              <>
                <span className="row between"><b className="row cut">{row.direction === 'up' ? <ArrowUpFromLine size={14} aria-label={t('letter.up')} /> : <ArrowDownToLine size={14} aria-label={t('letter.down')} />}<span className="cut">{row.text}</span></b>{row.direction === 'up' && clock ? <ClockChip clock={clock} still /> : <Read row={row} own={own} />}</span>
                <span className="row between soft"><span className="cut">{own ? row.byName : `${row.stationName} · ${row.byName}`}</span><span className="muted nowrap">{formats.at(row.at)}</span></span>
              </>
            )
          }}
          detail={(row) => <Detail row={row} own={own} />}
        />
      </div>
    </DeedStage>
  )
}

/** Whether what went down has been read there. */
function Read({ row, own }: { row: StationMessage; own: boolean }) {
  const { t } = useTranslation()
  if (row.direction === 'up') return null
  return <span className={!row.readAt && own ? 'tag accent' : 'muted nowrap'}>{t(row.readAt ? 'letter.read' : own ? 'letter.toRead' : 'letter.unread')}</span>
}

function Detail({ row, own }: { row: StationMessage; own: boolean }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const may = useMay()
  const answers = row.direction === 'up' && !row.answeredAt && may('station.work')
  const reads = row.direction === 'down' && !row.readAt && own
  return (
    <Panel title={own ? t(row.direction === 'up' ? 'letter.ours' : 'letter.theirs') : row.stationName} extra={<span className="muted">{row.number}</span>}>
      <div className="stack">
        <p style={{ whiteSpace: 'pre-wrap' }}>{row.text}</p>
        <Clocks clocks={row.obligations} />
        <Facts items={[[t('letter.from'), `${row.byName} · ${formats.at(row.at)}`], [t('letter.direction'), t(`letter.${row.direction}`)], [t('letter.answeredAt'), row.answeredAt && formats.at(row.answeredAt)], [t('letter.answersOne'), row.answersId && t('letter.isAnswer')], [t('letter.readAt'), row.direction === 'down' && (row.readAt ? formats.at(row.readAt) : t('letter.unread'))]]} />
        {(answers || reads) && <div className="row wrap">{answers && <DeedButton primary deed={answer(t, row)} />}{reads && <DeedButton primary deed={confirmRead(t, row)} />}</div>}
      </div>
    </Panel>
  )
}

const write = (t: Say, own: boolean, stations: Option[], chosen: string): Deed => ({
  title: t(own ? 'letter.writeUp' : 'letter.writeDown'), say: t(own ? 'letter.writeUpSays' : 'letter.writeDownSays'), done: t('letter.sent'),
  fields: [...(stations.length === 1 ? [] : [{ name: 'stationUnitId', kind: 'pick' as const, label: t('station.what'), initial: chosen, options: stations }]), { name: 'text', kind: 'text', label: t('letter.text') }],
  send: (values) => post(PATH, { ...(stations.length === 1 && { stationUnitId: stations[0]!.value }), ...values }),
})
const answer = (t: Say, row: StationMessage): Deed => ({ title: t('letter.answer'), about: `${row.stationName} ${row.number}`, say: row.text, done: t('letter.answered'), fields: [{ name: 'text', kind: 'text', label: t('letter.answerText') }], send: (values) => post(`${PATH}/${row.id}/answer`, values) })
const confirmRead = (t: Say, row: StationMessage): Deed => ({ title: t('letter.confirmRead'), done: t('letter.confirmed'), fields: [], send: () => post(`${PATH}/${row.id}/read`) })
