import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'

/** What the browser's tab is called while the page is open; nothing new while its record is still asked for. */
export function useTitle(title: string | undefined): void {
  const { t } = useTranslation()
  useEffect(() => {
    if (title) document.title = `${title} · ${t('app.name')}`
  }, [title, t])
}
