import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../shell/formats.ts'
import { useSent } from './orders.ts'
import { discard, tryAgain, useQueue } from './queue.ts'

/** Taps that the server refused after the connection came back: what, why, and what can be done. */
export function RefusedTaps({ orderId }: { orderId: string }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const queries = useQueryClient()
  const refused = useQueue().filter((entry) => entry.orderId === orderId && entry.refused)
  const sent = useSent()
  return (
    <>
      {refused.map((entry) => (
        <div key={entry.id} className="waiting" role="alert" style={{ marginTop: 14 }}>
          <strong>{t('phone.refused', { what: t(`phone.tap.${entry.verb}`), time: formats.time(entry.occurredAt) })}</strong>
          <p>{entry.refused!.message} {entry.refused!.clause && <span className="clause">{entry.refused!.clause}</span>}</p>
          {entry.refused!.allowed.length > 0 && <p>{t('state.possible')}{entry.refused!.allowed.map((each) => t(`action.${each}`, { defaultValue: each })).join(t('mark.list'))}</p>}
          <div className="row"><button type="button" className="btn" onClick={() => void tryAgain(entry.id, sent)}>{t('do.retry')}</button><button type="button" className="btn" onClick={() => void discard(entry.id).then(() => queries.invalidateQueries())}>{t('phone.drop')}</button></div>
        </div>
      ))}
    </>
  )
}
