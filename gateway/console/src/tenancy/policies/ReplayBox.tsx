import { useTranslation } from 'react-i18next'
import type { PolicyReplay, PolicyView } from '../../api/types.ts'
import { amountOf } from '../../components/why-words.ts'
import { useFormats } from '../../shell/formats.ts'
import { fallsBadly, scaleFrom } from './policy-words.ts'

/** What the last 90 days would have been under the new value: the share in time of the whole, and of each unit. */
export function ReplayBox({ policy, replay, stale }: { policy: PolicyView; replay: PolicyReplay; stale: boolean }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { total } = replay
  const value = amountOf(replay.value, policy.unit, t)
  const share = (rate: number | null): string => (rate === null ? '—' : `${formats.percent(rate)}%`)
  const rows = replay.rows.filter((row) => row.due > 0)
  const from = scaleFrom(rows.flatMap((row) => [row.rateBefore, row.rateAfter]))
  const at = (rate: number): number => ((rate - from) / (1 - from)) * 100
  const more = total.newlyLate - total.noLongerLate
  return (
    <section className="replay" aria-label={t('policy.replay', { days: replay.days, value })} aria-busy={stale}>
      <div className="row"><h3>{t('policy.replay', { days: replay.days, value })}</h3><small className="muted push">{t('policy.judged', { count: total.due })}</small></div>
      {total.due === 0 ? <p className="soft">{t('policy.nothingDue')}</p> : (
        <div className={stale ? 'replay-box stale' : 'replay-box'}>
          <p className="row replay-total">
            <b>{share(total.rateBefore)}</b><span className="muted" aria-hidden="true">→</span><b className={fallsBadly(total) ? 'danger' : ''}>{share(total.rateAfter)}</b>
            <span className="soft push">{more === 0 ? t('policy.noneMore') : t(more > 0 ? 'policy.moreLate' : 'policy.fewerLate', { count: Math.abs(more) })}</span>
          </p>
          <ul>
            {rows.map((row) => {
              const [before, after] = [row.rateBefore ?? 1, row.rateAfter ?? row.rateBefore ?? 1]
              return (
                <li key={row.id} title={t('policy.ofUnit', { due: row.due, before: row.inTimeBefore, after: row.inTimeAfter, newlyLate: row.newlyLate })}>
                  <span className="cut">{row.name}</span>
                  <span className="replay-line" aria-hidden="true"><i className={after < before ? 'span worse' : 'span'} style={{ insetInlineStart: `${at(Math.min(before, after))}%`, width: `${Math.abs(at(before) - at(after))}%` }} /><i className="tick" style={{ insetInlineStart: `${at(before)}%` }} /><i className={after < before ? 'ring worse' : 'ring'} style={{ insetInlineStart: `${at(after)}%` }} /></span>
                  <span className="unseen">{share(row.rateBefore)} →</span>
                  <b className={fallsBadly(row) ? 'danger' : ''}>{share(row.rateAfter)}</b>
                </li>
              )
            })}
          </ul>
          <p className="row muted replay-legend"><i className="tick" aria-hidden="true" />{t('policy.before', { value: amountOf(policy.inForce.value, policy.unit, t) })}<i className="ring worse" aria-hidden="true" />{t('policy.after', { value })}</p>
          {total.runningAfter > 0 && <p className="muted">{t('policy.wouldRun', { count: total.runningAfter })}</p>}
          {!replay.complete && <p className="muted">{t('policy.newestOnly', { count: total.due })}</p>}
        </div>
      )}
    </section>
  )
}
