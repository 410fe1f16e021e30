import { MessageSquare, UserRound } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { NavLink } from 'react-router'
import { sections } from '../shell/sections.ts'
import { useMay } from '../shell/session.ts'
import { MeSheet } from './MeSheet.tsx'

/** The homes of whoever walks, their messages, and they themselves. */
export function FieldTabs() {
  const { t } = useTranslation()
  const may = useMay()
  const [me, setMe] = useState(false)
  const homes = sections.flatMap(({ field }) => (field && may(field.permission) ? [field] : []))
  return (
    <>
      <nav className="phone-tabs" aria-label={t('nav.label')}>
        {homes.map(({ key, to, icon: Icon }) => <NavLink key={key} to={to}><Icon size={22} />{homes.length > 1 ? t(`nav.${key}`) : t('onFoot.tasks')}</NavLink>)}
        <NavLink to="/inbox"><MessageSquare size={22} />{t('nav.inbox')}</NavLink>
        <button type="button" onClick={() => setMe(true)}><UserRound size={22} />{t('onFoot.me')}</button>
      </nav>
      {me && <MeSheet onClose={() => setMe(false)} />}
    </>
  )
}
