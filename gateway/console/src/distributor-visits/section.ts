import { section } from '../shell/section.ts'

export const distributorVisits = section({
  name: 'distributor-visits',
  words: { zh: () => import('./zh.ts').then((file) => file.zh), en: () => import('./en.ts').then((file) => file.en) },
  works: [],
  groups: [],
  Lists: () => import('./TodayLists.tsx'),
  supervision: [],
  routes: [],
})
