import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { get } from '../../api/client.ts'
import type { DrillItem, ObligationDetail } from '../../api/types.ts'
import { Photo } from '../../components/Photo.tsx'
import { Facts } from '../../components/small.tsx'
import { Bones, Failure } from '../../components/states.tsx'
import { explain } from '../../components/why-date-store.ts'
import { useFormats } from '../../shell/formats.ts'
import { serverNow } from '../../shell/server-clock.ts'

/** Start, due and done on one line, who owed it, what proves it. */
export function DrillEvidence({ item }: { item: DrillItem }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const query = useQuery({ queryKey: ['obligation', '/v1/insight/obligations', item.id], queryFn: () => get<ObligationDetail>(`/v1/insight/obligations/${item.id}`) })
  const detail = query.data
  const photos = detail?.evidence.filter((each) => each.kind === 'photo' && each.attachmentId) ?? []
  return (
    <div className="evidence">
      <EvidenceStrip item={item} />
      {query.isPending && <Bones lines={3} />}
      {query.isError && <Failure problem={query.error} what={t('why.evidence')} retry={() => void query.refetch()} />}
      {detail && (
        <>
          <Facts
            items={[
              [t('column.owner'), `${item.tenantName} ${detail.owner.unitName} ${detail.owner.userName ?? ''}`],
              [t('compliance.reason'), detail.outcome?.note ?? ''],
              ...detail.evidence.filter((each) => each.kind !== 'photo').map((each): [string, string] => [t('why.evidence'), `${formats.at(each.at)} ${each.by}${t('mark.colon')}${formats.words(each.text)}`]),
            ]}
          />
          {photos.length > 0 && <div className="row wrap">{photos.map((each) => <Photo key={each.attachmentId} id={each.attachmentId!} caption={`${formats.time(each.at)} ${formats.words(each.text)}`} />)}</div>}
        </>
      )}
      <div className="row"><Button size="small" onClick={() => explain(item.id)}>{item.dueAt ? t('why.title', { due: formats.dueInSentence(item.dueAt) }) : t('why.short')}</Button></div>
    </div>
  )
}

function EvidenceStrip({ item }: { item: DrillItem }) {
  const { t } = useTranslation()
  const formats = useFormats()
  if (!item.dueAt) return null
  const start = Date.parse(item.startedAt)
  const due = Date.parse(item.dueAt)
  const end = item.settledAt ? Date.parse(item.settledAt) : serverNow()
  const last = Math.max(due, end)
  const at = (instant: number) => Math.min(100, Math.max(0, ((instant - start) / (last - start)) * 100))
  return (
    <div className="strip" role="img" aria-label={`${t('why.start')} ${formats.at(item.startedAt)}${t('mark.comma')}${t('clock.due')} ${formats.due(item.dueAt)}${t('mark.comma')}${item.settledAt ? `${t('why.done')} ${formats.at(item.settledAt)}` : t('clockState.open')}`}>
      <i className="strip-line" style={{ width: `${at(Math.min(due, end))}%` }} />
      {end > due && <i className="strip-late" style={{ left: `${at(due)}%`, width: `${100 - at(due)}%` }} />}
      <span style={{ left: 0 }}><b>{t('why.start')}</b>{formats.at(item.startedAt)}</span>
      <span style={{ left: `${at(due)}%` }} className={at(due) > 80 ? 'to-left' : ''}><b>{t('clock.due')}</b>{formats.due(item.dueAt)}</span>
      <span style={{ left: `${at(end)}%` }} className={at(end) > 80 ? 'to-left below' : 'below'}><b>{item.settledAt ? t('why.done') : t('why.now')}</b>{formats.at(end)}</span>
    </div>
  )
}
