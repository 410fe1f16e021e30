import { BookOpen, CalendarDays, CalendarClock, ClipboardList, Gauge, House, Inbox, ListChecks, MailOpen, PhoneCall, Scale, SquareKanban, Timer, Users, UserRoundCog, Wrench, type LucideIcon } from 'lucide-react'
import type { Person } from './session.ts'
import { readsOnly } from './session.ts'

export interface NavItem {
  key: string
  to: string
  icon: LucideIcon
  /** Shown only with this permission: what a role cannot use is absent, not greyed. */
  permission?: string
  sandboxOnly?: boolean
  /** Which count stands beside it; only overdue wears red. */
  count?: 'open' | 'unassigned' | 'inbox' | 'overdue'
}
export interface NavGroup { key: string | null; items: NavItem[] }

const today: NavItem = { key: 'today', to: '/', icon: House }
const inbox: NavItem = { key: 'inbox', to: '/inbox', icon: Inbox, count: 'inbox' }
const obligations: NavItem = { key: 'obligations', to: '/obligations', icon: CalendarClock, permission: 'obligation.read', count: 'overdue' }
const compliance: NavItem = { key: 'compliance', to: '/compliance', icon: Gauge, permission: 'insight.read' }
const rules: NavItem[] = [
  { key: 'policies', to: '/policies', icon: Scale, permission: 'policy.read' },
  { key: 'calendar', to: '/calendar', icon: CalendarDays, permission: 'policy.read' },
]
const house: NavItem[] = [
  { key: 'users', to: '/users', icon: UserRoundCog, permission: 'user.read' },
  { key: 'outbox', to: '/outbox', icon: MailOpen, permission: 'outbox.read' },
  { key: 'sandbox', to: '/sandbox', icon: Timer, permission: 'sandbox.move', sandboxOnly: true },
]

const service: NavGroup[] = [
  { key: null, items: [today, inbox] },
  {
    key: 'intakeAndDispatch',
    items: [
      { key: 'intake', to: '/intake', icon: PhoneCall, permission: 'case.open' },
      { key: 'cases', to: '/cases', icon: ClipboardList, permission: 'case.read', count: 'open' },
      { key: 'board', to: '/board', icon: SquareKanban, permission: 'order.dispatch', count: 'unassigned' },
    ],
  },
  { key: 'usersAndField', items: [{ key: 'accounts', to: '/accounts', icon: Users, permission: 'account.read' }, { key: 'field', to: '/field', icon: Wrench, permission: 'order.work' }] },
  { key: 'quality', items: [{ key: 'callbacks', to: '/callbacks', icon: ListChecks, permission: 'callback.work' }, obligations, compliance] },
  { key: 'rules', items: rules },
  { key: 'organisation', items: house },
]

const headquarters: NavGroup[] = [
  { key: null, items: [compliance, inbox] },
  { key: 'supervision', items: [obligations, { key: 'cases', to: '/cases', icon: BookOpen, permission: 'case.read' }] },
  { key: 'rules', items: rules },
  { key: 'organisation', items: house },
]

/** The menu of one person: groups and items they may use. */
export function menuOf(person: Person): NavGroup[] {
  const usable = (item: NavItem) => (!item.permission || person.permissions.includes(item.permission)) && (!item.sandboxOnly || person.place.sandbox)
  return (readsOnly(person) ? headquarters : service).map((group) => ({ ...group, items: group.items.filter(usable) })).filter((group) => group.items.length > 0)
}
