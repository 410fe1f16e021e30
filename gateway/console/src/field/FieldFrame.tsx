import { Suspense, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Outlet } from 'react-router'
import { useLive } from '../shell/live.ts'
import { sections } from '../shell/sections.ts'
import { renew, useMay, useSession } from '../shell/session.ts'
import { OnlineContext } from './online.ts'
import { connect, drain, loadQueue, waitingCount } from './queue.ts'
import './field.css'

/** The phone's frame, for everybody who walks: no antd, its own service worker, and the queue that survives a dead connection. */
export default function FieldFrame() {
  const { t } = useTranslation()
  useLive()
  useChannels()
  useOfflineShell()
  const online = useDraining()
  return (
    <div className="phone">
      <a className="skip" href="#main">{t('app.skip')}</a>
      <OnlineContext value={online}>
        <Suspense fallback={<main id="main" className="starting" aria-busy="true" />}>
          <Outlet />
        </Suspense>
      </OnlineContext>
      <div id="say-polite" className="unseen" aria-live="polite" />
      <div id="say-assertive" className="unseen" aria-live="assertive" />
    </div>
  )
}

/** The ways to send of the sections that the person works in. */
function useChannels(): void {
  const may = useMay()
  useEffect(() => {
    for (const { field } of sections) {
      if (field && may(field.permission)) void field.channel().then(connect).then(drain, () => undefined)
    }
    // Once: another person or place begins with a page of its own.
  }, [])
}

// navigator.onLine lies both ways, so the session's own failed call counts too, and the queue is tried every five seconds.
function useDraining(): boolean {
  const { phase, person } = useSession()
  const [connected, setConnected] = useState(navigator.onLine)
  const place = person?.place.tenantId
  useEffect(() => {
    const tick = () => {
      setConnected(navigator.onLine)
      if (!navigator.onLine || (phase !== 'offline' && waitingCount() === 0)) return
      void (phase === 'offline' ? renew() : Promise.resolve(true)).then((alive) => (alive ? drain() : undefined))
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
  }, [phase, place])
  return connected && phase !== 'offline'
}

/** Hands the files of this visit to the service worker, so that a reload without a connection still opens the page. */
function useOfflineShell(): void {
  useEffect(() => {
    if (!('serviceWorker' in navigator) || import.meta.env.DEV) return
    const keep = async () => {
      await navigator.serviceWorker.register('/sw.js')
      const { active } = await navigator.serviceWorker.ready
      // All field pages, their words and their ways to send must be there before the connection goes.
      await Promise.allSettled(sections.flatMap(({ field, routes }) => [...routes.filter(({ frame }) => frame === 'field').map(({ load }) => load()), ...(field ? [field.channel()] : [])]))
      const files = performance.getEntriesByType('resource').map((entry) => new URL(entry.name)).filter((url) => url.origin === location.origin && url.pathname.startsWith('/assets/')).map((url) => url.pathname)
      active?.postMessage({ keep: ['/', ...new Set(files)] })
    }
    void keep().catch(() => undefined)
  }, [])
}
