import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { startWords } from './i18n/index.ts'
import { Root } from './shell/Root.tsx'
import { applyPreferences, preferences } from './shell/preferences.ts'
import './shell/base.css'

applyPreferences()
// A release replaces the files of a page that is still open: its next lazy part is gone, so the page is fetched anew, once.
window.addEventListener('vite:preloadError', () => {
  const key = 'luyue.reloaded-for'
  if (!navigator.onLine || sessionStorage.getItem(key) === window.location.href) return
  sessionStorage.setItem(key, window.location.href)
  window.location.reload()
})
// The words of one language are one chunk: the other language is loaded when somebody asks for it.
await startWords(preferences().language)
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <Root />
  </StrictMode>,
)
