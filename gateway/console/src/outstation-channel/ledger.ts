import type { Ledger } from '../shell/section.ts'

/** What its obligations are narrowed by, and where their records are. */
export const ledger: Ledger = {
  clauses: ['OC-1.3', 'OC-3.1.2a', 'OC-3.1.2b', 'OC-3.1.3', 'OC-3.1.4a', 'OC-3.2.1', 'OC-3.2.2a', 'OC-3.2.2c', 'OC-3.2.3a', 'OC-3.2.3c', 'OC-3.3.1', 'OC-3.3.2', 'OC-3.3.3', 'OC-3.4a', 'OC-3.5.1', 'OC-3.5.2', 'OC-3.5.3', 'OC-3.6', 'OC-3.7a', 'OC-4.2', 'OC-4.3', 'OC-4.6'],
  pages: { incident: (id) => `/incidents/${id}`, outstation_staff: (id) => `/outstation-staff/${id}` },
}
