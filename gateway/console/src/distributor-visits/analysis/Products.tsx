import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { get } from '../../api/client.ts'
import { LineChart } from '../../components/charts/LineChart.tsx'
import { Figures, Rows } from '../../components/Figures.tsx'
import { Segments } from '../../components/small.tsx'
import { useFormats, yuan } from '../../shell/formats.ts'
import { useRegions } from '../queries.ts'
import { asked, type Scope } from './scope.ts'

const MEASURES = ['sellThrough', 'stock', 'purchases', 'sales'] as const
/** As many as can be told apart. */
const MOST = 6
interface Sums { stock: number; purchases: number; sales: number }

/** DV-3.1b: what customers hold of each product and how it sells, by region or of all together. */
export function Products({ scope }: { scope: Scope }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const [measure, setMeasure] = useState<(typeof MEASURES)[number]>('sellThrough')
  const [regionId, setRegion] = useState('')
  const regions = useRegions().filter((region) => region.unitId === scope.unitId)
  const query = useQuery({ queryKey: ['visit-analysis', 'products', asked(scope), regionId], queryFn: () => get('/v1/distributor-visits/analysis/products', { query: { ...asked(scope), ...(regionId && { regionId }) } }) })
  const percent = (share: number) => `${formats.percent(share)}%`
  const nameOf = (each: (typeof MEASURES)[number]) => (each === 'sellThrough' ? t('analysis.sellThrough') : t(`visit.measure.${each}`))
  return (
    <Figures
      title={t('analysis.products')} clause="DV-3.1b" query={query}
      extra={
        <>
          <Segments label={t('analysis.measure')} value={measure} onChange={setMeasure} options={MEASURES.map((value) => ({ value, label: nameOf(value) }))} />
          {regions.length > 1 && <select className="input" style={{ width: 140 }} aria-label={t('visitCustomer.field.regionId')} value={regionId} onChange={(event) => setRegion(event.target.value)}><option value="">{t('analysis.allRegions')}</option>{regions.map((region) => <option key={region.id} value={region.id}>{region.name}</option>)}</select>}
        </>
      }
    >
      {(rows) => {
        const sumOf = (product: string, month?: string): Sums => rows.filter((row) => row.product === product && (!month || row.month === month)).reduce((sum, row) => ({ stock: sum.stock + row.stock, purchases: sum.purchases + row.purchases, sales: sum.sales + row.sales }), { stock: 0, purchases: 0, sales: 0 })
        const products = [...new Set(rows.map((row) => row.product))].map((product) => ({ product, moved: sumOf(product).sales + sumOf(product).purchases })).sort((a, b) => b.moved - a.moved)
        const valueOf = (product: string, month: string): number | null => {
          if (!rows.some((row) => row.product === product && row.month === month)) return null
          const sums = sumOf(product, month)
          if (measure !== 'sellThrough') return sums[measure]
          return sums.sales + sums.stock > 0 ? sums.sales / (sums.sales + sums.stock) : null
        }
        return (
          <>
            {products.length === 1 && <p className="soft">{products[0]!.product}</p>}
            <LineChart
              key={measure} label={`${t('analysis.products')} ${nameOf(measure)}`} categories={scope.months.map(formats.monthShort)} format={measure === 'sellThrough' ? percent : formats.count} {...(measure === 'sellThrough' && { most: 1 })}
              series={products.slice(0, MOST).map(({ product }) => ({ name: product, values: scope.months.map((month) => valueOf(product, month)) }))}
              table={
                <Rows
                  label={t('analysis.products')} rows={rows} rowKey={(row) => `${row.month}${row.regionId}${row.product}`}
                  columns={[
                    { title: t('opinion.month'), left: true, cell: (row) => formats.month(row.month) }, { title: t('visitCustomer.field.regionId'), left: true, cell: (row) => row.regionName ?? '—' }, { title: t('visit.product'), left: true, cell: (row) => row.product }, { title: t('visitPlan.of.customers'), cell: (row) => formats.count(row.customers) },
                    { title: t('visit.measure.stock'), cell: (row) => formats.count(row.stock) }, { title: t('visit.measure.purchases'), cell: (row) => `${formats.count(row.purchases)} · ${yuan(row.purchasesAmount)}` }, { title: t('visit.measure.sales'), cell: (row) => `${formats.count(row.sales)} · ${yuan(row.salesAmount)}` },
                    { title: t('analysis.sellThrough'), cell: (row) => (row.sellThrough === null ? '—' : percent(row.sellThrough)) },
                  ]}
                />
              }
            />
            {products.length > MOST && <p className="muted">{t('analysis.mostMoved', { count: MOST })}</p>}
          </>
        )
      }}
    </Figures>
  )
}
