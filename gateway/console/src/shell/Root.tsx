import { QueryClientProvider } from '@tanstack/react-query'
import { Suspense, useEffect } from 'react'
import { BrowserRouter, Navigate, Outlet, Route, Routes, useLocation } from 'react-router'
import { cache } from '../api/cache.ts'
import { PageBoundary } from '../components/PageBoundary.tsx'
import { NoPage, NoPermission } from '../components/states.tsx'
import { DesktopFrame, FieldFrame, preload, routes } from './routes.tsx'
import { isOpenTo, type Permission } from './section.ts'
import { restore, useMay, useSession } from './session.ts'

preload(window.location.pathname)

export function Root() {
  useEffect(() => {
    void restore()
  }, [])
  return (
    <QueryClientProvider client={cache}>
      <BrowserRouter>
        <Suspense fallback={<div className="starting" aria-busy="true" />}>
          <Routes>
            {routes.filter((each) => each.frame === 'bare').map(({ path, Page }) => <Route key={path} path={path} element={<PageBoundary><Page /></PageBoundary>} />)}
            <Route element={<Behind />}>
              <Route element={<FieldFrame />}>{pagesOf('field')}</Route>
              <Route element={<DesktopFrame />}>
                {pagesOf('desktop')}
                <Route path="*" element={<NoPage />} />
              </Route>
            </Route>
          </Routes>
        </Suspense>
      </BrowserRouter>
    </QueryClientProvider>
  )
}

const pagesOf = (frame: 'field' | 'desktop') =>
  routes.filter((each) => each.frame === frame).map(({ path, Page, permission }) => <Route key={path} path={path} element={<Guarded permission={permission}><Page /></Guarded>} />)

/** Everything behind the sign-in; the way back leads to the page that was asked for. */
function Behind() {
  const { phase } = useSession()
  const location = useLocation()
  if (phase === 'starting') return <div className="starting" aria-busy="true" />
  if (phase === 'signed-out') return <Navigate to={`/sign-in?to=${encodeURIComponent(location.pathname + location.search)}`} replace />
  return <Outlet />
}

function Guarded({ permission, children }: { permission: Permission | undefined; children: React.ReactNode }) {
  const may = useMay()
  const { pathname } = useLocation()
  if (permission && !isOpenTo(permission, may)) return <NoPermission permission={[permission].flat()[0]!} />
  return <PageBoundary key={pathname}>{children}</PageBoundary>
}
