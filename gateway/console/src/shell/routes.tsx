import { lazy, type ComponentType, type LazyExoticComponent } from 'react'
import { matchPath } from 'react-router'

type Load = () => Promise<{ default: ComponentType }>
interface Route {
  path: string
  /** `bare` pages stand alone, `field` pages have the phone's frame, the rest the desktop's. */
  frame: 'bare' | 'field' | 'desktop'
  /** Without it the route is not there for the person. */
  permission?: string
  load: Load
  Page: LazyExoticComponent<ComponentType>
}

const route = (path: string, frame: Route['frame'], load: Load, permission?: string): Route => ({ path, frame, load, Page: lazy(load), ...(permission ? { permission } : {}) })

/** One lazy() per route and nothing else: grouping antd took the phone page from 188 to 329 kB. */
export const routes: Route[] = [
  route('/sign-in', 'bare', () => import('./SignIn.tsx')),
  route('/switch', 'bare', () => import('./Switch.tsx')),
  route('/field', 'field', () => import('../utility-care/field/FieldList.tsx'), 'order.work'),
  route('/field/:workOrderId', 'field', () => import('../utility-care/field/FieldJob.tsx'), 'order.work'),
  route('/', 'desktop', () => import('./Today.tsx')),
  route('/intake', 'desktop', () => import('../utility-care/intake/Intake.tsx'), 'case.open'),
  route('/cases', 'desktop', () => import('../utility-care/cases/CaseList.tsx'), 'case.read'),
  route('/cases/:id', 'desktop', () => import('../utility-care/cases/CasePage.tsx'), 'case.read'),
  route('/accounts', 'desktop', () => import('../utility-care/accounts/AccountSearch.tsx'), 'account.read'),
  route('/accounts/:id', 'desktop', () => import('../utility-care/accounts/AccountPage.tsx'), 'account.read'),
  route('/board', 'desktop', () => import('../utility-care/work-orders/Board.tsx'), 'order.dispatch'),
  route('/callbacks', 'desktop', () => import('../utility-care/callbacks/Callbacks.tsx'), 'callback.work'),
  route('/obligations', 'desktop', () => import('../utility-care/obligations/Obligations.tsx'), 'obligation.read'),
  route('/policies', 'desktop', () => import('../tenancy/policies/Policies.tsx'), 'policy.read'),
  route('/policies/:key', 'desktop', () => import('../tenancy/policies/Policies.tsx'), 'policy.read'),
  route('/calendar', 'desktop', () => import('../tenancy/calendar/Calendar.tsx')),
  route('/compliance', 'desktop', () => import('../insight/compliance/Compliance.tsx'), 'insight.read'),
  route('/inbox', 'desktop', () => import('../notification/inbox/Inbox.tsx')),
  route('/outbox', 'desktop', () => import('../notification/outbox/Outbox.tsx'), 'outbox.read'),
  route('/sandbox', 'desktop', () => import('../tenancy/sandbox/Sandbox.tsx'), 'sandbox.move'),
  route('/users', 'desktop', () => import('../tenancy/users/Users.tsx'), 'user.read'),
]

const loadFrame = { desktop: () => import('./DesktopFrame.tsx'), field: () => import('./FieldFrame.tsx') }
export const DesktopFrame = lazy(loadFrame.desktop)
export const FieldFrame = lazy(loadFrame.field)

/** Starts loading frame and page of an address side by side, instead of one after the other. */
export function preload(pathname: string): void {
  const found = routes.find((each) => matchPath(each.path, pathname))
  if (!found) return
  if (found.frame !== 'bare') void loadFrame[found.frame]()
  void found.load()
}
