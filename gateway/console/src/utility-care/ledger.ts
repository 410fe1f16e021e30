import type { Ledger } from '../shell/section.ts'

/** What its obligations are narrowed by, and where their records are. */
export const ledger: Ledger = {
  clauses: ['UC-5.1a', 'UC-5.1c', 'UC-5.1d', 'UC-5.5', 'UC-7.3a', 'UC-7.3b', 'UC-7.3c', 'UC-7.3d', 'UC-7.4', 'UC-7.6b', 'UC-16b'],
  pages: { case: (id) => `/cases/${id}` },
}
