import { CloudOff, TriangleAlert } from 'lucide-react'
import { Suspense, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Outlet } from 'react-router'
import { useSent } from '../utility-care/field/orders.ts'
import { drain, loadQueue, useQueue, waitingCount } from '../utility-care/field/queue.ts'
import { useLive } from './live.ts'
import { sections } from './sections.ts'
import { renew, useSession } from './session.ts'
import './field-frame.css'

/** The phone's frame: no antd, its own service worker, and the queue that survives a dead connection. */
export default function FieldFrame() {
  const { t } = useTranslation()
  useLive()
  useOfflineShell()
  const online = useDraining()
  return (
    <div className="phone">
      <a className="skip" href="#main">{t('app.skip')}</a>
      <Suspense fallback={<main id="main" className="starting" aria-busy="true" />}>
        <Outlet context={{ bar: <OfflineBar online={online} /> }} />
      </Suspense>
      <div id="say-polite" className="unseen" aria-live="polite" />
      <div id="say-assertive" className="unseen" aria-live="assertive" />
    </div>
  )
}

export interface FieldContext { bar: React.ReactNode }

function OfflineBar({ online }: { online: boolean }) {
  const { t } = useTranslation()
  const queue = useQueue()
  const refused = queue.filter((entry) => entry.refused).length
  const waiting = queue.length - refused
  return (
    <>
      {(!online || waiting > 0) && (
        <div className="bar-note offline" role="status">
          <CloudOff size={17} /><span>{t(online ? 'phone.sending' : waiting > 0 ? 'phone.offlineWaiting' : 'phone.offline', { count: waiting })}</span><span className="push">{waiting > 0 && t('phone.willSend')}</span>
        </div>
      )}
      {refused > 0 && <div className="bar-note stale" role="alert"><TriangleAlert size={17} />{t('phone.refusedCount', { count: refused })}</div>}
    </>
  )
}

// navigator.onLine lies both ways, so the session's own failed call counts too, and the queue is tried every five seconds.
function useDraining(): boolean {
  const { phase } = useSession()
  const [connected, setConnected] = useState(navigator.onLine)
  const sent = useSent()
  useEffect(() => {
    const tick = () => {
      setConnected(navigator.onLine)
      if (!navigator.onLine || (phase !== 'offline' && waitingCount() === 0)) return
      void (phase === 'offline' ? renew() : Promise.resolve(true)).then((alive) => (alive ? drain(sent) : undefined))
    }
    void loadQueue().then(tick)
    const timer = setInterval(tick, 5000)
    window.addEventListener('online', tick)
    window.addEventListener('offline', tick)
    return () => {
      clearInterval(timer)
      window.removeEventListener('online', tick)
      window.removeEventListener('offline', tick)
    }
  }, [phase, sent])
  return connected && phase !== 'offline'
}

/** Hands the files of this visit to the service worker, so that a reload without a connection still opens the page. */
function useOfflineShell(): void {
  useEffect(() => {
    if (!('serviceWorker' in navigator) || import.meta.env.DEV) return
    const keep = async () => {
      await navigator.serviceWorker.register('/sw.js')
      const { active } = await navigator.serviceWorker.ready
      // All field pages and their words must be there before the connection goes.
      await Promise.allSettled(sections.flatMap((section) => section.routes).filter(({ frame }) => frame === 'field').map(({ load }) => load()))
      const files = performance.getEntriesByType('resource').map((entry) => new URL(entry.name)).filter((url) => url.origin === location.origin && url.pathname.startsWith('/assets/')).map((url) => url.pathname)
      active?.postMessage({ keep: ['/', ...new Set(files)] })
    }
    void keep().catch(() => undefined)
  }, [])
}
