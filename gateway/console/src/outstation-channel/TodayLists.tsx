import { GoodsToday } from './goods/Today.tsx'
import { PeopleToday } from './PeopleToday.tsx'
import { ReportsToday } from './ReportsToday.tsx'
import { StationLists } from './stations/StationLists.tsx'

/** What waits for whoever works in the channel. */
export default function TodayLists() {
  return (
    <>
      <ReportsToday />
      <StationLists />
      <GoodsToday />
      <PeopleToday />
    </>
  )
}
