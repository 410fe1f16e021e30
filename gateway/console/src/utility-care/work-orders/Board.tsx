import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { get, post, Problem } from '../../api/client.ts'
import type { Candidate, CrewMember, WorkOrder } from '../../api/types.ts'
import { announce } from '../../components/announce.ts'
import { ClockChip } from '../../components/ClockChip.tsx'
import { Segments } from '../../components/small.tsx'
import { Bones, Failure } from '../../components/states.tsx'
import { useTitle } from '../../components/use-title.ts'
import { addDays, dateOf, instantOf, useFormats } from '../../shell/formats.ts'
import { useKeys } from '../../shell/keys.ts'
import { useMinute } from '../../shell/server-clock.ts'
import { BoardHead, useBoardView } from './BoardHead.tsx'
import { frameOf } from './day.ts'
import { QueueCard } from './QueueCard.tsx'
import { TimeGrid, type Denial, type Row } from './TimeGrid.tsx'
import { useCarry } from './use-carry.ts'
import '../../components/table.css'
import './board.css'

const active = ['assigned', 'accepted', 'on_the_way', 'on_site', 'no_access', 'handled']
interface Gift { work: WorkOrder; userId: string; name: string }

/** Under the orders' key: a change of any order changes what people have in hand. */
const useCandidates = (orderId: string | undefined) =>
  useQuery({ queryKey: ['work-orders', 'candidates', orderId], queryFn: () => get<{ items: Candidate[] }>(`/v1/utility-care/work-orders/${orderId}/candidates`), enabled: Boolean(orderId) }).data?.items

const bestThree = (candidates: Candidate[] | undefined): Candidate[] => (candidates ?? []).filter((each) => each.qualified).toSorted((a, b) => a.load - b.load).slice(0, 3)

/** Who goes where next, and is anyone about to be late? */
export default function Board() {
  const { t } = useTranslation()
  const formats = useFormats()
  const now = useMinute()
  const view = useBoardView()
  const [sort, setSort] = useState<'due' | 'unit'>('due')
  const [picked, setPicked] = useState<string | null>(null)
  const [aim, setAim] = useState<string | null>(null)
  const [refusal, setRefusal] = useState<Denial | null>(null)
  const query = useQuery({ queryKey: ['work-orders', 'board'], queryFn: () => get('/v1/utility-care/work-orders', { query: { status: ['queued', ...active].join(','), limit: 200 } }) })
  const crew = useQuery({ queryKey: ['work-orders', 'crew'], queryFn: () => get('/v1/utility-care/work-orders/crew') })
  useTitle(t('nav.board'))
  const all = useMemo(() => query.data?.items ?? [], [query.data])
  const queue = useMemo(() => all.filter((each) => each.status === 'queued').toSorted((a, b) => (sort === 'due' ? dueOf(a) - dueOf(b) : a.unitId.localeCompare(b.unitId) || dueOf(a) - dueOf(b))), [all, sort])
  const running = useMemo(() => all.filter((each) => active.includes(each.status) && each.assignee), [all])
  const current = queue.find((each) => each.id === picked) ?? queue[0]
  const candidates = useCandidates(current?.id)
  const suggested = bestThree(candidates)

  const reset = () => {
    setRefusal(null)
    setPicked(null)
    setAim(null)
  }
  const { assign, undo } = useAssign(reset, (problem, { userId, name, work }) => setRefusal({ userId, name, reason: problem.message, clause: problem instanceof Problem ? problem.clause : null, instead: work.id === current?.id ? suggested.map((each) => each.name) : [] }))
  const { carried, grab, letGo } = useCarry((work, userId) => give(work, userId))
  const held = useCandidates(carried && carried.order.id !== current?.id ? carried.order.id : undefined)
  const order = carried?.order ?? current
  const forOrder = carried && carried.order.id !== current?.id ? held : candidates

  const people = useMemo(() => peopleOf(crew.data?.items ?? [], candidates ?? [], running), [crew.data, candidates, running])
  const rows = people.filter((each) => (!view.team || each.unitName === view.team) && (!view.kind || each.kinds?.includes(view.kind)))
  /** Known beforehand: nothing is sent, and it is said while the order is still in the hand. */
  const denialOf = (work: WorkOrder | undefined, userId: string | null): Denial | null => {
    const person = people.find((each) => each.id === userId)
    const answer = forOrder?.find((each) => each.userId === userId)
    const fits = answer ? answer.qualified : (person?.kinds?.some((kind) => kind === work?.kind) ?? true)
    return person && work && !fits ? { userId: person.id, name: person.name, reason: formats.words(answer?.reason) || t('order.unqualified'), clause: 'UC-10a', instead: bestThree(forOrder).map((each) => each.name) } : null
  }
  const give = (work: WorkOrder | undefined, userId: string) => {
    const person = people.find((each) => each.id === userId)
    if (!work || !person || work.assignee?.id === userId) return
    const denial = denialOf(work, userId)
    if (denial) setRefusal(denial)
    else assign({ work, userId, name: person.name })
  }
  const step = (by: number) => {
    const next = queue[Math.min(queue.length - 1, Math.max(0, queue.findIndex((each) => each.id === current?.id) + by))]
    setPicked(next?.id ?? null)
    document.getElementById(`order-${next?.id}`)?.focus()
  }
  const aimAt = (row: Row | undefined) => {
    if (!row) return
    setRefusal(null)
    setAim(row.id)
    document.getElementById(`person-${row.id}`)?.focus()
    announce(t('board.aimed', { title: current?.title, name: row.name }))
  }
  const aimBy = (by: number) => aimAt(rows[Math.min(rows.length - 1, Math.max(0, rows.findIndex((each) => each.id === aim) + by))])
  const leaveAim = () => {
    setAim(null)
    setRefusal(null)
    document.getElementById(`order-${current?.id}`)?.focus()
  }
  useKeys({
    arrowdown: () => (aim ? aimBy(1) : step(1)),
    arrowup: () => (aim ? aimBy(-1) : step(-1)),
    arrowright: () => current && !aim && aimAt(rows.find((each) => each.id === suggested[0]?.userId) ?? rows[0]),
    arrowleft: () => aim && leaveAim(),
    ...(aim && { enter: () => give(current, aim) }),
    ...Object.fromEntries([0, 1, 2].map((index) => [String(index + 1), () => suggested[index] && give(current, suggested[index].userId)])),
    u: undo,
    escape: () => {
      if (carried) letGo()
      else if (aim) leaveAim()
      else setRefusal(null)
    },
  })
  if (query.isError && all.length === 0) return <Failure heading problem={query.error} what={t('nav.board')} retry={() => void query.refetch()} />
  const date = addDays(dateOf(now), view.day === 'tomorrow' ? 1 : 0)
  const aimed = carried ? carried.over : aim
  return (
    <div className={carried ? 'board carrying' : 'board'}>
      <BoardHead view={view} today={dateOf(now)} people={people} orders={[...queue, ...running]} />
      <section className="queue" aria-label={t('board.queue')}>
        <header><h2>{t('board.queue')} {queue.length}</h2><Segments label={t('board.sort')} value={sort} onChange={setSort} options={[{ value: 'due', label: t('board.byDue') }, { value: 'unit', label: t('board.byUnit') }]} /></header>
        {query.isPending && <Bones />}
        {query.isSuccess && queue.length === 0 && <p className="muted nothing">{t('board.queueEmpty')}</p>}
        <ul>
          {queue.map((each) => {
            const on = each.id === current?.id
            return <QueueCard key={each.id} order={each} on={on} lifted={carried?.order.id === each.id} suggested={on ? suggested : []} candidates={on ? candidates : undefined} onPick={() => setPicked(each.id)} onGive={(person) => give(each, person.userId)} onGrab={(press) => { setRefusal(null); grab(press, each) }} />
          })}
        </ul>
      </section>
      <TimeGrid
        rows={rows}
        frame={frameOf(date, view.span)}
        now={now}
        dayEnd={Date.parse(instantOf(date, '24:00'))}
        today={view.day === 'today'}
        order={order}
        suggested={carried && carried.order.id !== current?.id ? [] : suggested.map((each) => each.userId)}
        aimed={aimed}
        denial={denialOf(order, aimed) ?? (carried ? null : refusal)}
        onDismiss={() => (aim ? leaveAim() : setRefusal(null))}
        onGrab={(press, work) => { setRefusal(null); grab(press, work) }}
      />
      <footer className="list-foot"><kbd>↑</kbd><kbd>↓</kbd>{t('keys.moveOrder')}<kbd>1</kbd>–<kbd>3</kbd>{t('keys.suggested')}<kbd>→</kbd>{t('board.aimKey')}<kbd>Enter</kbd>{t('action.assign')}<kbd>U</kbd>{t('keys.undo')}<span className="push">{t('board.dragHint')}</span></footer>
      {carried && <div className="in-hand" style={{ left: carried.x, top: carried.y }} aria-hidden="true"><b className="cut">{carried.order.title}</b><span className="soft cut">{carried.order.address}</span>{carried.order.clock && <ClockChip clock={carried.order.clock} still plain appointment={carried.order.agreedWindow?.from ?? null} />}</div>}
    </div>
  )
}

const dueOf = (order: WorkOrder): number => (order.clock?.dueAt ? Date.parse(order.clock.dueAt) : Number.MAX_SAFE_INTEGER)

interface Member extends Row { kinds: CrewMember['kinds'] | undefined }

/** The crew, who else could take the order, and whoever has one in hand. */
function peopleOf(crew: CrewMember[], candidates: Candidate[], running: WorkOrder[]): Member[] {
  const people = new Map<string, Member>(crew.map((each) => [each.userId, { id: each.userId, name: each.name, unitName: each.unitName, kinds: each.kinds, orders: [] }]))
  const add = (id: string, name: string, unitName?: string) => {
    const person = people.get(id) ?? { id, name, unitName, kinds: undefined, orders: [] }
    people.set(id, person)
    return person
  }
  for (const each of candidates) add(each.userId, each.name, each.unitName)
  for (const each of running) add(each.assignee!.id, each.assignee!.name).orders.push(each)
  return [...people.values()]
}

/** Gives an order to a person; what was given last can be taken back, to the queue or to who had it before. */
function useAssign(onDone: () => void, onRefused: (problem: Error, gift: Gift) => void): { assign: (gift: Gift) => void; undo: () => void } {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const queries = useQueryClient()
  const [last, setLast] = useState<WorkOrder | null>(null)
  const refresh = () => queries.invalidateQueries({ queryKey: ['work-orders'] })
  const takeBack = async (before: WorkOrder) => {
    setLast(null)
    const path = `/v1/utility-care/work-orders/${before.id}`
    await (before.assignee ? post(`${path}/assign`, { userId: before.assignee.id }) : post(`${path}/return`, { reason: t('board.undone') })).catch((problem: Error) => message.error(problem.message))
    await refresh()
  }
  const { mutate } = useMutation({
    mutationFn: ({ work, userId }: Gift) => post<WorkOrder>(`/v1/utility-care/work-orders/${work.id}/assign`, { userId }),
    onSuccess: async (_, { work, name }) => {
      onDone()
      setLast(work)
      void message.success({ duration: 10, content: <>{t('board.assigned', { title: work.title, name })} <Button size="small" onClick={() => void takeBack(work)}>{t('do.undo')} <kbd>U</kbd></Button></> })
      await refresh()
    },
    // A refusal names the rule and who could go instead.
    onError: onRefused,
  })
  return { assign: mutate, undo: () => last && void takeBack(last) }
}
