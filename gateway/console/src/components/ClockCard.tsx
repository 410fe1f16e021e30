import type { CSSProperties } from 'react'
import { useTranslation } from 'react-i18next'
import type { ObligationView } from '../api/types.ts'
import { useFormats } from '../shell/formats.ts'
import { useClock } from './ClockChip.tsx'
import { ClockShape } from './ClockShape.tsx'
import { Clause } from './small.tsx'
import { explain } from './why-date-store.ts'
import './clock.css'

/** One obligation of a record: state, share used with the escalation ticks, due time. Opens "why this date?". */
export function ClockCard({ clock, active }: { clock: ObligationView; active?: boolean }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const reading = useClock(clock)
  const note = reading.state === 'paused' ? t('clock.pausedSince', { at: formats.at(clock.pausedAt) }) : clock.settledAt ? `${formats.at(clock.settledAt)} ${formats.by(clock.outcome?.by ?? '')}` : reading.state === 'risk' || reading.state === 'overdue' ? t('clock.reminded') : (clock.owner.userName ?? clock.owner.unitName)
  return (
    <button type="button" className={`clock-card${active ? ' active' : ''}${clock.provisional ? ' future' : ''}`} onClick={() => explain(clock.id)}>
      <span className="head"><span>{formats.words(clock.label)}</span><Clause id={clock.clauseId} /></span>
      <span className={`reading st-${reading.state}`} style={{ background: 'none' }}>
        <ClockShape state={reading.state} used={reading.used} size={17} />
        {reading.word && <span>{reading.word}</span>} {reading.value}
      </span>
      <span className={`bar st-${reading.state}`} style={{ display: 'block' }}>
        <i style={{ width: `${Math.min(100, reading.used * 100)}%` }} />
        {clock.status === 'open' && <><u style={{ insetInlineStart: '50%' }} /><u style={{ insetInlineStart: '80%' }} /></>}
      </span>
      <span className="foot">
        <span>{clock.dueAt ? `${t('clock.due')} ${formats.due(clock.dueAt)}` : t('clock.noDue')}{clock.provisional && ` ${t('clock.provisional')}`}</span>
        <span>{note}</span>
      </span>
    </button>
  )
}

/** The clocks of a record; each says why this time. */
export const Clocks = ({ clocks, style }: { clocks: ObligationView[]; style?: CSSProperties }) => clocks.length > 0 && <div className="cards" style={style}>{clocks.map((clock) => <ClockCard key={clock.id} clock={clock} active={clock.status === 'open'} />)}</div>

/** A duty that has not begun: what will start it. */
export function FutureClockCard({ title, clauseId, starts, note }: { title: string; clauseId: string; starts: string; note: string }) {
  return (
    <div className="clock-card future">
      <span className="head"><span>{title}</span><Clause id={clauseId} /></span>
      <span className="reading muted" style={{ fontWeight: 400 }}>{starts}</span>
      <span className="bar" style={{ display: 'block' }} />
      <span className="foot"><span>{note}</span></span>
    </div>
  )
}
