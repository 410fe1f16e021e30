import { useQuery } from '@tanstack/react-query'
import { CornerDownRight, LifeBuoy, MessageCircleQuestion, MessageSquareReply, Undo2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { Choose } from '../../components/Choose.tsx'
import { get } from '../../api/client.ts'
import type { TechnicalRequest, TechnicalRequestLine } from '../../api/types.ts'
import { Clocks } from '../../components/ClockCard.tsx'
import { DeedButton, DeedStage, Deeds } from '../../components/DeedStage.tsx'
import { FilesContext } from '../../components/files-of.ts'
import { Photo } from '../../components/Photo.tsx'
import { RowItem, RowList } from '../../components/RowList.tsx'
import { Clause, Facts, Panel, Segments } from '../../components/small.tsx'
import { SplitList } from '../../components/SplitList.tsx'
import { TwoLines } from '../../components/TwoLines.tsx'
import { Bones, Failure } from '../../components/states.tsx'
import { useTitle } from '../../components/use-title.ts'
import { useFormats } from '../../shell/formats.ts'
import { useMay } from '../../shell/session.ts'
import { openDocument } from '../documents/document-deeds.tsx'
import { Documents } from '../documents/Documents.tsx'
import { useShown } from '../goods/parts.tsx'
import { ask, requestDeeds } from './technical-deeds.ts'
import { useDepartment, useDepartments, useStations } from '../queries.ts'
import '../../components/record.css'

const PARTS = ['requests', 'documents'] as const
const STATUSES = ['asked', 'answered', 'withdrawn'] as const
const ICONS: Record<TechnicalRequest['entries'][number]['kind'], typeof Undo2> = { question: MessageCircleQuestion, answer: MessageSquareReply, further: CornerDownRight, withdrawal: Undo2 }

/** What outstation staff ask the technical section, answered within days; and its library, signed edition by edition (OC-3.4a). */
export default function TechnicalSupport() {
  const { t } = useTranslation()
  const formats = useFormats()
  const may = useMay()
  const { part, show, value, id, set } = useShown(PARTS)
  const departments = useDepartments()
  const departmentId = useDepartment()
  const stations = useStations()
  const status = value('status', STATUSES)
  const mine = id('mine') === 'true'
  useTitle(t('nav.technicalSupport'))
  return (
    <FilesContext value="outstation-channel">
      <DeedStage>
        <div className="page split-page">
          <div className="page-head wrap">
            <h1>{t('nav.technicalSupport')}</h1><Clause id="OC-3.4a" />
            <Segments label={t('goods.show')} value={part} onChange={show} options={PARTS.map((each) => ({ value: each, label: t(`technical.part.${each}`) }))} />
            {part === 'requests' && <Choose label={t('column.status')} value={status} all={t('goods.anyStatus')} options={STATUSES.map((each) => ({ value: each, label: t(`technical.status.${each}`) }))} onChange={(next) => set('status', next)} />}
            {part === 'requests' && may('technicalSupport.ask') && <label className="row"><input type="checkbox" checked={mine} onChange={(event) => set('mine', event.target.checked ? 'true' : '')} />{t('technical.mine')}</label>}
            <span className="push">
              {part === 'requests' && may('technicalSupport.ask') && <DeedButton primary deed={ask(t, stations)} />}
              {part === 'documents' && may('channelDocument.write') && departmentId && <DeedButton primary deed={openDocument(t, 'technical', departments, departmentId)} />}
            </span>
          </div>
          {part === 'documents' ? <Documents kind="technical" /> : (
            <SplitList<TechnicalRequestLine>
              label={t('technical.part.requests')} icon={<LifeBuoy size={20} />} none={t('technical.none')} noneText={t('technical.noneText')} queryKey={['technical-requests', status, mine]} idOf={(row) => row.id}
              ask={(cursor) => get('/v1/outstation-channel/technical-requests', { query: { ...(status && { status }), ...(mine && { mine: 'true' as const }), limit: 50, cursor } })}
              line={(row) => <TwoLines head={row.title} tag={row.overdue ? <span className="danger">{t('technical.late')}</span> : t(`technical.status.${row.status}`)} sub={[row.askedBy, row.stationName, row.model].filter(Boolean).join(' · ')} end={row.answerDueAt ? t('technical.dueIs', { at: formats.due(row.answerDueAt) }) : formats.at(row.answeredAt ?? row.askedAt)} />}
              detail={(row) => <Detail id={row.id} />}
            />
          )}
        </div>
      </DeedStage>
    </FilesContext>
  )
}

function Detail({ id }: { id: string }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const query = useQuery({ queryKey: ['technical-request', id], queryFn: () => get<TechnicalRequest>(`/v1/outstation-channel/technical-requests/${id}`) })
  const documents = useQuery({ queryKey: ['channel-documents', 'technical', 'choice'], queryFn: () => get('/v1/outstation-channel/channel-documents', { query: { kind: 'technical', limit: 200 } }), staleTime: 60_000 }).data?.items ?? []
  if (query.isPending) return <Bones />
  if (query.isError) return <Failure problem={query.error} what={t('technical.what')} retry={() => void query.refetch()} />
  const row = query.data
  return (
    <>
      <Panel title={row.title} extra={<span className="tag">{t(`technical.status.${row.status}`)}</span>}>
        <div className="stack">
          <Clocks clocks={row.obligations} />
          <Facts items={[[t('column.number'), row.number], [t('technical.askedBy'), `${row.askedBy} · ${formats.at(row.askedAt)}`], [t('goods.station'), row.stationName], [t('goods.model'), row.model], [t('technical.answeredAt'), row.answeredAt && formats.at(row.answeredAt)]]} />
          <Deeds deeds={requestDeeds(t, row, documents)} />
        </div>
      </Panel>
      <Panel bare title={t('technical.entries')}>
        <RowList label={t('technical.entries')}>
          {row.entries.map((entry) => {
            const Icon = ICONS[entry.kind]
            return (
              <RowItem key={entry.id} icon={<Icon size={16} />} title={t(`technical.entry.${entry.kind}`)} sub={entry.byName} note={<>{entry.text} {entry.documentId && <Link to={`/technical-support?what=documents&id=${entry.documentId}`}>{entry.documentTitle}</Link>}</>} below={entry.attachmentIds.length > 0 && <div className="row wrap">{entry.attachmentIds.map((each) => <Photo key={each} id={each} />)}</div>}>
                <span className="muted nowrap">{formats.at(entry.at)}</span>
              </RowItem>
            )
          })}
        </RowList>
      </Panel>
    </>
  )
}
