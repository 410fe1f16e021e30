import { CloudOff, TriangleAlert } from 'lucide-react'
import { useContext } from 'react'
import { useTranslation } from 'react-i18next'
import { OnlineContext } from './online.ts'
import { useQueue } from './queue.ts'

/** What is not on the server yet, and what the server did not take. */
export function OfflineBar() {
  const { t } = useTranslation()
  const online = useContext(OnlineContext)
  const queue = useQueue()
  const stuck = queue.filter((entry) => entry.stuck).length
  const waiting = queue.length - stuck
  return (
    <>
      {(!online || waiting > 0) && (
        <div className="bar-note offline" role="status">
          <CloudOff size={17} /><span>{t(online ? 'onFoot.sending' : waiting > 0 ? 'onFoot.offlineWaiting' : 'onFoot.offline', { count: waiting })}</span><span className="push">{waiting > 0 && t('onFoot.willSend')}</span>
        </div>
      )}
      {stuck > 0 && <div className="bar-note stale" role="alert"><TriangleAlert size={17} />{t('onFoot.stuckCount', { count: stuck })}</div>}
    </>
  )
}
