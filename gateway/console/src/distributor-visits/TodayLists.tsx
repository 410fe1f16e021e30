/** What waits for whoever works in distributor-visits. */
export default function TodayLists() {
  return null
}
