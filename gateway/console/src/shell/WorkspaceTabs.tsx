import { ClipboardList, PhoneCall, Plus, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { NavLink, useLocation, useNavigate } from 'react-router'
import { useMay } from './session.ts'
import { closeTab, useTabs } from './tabs.ts'

const isRecord = (pathname: string) => pathname === '/intake' || /^\/(cases|accounts)\/./.test(pathname)

/** The records a person keeps open; an amber dot is an unsaved draft. */
export function WorkspaceTabs() {
  const { t } = useTranslation()
  const { pathname } = useLocation()
  const navigate = useNavigate()
  const may = useMay()
  const tabs = useTabs()
  if (!isRecord(pathname)) return null
  return (
    <nav className="tabs" aria-label={t('app.tabs')}>
      {may('case.open') && <NavLink to="/intake" className="tab"><PhoneCall size={14} aria-hidden="true" /><span>{t('nav.intake')}</span>{tabs.some((tab) => tab.path === '/intake' && tab.draft) && <i className="draft" title={t('app.draft')} />}</NavLink>}
      <NavLink to="/cases" end className="tab"><ClipboardList size={14} aria-hidden="true" /><span>{t('nav.cases')}</span></NavLink>
      {tabs.filter((tab) => tab.path !== '/intake').map((tab, index) => (
        <span key={tab.path} className={tab.path === pathname ? 'tab on' : 'tab'}>
          <NavLink to={tab.path} title={`Alt ${index + 1}`}><b>{tab.title}</b> <span className="muted">{tab.place}</span>{tab.draft && <i className="draft" title={t('app.draft')} />}</NavLink>
          <button
            type="button"
            aria-label={t('app.closeTab', { title: tab.title })}
            onClick={() => {
              const next = closeTab(tab.path)
              if (tab.path === pathname) void navigate(next)
            }}
          >
            <X size={13} />
          </button>
        </span>
      ))}
      {may('case.open') && <NavLink to="/intake" className="tab plus" aria-label={t('case.new')}><Plus size={15} /></NavLink>}
    </nav>
  )
}
