import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { Panel } from './small.tsx'
import { Bones, Failure } from './states.tsx'

interface Props<T> { title: string; to: string; none: string; name: string; ask: () => Promise<{ items: T[] }>; row: (item: T) => { key: string; to: string; what: string; sub: string; end: ReactNode } }

/** A short list of what waits, and the page that has all of it; where nothing waits it says so in a line, after those where something does. */
export function Waiting<T>({ title, to, none, name, ask, row }: Props<T>) {
  const { t } = useTranslation()
  const query = useQuery({ queryKey: ['today', name], queryFn: ask })
  const rows = query.data?.items.map(row) ?? []
  return (
    <Panel className={query.isSuccess && rows.length === 0 ? 'quiet' : ''} title={title} extra={<Link to={to}>{t('today.all')}</Link>} bare>
      {query.isPending && <Bones lines={3} />}
      {query.isError && <Failure problem={query.error} what={title} retry={() => void query.refetch()} />}
      {query.isSuccess && rows.length === 0 && <p className="body muted">{none}</p>}
      <ul className="lines">{rows.map((each) => <li key={each.key}><span className="cut"><Link to={each.to}>{each.what}</Link><small className="block muted">{each.sub}</small></span>{each.end}</li>)}</ul>
    </Panel>
  )
}
