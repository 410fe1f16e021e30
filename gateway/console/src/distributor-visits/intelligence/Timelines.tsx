import { useInfiniteQuery } from '@tanstack/react-query'
import { Radar, Telescope } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { get } from '../../api/client.ts'
import type { Competitor, MarketIntelligence, Page } from '../../api/types.ts'
import { More } from '../../components/More.tsx'
import { RowItem, RowList } from '../../components/RowList.tsx'
import { Panel } from '../../components/small.tsx'
import { Bones, Failure } from '../../components/states.tsx'
import { SplitList } from '../../components/SplitList.tsx'
import { useFormats, yuan } from '../../shell/formats.ts'

/** Capability 8: each competitor with all that is known of them, the latest first. */
export function Timelines() {
  const { t } = useTranslation()
  const formats = useFormats()
  return (
    <SplitList<Competitor>
      label={t('intelligence.timelines')} icon={<Telescope size={20} />} none={t('intelligence.noCompetitors')} noneText={t('intelligence.noneText')} queryKey={['visit-competitors']} idOf={(row) => row.id} ask={(cursor) => get('/v1/distributor-visits/competitors', { query: { limit: 50, cursor } })}
      line={(row) => <><span className="row between"><b className="cut">{row.name}</b><span className="muted">{t('intelligence.count', { count: row.items })}</span></span><span className="soft">{t('intelligence.lastAt', { at: formats.at(row.lastAt) })}</span></>}
      detail={(row) => <Timeline row={row} />}
    />
  )
}

function Timeline({ row }: { row: Competitor }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const query = useInfiniteQuery({ queryKey: ['visit-competitors', row.id], queryFn: ({ pageParam }) => get<Page<MarketIntelligence>>(`/v1/distributor-visits/competitors/${row.id}/timeline`, { query: { limit: 30, cursor: pageParam } }), initialPageParam: '', getNextPageParam: (page) => page.nextCursor })
  const items = query.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <Panel bare title={row.name} extra={t('timeline.newestFirst')}>
      {query.isPending && <Bones />}
      {query.isError && <Failure problem={query.error} what={row.name} retry={() => void query.refetch()} />}
      <RowList label={row.name}>
        {items.map((each) => (
          <RowItem key={each.id} icon={<Radar size={16} />} faint={each.status === 'refuted'} title={formats.words(each.kindName)} sub={[each.product, each.price && yuan(each.price)].filter(Boolean).join(' ')} note={each.content}><span className="muted nowrap">{t(`intelligence.status.${each.status}`)} · {formats.at(each.occurredAt)}</span></RowItem>
        ))}
      </RowList>
      <More query={query} />
    </Panel>
  )
}
