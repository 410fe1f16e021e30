import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { startWords } from './i18n/index.ts'
import { Root } from './shell/Root.tsx'
import { applyPreferences, preferences } from './shell/preferences.ts'
import './shell/base.css'

applyPreferences()
// The words of one language are one chunk: the other language is loaded when somebody asks for it.
await startWords(preferences().language)
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <Root />
  </StrictMode>,
)
