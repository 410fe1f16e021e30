import { Stamp } from 'lucide-react'
import { route, section } from '../shell/section.ts'
import { APPROVES } from './contexts.ts'

/** One page for the approvals of every context; what waits stands on the first pages of those. */
export const approvals = section({
  name: 'approvals',
  words: { zh: () => import('./zh.ts').then((file) => file.zh), en: () => import('./en.ts').then((file) => file.en) },
  works: [],
  groups: [{ key: null, items: [{ key: 'approvals', to: '/approvals', icon: Stamp, permission: APPROVES }] }],
  supervision: [],
  Lists: () => import('./Approvals.tsx'),
  routes: [
    route('/approvals', 'desktop', () => import('./Approvals.tsx'), APPROVES),
  ],
})
