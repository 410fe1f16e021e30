import { Users } from 'lucide-react'
import { section } from '../shell/section.ts'

// Icons that other menus draw, too: every menu is in the start.
export const outstationChannel = section({
  name: 'outstation-channel',
  words: { zh: () => import('./zh.ts').then((file) => file.zh), en: () => import('./en.ts').then((file) => file.en) },
  works: [],
  groups: [],
  records: [
    { at: /^\/outstation-staff\/./, list: { key: 'outstationStaff', to: '/outstation-staff', icon: Users } },
  ],
  Lists: () => import('./TodayLists.tsx'),
  supervision: [],
  routes: [],
})
