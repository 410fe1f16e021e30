import { Archive, Banknote, CalendarCheck, FileStack, Handshake, ListChecks, ListOrdered, Percent, Plug, Scale, SquareKanban } from 'lucide-react'
import type { Words } from '../i18n/index.ts'
import { route, section } from '../shell/section.ts'

export const words: Words = { zh: () => import('./zh.ts').then((file) => file.zh), en: () => import('./en.ts').then((file) => file.en) }

export const propertyBrokerage = section({
  name: 'property-brokerage',
  words,
  works: ['deal.write', 'deal.assign', 'deal.work', 'deal.review', 'slip.audit', 'slip.pay', 'dealArchive.work'],
  groups: [
    {
      key: 'dealService',
      items: [
        { key: 'dealDay', to: '/deals/day', icon: CalendarCheck, permission: 'deal.work' },
        { key: 'deals', to: '/deals', icon: Handshake, permission: 'deal.read' },
        { key: 'dealBoard', to: '/deals/board', icon: SquareKanban, permission: 'deal.read' },
        { key: 'paymentSlips', to: '/payment-slips', icon: Banknote, permission: 'funds.read' },
        { key: 'utilityTransfers', to: '/utility-transfers', icon: Plug, permission: 'deal.read' },
        { key: 'commissions', to: '/commissions', icon: Percent, permission: 'funds.read' },
        { key: 'reconciliations', to: '/reconciliations', icon: Scale, permission: 'funds.reconcile' },
        { key: 'dealArchive', to: '/deal-archive', icon: Archive, permission: 'dealArchive.work' },
      ],
    },
    { key: 'rules', items: [{ key: 'dealTemplates', to: '/deal-templates', icon: ListOrdered, permission: 'deal.read' }, { key: 'dealForms', to: '/deal-forms', icon: FileStack, permission: 'deal.read' }] },
    { key: 'quality', items: [{ key: 'dealCallbacks', to: '/deal-callbacks', icon: ListChecks, permission: 'dealCallback.work' }] },
  ],
  records: [{ at: /^\/deals\/(?!(new|day|board)(\/|$))/, list: { key: 'deals', to: '/deals', icon: Handshake } }],
  finds: () => import('./finds.ts').then((file) => file.finds),
  ledger: () => import('./ledger.ts').then((file) => file.ledger),
  touched: {
    deal: ['deals', 'deal', 'timeline', 'specialists', 'boards', 'receipts', 'payment-slips', 'commissions', 'archive', 'deal-callbacks', 'deal-templates'],
    obligation: ['boards'],
    approval: ['payment-slips'],
  },
  Lists: () => import('./TodayLists.tsx'),
  supervision: [],
  routes: [
    route('/deals', 'desktop', () => import('./deals/DealList.tsx'), 'deal.read'),
    route('/deals/day', 'desktop', () => import('./boards/Day.tsx'), 'deal.read'),
    route('/deals/board', 'desktop', () => import('./boards/Board.tsx'), 'deal.read'),
    route('/deals/new', 'desktop', () => import('./deals/DealForm.tsx'), 'deal.write'),
    route('/deals/new/excel', 'desktop', () => import('./deals/F1Import.tsx'), 'deal.write'),
    route('/deals/:id', 'desktop', () => import('./deals/DealPage.tsx'), 'deal.read'),
    route('/deals/:id/documents', 'desktop', () => import('./deals/documents/DocumentsPage.tsx'), 'deal.read'),
    route('/deals/:id/forms', 'desktop', () => import('./deals/forms/FormsPage.tsx'), 'deal.read'),
    route('/deals/:id/money', 'desktop', () => import('./deals/money/MoneyPage.tsx'), 'funds.read'),
    route('/deals/:id/handover', 'desktop', () => import('./deals/handover/HandoverPage.tsx'), 'deal.read'),
    route('/deals/:id/utilities', 'desktop', () => import('./deals/utilities/UtilitiesPage.tsx'), 'deal.read'),
    route('/deals/:id/clients', 'desktop', () => import('./deals/clients/ClientsPage.tsx'), 'deal.read'),
    route('/deals/:id/archive', 'desktop', () => import('./deals/archive/ArchivePage.tsx'), 'deal.read'),
    route('/deals/:id/record', 'desktop', () => import('./deals/RecordPage.tsx'), 'deal.read'),
    route('/payment-slips', 'desktop', () => import('./payment-slips/PaymentSlips.tsx'), 'funds.read'),
    route('/utility-transfers', 'desktop', () => import('./utility-transfers/UtilityTransfers.tsx'), 'deal.read'),
    route('/commissions', 'desktop', () => import('./commissions/Commissions.tsx'), 'funds.read'),
    route('/reconciliations', 'desktop', () => import('./reconciliations/Reconciliations.tsx'), 'funds.reconcile'),
    route('/reconciliations/:id', 'desktop', () => import('./reconciliations/ReconciliationPage.tsx'), 'funds.reconcile'),
    route('/deal-archive', 'desktop', () => import('./archives/DealArchive.tsx'), 'dealArchive.work'),
    route('/deal-templates', 'desktop', () => import('./templates/Templates.tsx'), 'deal.read'),
    route('/deal-templates/new', 'desktop', () => import('./templates/TemplateForm.tsx'), 'dealTemplate.write'),
    route('/deal-forms', 'desktop', () => import('./forms/OfficialForms.tsx'), 'deal.read'),
    route('/deal-callbacks', 'desktop', () => import('./callbacks/DealCallbacks.tsx'), 'dealCallback.work'),
    route('/deals/:id/basics', 'desktop', () => import('./deals/DealForm.tsx'), 'deal.read'),
  ],
})
