import { ClipboardList, UserRound } from 'lucide-react'
import { get } from '../api/client.ts'
import { shortNumber } from '../shell/formats.ts'
import type { Find } from '../shell/section.ts'

const BASE = '/v1/utility-care'

export const finds: Find[] = [
  {
    name: 'people', icon: UserRound, permission: 'account.read', scopes: ['@'], opens: 'openAccount',
    ask: async (q) => (await get(`${BASE}/accounts`, { query: { q, limit: 5 } })).items.map((each) => ({ id: each.id, main: each.holderName, sub: `${each.phoneMasked}　${each.address}`, to: `/accounts/${each.id}` })),
  },
  {
    name: 'cases', icon: ClipboardList, permission: 'case.read', scopes: ['#'],
    ask: async (q) => (await get(`${BASE}/cases`, { query: { q, limit: 5 } })).items.map((each) => ({ id: each.id, main: shortNumber(each.number), sub: `${each.title} · ${each.address}`, clock: each.nextClock, to: `/cases/${each.id}` })),
  },
]
