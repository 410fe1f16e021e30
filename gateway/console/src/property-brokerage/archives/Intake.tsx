import { useInfiniteQuery } from '@tanstack/react-query'
import { Archive } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { get } from '../../api/client.ts'
import type { ArchiveIntake } from '../../api/types.ts'
import { ClockChip } from '../../components/ClockChip.tsx'
import { DeedButton } from '../../components/DeedStage.tsx'
import { Facts, No, Panel } from '../../components/small.tsx'
import { Bones, EmptyState, Failure } from '../../components/states.tsx'
import { TwoLines } from '../../components/TwoLines.tsx'
import { useFormats } from '../../shell/formats.ts'
import { useKeys } from '../../shell/keys.ts'
import { useArchive } from '../deals/queries.ts'
import { receiveArchive, returnArchive } from './archive-deeds.ts'
import { Catalogue } from './Catalogue.tsx'
import '../../components/split.css'

type Status = 'handed_over' | 'received' | 'returned'

/** What specialists handed over, the longest waiting first; each with its catalogue, to be gone through line by line. */
export function Intake({ head, status }: { head: ReactNode; status: Status }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const [picked, setPicked] = useState<string | null>(null)
  const query = useInfiniteQuery({ queryKey: ['archive', 'handings', status], queryFn: ({ pageParam }) => get('/v1/property-brokerage/archive-handings', { query: { status, limit: 50, cursor: pageParam } }), initialPageParam: '', getNextPageParam: (page) => page.nextCursor })
  const items = query.data?.pages.flatMap((page) => page.items) ?? []
  const keyOf = (item: ArchiveIntake) => `${item.dealId} ${item.handing.round}`
  const current = items.find((item) => keyOf(item) === picked) ?? items[0]
  const step = (by: number) => {
    const next = items[Math.min(items.length - 1, Math.max(0, items.findIndex((item) => item === current) + by))]
    if (next) setPicked(keyOf(next))
  }
  useKeys({ j: () => step(1), k: () => step(-1) })
  return (
    <div className="page split-page">
      {head}
      {query.isPending && <Bones />}
      {query.isError && items.length === 0 && <Failure problem={query.error} what={t('nav.dealArchive')} retry={() => void query.refetch()} />}
      {query.isSuccess && items.length === 0 && <EmptyState icon={<Archive size={20} />} title={t(`archive.none.${status}`)} text={t('archive.rule')} />}
      {current && (
        <div className="split" style={{ marginTop: 14 }}>
          <div className="panel split-list">
            <ul aria-label={t(`archive.view.${status}`)}>
              {items.map((item) => (
                <li key={keyOf(item)}>
                  <button type="button" className="split-row" aria-pressed={item === current} onClick={() => setPicked(keyOf(item))}>
                    <TwoLines head={item.dealTitle} tag={status === 'handed_over' && item.obligation?.status === 'open' && <ClockChip clock={item.obligation} still />} sub={item.specialistName ?? item.handing.handedBy} end={`${t('archive.documents', { count: item.handing.documents })} · ${formats.at(item.handing.handedAt)}`} />
                  </button>
                </li>
              ))}
            </ul>
            {query.hasNextPage && <button type="button" className="split-row" onClick={() => void query.fetchNextPage()}>{t('archive.more')}</button>}
          </div>
          <Detail key={keyOf(current)} item={current} />
        </div>
      )}
    </div>
  )
}

function Detail({ item }: { item: ArchiveIntake }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const archive = useArchive(item.dealId).data
  const filed = { dealId: item.dealId, about: `${item.dealNumber} ${item.dealTitle}` }
  const { handing } = item
  const waits = handing.status === 'handed_over'
  return (
    <div className="stack">
      <Panel title={item.dealTitle} extra={<No number={item.dealNumber} to={`/deals/${item.dealId}/archive`} />}>
        <div className="stack">
          <Facts
            items={[
              [t('deal.address'), item.address], [t('archive.handedOver'), `${formats.at(handing.handedAt)} ${handing.handedBy} ${t('archive.round', { n: handing.round })}`], [t('field.note'), handing.note],
              [t('clock.due'), item.obligation && <ClockChip key="clock" clock={item.obligation} clause />], [t(`archive.view.${handing.status}`), handing.settledAt && `${formats.at(handing.settledAt)} ${handing.settledBy}`],
              ...handing.lacking.map((each): [string, ReactNode] => [formats.words(each.name), each.reason]),
            ]}
          />
          {waits && archive && archive.addedSince.length > 0 && <p className="danger">{t('archive.addedSince', { names: archive.addedSince.map((line) => formats.words(line.name)).join(t('mark.list')) })}</p>}
          {waits && archive && <div className="row"><DeedButton primary deed={receiveArchive({ t, formats }, filed)} /><DeedButton deed={returnArchive({ t, formats }, filed, archive.catalogue)} /></div>}
        </div>
      </Panel>
      {!archive ? <Bones lines={6} /> : <Panel bare title={t('archive.catalogue')} extra={t('archive.documents', { count: archive.catalogue.length })}><Catalogue lines={archive.catalogue} /></Panel>}
    </div>
  )
}
