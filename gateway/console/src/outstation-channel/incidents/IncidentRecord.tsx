import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { ArrowRightLeft, Check, Megaphone, Newspaper, RotateCcw, Send } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { get } from '../../api/client.ts'
import type { Incident, IncidentEntry, Page } from '../../api/types.ts'
import { Clocks } from '../../components/ClockCard.tsx'
import { Deeds } from '../../components/DeedStage.tsx'
import { More } from '../../components/More.tsx'
import { RowItem, RowList } from '../../components/RowList.tsx'
import { Facts, Panel } from '../../components/small.tsx'
import { Bones, EmptyState, Failure } from '../../components/states.tsx'
import { useFormats } from '../../shell/formats.ts'
import { incidentDeeds } from './incident-deeds.ts'
import '../../components/record.css'

const ICONS: Record<IncidentEntry['kind'], typeof Send> = { first_report: Megaphone, update: Send, resolution: Check, reopening: RotateCcw, exposure: Newspaper, owner: ArrowRightLeft }

/** Where it stands, its clocks, the next report, and everything that was written about it. */
export function IncidentRecord({ id }: { id: string }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const query = useQuery({ queryKey: ['incident', id], queryFn: () => get<Incident>(`/v1/outstation-channel/incidents/${id}`) })
  if (query.isPending) return <Bones />
  if (query.isError) return <Failure problem={query.error} what={t('incident.what')} retry={() => void query.refetch()} />
  const row = query.data
  const clocks = row.obligations.toSorted((a, b) => Date.parse(b.startedAt) - Date.parse(a.startedAt))
  return (
    <>
      <Panel title={row.title} extra={<span className="tag">{t(`incident.view.${row.status}`)}</span>}>
        <div className="stack">
          <p>{row.summary}</p>
          <Clocks clocks={clocks.slice(0, 4)} />
          <Facts
            items={[
              [t('column.number'), row.number], [t('incident.bodies'), row.bodies.map((each) => t(`incident.body.${each}`)).join(t('mark.list'))], [t('incident.awareAt'), formats.at(row.awareAt)], [t('column.owner'), row.ownerName], [t('goods.station'), row.stationName],
              [t('incident.complainant'), [row.complainantName, row.complainantPhone].filter(Boolean).join(' ')], [t('incident.firstReportedAt'), row.firstReportedAt && formats.at(row.firstReportedAt)], [t('incident.lastReportedAt'), row.lastReportedAt && formats.at(row.lastReportedAt)], [t('incident.exposure'), row.exposure === 'exposed' ? <b key="exposed" className="danger">{t('incident.exposed.exposed')}</b> : t('incident.exposed.none_known')],
              [t('incident.reopened'), row.reopenings > 0 && t('incident.times', { count: row.reopenings })], [t('incident.resolvedAt'), row.resolvedAt && formats.at(row.resolvedAt)], [t('incident.resolutionText'), row.resolution], [t('incident.lessons'), row.lessons],
            ]}
          />
          {row.mayWork && <Deeds deeds={incidentDeeds(t, row)} />}
        </div>
      </Panel>
      <Entries id={id} />
    </>
  )
}

function Entries({ id }: { id: string }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const query = useInfiniteQuery({ queryKey: ['incident', id, 'entries'], queryFn: ({ pageParam }) => get<Page<IncidentEntry>>(`/v1/outstation-channel/incidents/${id}/entries`, { query: { limit: 20, cursor: pageParam } }), initialPageParam: '', getNextPageParam: (page) => page.nextCursor })
  const entries = query.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <Panel bare title={t('incident.entries')}>
      {query.isPending && <Bones lines={3} />}
      {query.isError && <Failure problem={query.error} what={t('incident.entries')} retry={() => void query.refetch()} />}
      {query.isSuccess && entries.length === 0 && <EmptyState title={t('incident.noEntries')} />}
      <RowList label={t('incident.entries')}>
        {entries.map((entry) => {
          const Icon = ICONS[entry.kind]
          return <RowItem key={entry.id} icon={<Icon size={16} />} title={t(`incident.entry.${entry.kind}`)} sub={entry.byName} note={<>{entry.text} {entry.url && <a href={entry.url} target="_blank" rel="noreferrer">{entry.url}</a>}</>}><span className="muted nowrap">{formats.at(entry.at)}</span></RowItem>
        })}
      </RowList>
      <More query={query} />
    </Panel>
  )
}
