import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { Segments } from '../components/small.tsx'
import { speak } from '../i18n/index.ts'
import { menuOf } from '../shell/nav.ts'
import { prefer, usePreferences } from '../shell/preferences.ts'
import { sections } from '../shell/sections.ts'
import { signOut, usePerson } from '../shell/session.ts'
import { Sheet } from './Sheet.tsx'

export function MeSheet({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const person = usePerson()
  const { user, place } = person
  const own = ['/', '/inbox', ...sections.flatMap(({ field }) => field?.to ?? [])]
  const other = menuOf(person).flatMap(({ items }) => items).find(({ to }) => !own.includes(to))
  const { language, mode } = usePreferences()
  return (
    <Sheet label={t('onFoot.me')} onClose={onClose}>
      {(close) => (
        <div className="stack">
          <h2>{user.name}</h2>
          <p className="muted">{user.title} · {place.tenantName} {place.unitName}</p>
          <Segments big label={t('app.language')} value={language} onChange={(next) => void speak(next)} options={[{ value: 'zh', label: '中文' }, { value: 'en', label: 'English' }]} />
          <Segments big label={t('app.appearance')} value={mode} onChange={(next) => prefer({ mode: next })} options={[{ value: 'system', label: t('app.system') }, { value: 'light', label: t('app.light') }, { value: 'dark', label: t('app.dark') }]} />
          {other && <Link className="btn" to={other.to}>{t('onFoot.otherPages')}</Link>}
          <Link className="btn" to="/switch">{t('switch.title')}</Link>
          <button type="button" className="btn" onClick={() => void signOut()}>{t('do.signOut')}</button>
          <button type="button" className="btn primary" onClick={close}>{t('do.close')}</button>
        </div>
      )}
    </Sheet>
  )
}
