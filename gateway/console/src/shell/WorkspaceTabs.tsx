import { PhoneCall, Plus, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { NavLink, useLocation, useNavigate } from 'react-router'
import { sections } from './sections.ts'
import { useMay } from './session.ts'
import { closeTab, isOnTab, useTabs } from './tabs.ts'

/** The records a person keeps open; an amber dot is an unsaved draft. */
export function WorkspaceTabs() {
  const { t } = useTranslation()
  const { pathname } = useLocation()
  const navigate = useNavigate()
  const may = useMay()
  const tabs = useTabs()
  const list = sections.flatMap(({ records = [] }) => records).find(({ at }) => at.test(pathname))?.list
  if (!list) return null
  return (
    <nav className="tabs" aria-label={t('app.tabs')}>
      {may('case.open') && <NavLink to="/intake" className="tab"><PhoneCall size={14} aria-hidden="true" /><span>{t('nav.intake')}</span>{tabs.some((tab) => tab.path === '/intake' && tab.draft) && <i className="draft" title={t('app.draft')} />}</NavLink>}
      <NavLink to={list.to} end className="tab"><list.icon size={14} aria-hidden="true" /><span>{t(`nav.${list.key}`)}</span></NavLink>
      {tabs.filter((tab) => tab.path !== '/intake').map((tab, index) => (
        <span key={tab.path} className={isOnTab(tab.path, pathname) ? 'tab on' : 'tab'}>
          <NavLink to={tab.path} title={`Alt ${index + 1}`}><b>{tab.title}</b> <span className="muted">{tab.place}</span>{tab.draft && <i className="draft" title={t('app.draft')} />}</NavLink>
          <button
            type="button"
            aria-label={t('app.closeTab', { title: tab.title })}
            onClick={() => {
              const next = closeTab(tab.path)
              if (isOnTab(tab.path, pathname)) void navigate(next ?? list.to)
            }}
          >
            <X size={13} />
          </button>
        </span>
      ))}
      {may('case.open') && <NavLink to="/intake" className="tab plus" aria-label={t('keys.newCase')}><Plus size={15} /></NavLink>}
    </nav>
  )
}
