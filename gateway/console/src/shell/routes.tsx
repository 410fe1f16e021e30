import { lazy } from 'react'
import { matchPath } from 'react-router'
import { route, type Route } from './section.ts'
import { sections } from './sections.ts'

/** Every page of the console. */
export const routes: Route[] = [
  route('/sign-in', 'bare', () => import('./SignIn.tsx')),
  route('/switch', 'bare', () => import('./Switch.tsx')),
  route('/', 'desktop', () => import('./Today.tsx')),
  ...sections.flatMap((section) => section.routes),
  route('/obligations', 'desktop', () => import('../obligations/Obligations.tsx'), 'obligation.read'),
  route('/rulebook', 'desktop', () => import('../tenancy/rulebook/Rulebook.tsx'), 'policy.read'),
  route('/policies', 'desktop', () => import('../tenancy/policies/Policies.tsx'), 'policy.read'),
  route('/policies/:key', 'desktop', () => import('../tenancy/policies/Policies.tsx'), 'policy.read'),
  route('/calendar', 'desktop', () => import('../tenancy/calendar/Calendar.tsx')),
  route('/compliance', 'desktop', () => import('../insight/compliance/Compliance.tsx'), 'insight.read'),
  route('/inbox', 'desktop', () => import('../notification/inbox/Inbox.tsx')),
  route('/outbox', 'desktop', () => import('../notification/outbox/Outbox.tsx'), 'outbox.read'),
  route('/sandbox', 'desktop', () => import('../tenancy/sandbox/Sandbox.tsx'), 'sandbox.move'),
  route('/agreements', 'desktop', () => import('../tenancy/agreements/Agreements.tsx'), 'agreement.read'),
  route('/users', 'desktop', () => import('../tenancy/users/Users.tsx'), 'user.read'),
]

const loadFrame = { desktop: () => import('./DesktopFrame.tsx'), field: () => import('../field/FieldFrame.tsx') }
export const DesktopFrame = lazy(loadFrame.desktop)
export const FieldFrame = lazy(loadFrame.field)

/** Starts loading frame and page of an address side by side, instead of one after the other. */
export function preload(pathname: string): void {
  const found = routes.find((each) => matchPath(each.path, pathname))
  if (!found) return
  if (found.frame !== 'bare') void loadFrame[found.frame]()
  void found.load()
}
