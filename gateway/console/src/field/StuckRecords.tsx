import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { cache } from '../api/cache.ts'
import { useFormats } from '../shell/formats.ts'
import type { Waiting } from './channel.ts'
import { channelOf, discard, settle, tryAgain, useQueue } from './queue.ts'

/** What the server did not take after the connection came back: what, why, and what can be done. */
export function StuckRecords({ record }: { record: string }) {
  const stuck = useQueue().filter((entry) => entry.record === record && entry.stuck)
  return stuck.map((entry) => <Stuck key={entry.id} entry={entry} />)
}

function Stuck({ entry }: { entry: Waiting }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { outcome, message, clause, allowed, errors, theirs } = entry.stuck!
  const channel = channelOf(entry)
  const [failed, setFailed] = useState(false)
  const keep = (which: 'mine' | 'theirs') => void settle(entry.id, which).then(() => cache.invalidateQueries(), () => setFailed(true))
  const drop = () => void discard(entry.id).then(() => cache.invalidateQueries())
  return (
    <div className="waiting" role="alert">
      <strong>{t(`onFoot.${outcome}`, { what: channel?.nameOf(entry, t) ?? entry.kind, time: formats.time(entry.occurredAt) })}</strong>
      <p>{message} {clause && <span className="clause">{clause}</span>}</p>
      {errors.length > 0 && <ul>{errors.map((each) => <li key={each.field + each.code}>{t(`field.${each.field}`, { defaultValue: each.field })}{t('mark.colon')}{each.message}</li>)}</ul>}
      {allowed.length > 0 && <p>{t('state.possible')}{allowed.map((each) => t(`action.${each}`, { defaultValue: each })).join(t('mark.list'))}</p>}
      {theirs && <Both entry={entry} />}
      {failed && <p>{t('state.notSent')}</p>}
      {theirs ? (
        <div className="row"><button type="button" className="btn" onClick={() => keep('mine')}>{t('conflict.useMine')}</button><button type="button" className="btn" onClick={() => keep('theirs')}>{t('conflict.useTheirs')}</button></div>
      ) : (
        <div className="row"><button type="button" className="btn" onClick={() => void tryAgain(entry.id)}>{t('do.retry')}</button>{outcome === 'refused' && <button type="button" className="btn" onClick={drop}>{t('onFoot.drop')}</button>}</div>
      )}
    </div>
  )
}

/** Mine beside theirs, field by field; what is the same on both sides is not in the way. */
function Both({ entry }: { entry: Waiting }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { body, by, at } = entry.stuck!.theirs!
  const words = (of: unknown) => channelOf(entry)?.fieldsOf?.(of as Record<string, unknown>, t) ?? []
  const [mine, theirs] = [words(entry.body), words(body)]
  const labels = [...new Set([...mine, ...theirs].map(({ label }) => label))]
  const valueOf = (list: typeof mine, label: string) => list.find((each) => each.label === label)?.value ?? ''
  return (
    <table className="both">
      <thead><tr><th>{t('conflict.field')}</th><th>{t('conflict.mine')}</th><th>{t('conflict.theirs')} {by} {formats.time(at)}</th></tr></thead>
      <tbody>{labels.filter((label) => valueOf(mine, label) !== valueOf(theirs, label)).map((label) => <tr key={label}><th scope="row">{label}</th><td>{valueOf(mine, label) || '—'}</td><td>{valueOf(theirs, label) || '—'}</td></tr>)}</tbody>
    </table>
  )
}
