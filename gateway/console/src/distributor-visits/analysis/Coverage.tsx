import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { get } from '../../api/client.ts'
import { BarChart } from '../../components/charts/BarChart.tsx'
import { LineChart } from '../../components/charts/LineChart.tsx'
import { Figures, Rows } from '../../components/Figures.tsx'
import { useFormats, yuan } from '../../shell/formats.ts'
import { asked, type Scope } from './scope.ts'

const gradesIn = <T extends { grade: string }>(rows: T[]): T['grade'][] => [...new Set(rows.map((row) => row.grade))].sort()

/** DV-5: of the customers of each grade, who was visited in each month. */
export function Coverage({ scope }: { scope: Scope }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const query = useQuery({ queryKey: ['visit-analysis', 'coverage', asked(scope)], queryFn: () => get('/v1/distributor-visits/analysis/coverage', { query: asked(scope) }) })
  const gradeOf = (grade: string) => (grade === 'none' ? t('visitCustomer.ungraded') : t('visitCustomer.gradeIs', { grade }))
  const percent = (share: number) => `${formats.percent(share)}%`
  return (
    <Figures title={t('analysis.coverage')} clause="DV-5" query={query}>
      {(rows) => (
        <LineChart
          label={t('analysis.coverage')} categories={scope.months.map(formats.monthShort)} most={1} format={percent}
          series={gradesIn(rows).map((grade) => ({ name: gradeOf(grade), values: scope.months.map((month) => rows.find((row) => row.month === month && row.grade === grade)?.share ?? null) }))}
          table={
            <Rows
              label={t('analysis.coverage')} rows={rows} rowKey={(row) => `${row.month}${row.grade}`}
              columns={[
                { title: t('opinion.month'), left: true, cell: (row) => formats.month(row.month) }, { title: t('visitCustomer.grade'), left: true, cell: (row) => gradeOf(row.grade) }, { title: t('visitPlan.of.customers'), cell: (row) => formats.count(row.customers) },
                { title: t('analysis.visited'), cell: (row) => formats.count(row.visited) }, { title: t('analysis.visits'), cell: (row) => formats.count(row.visits) }, { title: t('visitPlan.of.share'), cell: (row) => percent(row.share) },
              ]}
            />
          }
        />
      )}
    </Figures>
  )
}

/** Whether customers buy more in months with a visit. */
export function Effect({ scope }: { scope: Scope }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const query = useQuery({ queryKey: ['visit-analysis', 'effect', asked(scope)], queryFn: () => get('/v1/distributor-visits/analysis/effect', { query: asked(scope) }) })
  const gradeOf = (grade: string) => (grade === 'none' ? t('visitCustomer.ungraded') : t('visitCustomer.gradeIs', { grade }))
  return (
    <Figures title={t('analysis.effect')} clause="DV-4.1" query={query}>
      {(rows) => (
        <BarChart
          label={t('analysis.effect')} categories={rows.map((row) => gradeOf(row.grade))} format={(amount) => yuan(amount.toFixed(2))}
          series={[{ name: t('analysis.boughtWhenVisited'), values: rows.map((row) => (row.visitedMonths > 0 ? Number(row.boughtWhenVisited) : null)) }, { name: t('analysis.boughtOtherwise'), values: rows.map((row) => (row.otherMonths > 0 ? Number(row.boughtOtherwise) : null)) }]}
          table={
            <Rows
              label={t('analysis.effect')} rows={rows} rowKey={(row) => row.grade}
              columns={[
                { title: t('visitCustomer.grade'), left: true, cell: (row) => gradeOf(row.grade) }, { title: t('analysis.visitedMonths'), cell: (row) => formats.count(row.visitedMonths) }, { title: t('analysis.boughtWhenVisited'), cell: (row) => yuan(row.boughtWhenVisited) },
                { title: t('analysis.otherMonths'), cell: (row) => formats.count(row.otherMonths) }, { title: t('analysis.boughtOtherwise'), cell: (row) => yuan(row.boughtOtherwise) },
              ]}
            />
          }
        />
      )}
    </Figures>
  )
}
