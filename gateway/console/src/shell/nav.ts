import { CalendarClock, CalendarDays, FileSignature, Gauge, House, Inbox, MailOpen, Scale, ScrollText, Timer, UserRoundCog } from 'lucide-react'
import { isOpenTo, type NavGroup, type NavItem } from './section.ts'
import { sections } from './sections.ts'
import type { Person } from './session.ts'
import { readsOnly } from './session.ts'

export type { NavItem } from './section.ts'

const today: NavItem = { key: 'today', to: '/', icon: House }
const inbox: NavItem = { key: 'inbox', to: '/inbox', icon: Inbox, count: 'inbox' }
const obligations: NavItem = { key: 'obligations', to: '/obligations', icon: CalendarClock, permission: 'obligation.read', count: 'overdue' }
const compliance: NavItem = { key: 'compliance', to: '/compliance', icon: Gauge, permission: 'insight.read' }
const rules: NavItem[] = [
  { key: 'rulebook', to: '/rulebook', icon: ScrollText, permission: 'policy.read' },
  { key: 'policies', to: '/policies', icon: Scale, permission: 'policy.read' },
  { key: 'calendar', to: '/calendar', icon: CalendarDays, permission: 'policy.read' },
]
const house: NavItem[] = [
  { key: 'users', to: '/users', icon: UserRoundCog, permission: 'user.read' },
  { key: 'agreements', to: '/agreements', icon: FileSignature, permission: 'agreement.read' },
  { key: 'outbox', to: '/outbox', icon: MailOpen, permission: 'outbox.read' },
  { key: 'sandbox', to: '/sandbox', icon: Timer, permission: 'sandbox.move', sandboxOnly: true },
]

const service: NavGroup[] = [
  { key: null, items: [today, inbox] },
  ...sections.flatMap((section) => section.groups),
  { key: 'quality', items: [obligations, compliance] },
  { key: 'rules', items: rules },
  { key: 'organisation', items: house },
]

const headquarters: NavGroup[] = [
  { key: null, items: [compliance, inbox] },
  { key: 'supervision', items: [obligations, ...sections.flatMap((section) => section.supervision)] },
  { key: 'rules', items: rules },
  { key: 'organisation', items: house },
]

/** Of every section together, after the work itself. */
const LAST: (string | null)[] = ['quality', 'rules', 'organisation']

/** The menu of one person: groups and items they may use. */
export function menuOf(person: Person): NavGroup[] {
  const usable = (item: NavItem) => isOpenTo(item.permission, (one) => person.permissions.includes(one)) && (!item.sandboxOnly || person.place.sandbox)
  const groups = readsOnly(person) ? headquarters : service
  const keys = [...new Set(groups.map(({ key }) => key))]
  return [...keys.filter((key) => !LAST.includes(key)), ...keys.filter((key) => LAST.includes(key))]
    .map((key) => ({ key, items: groups.filter((group) => group.key === key).flatMap((group) => group.items).filter(usable) }))
    .filter((group) => group.items.length > 0)
}

/** The words that say what the search of this person finds: households and cases, deals, customers of visits, stations and their orders, or pages. */
export const searchWords = ({ permissions }: Person): string => {
  const [finds] = [['account.read', ''], ['deal.read', 'Deals'], ['visitCustomer.read', 'Customers'], ['station.read', 'Stations'], ['station.portal', 'Orders']].filter(([permission]) => permissions.includes(permission!))
  return `palette.placeholder${finds?.[1] ?? 'Pages'}`
}
