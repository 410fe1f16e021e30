import { Building2, Wrench } from 'lucide-react'
import { get } from '../api/client.ts'
import type { Find } from '../shell/section.ts'

const OC = '/v1/outstation-channel'

/** A station's own users find their own station and its orders. */
export const finds: Find[] = [
  {
    name: 'stations', icon: Building2, permission: ['station.read', 'station.portal'], scopes: ['#'],
    ask: async (q) => (await get(`${OC}/stations`, { query: { q, limit: 5 } })).items.map((each) => ({ id: each.id, main: each.name, sub: [each.number, each.regionName, each.staffName].filter(Boolean).join(' · '), to: `/stations/${each.id}` })),
  },
  {
    name: 'repairOrders', icon: Wrench, permission: ['repairOrder.read', 'station.portal'], scopes: ['#'],
    ask: async (q) => (await get(`${OC}/repair-orders`, { query: { q, limit: 5 } })).items.map((each) => ({ id: each.id, main: each.number, sub: [each.stationName, each.model, each.serial].filter(Boolean).join(' · '), to: `/repair-orders?q=${encodeURIComponent(each.number)}&id=${each.id}` })),
  },
]
