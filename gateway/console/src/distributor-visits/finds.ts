import { Store } from 'lucide-react'
import { get } from '../api/client.ts'
import type { Find } from '../shell/section.ts'

/** Customers have contacts and numbers, so both narrow searches find them. */
export const finds: Find[] = [
  {
    name: 'visitCustomers', icon: Store, permission: 'visitCustomer.read', scopes: ['@', '#'],
    ask: async (q) => (await get('/v1/distributor-visits/customers', { query: { q, limit: 5 } })).items.map((each) => ({ id: each.id, main: each.name, sub: [each.number, [each.city, each.address].filter(Boolean).join(' '), each.visitorName].filter(Boolean).join(' · '), to: `/visit-customers/${each.id}` })),
  },
]
