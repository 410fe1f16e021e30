import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { paint } from '../shell/palette.ts'
import { ClientPage } from './ClientPage.tsx'
import './client.css'

// As light or dark as the phone is.
const dark = window.matchMedia('(prefers-color-scheme: dark)')
const paintAll = () => paint(dark.matches ? 'dark' : 'light')
paintAll()
dark.addEventListener('change', paintAll)

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <ClientPage />
  </StrictMode>,
)
