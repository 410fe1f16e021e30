import { Map, Store } from 'lucide-react'
import { route, section } from '../shell/section.ts'

export const distributorVisits = section({
  name: 'distributor-visits',
  words: { zh: () => import('./zh.ts').then((file) => file.zh), en: () => import('./en.ts').then((file) => file.en) },
  works: ['visitCustomer.write', 'visit.work', 'visitPlan.write', 'dailyReport.triage', 'giftItem.work', 'technicalProblem.answer', 'urgentReport.acknowledge'],
  groups: [
    {
      key: 'visitService',
      items: [
        { key: 'visitCustomers', to: '/visit-customers', icon: Store, permission: 'visitCustomer.read' },
        { key: 'visitRegions', to: '/visit-regions', icon: Map, permission: 'visitRegion.write' },
      ],
    },
  ],
  records: { at: /^\/visit-customers\/./, list: { key: 'visitCustomers', to: '/visit-customers', icon: Store } },
  Lists: () => import('./TodayLists.tsx'),
  supervision: [{ key: 'visitCustomers', to: '/visit-customers', icon: Store, permission: 'visitCustomer.read' }],
  routes: [
    route('/visit-customers', 'desktop', () => import('./customers/CustomerList.tsx'), 'visitCustomer.read'),
    route('/visit-customers/:id', 'desktop', () => import('./customers/CustomerPage.tsx'), 'visitCustomer.read'),
    route('/visit-regions', 'desktop', () => import('./regions/Regions.tsx'), 'visitCustomer.read'),
  ],
})
