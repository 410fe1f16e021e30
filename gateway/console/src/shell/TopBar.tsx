import { Button, Dropdown, type MenuProps } from 'antd'
import { Bell, Building2, ChevronsUpDown, CircleHelp, FlaskConical, Search } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import { useInbox } from '../api/queries.ts'
import { Avatar } from '../components/small.tsx'
import { speak } from '../i18n/index.ts'
import { Mark } from './Mark.tsx'
import { searchWords } from './nav.ts'
import { prefer, usePreferences } from './preferences.ts'
import { signOut, usePerson } from './session.ts'

export function TopBar({ collapsed, onSearch, onHelp }: { collapsed: boolean; onSearch: () => void; onHelp: () => void }) {
  const { t } = useTranslation()
  const person = usePerson()
  const { user, place } = person
  const unread = useInbox().data?.unread ?? 0
  return (
    <header className="top">
      <Link to="/" className="mark" aria-label={t('app.name')}><Mark size={26} />{!collapsed && t('app.name')}</Link>
      <Link to="/switch" className="context" title={`${t('switch.title')} Ctrl Shift U`}>
        <Building2 size={16} aria-hidden="true" />
        <span>{place.parentName && place.parentName !== place.tenantName && <span className="soft">{place.parentName} / </span>}<b>{place.tenantName}</b>{place.unitName && place.unitName !== place.tenantName && <span className="soft unit"> / {place.unitName}</span>}</span>
        <ChevronsUpDown size={15} aria-hidden="true" />
      </Link>
      {place.sandbox && <Link to="/sandbox" className="tag accent"><FlaskConical size={13} />{t('switch.sandbox')}</Link>}
      <button type="button" className="search" title={t('palette.title')} onClick={onSearch}><Search size={15} /><span className="cut">{t(searchWords(person))}</span><kbd>Ctrl K</kbd></button>
      <div className="top-end">
        <Button type="text" shape="circle" aria-label={t('keys.title')} icon={<CircleHelp size={18} strokeWidth={1.7} />} onClick={onHelp} />
        <Link to="/inbox" className="bell" aria-label={t('nav.inboxUnread', { count: unread })}><Bell size={18} strokeWidth={1.7} />{unread > 0 && <i>{unread > 99 ? '99+' : unread}</i>}</Link>
        <PersonMenu name={user.name} title={user.title} />
      </div>
    </header>
  )
}

function PersonMenu({ name, title }: { name: string; title: string }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { mode, language, letterKeys } = usePreferences()
  const act: Record<string, () => void> = {
    zh: () => void speak('zh'),
    en: () => void speak('en'),
    system: () => prefer({ mode: 'system' }),
    light: () => prefer({ mode: 'light' }),
    dark: () => prefer({ mode: 'dark' }),
    letters: () => prefer({ letterKeys: !letterKeys }),
    place: () => void navigate('/switch'),
    out: () => void signOut(),
  }
  const items: MenuProps['items'] = [
    { type: 'group', label: t('app.language'), children: [{ key: 'zh', label: '简体中文' }, { key: 'en', label: 'English' }] },
    { type: 'group', label: t('app.appearance'), children: [{ key: 'system', label: t('app.system') }, { key: 'light', label: t('app.light') }, { key: 'dark', label: t('app.dark') }] },
    { type: 'divider' },
    { key: 'letters', label: t(letterKeys ? 'keys.lettersOff' : 'keys.lettersOn') },
    { key: 'place', label: t('switch.title') },
    { key: 'out', label: t('do.signOut') },
  ]
  return (
    <Dropdown trigger={['click']} menu={{ items, selectedKeys: [language, mode], onClick: ({ key }) => act[key]?.() }}>
      <button type="button" className="me">
        <Avatar name={name} />
        <span className="me-name">{name}<small>{title}</small></span>
      </button>
    </Dropdown>
  )
}
