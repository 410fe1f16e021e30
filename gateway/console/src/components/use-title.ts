import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'

/** What the browser's tab is called while the page is open. */
export function useTitle(title: string): void {
  const { t } = useTranslation()
  useEffect(() => {
    document.title = `${title} · ${t('app.name')}`
  }, [title, t])
}
