import { GoodsToday } from './goods/Today.tsx'

/** What waits for whoever works in outstation-channel. */
export default function TodayLists() {
  return <GoodsToday />
}
