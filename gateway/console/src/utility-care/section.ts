import { ArrowRightLeft, BookOpen, ClipboardList, ListChecks, ListTodo, PhoneCall, SquareKanban, Users, Wrench } from 'lucide-react'
import { route, section } from '../shell/section.ts'

export const utilityCare = section({
  name: 'utility-care',
  words: { zh: () => import('./zh.ts').then((file) => file.zh), en: () => import('./en.ts').then((file) => file.en) },
  works: ['case.open', 'case.note', 'order.dispatch', 'order.work', 'callback.work', 'complaint.work'],
  groups: [
    {
      key: 'intakeAndDispatch',
      items: [
        { key: 'intake', to: '/intake', icon: PhoneCall, permission: 'case.open' },
        { key: 'cases', to: '/cases', icon: ClipboardList, permission: 'case.read', count: 'open' },
        { key: 'board', to: '/board', icon: SquareKanban, permission: 'order.dispatch', count: 'unassigned' },
      ],
    },
    { key: 'usersAndField', items: [{ key: 'accounts', to: '/accounts', icon: Users, permission: 'account.read' }, { key: 'transfers', to: '/transfers', icon: ArrowRightLeft, permission: 'transfer.read' }, { key: 'field', to: '/field', icon: Wrench, permission: 'order.work' }] },
    { key: 'quality', items: [{ key: 'callbacks', to: '/callbacks', icon: ListChecks, permission: 'callback.work' }] },
  ],
  records: [{ at: /^\/(intake$|(cases|accounts|transfers)\/.)/, list: { key: 'cases', to: '/cases', icon: ClipboardList } }],
  field: { key: 'field', to: '/field', icon: ListTodo, permission: 'order.work', desk: ['case.open', 'order.dispatch'], channel: () => import('./field/channel.ts').then((file) => file.workOrders) },
  finds: () => import('./finds.ts').then((file) => file.finds),
  ledger: () => import('./ledger.ts').then((file) => file.ledger),
  touched: {
    case: ['cases', 'case', 'counts', 'timeline', 'account', 'callbacks'],
    'work-order': ['work-orders', 'work-order', 'cases', 'case', 'timeline', 'counts'],
    obligation: ['cases', 'case', 'work-orders', 'counts'],
    callback: ['callbacks', 'case'],
    complaint: ['cases', 'case', 'counts', 'timeline'],
  },
  Lists: () => import('./TodayLists.tsx'),
  supervision: [{ key: 'cases', to: '/cases', icon: BookOpen, permission: 'case.read' }],
  // One lazy() per route and nothing else: grouping antd took the phone page from 188 to 329 kB.
  routes: [
    route('/field', 'field', () => import('./field/FieldList.tsx'), 'order.work'),
    route('/field/:workOrderId', 'field', () => import('./field/FieldJob.tsx'), 'order.work'),
    route('/intake', 'desktop', () => import('./intake/Intake.tsx'), 'case.open'),
    route('/cases', 'desktop', () => import('./cases/CaseList.tsx'), 'case.read'),
    route('/cases/:id', 'desktop', () => import('./cases/CasePage.tsx'), 'case.read'),
    route('/accounts', 'desktop', () => import('./accounts/AccountSearch.tsx'), 'account.read'),
    route('/accounts/:id', 'desktop', () => import('./accounts/AccountPage.tsx'), 'account.read'),
    route('/transfers', 'desktop', () => import('./transfers/TransferList.tsx'), 'transfer.read'),
    route('/transfers/:id', 'desktop', () => import('./transfers/TransferPage.tsx'), 'transfer.read'),
    route('/board', 'desktop', () => import('./work-orders/Board.tsx'), 'order.dispatch'),
    route('/callbacks', 'desktop', () => import('./callbacks/Callbacks.tsx'), 'callback.work'),
  ],
})
