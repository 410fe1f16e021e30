import type { Ledger } from '../shell/section.ts'

/** What its obligations are narrowed by, and where their records are. */
export const ledger: Ledger = {
  clauses: ['PB-4.1a', 'PB-4.1b', 'PB-4.1c', 'PB-4.2', 'PB-4.3a', 'PB-4.3b', 'PB-4.4', 'PB-4.5', 'PB-4.6', 'PB-4.7', 'PB-4.8', 'PB-4.9a', 'PB-4.9b', 'PB-4.10'],
  pages: { deal: (id) => `/deals/${id}` },
}
