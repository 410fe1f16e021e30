import type { Ledger } from '../shell/section.ts'

/** What its obligations are narrowed by, and where their records are. */
export const ledger: Ledger = {
  clauses: ['DV-3.2b', 'DV-3.3a', 'DV-3.3d', 'DV-4.1', 'DV-5', 'DV-7.2', 'DV-9a', 'DV-9b', 'DV-10', 'DV-11'],
  pages: {
    daily_report: (id) => `/daily-reports?id=${id}`, urgent_report: (id) => `/urgent-reports?id=${id}`, visit_customer: (id) => `/visit-customers/${id}`, appeal: (id) => `/visit-opinions?what=appeals&id=${id}`, problem: (id) => `/visit-problems?id=${id}`,
    daily_matter: () => '/daily-reports', 'DV-3.3d': () => '/visit-events?what=mailings', 'DV-4.1': () => '/visit-grading', 'DV-5': () => '/visit-plans', 'DV-10': (id) => `/visit-monthly-reports?id=${id}`,
  },
}
