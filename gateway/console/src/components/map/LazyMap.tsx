import { lazy, Suspense, type ComponentProps } from 'react'
import { Bones } from '../states.tsx'

const Map = lazy(() => import('./PlaceMap.tsx'))
export type { PlacePoint } from './PlaceMap.tsx'

/** The map, loaded when a page shows it. */
export const PlaceMap = (props: ComponentProps<typeof Map>) => <Suspense fallback={<Bones lines={3} height={80} />}><Map {...props} /></Suspense>
