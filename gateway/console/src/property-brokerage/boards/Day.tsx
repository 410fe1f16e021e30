import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { get, post } from '../../api/client.ts'
import type { DealRow } from '../../api/types.ts'
import { ClockChip } from '../../components/ClockChip.tsx'
import { DeedButton, DeedStage } from '../../components/DeedStage.tsx'
import { No, Panel } from '../../components/small.tsx'
import { Bones, EmptyState, Failure } from '../../components/states.tsx'
import { useTitle } from '../../components/use-title.ts'
import { useFormats } from '../../shell/formats.ts'
import { useMay, usePerson } from '../../shell/session.ts'
import '../../components/split.css'

/** What one specialist has before them: overdue, due today, to take on, due soon, and whom the others wait for. A supervisor looks at anybody's. */
export default function Day() {
  const { t } = useTranslation()
  const formats = useFormats()
  const { user } = usePerson()
  const [params, setParams] = useSearchParams()
  const of = params.get('of') ?? ''
  const query = useQuery({ queryKey: ['boards', 'day', of], queryFn: () => get('/v1/property-brokerage/boards/day', { query: { specialistUserId: of } }) })
  useTitle(t('nav.dealDay'))
  const day = query.data
  const own = !of || of === user.id
  return (
    <DeedStage>
      <div className="page">
        <div className="page-head">
          <h1>{own || !day ? t('nav.dealDay') : t('deal.dayOf', { name: day.name })}</h1>
          {day && <span className="sub">{t('deal.load.open', { count: day.deals })}</span>}
          <span className="push"><Whose value={of} onPick={(id) => setParams(id ? { of: id } : {})} /></span>
        </div>
        {query.isPending && <Bones lines={8} />}
        {query.isError && !day && <Failure problem={query.error} what={t('nav.dealDay')} retry={() => void query.refetch()} />}
        {day && (
          <div className="columns-2">
            <div className="stack">
              <Part title={t('deal.view.overdue')} rows={day.overdue} none={t('today.noneOverdue')} />
              <Part title={t('deal.day.today')} rows={day.dueToday} none={t('deal.day.noneToday')} />
              <Part title={t('deal.day.toTakeOn')} rows={day.toTakeOn} none={t('deal.day.noneToTakeOn')} take={own} />
            </div>
            <div className="stack">
              <Part title={t('deal.day.soon')} rows={day.dueSoon} none={t('deal.day.noneSoon')} />
              <Panel title={t('deal.day.waiting')} extra={formats.at(day.at)} bare>
                {day.waiting.length === 0 && <EmptyState title={t('deal.day.noneWaiting')} />}
                <ul className="lines">{day.waiting.map((each) => <li key={each.waitsFor}><span>{t(`step.waits.${each.waitsFor}`)}</span><b>{t('deal.count', { count: each.deals })}</b></li>)}</ul>
              </Panel>
            </div>
          </div>
        )}
      </div>
    </DeedStage>
  )
}

function Part({ title, rows, none, take }: { title: string; rows: DealRow[]; none: string; take?: boolean }) {
  const { t } = useTranslation()
  const formats = useFormats()
  return (
    <Panel title={title} extra={t('deal.count', { count: rows.length })} bare>
      {rows.length === 0 && <EmptyState title={none} />}
      <ul className="lines" aria-label={title}>
        {rows.map((row) => (
          <li key={row.id}>
            <span className="cut">
              <No number={row.number} to={`/deals/${row.id}`} /> {row.title}
              <small className="block muted">{[row.shopName, row.agentName, row.stage ? formats.words(row.stage) : t(`deal.status.${row.status}`), ...(row.waitingFor ? [t('deal.waitsFor', { who: t(`step.waits.${row.waitingFor}`) })] : [])].join(' · ')}</small>
            </span>
            <span className="row">
              {row.nextClock && <ClockChip clock={row.nextClock} />}
              {take && <DeedButton deed={{ title: t('deal.action.accept'), about: `${row.number} ${row.title}`, say: t('deal.ask.accept'), done: t('deal.done.accept'), fields: [], send: () => post(`/v1/property-brokerage/deals/${row.id}/accept`) }} />}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}

/** Whoever names specialists may look at their days. */
function Whose({ value, onPick }: { value: string; onPick: (id: string) => void }) {
  const { t } = useTranslation()
  const may = useMay()
  const query = useQuery({ queryKey: ['specialists', 'mine'], queryFn: () => get('/v1/property-brokerage/specialists'), enabled: may('deal.assign') })
  if (!may('deal.assign')) return null
  return (
    <select className="input" aria-label={t('deal.load.pick')} value={value} onChange={(event) => onPick(event.target.value)}>
      <option value="">{t('deal.day.own')}</option>
      {query.data?.items.map((person) => <option key={person.userId} value={person.userId}>{person.name}</option>)}
    </select>
  )
}
