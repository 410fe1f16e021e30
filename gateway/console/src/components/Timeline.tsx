import { useQuery } from '@tanstack/react-query'
import { Banknote, Camera, Check, Eye, FileText, MessageSquare, NotebookPen, PencilLine, Phone, type LucideIcon } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { get } from '../api/client.ts'
import type { TimelineEvent } from '../api/types.ts'
import { useFormats } from '../shell/formats.ts'
import { Photo } from './Photo.tsx'
import { Clause, Segments } from './small.tsx'
import { Bones, Failure } from './states.tsx'

const icons: Record<TimelineEvent['kind'], LucideIcon> = { call: Phone, status: Check, message: MessageSquare, photo: Camera, document: FileText, money: Banknote, change: PencilLine, note: NotebookPen, access: Eye }
const kinds = Object.keys(icons) as TimelineEvent['kind'][]

/** What happened, newest on top; the kinds filter on the spot, so the counts stay right. */
export function Timeline({ path, queryKey, composer }: { path: string; queryKey: unknown[]; composer?: ReactNode }) {
  const { t } = useTranslation()
  const [kind, setKind] = useState<'all' | TimelineEvent['kind']>('all')
  const query = useQuery({ queryKey, queryFn: () => get<{ items: TimelineEvent[] }>(path) })
  const items = query.data?.items ?? []
  const count = (each: TimelineEvent['kind']) => items.filter((item) => item.kind === each).length
  const shown = items.filter((item) => kind === 'all' || item.kind === kind).toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at))
  return (
    <div className="timeline">
      {composer}
      <div className="row between timeline-filter">
        <Segments label={t('timeline.filter')} value={kind} onChange={setKind} options={[{ value: 'all', label: `${t('timeline.all')} ${items.length}` }, ...kinds.filter((each) => count(each) > 0).map((each) => ({ value: each, label: `${t(`timeline.${each}`)} ${count(each)}` }))]} />
        <span className="muted">{t('timeline.newestFirst')}</span>
      </div>
      {query.isPending && <Bones />}
      {query.isError && <Failure problem={query.error} what={t('timeline.what')} retry={() => void query.refetch()} />}
      <ol>{shown.map((event) => <Entry key={event.id} event={event} />)}</ol>
    </div>
  )
}

function Entry({ event }: { event: TimelineEvent }) {
  const formats = useFormats()
  const Icon = icons[event.kind] ?? NotebookPen
  return (
    <li>
      <span className="dot" aria-hidden="true"><Icon size={13} /></span>
      <div>
        <div className="row wrap line">
          <b>{formats.by(event.by)}</b> <span className="soft">{formats.words(event.title)}</span>
          {event.clauseId && <Clause id={event.clauseId} />}
          <time className="push muted nowrap" dateTime={event.at}>{formats.at(event.at)}</time>
        </div>
        {formats.words(event.text) && <p className="soft">{formats.words(event.text)}</p>}
        {event.attachmentIds.length > 0 && <div className="row wrap">{event.attachmentIds.map((id) => <Photo key={id} id={id} />)}</div>}
      </div>
    </li>
  )
}
