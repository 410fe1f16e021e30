import { useInfiniteQuery } from '@tanstack/react-query'
import { PackageMinus, PackagePlus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { get } from '../../api/client.ts'
import type { Page, StockLine, VisitItem } from '../../api/types.ts'
import { Choose } from '../../components/Choose.tsx'
import { RowItem, RowList } from '../../components/RowList.tsx'
import { Panel } from '../../components/small.tsx'
import { Bones, EmptyState, Failure } from '../../components/states.tsx'
import { useFormats } from '../../shell/formats.ts'
import { useAround } from '../queries.ts'

/** DV-3.3f: what came to and went from a unit of one item, each with what was there after it, the latest first. */
export function ItemMovements({ item, onClose }: { item: VisitItem; onClose: () => void }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { units, unitId: own } = useAround()
  const [picked, setPicked] = useState('')
  const unitId = picked || own || item.held[0]?.unitId || units[0]?.id
  const query = useInfiniteQuery({
    queryKey: ['visit-items', item.id, 'statement', unitId], enabled: unitId !== undefined,
    queryFn: ({ pageParam }) => get<Page<StockLine>>(`/v1/distributor-visits/items/${item.id}/statement`, { query: { unitId, limit: 20, cursor: pageParam } }),
    initialPageParam: '', getNextPageParam: (page) => page.nextCursor,
  })
  const lines = query.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <Panel bare title={t('gift.movementsOf', { name: item.name })} extra={<button type="button" className="linkish" onClick={onClose}>{t('do.close')}</button>}>
      {units.length > 1 && <div style={{ padding: '10px 14px' }}><Choose label={t('column.unit')} value={unitId ?? ''} options={units.map(({ id, name }) => ({ value: id, label: name }))} onChange={setPicked} /></div>}
      {query.isPending && <Bones lines={3} />}
      {query.isError && <Failure problem={query.error} what={t('gift.movements')} retry={() => void query.refetch()} />}
      {query.isSuccess && lines.length === 0 && <EmptyState title={t('gift.noStock')} />}
      <RowList label={t('gift.movements')}>
        {lines.map((line) => (
          <RowItem key={line.number} icon={line.change > 0 ? <PackagePlus size={16} /> : <PackageMinus size={16} />} title={`${t(`gift.move.${line.kind}`, { defaultValue: line.kind })}${line.reversalOf ? ` · ${t('gift.takenBack')}` : ''}`} sub={line.by} note={[line.note, t('gift.after', { count: formats.count(line.after) })].filter(Boolean).join(' · ')}>
            <span className="muted nowrap">{formats.at(line.at)}</span><b className="nowrap">{line.change > 0 ? '+' : '−'}{formats.count(Math.abs(line.change))}</b>
          </RowItem>
        ))}
      </RowList>
      {query.hasNextPage && <p style={{ padding: '8px 14px' }}><button type="button" className="linkish" onClick={() => void query.fetchNextPage()}>{t('list.more')}</button></p>}
    </Panel>
  )
}
