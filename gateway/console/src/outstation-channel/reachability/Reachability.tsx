import { PhoneCall } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { get, post } from '../../api/client.ts'
import type { ReachCall } from '../../api/types.ts'
import { Clocks } from '../../components/ClockCard.tsx'
import { ClockChip } from '../../components/ClockChip.tsx'
import { DeedButton, DeedStage } from '../../components/DeedStage.tsx'
import type { Deed } from '../../components/form-fields.ts'
import { Clause, Facts, Panel, Segments } from '../../components/small.tsx'
import { SplitList } from '../../components/SplitList.tsx'
import { TwoLines } from '../../components/TwoLines.tsx'
import { useTitle } from '../../components/use-title.ts'
import { useFormats } from '../../shell/formats.ts'
import { useMay, usePerson } from '../../shell/session.ts'
import { useOutstationStaff } from '../queries.ts'
import { ReachMonths } from './ReachMonths.tsx'
import '../../components/record.css'

type Say = (key: string, values?: Record<string, unknown>) => string
const PATH = '/v1/outstation-channel/reach-calls'
const KINDS = ['ping', 'call'] as const

/** Pings and calls with the minutes that run inside the reach hours only; whoever was called answers (OC-3.1.2a). */
export default function Reachability() {
  const { t } = useTranslation()
  const may = useMay()
  const staff = useOutstationStaff()
  const [params, setParams] = useSearchParams()
  const views = (['calls', 'mine', 'figures'] as const).filter((each) => each !== 'mine' || may('reach.answer'))
  const what = views.find((each) => each === params.get('what')) ?? 'calls'
  useTitle(t('nav.reachability'))
  return (
    <DeedStage>
      <div className="page split-page">
        <div className="page-head wrap">
          <h1>{t('nav.reachability')}</h1><Clause id="OC-3.1.2a" />
          <Segments label={t('reach.show')} value={what} onChange={(next) => setParams(next === 'calls' ? {} : { what: next })} options={views.map((value) => ({ value, label: t(`reach.what.${value}`) }))} />
          {may('reach.ping') && <span className="push"><DeedButton primary icon={<PhoneCall size={15} />} deed={ping(t, staff.map(({ id, name }) => ({ value: id, label: name })))} /></span>}
        </div>
        {what === 'figures' ? <ReachMonths /> : <Calls mine={what === 'mine'} />}
      </div>
    </DeedStage>
  )
}

function Calls({ mine }: { mine: boolean }) {
  const { t } = useTranslation()
  const formats = useFormats()
  return (
    <SplitList<ReachCall>
      label={t('nav.reachability')} icon={<PhoneCall size={20} />} none={t(mine ? 'reach.noneMine' : 'reach.none')} noneText={t(mine ? 'reach.noneMineText' : 'reach.noneText')} queryKey={['reach-calls', mine]} idOf={(row) => row.id}
      ask={(cursor) => get(PATH, { query: { ...(mine && { mine: 'true' }), limit: 50, cursor } })}
      line={(row) => {
        const clock = row.obligations.at(-1)
        return <TwoLines head={row.staffName} tag={clock?.status === 'open' ? <ClockChip clock={clock} still /> : t(row.dueAt === null && row.status === 'waiting' ? 'reach.outside' : `reach.status.${row.status}`)} sub={row.message} end={formats.at(row.sentAt)} />
      }}
      detail={(row) => <Detail row={row} />}
    />
  )
}

function Detail({ row }: { row: ReachCall }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const me = usePerson().user.id
  const may = useMay()
  const answers = row.toUserId === me && row.answeredAt === null && may('reach.answer')
  return (
    <Panel title={row.staffName} extra={<span className="tag">{t(`reach.status.${row.status}`)}</span>}>
      <div className="stack">
        <p>{row.message}</p>
        {row.dueAt === null && <p className="muted">{t('reach.outsideText')}</p>}
        <Clocks clocks={row.obligations} />
        <Facts
          items={[
            [t('reach.kindOf'), t(`reach.kind.${row.kind}`)], [t('reach.sent'), `${row.sentBy} · ${formats.at(row.sentAt)}`], [t('reach.to'), row.toDeputy ? t('reach.deputy', { name: row.toName }) : row.toName], [t('clock.due'), row.dueAt && formats.due(row.dueAt)], [t('reach.answeredAt'), row.answeredAt && formats.at(row.answeredAt)],
            [t('reach.answerIs'), row.answer],
          ]}
        />
        {answers && <div className="row"><DeedButton size="middle" primary deed={answer(t, row)} /></div>}
      </div>
    </Panel>
  )
}

const ping = (t: Say, options: { value: string; label: string }[]): Deed => ({
  title: t('reach.ping'), say: t('reach.pingSays'), done: t('reach.pinged'),
  fields: [
    { name: 'staffId', kind: 'pick', label: t('reach.who'), options }, { name: 'kind', kind: 'choice', label: t('reach.kindOf'), initial: 'ping', options: KINDS.map((value) => ({ value, label: t(`reach.kind.${value}`) })) }, { name: 'message', kind: 'text', label: t('reach.message') },
    { name: 'answered', kind: 'choice', label: t('reach.picksUp'), initial: 'no', when: ({ kind }) => kind === 'call', options: (['yes', 'no'] as const).map((value) => ({ value, label: t(`reach.pickedUp.${value}`) })) },
  ],
  send: ({ answered, ...values }) => post(PATH, { ...values, ...(answered === 'yes' && { answered: true }) }),
})

/** Late is recorded as unreachable, which is said before. */
const answer = (t: Say, row: ReachCall): Deed => ({
  title: t('reach.answer'), about: `${row.sentBy}${t('mark.colon')}${row.message}`, say: row.status === 'unreachable' ? t('reach.late') : undefined, done: t('reach.isAnswered'), fields: [{ name: 'text', kind: 'text', label: t('reach.answerIs'), optional: true }], send: (values) => post(`${PATH}/${row.id}/answer`, values),
})
