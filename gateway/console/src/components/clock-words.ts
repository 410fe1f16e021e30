import type { ClockState, ObligationView } from '../api/types.ts'
import { duration, formatsOf, type Language } from '../shell/formats.ts'

/** What a clock says now: the state, its word, its value and how much of the time is used (0..1 and beyond). */
export interface ClockReading {
  state: ClockState
  word: string
  value: string
  used: number
}

export type Clocked = Pick<ObligationView, 'status' | 'startedAt' | 'dueAt' | 'riskAt' | 'pausedAt' | 'pauseReason' | 'settledAt' | 'usedShare' | 'outcome'>

/** The state of an obligation at an instant; the server's `clock` is only the reading at the moment it answered. */
export function stateAt(clock: Clocked, now: number): ClockState {
  if (clock.status !== 'open') return clock.status
  if (clock.pausedAt) return 'paused'
  if (clock.dueAt && now > Date.parse(clock.dueAt)) return 'overdue'
  return clock.riskAt && now >= Date.parse(clock.riskAt) ? 'risk' : 'open'
}

/** One formatter decides the word order of both languages: 剩 28 分 / 28 min left, 临近，剩 4 分 / At risk, 4 min left. */
export function readClock(clock: Clocked, now: number, language: Language, appointment?: string | null): ClockReading {
  const state = stateAt(clock, now)
  const zh = language === 'zh'
  const due = clock.dueAt ? Date.parse(clock.dueAt) : null
  const rest = due === null ? 0 : due - now
  const settled = clock.settledAt && due !== null ? due - Date.parse(clock.settledAt) : 0
  const span = (ms: number) => duration(ms, language)
  const used = shareUsed(clock, now, state)
  switch (state) {
    case 'open':
      if (appointment) return { state, used, word: zh ? '约' : 'Appt', value: formatsOf(language).due(appointment).replace(/^(今天|today) /, '') }
      return zh ? { state, used, word: '剩', value: span(rest) } : { state, used, word: '', value: `${span(rest)} left` }
    case 'risk':
      return zh ? { state, used, word: '临近，剩', value: span(rest) } : { state, used, word: 'At risk,', value: `${span(rest)} left` }
    case 'overdue':
      return { state, used, word: zh ? '超时' : 'Overdue,', value: span(rest) }
    case 'met':
      return { state, used, word: zh ? '按时' : 'On time,', value: zh ? `早 ${span(settled)}` : `${span(settled)} early` }
    case 'met_late':
      return { state, used, word: zh ? '超时完成' : 'Late,', value: zh ? `晚 ${span(settled)}` : span(settled) }
    case 'paused':
      return { state, used, word: zh ? '暂停' : 'Paused,', value: pauseWord(clock.pauseReason, zh) }
    case 'waived':
      return { state, used, word: zh ? '豁免' : 'Waived', value: clock.outcome?.approver ?? clock.outcome?.by ?? '' }
    case 'cancelled':
      return { state, used, word: zh ? '取消' : 'Cancelled', value: clock.outcome?.note ?? '' }
  }
}

const pauseWord = (reason: string | null, zh: boolean): string => (reason === 'no_access' || reason === null ? (zh ? '家中无人' : 'nobody home') : reason)

// For a wall clock the share follows from start and due; where the answer carries a share of another clock, riskAt keeps the word right.
function shareUsed(clock: Clocked, now: number, state: ClockState): number {
  if (!clock.dueAt || state === 'paused') return clock.usedShare
  const start = Date.parse(clock.startedAt)
  const end = clock.settledAt ? Date.parse(clock.settledAt) : now
  return Math.max(0, (end - start) / Math.max(1, Date.parse(clock.dueAt) - start))
}
