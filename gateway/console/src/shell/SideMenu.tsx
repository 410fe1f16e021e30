import { PanelLeft } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { NavLink, useLocation } from 'react-router'
import { useCaseCounts, useInbox } from '../api/queries.ts'
import { menuOf, type NavItem } from './nav.ts'
import { prefer } from './preferences.ts'
import { usePerson } from './session.ts'

export function SideMenu({ collapsed }: { collapsed: boolean }) {
  const { t } = useTranslation()
  const person = usePerson()
  const counts = useCaseCounts().data
  const inbox = useInbox().data
  const { pathname } = useLocation()
  const groups = menuOf(person)
  // 成交看板 lies below 成交: only the deepest item that holds the page is the present one.
  const isDeeper = (item: NavItem) => groups.some((group) => group.items.some((other) => other.to.startsWith(`${item.to}/`) && pathname.startsWith(other.to)))
  const countOf = (item: NavItem): number => (item.count === 'inbox' ? (inbox?.unread ?? 0) : item.count ? (counts?.[item.count] ?? 0) : 0)
  return (
    <nav className="side" aria-label={t('nav.label')}>
      <div className="side-groups">
        {groups.map((group, index) => (
          <div key={group.key ?? index} className="side-group">
            {group.key && <h2>{t(`nav.${group.key}`)}</h2>}
            <ul>
              {group.items.map((item) => {
                const count = countOf(item)
                const label = t(`nav.${item.key}`)
                return (
                  <li key={item.key}>
                    <NavLink to={item.to} end={item.to === '/' || isDeeper(item)} title={collapsed ? label : undefined} aria-label={collapsed ? label : undefined}>
                      <item.icon size={collapsed ? 18 : 16} strokeWidth={1.7} aria-hidden="true" />
                      {!collapsed && <span className="cut">{label}</span>}
                      {!collapsed && count > 0 && <span className={item.count === 'overdue' ? 'count red' : 'count'}>{count >= 1000 ? '999+' : count}</span>}
                    </NavLink>
                  </li>
                )
              })}
            </ul>
          </div>
        ))}
      </div>
      <button type="button" className="side-foot" onClick={() => prefer({ menuCollapsed: !collapsed })} aria-label={t(collapsed ? 'nav.expand' : 'nav.collapse')}>
        <PanelLeft size={16} strokeWidth={1.7} />
        {!collapsed && <><span>{t('nav.collapse')}</span><kbd className="push">[</kbd></>}
      </button>
    </nav>
  )
}
