import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { get } from '../../api/client.ts'
import type { MarketIntelligence, Page } from '../../api/types.ts'
import { Lanes } from '../../components/charts/Lanes.tsx'
import { RowBars } from '../../components/charts/RowBars.tsx'
import { Figures, Rows } from '../../components/Figures.tsx'
import { instantOf, useFormats, yuan } from '../../shell/formats.ts'
import { asked, type Scope } from './scope.ts'
import { monthBefore } from '../../shell/months.ts'

const OPINIONS = ['criticism', 'suggestion', 'wish', 'complaint'] as const
const KINDS = ['competitor_move', 'competitor_policy', 'new_product', 'price', 'useful_policy', 'other'] as const
/** Products, and competitors, that are drawn; the pages of opinions and intelligence have all. */
const MOST = 8

/** DV-3.1c: what customers say about which product. */
export function Opinions({ scope }: { scope: Scope }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const query = useQuery({ queryKey: ['visit-opinions', 'months', asked(scope)], queryFn: () => get('/v1/distributor-visits/opinions/months', { query: asked(scope) }) })
  return (
    <Figures title={t('analysis.opinions')} clause="DV-3.1c" query={query}>
      {(rows) => {
        const nameOf = (row: (typeof rows)[number]) => row.maker === 'own' ? row.product ?? t('opinion.ownProduct') : [row.makerName, row.product].filter(Boolean).join(' · ')
        const products = [...new Set(rows.map(nameOf))].map((name) => ({ name, values: OPINIONS.map((kind) => rows.filter((row) => nameOf(row) === name && row.kind === kind).reduce((sum, row) => sum + row.raised, 0)) }))
        const total = (values: number[]) => values.reduce((sum, value) => sum + value, 0)
        return (
          <>
            <RowBars label={t('analysis.opinions')} parts={OPINIONS.map((kind) => t(`opinion.kind.${kind}`))} rows={products.sort((a, b) => total(b.values) - total(a.values)).slice(0, MOST)} format={formats.count} />
            <details className="chart-data">
              <summary>{t('chart.table')}</summary>
              <div>
                <Rows
                  label={t('analysis.opinions')} rows={rows} rowKey={(row) => [row.month, row.maker, row.makerName, row.product, row.kind].join()}
                  columns={[
                    { title: t('opinion.month'), left: true, cell: (row) => formats.month(row.month) }, { title: t('opinion.about'), left: true, cell: nameOf }, { title: t('opinion.kindOf'), left: true, cell: (row) => t(`opinion.kind.${row.kind}`) },
                    { title: t('opinion.raised'), cell: (row) => formats.count(row.raised) }, { title: t('follow.status.answered'), cell: (row) => formats.count(row.answered) },
                  ]}
                />
              </div>
            </details>
          </>
        )
      }}
    </Figures>
  )
}

/** DV-3.1d: what each competitor did when, as far as it is known. */
export function Competitors({ scope }: { scope: Scope }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const [from, to] = [Date.parse(instantOf(`${scope.from}-01`, '00:00')), Date.parse(instantOf(`${monthBefore(-1)}-01`, '00:00'))]
  const query = useQuery({
    queryKey: ['visit-competitors', 'lanes', asked(scope)],
    queryFn: async () => {
      const { items } = await get('/v1/distributor-visits/competitors', { query: { limit: MOST } })
      const heard = await Promise.all(items.map(({ id }) => get<Page<MarketIntelligence>>(`/v1/distributor-visits/competitors/${id}/timeline`, { query: { limit: 100 } })))
      return { items: items.map(({ id, name }, index) => ({ id, name, items: heard[index]!.items.filter((each) => each.unitId === scope.unitId && each.status !== 'refuted' && Date.parse(each.occurredAt) >= from) })).filter((lane) => lane.items.length > 0) }
    },
  })
  return (
    <Figures title={t('analysis.competitors')} clause="DV-3.1d" query={query}>
      {(lanes) => (
        <Lanes
          label={t('analysis.competitors')} from={from} to={to} ticks={scope.months.map((month) => ({ at: Date.parse(instantOf(`${month}-01`, '00:00')), name: formats.monthShort(month) }))} kinds={KINDS.map((kind) => t(`intelligence.kind.${kind}`))}
          lanes={lanes.map(({ id, name, items }) => ({ id, name, moments: items.map((each) => ({ id: each.id, at: Date.parse(each.occurredAt), kind: KINDS.indexOf(each.kind), says: [formats.date(each.occurredAt), name, formats.words(each.kindName), each.product, each.price && yuan(each.price), each.content].filter(Boolean).join(' ') })) }))}
        />
      )}
    </Figures>
  )
}
