import { Handshake } from 'lucide-react'
import { get } from '../api/client.ts'
import { shortNumber } from '../shell/formats.ts'
import type { Find } from '../shell/section.ts'

/** Parties are people and deals have numbers, so both narrow searches find them. */
export const finds: Find[] = [
  {
    name: 'deals', icon: Handshake, permission: 'deal.read', scopes: ['@', '#'],
    ask: async (q) => (await get('/v1/property-brokerage/deals', { query: { q, limit: 5 } })).items.map((each) => ({ id: each.id, main: shortNumber(each.number), sub: `${each.title} · ${each.shopName}`, clock: each.nextClock, to: `/deals/${each.id}` })),
  },
]
