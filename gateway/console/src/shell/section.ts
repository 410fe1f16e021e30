import { lazy, type ComponentType, type LazyExoticComponent } from 'react'
import type { LucideIcon } from 'lucide-react'
import type { ObligationView } from '../api/types.ts'
import type { Channel } from '../field/channel.ts'
import { learn, type Words } from '../i18n/index.ts'

/** Several: any of them opens it. */
export type Permission = string | readonly string[]

/** Whether somebody who `holds` permissions may use it. */
export const isOpenTo = (permission: Permission | undefined, holds: (one: string) => boolean): boolean => permission === undefined || [permission].flat().some(holds)

export interface NavItem {
  key: string
  to: string
  icon: LucideIcon
  /** Shown only with this permission: what a role cannot use is absent, not greyed. */
  permission?: Permission
  sandboxOnly?: boolean
  /** Which count stands beside it; only overdue wears red. */
  count?: 'open' | 'unassigned' | 'inbox' | 'overdue'
}
/** Groups of the same key stand together, whatever section they come from. */
export interface NavGroup { key: string | null; items: NavItem[] }

/** Pages of records that a person keeps open in tabs, and the list that they come from. */
export interface Records { at: RegExp; list: NavItem }

/** What the server's event stream tells a change of. */
export type Topic = 'case' | 'work-order' | 'obligation' | 'callback' | 'complaint' | 'deal' | 'approval'
/** By what has changed: the first words of the keys of the queries that it makes questionable. */
export type Touched = Partial<Record<Topic, string[]>>

type Load = () => Promise<{ default: ComponentType }>
export interface Route {
  path: string
  /** `bare` pages stand alone, `field` pages have the phone's frame, the rest the desktop's. */
  frame: 'bare' | 'field' | 'desktop'
  /** Without it the route is not there for the person. */
  permission?: Permission
  load: Load
  Page: LazyExoticComponent<ComponentType>
}

/** The day of those of a section who walk: their home on the phone, and how what they did there is sent. */
export interface FieldHome extends NavItem {
  permission: string
  /** Who holds one of these sits at a desk, too, and lands there. */
  desk: string[]
  channel: () => Promise<Channel>
}

/** What the search found: what it is, what tells it from others, how its next clock stands. */
export interface Found { id: string; main: string; sub: string; to: string; clock?: ObligationView | null }
/** A kind of record that the search of everything asks for; `name` is its heading among the words of the palette. */
export interface Find {
  name: string
  icon: LucideIcon
  permission: Permission
  /** Narrowed to people (`@`) or to numbers (`#`) it is asked, too. */
  scopes: ('@' | '#')[]
  /** What Enter opens, where that wants a word. */
  opens?: string
  ask: (q: string) => Promise<Found[]>
}

/** Its obligations on the page of all: the clauses that they are narrowed by, and where the record of one is read, by its clause or else by the type of its subject. */
export interface Ledger { clauses: string[]; pages: Record<string, (id: string) => string> }

/** One bounded context in the console: its menu and its pages. */
export interface Section {
  /** Of its service: first segment of its addresses after /v1. */
  name: string
  /** Whoever holds one of these works here, and does not merely read from above. */
  works: string[]
  groups: NavGroup[]
  /** What of it headquarters read. */
  supervision: NavItem[]
  routes: Route[]
  /** Without them its pages keep no tabs. */
  records?: Records[]
  /** Without it the search finds none of its records. */
  finds?: () => Promise<Find[]>
  /** Without it its obligations lead to no record. */
  ledger?: () => Promise<Ledger>
  /** Without it nobody of it works on a phone. */
  field?: FieldHome
  /** What of its pages is asked again when something has changed; without it nothing is. */
  touched?: Touched
  /** What of it stands on the landing page of whoever works in it. */
  Lists: LazyExoticComponent<ComponentType>
}

export const route = (path: string, frame: Route['frame'], load: Load, permission?: Permission): Route => ({ path, frame, load, Page: lazy(load), ...(permission ? { permission } : {}) })

/** A section whose pages come with its words, and with those of no other. */
export function section({ words, Lists, routes, ...rest }: Omit<Section, 'Lists'> & { words: Words; Lists: Load }): Section {
  const spoken = (load: Load): Load => () => Promise.all([load(), learn(words)]).then(([page]) => page)
  return { ...rest, Lists: lazy(spoken(Lists)), routes: routes.map((each) => ({ ...each, load: spoken(each.load), Page: lazy(spoken(each.load)) })) }
}
