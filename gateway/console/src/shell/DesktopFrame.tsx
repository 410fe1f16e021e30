import { App, ConfigProvider } from 'antd'
import type { Locale } from 'antd/es/locale'
import zhCN from 'antd/locale/zh_CN'
import { WifiOff } from 'lucide-react'
import { lazy, Suspense, use, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Outlet, useLocation, useNavigate } from 'react-router'
import { Bones } from '../components/states.tsx'
import { closeWhy, useAsked } from '../components/why-date-store.ts'
import { type Language, useFormats } from './formats.ts'
import { KeySheet } from './KeySheet.tsx'
import { useKeys } from './keys.ts'
import { useLive, useStaleSince } from './live.ts'
import { prefer, useMode, usePreferences } from './preferences.ts'
import { useMay, useSession } from './session.ts'
import { SideMenu } from './SideMenu.tsx'
import { closeTab, keepScroll, useTabs } from './tabs.ts'
import { luyueTheme } from './theme.ts'
import { TopBar } from './TopBar.tsx'
import { WorkspaceTabs } from './WorkspaceTabs.tsx'
import './frame.css'

const CommandPalette = lazy(() => import('./CommandPalette.tsx'))
const WhyDate = lazy(() => import('../components/WhyDate.tsx'))

/** The words of antd's own parts; those of the first language come with the frame, the others only to who reads them. */
let english: Promise<Locale> | undefined
const localeOf = (language: Language) => (language === 'zh' ? zhCN : use((english ??= import('antd/locale/en_US').then((file) => file.default))))

export default function DesktopFrame() {
  const mode = useMode()
  const { language } = usePreferences()
  return (
    <ConfigProvider theme={luyueTheme(mode)} locale={localeOf(language)} button={{ autoInsertSpace: false }}>
      <App className="ly-root" component={false}>
        <Frame />
      </App>
    </ConfigProvider>
  )
}

// Call-takers and dispatchers need the width; below 1360 px tables broke without it.
const startsCollapsed = (pathname: string) => pathname === '/intake' || pathname === '/board'
const narrow = window.matchMedia('(max-width: 1359px)')

function useCollapsed(pathname: string): boolean {
  const { menuCollapsed } = usePreferences()
  const [isNarrow, setNarrow] = useState(narrow.matches)
  useEffect(() => {
    const follow = () => setNarrow(narrow.matches)
    narrow.addEventListener('change', follow)
    return () => narrow.removeEventListener('change', follow)
  }, [])
  return isNarrow || (menuCollapsed ?? startsCollapsed(pathname))
}

function Frame() {
  const { t } = useTranslation()
  const { pathname } = useLocation()
  const collapsed = useCollapsed(pathname)
  const [palette, setPalette] = useState(false)
  const [sheet, setSheet] = useState(false)
  const asked = useAsked()
  const main = useRef<HTMLElement>(null)
  useLive()
  useFrameKeys({ collapsed, openPalette: () => setPalette(true), openSheet: () => setSheet(true) })
  useEffect(() => keepScroll(main.current, pathname), [pathname])

  return (
    <div className={collapsed ? 'frame collapsed' : 'frame'}>
      <a className="skip" href="#main">{t('app.skip')}</a>
      <TopBar collapsed={collapsed} onSearch={() => setPalette(true)} onHelp={() => setSheet(true)} />
      <SideMenu collapsed={collapsed} />
      <div className="work">
        <OfflineNote />
        <StaleBar />
        <WorkspaceTabs />
        <main id="main" ref={main} tabIndex={-1}>
          <Suspense fallback={<Bones />}>
            <Outlet />
          </Suspense>
        </main>
      </div>
      {palette && <Suspense fallback={null}><CommandPalette onClose={() => setPalette(false)} /></Suspense>}
      {asked && <Suspense fallback={null}><WhyDate obligationId={asked} onClose={closeWhy} /></Suspense>}
      <KeySheet open={sheet} onClose={() => setSheet(false)} />
      <div id="say-polite" className="unseen" aria-live="polite" />
      <div id="say-assertive" className="unseen" aria-live="assertive" />
    </div>
  )
}

function useFrameKeys({ collapsed, openPalette, openSheet }: { collapsed: boolean; openPalette: () => void; openSheet: () => void }) {
  const navigate = useNavigate()
  const { pathname } = useLocation()
  const tabs = useTabs()
  const may = useMay()
  const go = (to: string, permission?: string) => () => {
    if (!permission || may(permission)) void navigate(to)
  }
  const keys: Record<string, () => void> = {
    'ctrl+k': openPalette,
    'ctrl+shift+u': () => void navigate('/switch'),
    '?': openSheet,
    '[': () => prefer({ menuCollapsed: !collapsed }),
    'g c': go('/cases', 'case.read'),
    'g b': go('/board', 'order.dispatch'),
    'g l': go('/obligations', 'obligation.read'),
    'g a': go('/accounts', 'account.read'),
    'g p': go('/policies', 'policy.read'),
    'alt+n': go('/intake', 'case.open'),
    'alt+w': () => void navigate(closeTab(pathname) ?? '/'),
    '/': () => document.querySelector<HTMLInputElement>('main [type="search"]')?.focus(),
  }
  tabs.forEach((tab, index) => {
    keys[`alt+${index + 1}`] = go(tab.path)
  })
  useKeys(keys)
}

function StaleBar() {
  const { t } = useTranslation()
  const formats = useFormats()
  const since = useStaleSince()
  if (since === null) return null
  return <div className="bar-note stale" role="status"><WifiOff size={15} />{t('state.staleSince', { time: formats.time(since) })}</div>
}

function OfflineNote() {
  const { t } = useTranslation()
  const { phase } = useSession()
  if (phase !== 'offline') return null
  return <div className="bar-note offline" role="status"><WifiOff size={15} />{t('state.offline')}</div>
}
