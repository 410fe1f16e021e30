import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import type { CrewMember, WorkOrder } from '../../api/types.ts'
import { ClockShape } from '../../components/ClockShape.tsx'
import { stateAt } from '../../components/clock-words.ts'
import { Segments } from '../../components/small.tsx'
import { addDays } from '../../shell/formats.ts'
import { read } from '../../shell/preferences.ts'
import { serverNow, useMinute } from '../../shell/server-clock.ts'
import { SPANS, spanAt, type Span } from './day.ts'

type Kind = CrewMember['kinds'][number]
const KINDS: readonly Kind[] = ['equipment_repair', 'network_repair', 'alarm_rescue']
const KEY = 'luyue.board'

export interface BoardView {
  day: 'today' | 'tomorrow'
  team: string
  kind: Kind | ''
  span: Span
  change: (change: { day?: string; team?: string; kind?: string }) => void
  setSpan: (span: Span) => void
}

/** What is looked at lies in the address, as on every list; the hours of the day belong to the person. */
export function useBoardView(): BoardView {
  const [params, setParams] = useSearchParams()
  const [kept, setKept] = useState(() => SPANS.find((span) => span === read<{ span: Span }>(KEY).span))
  const change = (values: Record<string, string>) =>
    setParams((before) => {
      for (const [name, value] of Object.entries(values)) if (value && value !== 'today') before.set(name, value)
      else before.delete(name)
      return before
    }, { replace: true })
  const day = params.get('day') === 'tomorrow' ? 'tomorrow' : 'today'
  const setSpan = (span: Span) => {
    localStorage.setItem(KEY, JSON.stringify({ span }))
    setKept(span)
  }
  return { day, team: params.get('team') ?? '', kind: KINDS.find((kind) => kind === params.get('kind')) ?? '', span: kept ?? (day === 'today' ? spanAt(serverNow()) : SPANS[0]), change, setSpan }
}

export function BoardHead({ view, today, people, orders }: { view: BoardView; today: string; people: { unitName: string | undefined }[]; orders: WorkOrder[] }) {
  const { t } = useTranslation()
  const teams = [...new Set(people.flatMap((each) => each.unitName ?? []))]
  return (
    <header className="board-head">
      <h1>{t('nav.board')}</h1>
      <Segments label={t('board.day')} value={view.day} onChange={(day) => view.change({ day })} options={[{ value: 'today', label: <>{t('board.today')} {today.slice(5)}</> }, { value: 'tomorrow', label: <>{t('board.tomorrow')} {addDays(today, 1).slice(5)}</> }]} />
      <select className="input" aria-label={t('board.team')} value={view.team} onChange={(event) => view.change({ team: event.target.value })}>
        <option value="">{t('board.allTeams')}</option>
        {teams.map((team) => <option key={team} value={team}>{team}</option>)}
      </select>
      <select className="input" aria-label={t('board.kind')} value={view.kind} onChange={(event) => view.change({ kind: event.target.value })}>
        <option value="">{t('board.allKinds')}</option>
        {KINDS.map((kind) => <option key={kind} value={kind}>{t('board.canDo', { kind: t(`orderKind.${kind}`) })}</option>)}
      </select>
      <select className="input hours-of" aria-label={t('board.hours')} value={view.span} onChange={(event) => view.setSpan(event.target.value as Span)}>
        {SPANS.map((span) => <option key={span} value={span}>{t('board.span', { span: span.replace('-', '–') })}</option>)}
      </select>
      <Legend orders={orders} />
    </header>
  )
}

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
