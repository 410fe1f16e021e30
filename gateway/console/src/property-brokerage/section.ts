import { Banknote, Handshake, Plug } from 'lucide-react'
import { lists, route, type Section } from '../shell/section.ts'

export const propertyBrokerage: Section = {
  name: 'property-brokerage',
  works: ['deal.write', 'deal.assign', 'deal.work', 'deal.review', 'slip.audit', 'slip.pay', 'dealArchive.work'],
  groups: [{ key: 'dealService', items: [
    { key: 'deals', to: '/deals', icon: Handshake, permission: 'deal.read' }, { key: 'paymentSlips', to: '/payment-slips', icon: Banknote, permission: 'funds.read' }, { key: 'utilityTransfers', to: '/utility-transfers', icon: Plug, permission: 'deal.read' },
  ] }],
  records: { at: /^\/deals\/(?!new)/, list: { key: 'deals', to: '/deals', icon: Handshake } },
  Lists: lists(() => import('./TodayLists.tsx')),
  supervision: [],
  routes: [
    route('/deals', 'desktop', () => import('./deals/DealList.tsx'), 'deal.read'),
    route('/deals/new', 'desktop', () => import('./deals/DealForm.tsx'), 'deal.write'),
    route('/deals/new/excel', 'desktop', () => import('./deals/F1Import.tsx'), 'deal.write'),
    route('/deals/:id', 'desktop', () => import('./deals/DealPage.tsx'), 'deal.read'),
    route('/deals/:id/documents', 'desktop', () => import('./deals/documents/DocumentsPage.tsx'), 'deal.read'),
    route('/deals/:id/forms', 'desktop', () => import('./deals/forms/FormsPage.tsx'), 'deal.read'),
    route('/deals/:id/money', 'desktop', () => import('./deals/money/MoneyPage.tsx'), 'funds.read'),
    route('/deals/:id/handover', 'desktop', () => import('./deals/handover/HandoverPage.tsx'), 'deal.read'),
    route('/deals/:id/utilities', 'desktop', () => import('./deals/utilities/UtilitiesPage.tsx'), 'deal.read'),
    route('/deals/:id/clients', 'desktop', () => import('./deals/clients/ClientsPage.tsx'), 'deal.read'),
    route('/deals/:id/record', 'desktop', () => import('./deals/RecordPage.tsx'), 'deal.read'),
    route('/payment-slips', 'desktop', () => import('./payment-slips/PaymentSlips.tsx'), 'funds.read'),
    route('/utility-transfers', 'desktop', () => import('./utility-transfers/UtilityTransfers.tsx'), 'deal.read'),
    route('/deals/:id/basics', 'desktop', () => import('./deals/DealForm.tsx'), 'deal.read'),
  ],
}
