import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { get } from '../../api/client.ts'
import type { Page, PlannedVisit, VisitPlan } from '../../api/types.ts'
import { DeedButton } from '../../components/DeedStage.tsx'
import { PlaceMap } from '../../components/map/LazyMap.tsx'
import { RowItem, RowList } from '../../components/RowList.tsx'
import { Panel } from '../../components/small.tsx'
import { Bones, EmptyState, Failure } from '../../components/states.tsx'
import { useReadOn } from '../../components/use-read-on.ts'
import { addDays, useFormats, weekdayOf } from '../../shell/formats.ts'
import { useMay } from '../../shell/session.ts'
import { CircleCheck, CircleDot, CircleX } from 'lucide-react'
import { changeVisit } from './plan-deeds.ts'
import './plans.css'

/** Days of the month in weeks from Monday; null before the first. */
function weeksOf(from: string, to: string): (string | null)[][] {
  const days: (string | null)[] = Array.from({ length: (weekdayOf(from) + 6) % 7 }, () => null)
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day)
  return Array.from({ length: Math.ceil(days.length / 7) }, (_, week) => days.slice(week * 7, week * 7 + 7))
}

/** Every visit of the plan: a month by its days, one person's or everybody's, the chosen day with its way on the map. A wider plan by its months. */
export function PlanCalendar({ plan }: { plan: VisitPlan }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const [visitor, setVisitor] = useState('')
  const [chosen, setChosen] = useState<string | null>(null)
  const query = useInfiniteQuery({ queryKey: ['visit-plans', plan.id, 'visits'], queryFn: ({ pageParam }) => get<Page<PlannedVisit>>(`/v1/distributor-visits/plans/${plan.id}/visits`, { query: { limit: 100, cursor: pageParam } }), initialPageParam: '', getNextPageParam: (page) => page.nextCursor })
  // A calendar with holes would mislead: all of it is read.
  useReadOn(query)
  const all = query.data?.pages.flatMap((page) => page.items) ?? []
  const visitors = [...new Map(all.map((each) => [each.visitorUserId, each.visitorName]))]
  const shown = all.filter((each) => !visitor || each.visitorUserId === visitor)
  const live = shown.filter(({ status }) => status !== 'cancelled')
  const day = chosen ?? live.find(({ status }) => status === 'planned')?.day ?? live[0]?.day ?? null
  if (query.isPending) return <Bones lines={6} />
  if (query.isError) return <Failure problem={query.error} what={t('visitPlan.calendar')} retry={() => void query.refetch()} />
  if (all.length === 0) return <EmptyState title={t('visitPlan.noVisits')} text={t('visitPlan.noVisitsText')} />
  return (
    <>
      <Panel title={t('visitPlan.calendar')} extra={<select className="input" aria-label={t('visitCustomer.visitor')} value={visitor} onChange={(event) => setVisitor(event.target.value)}><option value="">{t('visitPlan.everybody')}</option>{visitors.map(([id, name]) => <option key={id} value={id}>{name}</option>)}</select>}>
        {plan.periodKind === 'month' ? (
          <table className="plan-month" aria-label={t('visitPlan.calendar')}>
            <thead><tr>{[1, 2, 3, 4, 5, 6, 7].map((n) => <th key={n} scope="col">{t(`weekday.${n}`)}</th>)}</tr></thead>
            <tbody>
              {weeksOf(plan.fromDay, plan.toDay).map((week, at) => (
                <tr key={at}>
                  {week.map((each, n) => {
                    const own = live.filter((visit) => each && visit.day === each)
                    const done = own.filter(({ status }) => status === 'done').length
                    return <td key={each ?? n}>{each && <button type="button" aria-pressed={each === day} disabled={own.length === 0} onClick={() => setChosen(each)}><span>{Number(each.slice(8))}</span>{own.length > 0 && <b>{t('visitPlan.ofDay', { count: own.length })}</b>}{done > 0 && <small>{t('visitPlan.doneOfDay', { count: done })}</small>}</button>}</td>
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        ) : (
          <ul className="lines">{[...new Set(shown.map(({ month }) => month))].toSorted().map((month) => <li key={month}><span>{formats.month(month)}</span><b>{t('visitPlan.ofDay', { count: live.filter((each) => each.month === month).length })}</b></li>)}</ul>
        )}
      </Panel>
      {plan.periodKind === 'month' && day && <Day plan={plan} day={day} visits={shown.filter((each) => each.day === day)} />}
    </>
  )
}

/** One day of the calendar: whose visits in which order, and their ways. */
function Day({ plan, day, visits }: { plan: VisitPlan; day: string; visits: PlannedVisit[] }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const may = useMay()
  const ordered = visits.toSorted((a, b) => a.visitorName.localeCompare(b.visitorName, 'zh') || a.position - b.position)
  const icon = { planned: <CircleDot size={16} />, done: <CircleCheck size={16} />, cancelled: <CircleX size={16} /> }
  const way = ordered.filter(({ status }) => status !== 'cancelled')
  const one = new Set(way.map(({ visitorUserId }) => visitorUserId)).size === 1
  return (
    <Panel bare title={`${formats.dayInSentence(day)} ${formats.weekday(day)}`} extra={t('visitPlan.ofDay', { count: way.length })}>
      <RowList label={day}>
        {ordered.map((each) => (
          <RowItem key={each.id} icon={icon[each.status]} faint={each.status === 'cancelled'} title={each.customerName} sub={[each.grade, each.visitorName].filter(Boolean).join(' · ')} note={[each.address, each.reason].filter(Boolean).join(' · ')}>
            {may('visitPlan.write') && plan.status !== 'submitted' && each.status !== 'done' && <DeedButton deed={changeVisit(t, plan, each)} />}
          </RowItem>
        ))}
      </RowList>
      <div className="body small-map"><PlaceMap label={t('visit.way')} points={way.map((each) => ({ id: each.id, name: each.customerName, note: each.visitorName, mark: each.grade ?? '', to: `/visit-customers/${each.customerId}`, ...(each.latitude !== null && each.longitude !== null && { latitude: each.latitude, longitude: each.longitude }) }))} route={one ? way.map(({ id }) => id) : []} /></div>
    </Panel>
  )
}
