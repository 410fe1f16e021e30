import { ChevronLeft } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useTitle } from '../components/use-title.ts'
import { OfflineBar } from './OfflineBar.tsx'

interface Props {
  title: string
  /** Of a home: whose day it is. */
  sub?: ReactNode
  /** Of a record: where it was opened from. */
  back?: string
  aside?: ReactNode
  children: ReactNode
  /** Below the scrolling part: thumb bar or tabs. */
  foot?: ReactNode
}

/** A page of the phone: head, what waits to be sent, one column, and what lies under the thumb. */
export function FieldPage({ title, sub, back, aside, children, foot }: Props) {
  const { t } = useTranslation()
  useTitle(title)
  return (
    <>
      {back === undefined ? (
        <header className="phone-title"><div><h1>{title}</h1>{sub && <p>{sub}</p>}</div>{aside}</header>
      ) : (
        <header className="phone-top"><Link to={back} aria-label={t('do.back')}><ChevronLeft size={24} /></Link><h1>{title}</h1>{aside}</header>
      )}
      <OfflineBar />
      <main id="main" tabIndex={-1}>{children}</main>
      {foot}
    </>
  )
}
