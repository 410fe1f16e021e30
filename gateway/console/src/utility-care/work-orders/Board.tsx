import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { get, post, Problem } from '../../api/client.ts'
import type { Candidate, WorkOrder } from '../../api/types.ts'
import { ClockShape } from '../../components/ClockShape.tsx'
import { stateAt } from '../../components/clock-words.ts'
import { Segments } from '../../components/small.tsx'
import { Bones, Failure } from '../../components/states.tsx'
import { useKeys } from '../../shell/keys.ts'
import { serverNow, useMinute } from '../../shell/server-clock.ts'
import { PeopleBoard } from './PeopleBoard.tsx'
import { QueueCard } from './QueueCard.tsx'
import '../../components/table.css'
import './board.css'

export interface Denial { userId: string; name: string; reason: string; clause: string | null; instead: string[] }
const active = ['assigned', 'accepted', 'on_the_way', 'on_site', 'no_access', 'handled']

export const useCandidates = (orderId: string | undefined) =>
  useQuery({ queryKey: ['candidates', orderId], queryFn: () => get<{ items: Candidate[] }>(`/v1/utility-care/work-orders/${orderId}/candidates`), enabled: Boolean(orderId) })

/** Who goes where next, and is anyone about to be late? */
export default function Board() {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const queries = useQueryClient()
  const [order, setOrder] = useState<'due' | 'unit'>('due')
  const [picked, setPicked] = useState<string | null>(null)
  const [denial, setDenial] = useState<Denial | null>(null)
  const [last, setLast] = useState<{ order: WorkOrder; userId: string } | null>(null)
  const query = useQuery({ queryKey: ['work-orders', 'board'], queryFn: () => get('/v1/utility-care/work-orders', { query: { status: ['queued', ...active].join(','), limit: 200 } }) })
  useEffect(() => {
    document.title = `${t('nav.board')} · ${t('app.name')}`
  }, [t])
  const all = query.data?.items ?? []
  const queue = useMemo(() => all.filter((each) => each.status === 'queued').toSorted((a, b) => (order === 'due' ? dueOf(a) - dueOf(b) : a.unitId.localeCompare(b.unitId) || dueOf(a) - dueOf(b))), [all, order])
  const running = all.filter((each) => active.includes(each.status) && each.assignee)
  const current = queue.find((each) => each.id === picked) ?? queue[0]
  const candidates = useCandidates(current?.id)
  const suggested = (candidates.data?.items ?? []).filter((each) => each.qualified).toSorted((a, b) => a.load - b.load).slice(0, 3)

  const assign = useMutation({
    mutationFn: ({ work, userId }: { work: WorkOrder; userId: string; name: string }) => post<WorkOrder>(`/v1/utility-care/work-orders/${work.id}/assign`, { userId }),
    onSuccess: async (_, { work, userId, name }) => {
      setDenial(null)
      setPicked(null)
      setLast({ order: work, userId })
      const undo = () => void takeBack(work)
      void message.success({ duration: 10, content: <>{t('board.assigned', { title: work.title, name })} <Button size="small" onClick={undo}>{t('do.undo')} <kbd>U</kbd></Button></> })
      await queries.invalidateQueries({ queryKey: ['work-orders'] })
    },
    // A refusal names the rule and who could go instead.
    onError: (problem, { userId, name }) => setDenial({ userId, name, reason: problem.message, clause: problem instanceof Problem ? problem.clause : null, instead: suggested.map((each) => each.name) }),
  })
  const takeBack = async (work: WorkOrder) => {
    await post(`/v1/utility-care/work-orders/${work.id}/return`, { reason: t('board.undone') }).catch((problem: Error) => message.error(problem.message))
    setLast(null)
    await queries.invalidateQueries({ queryKey: ['work-orders'] })
  }
  const give = (work: WorkOrder | undefined, userId: string, name: string) => work && assign.mutate({ work, userId, name })
  const step = (by: number) => {
    const next = queue[Math.min(queue.length - 1, Math.max(0, queue.findIndex((each) => each.id === current?.id) + by))]
    setPicked(next?.id ?? null)
    document.getElementById(`order-${next?.id}`)?.focus()
  }
  useKeys({
    arrowdown: () => step(1),
    arrowup: () => step(-1),
    ...Object.fromEntries([0, 1, 2].map((index) => [String(index + 1), () => suggested[index] && give(current, suggested[index].userId, suggested[index].name)])),
    u: () => last && void takeBack(last.order),
    escape: () => setDenial(null),
  })
  if (query.isError && all.length === 0) return <Failure heading problem={query.error} what={t('nav.board')} retry={() => void query.refetch()} />
  return (
    <div className="board">
      <header className="board-head">
        <h1>{t('nav.board')}</h1>
        <Legend orders={[...queue, ...running]} />
      </header>
      <section className="queue" aria-label={t('board.queue')}>
        <header><h2>{t('board.queue')} {queue.length}</h2><Segments label={t('board.sort')} value={order} onChange={setOrder} options={[{ value: 'due', label: t('board.byDue') }, { value: 'unit', label: t('board.byUnit') }]} /></header>
        {query.isPending && <Bones />}
        {query.isSuccess && queue.length === 0 && <p className="muted nothing">{t('board.queueEmpty')}</p>}
        <ul>{queue.map((each) => <QueueCard key={each.id} order={each} on={each.id === current?.id} suggested={each.id === current?.id ? suggested : []} candidates={each.id === current?.id ? candidates.data?.items : undefined} onPick={() => setPicked(each.id)} onGive={(person) => give(each, person.userId, person.name)} />)}</ul>
      </section>
      <PeopleBoard orders={running} candidates={candidates.data?.items ?? []} current={current} suggested={suggested[0]?.userId ?? null} denial={denial} onDeny={setDenial} onGive={(userId, name, orderId) => give(queue.find((each) => each.id === orderId) ?? current, userId, name)} />
      <footer className="list-foot"><kbd>↑</kbd><kbd>↓</kbd>{t('keys.moveOrder')}<kbd>1</kbd>–<kbd>3</kbd>{t('keys.suggested')}<kbd>U</kbd>{t('keys.undo')}<span className="push">{t('board.dragHint')}</span></footer>
    </div>
  )
}

const dueOf = (order: WorkOrder): number => (order.clock?.dueAt ? Date.parse(order.clock.dueAt) : Number.MAX_SAFE_INTEGER)

function Legend({ orders }: { orders: WorkOrder[] }) {
  const { t } = useTranslation()
  useMinute()
  const count = (state: string) => orders.filter((order) => order.clock && stateAt(order.clock, serverNow()) === state).length
  return (
    <span className="push row legend">
      {(['overdue', 'risk', 'paused'] as const).map((state) => (count(state) > 0 ? <span key={state} className={`clock-chip plain st-${state}`}><ClockShape state={state} used={1} />{t(`clockState.${state}`)} <b>{count(state)}</b></span> : null))}
    </span>
  )
}
